import { stripSpace } from './characters.js';
import type { NameAddr as NameAddrFields, Params, Uri } from './message.js';
import { formatParams, NO_PARAMS, parseParams } from './params.js';
import { quote, unquote } from './quoted-string.js';
import { malformed } from './sip-syntax-error.js';
import { formatUri, parseUri } from './uri.js';

export type NameAddr = NameAddrFields;

/** A name in quotes, or of tokens and spaces (beyond ASCII is tolerated), and the URI. */
const BRACKETED = /^(?:"([^"\\]*(?:\\[^][^"\\]*)*)"[ \t]*|([\w.!%*+`'~ \t\x80-\uffff-]*))<([^>]*)>/;

/** An address with the name to show for it, and the parameters of its header field. */
export function NameAddr(uri: Uri, displayName = '', params: Params = NO_PARAMS): NameAddr {
  return { displayName, uri, params };
}

/**
 * Reads `"Alice" <sip:alice@contoso.example>;tag=1`, also without name, quotes or angle brackets. RFC 3261 §20.10.
 * @throws {SipSyntaxError} Among others where a URI with `?` or `,` stands without angle brackets: §20.
 */
export function parseNameAddr(text: string): NameAddr {
  const value = stripSpace(text);
  const match = BRACKETED.exec(value);
  if (!match) return parseBare(value);
  const { 0: whole, 1: quoted, 2: name = '', 3: uri = '' } = match;
  const displayName = quoted === undefined ? stripSpace(name) : unquote(quoted);
  return { displayName, uri: parseUri(uri), params: parseParams('address', value, whole.length) };
}

/** `addr-spec`: what follows the URI are parameters of the header field, not of the URI. */
function parseBare(text: string): NameAddr {
  const [address = ''] = text.split(';', 1);
  if (/^$|["<?,]/.test(address)) throw malformed('address', text);
  return { displayName: '', uri: parseUri(stripSpace(address)), params: parseParams('address', text, address.length) };
}

/** `parseNameAddr(formatNameAddr(v))` equals `v`. Throws `TypeError` for a line break in the name or a parameter. */
export function formatNameAddr({ displayName, uri, params }: NameAddr): string {
  return `${displayName === '' ? '' : `${quote(displayName)} `}<${formatUri(uri)}>${formatParams(params)}`;
}

/** A line for each address. */
export function formatAddresses(name: string, addresses: readonly NameAddr[]): string {
  let lines = '';
  for (const address of addresses) lines += `${name}: ${formatNameAddr(address)}\r\n`;
  return lines;
}
