import { BARE_NAME, endOfRun, skipSpace } from './characters.js';
import type { NameAddr as NameAddrFields, Params, Uri } from './message.js';
import { formatParams, NO_PARAMS, parseParams } from './params.js';
import { closingQuote, quote, unquote } from './quoted-string.js';
import { malformed } from './sip-syntax-error.js';
import { formatUri, parseUri } from './uri.js';

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
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) === QUOTE) {
    const close = closingQuote(text, start);
    if (close < 0) throw malformed('address', text, 'an open quote');
    return bracketed(text, unquote(text, start, close), skipSpace(text, close + 1));
  }
  const open = endOfRun(text, start, text.length, BARE_NAME);
  if (text.charCodeAt(open) === OPEN) return bracketed(text, text.slice(start, open).trim(), open);
  return bare(text, start);
}

function bracketed(text: string, displayName: string, open: number): NameAddr {
  const close = text.indexOf('>', open);
  if (text.charCodeAt(open) !== OPEN || close < 0) throw malformed('address', text, 'no URI in "<" and ">"');
  return { displayName, uri: parseUri(text.slice(open + 1, close)), params: parseParams('address', text, close + 1) };
}

/** `addr-spec`: what follows the URI are parameters of the header field, not of the URI. */
function bare(text: string, start: number): NameAddr {
  const semicolon = text.indexOf(';', start);
  const end = semicolon < 0 ? text.length : semicolon;
  const address = text.slice(start, end).trimEnd();
  if (address.includes('?') || address.includes(',')) throw malformed('address', text, 'a URI that needs "<" and ">"');
  return { displayName: '', uri: parseUri(address), params: parseParams('address', text, end) };
}

/** `parseNameAddr(formatNameAddr(v))` equals `v`. Throws `TypeError` for a line break in the name or a parameter. */
export function formatNameAddr(value: NameAddr): string {
  const address = `<${formatUri(value.uri)}>${formatParams(value.params)}`;
  return value.displayName === '' ? address : `${quote(value.displayName)} ${address}`;
}
