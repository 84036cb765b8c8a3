import { stripSpace } from './characters.js';
import { closingQuote } from './quoted-string.js';

const QUOTE = 34;
const COMMA = 44;
const OPEN = 60;

/**
 * The values of a comma-separated list, without the spaces around them. Commas in quotes and in angle brackets separate
 * nothing. An empty value stays, for the reader of the value to refuse. RFC 3261 §7.3.1.
 */
export function splitList(text: string): readonly string[] {
  if (!text.includes(',')) return [text];
  const values: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE || code === OPEN) {
      const close = code === QUOTE ? closingQuote(text, index, text.length) : text.indexOf('>', index);
      if (close < 0) break;
      index = close;
    } else if (code === COMMA) {
      values.push(stripSpace(text.slice(start, index)));
      start = index + 1;
    }
  }
  values.push(stripSpace(text.slice(start)));
  return values;
}
