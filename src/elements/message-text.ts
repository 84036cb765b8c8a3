import { element } from './element.js';
import { splitLinks } from './split-links.js';

/** What is between three backquotes, but for the name of a language, or between two in one line. */
const CODE = /```(?:\w*\n)?([^]*?)\n?```\n?|`([^`\n]+)`/g;

/** So few emoji and nothing else are shown large. Undefined where the browser does not know of them: Safari before 17. */
const EMOJI = ((): RegExp | undefined => {
  try {
    return new RegExp('^\\s*(?:\\p{RGI_Emoji}\\s*){1,3}$', 'v');
  } catch {
    return undefined;
  }
})();
/** The longest of them, thrice. */
const MAX_EMOJI = 120;

/** Whether `text` is up to three emoji. */
export function isEmoji(text: string): boolean {
  return text.length < MAX_EMOJI && !/[\p{L}!-~]/u.test(text) && EMOJI?.test(text) === true; // the first two take no time
}

/** The text of a message as nodes: line breaks stay, addresses become links, code is code, and nothing in it is ever markup. */
export function messageText(text: string): (string | Node)[] {
  const nodes: (string | Node)[] = [];
  let end = 0;
  const plain = (upTo: number): void => {
    for (const { text: piece, href } of splitLinks(text.slice(end, upTo))) nodes.push(href ? link(piece, href) : piece);
  };
  for (const { 0: whole, 1: block, 2: inline, index } of text.matchAll(CODE)) {
    plain(index);
    const code = element('code', { part: 'code' }, block ?? inline ?? '');
    nodes.push(block === undefined ? code : element('pre', {}, code));
    end = index + whole.length;
  }
  plain(text.length);
  return nodes;
}

/** It says where it leads to when that is not what is written: a host in other letters. */
export function link(text: string, href: string): HTMLElement {
  const made = element('a', { part: 'link', href, rel: 'noopener noreferrer', tabindex: '-1' }, text);
  if (href.startsWith('http')) made.setAttribute('target', '_blank');
  if (href.includes('xn--')) made.title = href;
  return made;
}
