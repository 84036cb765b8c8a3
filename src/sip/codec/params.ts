import { requireToken } from './characters.js';
import type { Params } from './message.js';
import { quote, unquote } from './quoted-string.js';
import { malformed } from './sip-syntax-error.js';

/** No parameters at all; one for everybody, so that most URIs need no map of their own. */
export const NO_PARAMS: Params = new Map();

/** A value without quotes is taken as peers send it: all visible that does not end or enclose a value. */
const PARAM =
  /[ \t]*;[ \t]*([\w.!%*+`'~-]+)[ \t]*(?:=[ \t]*(?:"([^"\\]*(?:\\[^][^"\\]*)*)"|([!#-+\--:=?-[\]-~\x80-\uffff]*))[ \t]*)?/y;

/** A value that may stand without quotes: `token / host`. */
const BARE = /^[\w.!%*+`'~[\]:-]*$/;

/** What must be in quotes even where it is a token: capabilities, RFC 3840 §9. A `+` in front marks others of them. */
const QUOTED = /^(?:\+|(?:methods|events|schemes|language|type|description|class|duplex|mobility)$)/;

/**
 * Reads `;name=value` from `start` on, spaces allowed around each part. RFC 3261 §7.3.1.
 * @param what - What the parameters belong to, for the error.
 * @param start - Where the first `;` or the spaces before it are.
 * @throws {SipSyntaxError} For an empty name, a name that comes twice, an open quote.
 */
export function parseParams(what: string, text: string, start: number): Params {
  if (start >= text.length) return NO_PARAMS;
  const params = new Map<string, string>();
  PARAM.lastIndex = start;
  do {
    const match = PARAM.exec(text);
    const name = match?.[1]?.toLowerCase();
    if (!match || name === undefined || params.has(name)) throw malformed(what, text);
    params.set(name, match[2] === undefined ? (match[3] ?? '') : unquote(match[2]));
  } while (PARAM.lastIndex < text.length);
  return params;
}

/**
 * `;name=value` for each, in quotes where the value needs them.
 * @throws {TypeError} For a name that is no token, or a line break in a value.
 */
export function formatParams(params: Params): string {
  let text = '';
  for (const [name, value] of params) {
    text += `;${requireToken('parameter', name)}`;
    if (value !== '') text += `=${BARE.test(value) && !QUOTED.test(name) ? value : quote(value)}`;
  }
  return text;
}
