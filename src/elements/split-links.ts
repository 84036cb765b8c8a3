/** A stretch of a message: plain text, or a link when `href` is there. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

const LINK = /\b(?:https?:\/\/|mailto:|tel:|sips?:)[^\s<>"]+/gi;
const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sip:', 'sips:']);
const TRAILING = new Set(".,;:!?'*_~”’»]}");

/**
 * Splits `text` into plain pieces and links, in one pass. Only http, https, mailto, tel and sip become links, and
 * only where `URL` agrees. Law: the pieces' texts joined are `text`.
 */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const href = trimSentenceEnd(match[0]);
    if (!isSafe(href)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: href, href });
    end = match.index + href.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Full stop, comma or closing bracket after an address belong to the sentence; a bracket opened inside does not. */
function trimSentenceEnd(link: string): string {
  let end = link.length;
  let open = 0;
  for (const character of link) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (!TRAILING.has(last)) break;
  }
  return link.slice(0, end);
}

function isSafe(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, pathname, hostname } = new URL(href);
  return SCHEMES.has(protocol) && Boolean(hostname || pathname);
}
