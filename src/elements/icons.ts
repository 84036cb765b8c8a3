import { html, svg, type TemplateResult } from 'lit';

/** 20 × 20 line drawings in the colour of the text around them; their button gives the name. */
const icon = (shape: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;

export const sendIcon = icon(svg`<path class="solid" d="M3 3 18 10 3 17l2-6 7-1-7-1z"/>`);
export const addIcon = icon(svg`<circle cx="8" cy="6" r="3"/><path d="M2 17q1-5 6-5t6 5M16 5v5m-2.5-2.5h5"/>`);
export const downIcon = icon(svg`<path d="M10 4v12m-5-5 5 5 5-5"/>`);
export const warnIcon = icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v5m0 3v0"/>`);
