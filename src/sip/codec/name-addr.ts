import { BARE_NAME, endOfRun, skipSpace, trimSpace } from './characters.js';
import type { NameAddr as NameAddrFields, Params, Uri } from './message.js';
import { formatParams, NO_PARAMS, parseParams } from './params.js';
import { closingQuote, quote, unquote } from './quoted-string.js';
import { malformed } from './sip-syntax-error.js';
import { formatUri, parseUri, readUri } from './uri.js';

export type NameAddr = NameAddrFields;

const QUOTE = 34;
const OPEN = 60;

/** An address with the name to show for it, and the parameters of its header field. */
export function NameAddr(uri: Uri, displayName = '', params: Params = NO_PARAMS): NameAddr {
  return { displayName, uri, params };
}

/**
 * Reads `"Alice" <sip:alice@contoso.example>;tag=1`, also without name, quotes or angle brackets. RFC 3261 §20.10.
 * @throws {SipSyntaxError} Among others where a URI with `?` or `,` stands without angle brackets: §20.
 */
export function parseNameAddr(text: string): NameAddr {
  return readNameAddr(text, 0, text.length);
}

/** `parseNameAddr` of the text between `start` and `end`. */
export function readNameAddr(text: string, start: number, end: number): NameAddr {
  const first = skipSpace(text, start, end);
  if (first < end && text.charCodeAt(first) === QUOTE) {
    const close = closingQuote(text, first, end);
    if (close < 0) throw malformed('address', text.slice(start, end), 'an open quote');
    return readBracketed(text, skipSpace(text, close + 1, end), end, unquote(text, first, close));
  }
  const open = endOfRun(text, first, end, BARE_NAME);
  if (open === end || text.charCodeAt(open) !== OPEN) return readBare(text, first, end);
  return readBracketed(text, open, end, open === first ? '' : text.slice(first, trimSpace(text, first, open)));
}

function readBracketed(text: string, open: number, end: number, displayName: string): NameAddr {
  const close = text.indexOf('>', open);
  if (text.charCodeAt(open) !== OPEN || close < 0 || close >= end) {
    throw malformed('address', text.slice(open, end), 'no URI in "<" and ">"');
  }
  const uri = readUri(text, open + 1, close);
  return { displayName, uri, params: parseParams('address', text, close + 1, end) };
}

/** `addr-spec`: what follows the URI are parameters of the header field, not of the URI. */
function readBare(text: string, start: number, end: number): NameAddr {
  const semicolon = text.indexOf(';', start);
  const paramsStart = semicolon < 0 || semicolon > end ? end : semicolon;
  const address = text.slice(start, trimSpace(text, start, paramsStart));
  if (address === '') throw malformed('address', text.slice(start, end), 'empty');
  if (address.includes('?') || address.includes(',')) throw malformed('address', address, 'a URI without "<" and ">"');
  return { displayName: '', uri: parseUri(address), params: parseParams('address', text, paramsStart, end) };
}

/** `parseNameAddr(formatNameAddr(v))` equals `v`. Throws `TypeError` for a line break in the name or a parameter. */
export function formatNameAddr(value: NameAddr): string {
  const address = `<${formatUri(value.uri)}>${formatParams(value.params)}`;
  return value.displayName === '' ? address : `${quote(value.displayName)} ${address}`;
}
