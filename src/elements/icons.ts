import { html, type TemplateResult } from 'lit';

/** A 20 × 20 drawing in the colour of the text around it, of lines or `solid`; its button gives the name. */
export const icon = (path: string, solid = ''): TemplateResult =>
  html`<svg class="icon ${solid}" viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>`;

export const sendIcon = icon('M3 3 18 10 3 17l2-6 7-1-7-1z', 'solid');
export const emojiIcon = icon('M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16M7.3 7.5v.8m5.4-.8v.8M6 11.8q4 4.2 8 0');
export const addIcon = icon('M8 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 17q1-5 6-5t6 5M16 5v5m-2.5-2.5h5');
export const downIcon = icon('M10 4v12m-5-5 5 5 5-5');
export const tickIcon = icon('m4 10.5 4 4 8-9');
export const ticksIcon = icon('m1 10.5 4 4 8-9m-4 8 1 1 8-9');
export const warnIcon = icon('M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v5m0 3v0');
