import { malformed, unformattable } from './sip-syntax-error.js';

/** The text that `%HH` escapes stand for. Throws `SipSyntaxError` where they are broken or not UTF-8. RFC 3261 §19.1.2. */
export function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('escape', text);
  }
}

/**
 * `unescapePercent(escapePercent(t, unsafe))` equals `t`.
 * @param unsafe - Finds each character that is to be escaped, `%` among them.
 */
export function escapePercent(text: string, unsafe: RegExp): string {
  try {
    return text.replace(unsafe, character => encodeURIComponent(character));
  } catch {
    throw unformattable('URI', text); // half a surrogate pair
  }
}
