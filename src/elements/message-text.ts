import { html, type TemplateResult } from 'lit';
import { splitLinks } from './split-links.js';

/** The text of a message as nodes: line breaks stay, addresses become links, and nothing in it is ever markup. */
export function messageText(text: string): (string | TemplateResult)[] {
  return splitLinks(text).map(({ text: piece, href }) => (href ? link(piece, href) : piece));
}

function link(text: string, href: string): TemplateResult {
  return /^https?:/i.test(href)
    ? html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`<a part="link" href=${href}>${text}</a>`;
}
