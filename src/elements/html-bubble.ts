import { link } from './message-text.js';
import { hrefOf } from './split-links.js';

/** Not in all browsers, nor in TypeScript's: https://developer.mozilla.org/docs/Web/API/Element/setHTML */
interface Sanitizing {
  setHTML?: (html: string, options: { readonly sanitizer: unknown }) => void;
}

/**
 * What may stand in a message. Nothing that loads anything (pictures would tell the sender who reads it, and when), nothing
 * that is operated but links, and no class, name or style: they could make it look like a part of the page.
 */
const SANITIZER = {
  elements: [
    ...[
      'b',
      'strong',
      'i',
      'em',
      'u',
      's',
      'del',
      'ins',
      'sub',
      'sup',
      'mark',
      'code',
      'pre',
      'br',
      'hr',
      'p',
      'div',
      'span',
    ],
    ...['blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    { name: 'a', attributes: ['href'] },
  ],
  replaceWithChildrenElements: [
    'font',
    'small',
    'big',
    'center',
    'section',
    'article',
    'header',
    'footer',
    'main',
    'address',
  ],
  attributes: ['dir', 'lang'],
  comments: false,
  dataAttributes: false,
};

/** The same as in texts. */
const SCHEME = /^(?:https?:\/\/|mailto:|tel:|sips?:)/i;

/**
 * Shows `html`, which anybody may have written, in a bubble that has its text. It goes through the browser's own sanitizer;
 * where there is none, or it leaves nothing, the text stays.
 */
export function showHtml(bubble: HTMLElement, html: string): void {
  const box: HTMLElement & Sanitizing = document.createElement('div'); // its size matters to nobody yet
  if (!box.setHTML) return;
  try {
    box.setHTML(html, { sanitizer: SANITIZER });
  } catch {
    return; // one of an older draft
  }
  if (!box.textContent?.trim()) return;
  for (const given of box.querySelectorAll('a')) showLink(given);
  for (const code of box.querySelectorAll('code')) code.part.add('code');
  bubble.classList.add('html');
  bubble.replaceChildren(...box.childNodes);
}

/** Says where it leads to, whatever is written on it; one that leads nowhere good is only text. */
function showLink(given: HTMLAnchorElement): void {
  const address = given.getAttribute('href')?.trim() ?? '';
  const href = SCHEME.test(address) ? hrefOf(address) : undefined;
  if (!href) return given.replaceWith(...given.childNodes);
  const made = link('', href);
  made.title = href;
  made.append(...given.childNodes);
  given.replaceWith(made);
}
