import { isIn, type CharacterClass } from './characters.js';
import { malformed } from './sip-syntax-error.js';

const PERCENT = 37;

/** The text that `%HH` escapes stand for. Throws `SipSyntaxError` where they are broken or not UTF-8. RFC 3261 §19.1.2. */
export function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('escape', text, 'not "%" and two digits, or not UTF-8');
  }
}

/** `unescapePercent(escapePercent(t, kind))` equals `t`; what is not in `kind` is escaped, and `%` always. */
export function escapePercent(text: string, kind: CharacterClass): string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 128 || code === PERCENT || !isIn(code, kind)) return escapeEach(text, kind);
  }
  return text;
}

function escapeEach(text: string, kind: CharacterClass): string {
  let escaped = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    const plain = code < 128 && code !== PERCENT && isIn(code, kind);
    escaped += plain ? character : escapeOne(character);
  }
  return escaped;
}

function escapeOne(character: string): string {
  try {
    return encodeURIComponent(character);
  } catch {
    throw new TypeError(`Cannot format ${JSON.stringify(character)}: half a surrogate pair`);
  }
}
