import { html, nothing, type TemplateResult } from 'lit';
import { splitLinks } from './split-links.js';

/** The text of a message as nodes: line breaks stay, addresses become links, and nothing in it is ever markup. */
export function messageText(text: string): (string | TemplateResult)[] {
  return splitLinks(text).map(({ text: piece, href }) => (href ? link(piece, href) : piece));
}

function link(text: string, href: string): TemplateResult {
  const target = /^https?:/i.test(href) ? '_blank' : nothing;
  return html`<a part="link" href=${href} target=${target} rel="noopener noreferrer">${text}</a>`;
}
