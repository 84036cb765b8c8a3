/** A stretch of a message: plain text, or a link when `href` is there. */
export interface TextPiece {
  readonly text: string;
  /** As the browser reads it: a host in other letters is in ASCII. */
  readonly href?: string;
}

/**
 * An address up to a space, quote or angle bracket. Punctuation at its end belongs to the sentence, and so does a closing
 * bracket; one that was opened inside does not.
 */
const LINK =
  /\b(?:https?:\/\/|mailto:|tel:|sips?:)(?:\([^\s<>"()]*\)|[^\s<>"()])*(?:\([^\s<>"()]*\)|[^\s<>"()\].,;:!?'*_~”’»}])/gi;

/**
 * Splits `text` into plain pieces and links, in one pass. Only http, https, mailto, tel and sip become links, and
 * only where `URL` agrees; not with a name before the host, which looks like another host. Law: the pieces' texts joined
 * are `text`.
 */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    const href = hrefOf(link);
    if (!href) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: link, href });
    end = index + link.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** The address as the browser reads it; undefined of what is none, or has a name before the host. */
export function hrefOf(link: string): string | undefined {
  const { href, username } = URL.canParse(link) ? new URL(link) : ({} as Partial<URL>);
  return username ? undefined : href;
}
