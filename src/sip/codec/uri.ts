import { canonicalHost, formatHostPort, parsePort } from './host.js';
import type { OtherUri, Params, SipUri as SipUriFields, Uri } from './message.js';
import { NO_PARAMS } from './params.js';
import { escapePercent, unescapePercent } from './percent-escape.js';
import { malformed, unformattable } from './sip-syntax-error.js';

export type SipUri = SipUriFields;

// RFC 3261 §25.1: `SIP-URI`, and what is escaped in each part: in a password all but `unreserved`. `_` is no host name
// character, but intranets have such names.
const SIP_URI =
  /^(sips?):(?:([\w.!~*'()&=+$,;?/%-]+)(?::([\w.!~*'()&=+$,%-]*))?@)?(\w[\w.-]*|\[[\da-f:.]+\])(?::(\d{1,5}))?(;[^?]*)?(\?[^]*)?$/i;
/** A URI parameter, and a header behind `?`: one form for both, for their separators are cut off before. */
const PAIR = /^([\w.!~*'()[\]/:?&+$%-]+)(?:=([\w.!~*'()[\]/:?&+$%-]*))?$/;
const NOT_USER = /[^\w.!~*'()&=+$,;?/-]/gu;
const NOT_PASSWORD = /\W/gu;
const NOT_PAIR = /[^\w.!~*'()[\]/:+$-]/gu;

/** Any other scheme, and what may follow it: all visible that does not enclose a URI. */
const OTHER_URI = /^([a-z][a-z\d+.-]*):([!#-;=?-~\x80-\uffff]+)$/i;

/** A `sip:` URI, unless `scheme` says `sips`. `user` and parameters without escapes; `''` for no user. */
export function SipUri(
  user: string,
  host: string,
  { scheme = 'sip', port, params = NO_PARAMS }: { scheme?: 'sip' | 'sips'; port?: number; params?: Params } = {},
): SipUri {
  return { scheme, user, password: undefined, host, port, params, headers: NO_PARAMS };
}

/** Whether the URI is `sip:` or `sips:`. */
export function isSipUri(uri: Uri): uri is SipUri {
  return uri.scheme === 'sip' || uri.scheme === 'sips';
}

/**
 * Reads a URI, the whole text being one. RFC 3261 §19.1.1; other schemes are kept as they stand.
 * @throws {SipSyntaxError} For spaces, a broken escape, a host or port that is none.
 */
export function parseUri(text: string): Uri {
  const match = SIP_URI.exec(text);
  if (!match) return parseOtherUri(text);
  // Destructuring the array would take as long as matching.
  const { 1: scheme = '', 2: user = '', 3: password, 4: host = '', 5: port, 6: params, 7: headers } = match;
  return {
    scheme: scheme.length === 4 ? 'sips' : 'sip',
    user: unescapePercent(user),
    password: password === undefined ? undefined : unescapePercent(password),
    host,
    port: parsePort('URI', text, host, port),
    params: params === undefined ? NO_PARAMS : readPairs(params, ';'),
    headers: headers === undefined ? NO_PARAMS : readPairs(headers, '&'),
  };
}

function parseOtherUri(text: string): OtherUri {
  const [, scheme = '', rest = ''] = OTHER_URI.exec(text) ?? [];
  if (/^(sips?)?$/i.test(scheme)) throw malformed('URI', text);
  return { scheme: scheme.toLowerCase(), rest };
}

/**
 * What stands behind host and port. A header that comes twice is one list: RFC 3261 §7.3.1; no parameter does, and no
 * header is without `=`.
 */
function readPairs(text: string, separator: ';' | '&'): Params {
  const pairs = new Map<string, string>();
  for (const pair of text.slice(1).split(separator)) {
    const { 1: escaped = '', 2: value = '' } = PAIR.exec(pair) ?? [];
    const name = unescapePercent(escaped).toLowerCase();
    const before = pairs.get(name);
    const wrong = separator === ';' ? before !== undefined : !pair.includes('=');
    if (name === '' || wrong) throw malformed('URI', text);
    pairs.set(name, (before === undefined ? '' : `${before},`) + unescapePercent(value));
  }
  return pairs;
}

/**
 * `parseUri(formatUri(u))` equals `u`.
 * @throws {TypeError} For a host that is none, or another scheme's rest that no URI can hold.
 */
export function formatUri(uri: Uri): string {
  if (!isSipUri(uri)) return formatOtherUri(uri);
  const { scheme, user, password, host, port, params, headers } = uri;
  let text = `${scheme}:`;
  if (user !== '') {
    text += escapePercent(user, NOT_USER);
    if (password !== undefined) text += `:${escapePercent(password, NOT_PASSWORD)}`;
    text += '@';
  }
  text += formatHostPort(host, port);
  for (const [name, value] of params) {
    text += `;${escapePercent(name, NOT_PAIR)}`;
    if (value !== '') text += `=${escapePercent(value, NOT_PAIR)}`;
  }
  let separator = '?';
  for (const [name, value] of headers) {
    text += `${separator}${escapePercent(name, NOT_PAIR)}=${escapePercent(value, NOT_PAIR)}`;
    separator = '&';
  }
  return text;
}

function formatOtherUri({ scheme, rest }: OtherUri): string {
  const text = `${scheme}:${rest}`;
  if (OTHER_URI.exec(text)?.[2] === rest) return text;
  throw unformattable('URI', text);
}

/**
 * The address of record as a key: scheme and host in lower case, the user as it is, nothing else:
 * `sip:alice@contoso.example`. RFC 3261 §10.3 item 5. Another scheme's URI is its whole text.
 */
export function addressOf(uri: Uri): string {
  if (!isSipUri(uri)) return formatOtherUri(uri);
  const { scheme, user, host } = uri;
  return formatUri(SipUri(user, canonicalHost(host), { scheme }));
}
