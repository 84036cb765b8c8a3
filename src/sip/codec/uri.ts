import { canonicalHost, formatHostPort, isHost } from './host.js';
import type { OtherUri, Params, SipUri as SipUriFields, Uri } from './message.js';
import { NO_PARAMS } from './params.js';
import { escapePercent, unescapePercent } from './percent-escape.js';
import { malformed } from './sip-syntax-error.js';

export type SipUri = SipUriFields;

// RFC 3261 §25.1: `SIP-URI`, `uri-parameter`, `header`, and what must be escaped in each part. `_` is no host name
// character, but intranets have such names.
const SIP_URI =
  /^(sips?):(?:([\w.!~*'()&=+$,;?/%-]+)(?::([\w.!~*'()&=+$,%-]*))?@)?(\w[\w.-]*|\[[\da-f:.]+\])(?::(\d{1,5}))?(;[^?]*)?(\?[^]*)?$/i;
const PARAM = /;([\w.!~*'()[\]/:&+$%-]+)(?:=([\w.!~*'()[\]/:&+$%-]*))?/y;
const HEADER = /[?&]([\w.!~*'()[\]/?:+$%-]+)=([\w.!~*'()[\]/?:+$%-]*)/y;
const NOT_USER = /[^\w.!~*'()&=+$,;?/-]/gu;
const NOT_PASSWORD = /[^\w.!~*'()&=+$,-]/gu;
const NOT_PARAM = /[^\w.!~*'()[\]/:&+$-]/gu;
const NOT_HEADER = /[^\w.!~*'()[\]/?:+$-]/gu;

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
  if ((host.startsWith('[') && !isHost(host)) || Number(port) > 65535) throw malformed('URI', text, 'no host and port');
  return {
    scheme: scheme.length === 4 ? 'sips' : 'sip',
    user: unescapePercent(user),
    password: password === undefined ? undefined : unescapePercent(password),
    host,
    port: port === undefined ? undefined : Number(port),
    params: params === undefined ? NO_PARAMS : readPairs(params, PARAM),
    headers: headers === undefined ? NO_PARAMS : readPairs(headers, HEADER),
  };
}

function parseOtherUri(text: string): OtherUri {
  const [, scheme = '', rest = ''] = OTHER_URI.exec(text) ?? [];
  if (/^(sips?)?$/i.test(scheme)) throw malformed('URI', text, 'not a scheme and what may follow it');
  return { scheme: scheme.toLowerCase(), rest };
}

/** What stands behind host and port. A header that comes twice is one list: RFC 3261 §7.3.1; no parameter does. */
function readPairs(text: string, pair: RegExp): Params {
  const pairs = new Map<string, string>();
  pair.lastIndex = 0;
  do {
    const [, escaped = '', value = ''] = pair.exec(text) ?? [];
    const name = unescapePercent(escaped).toLowerCase();
    const before = pairs.get(name);
    if (name === '' || (before !== undefined && pair === PARAM)) throw malformed('URI', text, 'no pairs, or one twice');
    pairs.set(name, (before === undefined ? '' : `${before},`) + unescapePercent(value));
  } while (pair.lastIndex < text.length);
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
    text += `;${escapePercent(name, NOT_PARAM)}`;
    if (value !== '') text += `=${escapePercent(value, NOT_PARAM)}`;
  }
  let separator = '?';
  for (const [name, value] of headers) {
    text += `${separator}${escapePercent(name, NOT_HEADER)}=${escapePercent(value, NOT_HEADER)}`;
    separator = '&';
  }
  return text;
}

function formatOtherUri({ scheme, rest }: OtherUri): string {
  const text = `${scheme}:${rest}`;
  if (OTHER_URI.exec(text)?.[2] === rest) return text;
  throw new TypeError(`Cannot format URI ${JSON.stringify(text)}: no URI`);
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
