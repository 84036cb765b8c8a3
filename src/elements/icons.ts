import { html, svg, type TemplateResult } from 'lit';

/** 20 × 20 line drawings in the colour of the text around them; their button gives the name. */
const icon = (shape: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;

export const sendIcon = icon(svg`<path class="solid" d="M3 3.2 18 10 3 16.8l1.8-5.6L12 10 4.8 8.8z"/>`);
export const addIcon = icon(
  svg`<circle cx="8" cy="6.5" r="3"/><path d="M2.5 16.5c.4-3.2 2.6-5 5.5-5s5.1 1.8 5.5 5M16 5v5m-2.5-2.5h5"/>`,
);
export const downIcon = icon(svg`<path d="M10 4v12m-5-5 5 5 5-5"/>`);
export const warnIcon = icon(svg`<circle cx="10" cy="10" r="7.2"/><path d="M10 6.2v4.6m0 2.7v.1"/>`);
