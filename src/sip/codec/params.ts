import { BARE_VALUE, endOfRun, isAll, LOOSE_VALUE, skipSpace, TOKEN } from './characters.js';
import type { Params } from './message.js';
import { closingQuote, quote, unquote } from './quoted-string.js';
import { malformed } from './sip-syntax-error.js';

/** No parameters at all; one for everybody, so that most URIs need no map of their own. */
export const NO_PARAMS: Params = new Map();

/** What must be in quotes even where it is a token: capabilities, RFC 3840 §9. A `+` in front marks others of them. */
const QUOTED = new Set([
  'methods',
  'events',
  'schemes',
  'language',
  'type',
  'description',
  'class',
  'duplex',
  'mobility',
]);

const SEMICOLON = 59;
const EQUALS = 61;
const QUOTE = 34;
const PLUS = 43;

/**
 * Reads `;name=value` from `start` to `end`, spaces allowed around each part. RFC 3261 §7.3.1.
 * @param what - What the parameters belong to, for the error.
 * @param start - Where the first `;` or the spaces before it are.
 * @throws {SipSyntaxError} For an empty name, a name that comes twice, an open quote.
 */
export function parseParams(what: string, text: string, start: number, end: number): Params {
  let index = skipSpace(text, start, end);
  if (index >= end) return NO_PARAMS;
  const params = new Map<string, string>();
  while (index < end) {
    if (text.charCodeAt(index) !== SEMICOLON)
      throw malformed(what, text.slice(start, end), 'no ";" before a parameter');
    const nameStart = skipSpace(text, index + 1, end);
    const nameEnd = endOfRun(text, nameStart, end, TOKEN);
    if (nameEnd === nameStart) throw malformed(what, text.slice(start, end), 'a parameter without a name');
    const name = text.slice(nameStart, nameEnd).toLowerCase();
    if (params.has(name)) throw malformed(what, text.slice(start, end), `two parameters "${name}"`);
    index = skipSpace(text, nameEnd, end);
    if (index >= end || text.charCodeAt(index) !== EQUALS) {
      params.set(name, '');
      continue;
    }
    const valueStart = skipSpace(text, index + 1, end);
    const quoted = valueStart < end && text.charCodeAt(valueStart) === QUOTE;
    index = quoted ? closingQuote(text, valueStart, end) : endOfRun(text, valueStart, end, LOOSE_VALUE);
    if (index < 0) throw malformed(what, text.slice(start, end), 'an open quote');
    params.set(name, quoted ? unquote(text, valueStart, index++) : text.slice(valueStart, index));
    index = skipSpace(text, index, end);
  }
  return params;
}

/**
 * `;name=value` for each, in quotes where the value needs them.
 * @throws {TypeError} For a name that is no token, or a line break in a value.
 */
export function formatParams(params: Params): string {
  if (params.size === 0) return '';
  let text = '';
  for (const [name, value] of params) {
    if (!isAll(name, TOKEN)) throw new TypeError(`Cannot format parameter ${JSON.stringify(name)}: no token`);
    text += value === '' ? `;${name}` : `;${name}=${formatParamValue(name, value)}`;
  }
  return text;
}

function formatParamValue(name: string, value: string): string {
  const bare = endOfRun(value, 0, value.length, BARE_VALUE) === value.length;
  return bare && name.charCodeAt(0) !== PLUS && !QUOTED.has(name) ? value : quote(value);
}
