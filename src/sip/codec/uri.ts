import {
  endOfRun,
  isAll,
  PASSWORD,
  SCHEME,
  URI_HEADER,
  URI_PARAM,
  USER,
  VISIBLE,
  type CharacterClass,
} from './characters.js';
import { canonicalHost, endOfDigits, endOfHost, isHost, parsePort } from './host.js';
import type { OtherUri, Params, SipUri as SipUriFields, Uri } from './message.js';
import { NO_PARAMS } from './params.js';
import { escapePercent, unescapePercent } from './percent-escape.js';
import { malformed } from './sip-syntax-error.js';

export type SipUri = SipUriFields;

const COLON = 58;
const SEMICOLON = 59;

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
  return readUri(text, 0, text.length);
}

/** `parseUri` of the text between `start` and `end`. */
export function readUri(text: string, start: number, end: number): Uri {
  if (text.startsWith('sip:', start)) return readSipUri(text, start, start + 4, end, 'sip');
  const colon = text.indexOf(':', start);
  const scheme = colon < end ? text.slice(start, Math.max(colon, start)).toLowerCase() : '';
  if (scheme === 'sip' || scheme === 'sips') return readSipUri(text, start, colon + 1, end, scheme);
  return parseOtherUri(text.slice(start, end), scheme);
}

function parseOtherUri(text: string, scheme: string): OtherUri {
  const rest = text.slice(scheme.length + 1);
  if (!isAll(scheme, SCHEME) || !/^[a-z]/.test(scheme)) throw malformed('URI', text, 'no scheme');
  if (!isOpaque(rest)) throw malformed('URI', text, 'nothing, or what no URI can hold, behind the scheme');
  return { scheme, rest };
}

function isOpaque(rest: string): boolean {
  return isAll(rest, VISIBLE) && !rest.includes('<') && !rest.includes('>') && !rest.includes('"');
}

/** `start` is where the URI starts, `userStart` what follows its scheme. */
function readSipUri(text: string, start: number, userStart: number, end: number, scheme: 'sip' | 'sips'): SipUri {
  const found = text.indexOf('@', userStart);
  const at = found < end ? found : -1;
  const colon = at < 0 ? -1 : text.indexOf(':', userStart);
  const userEnd = colon >= 0 && colon < at ? colon : at;
  if (userEnd === userStart) throw malformed('URI', text.slice(start, end), 'no user before "@" or ":"');
  const user = at < 0 ? '' : readPart(text, userStart, userEnd, USER);
  const password = userEnd < at ? readPart(text, userEnd + 1, at, PASSWORD) : undefined;

  const hostStart = at < 0 ? userStart : at + 1;
  const hostEnd = endOfHost(text, hostStart, end);
  if (hostEnd < 0) throw malformed('URI', text.slice(start, end), 'no host');
  const host = text.slice(hostStart, hostEnd);
  if (hostEnd === end) {
    return { scheme, user, password, host, port: undefined, params: NO_PARAMS, headers: NO_PARAMS };
  }
  const hasPort = text.charCodeAt(hostEnd) === COLON;
  const portEnd = hasPort ? endOfDigits(text, hostEnd + 1, end) : hostEnd;
  const port = hasPort ? parsePort(text, hostEnd + 1, portEnd) : undefined;
  if (port === -1) throw malformed('URI', text.slice(start, end), 'no port behind ":"');
  const question = text.indexOf('?', portEnd);
  const paramsEnd = question < 0 || question > end ? end : question;
  const params = portEnd < paramsEnd ? readUriParams(text, portEnd, paramsEnd) : NO_PARAMS;
  const headers = paramsEnd < end ? parseUriHeaders(text.slice(paramsEnd + 1, end)) : NO_PARAMS;
  return { scheme, user, password, host, port, params, headers };
}

/** One part of a URI, all of whose characters must be in `kind`, unescaped. */
function readPart(text: string, start: number, end: number, kind: CharacterClass): string {
  if (endOfRun(text, start, end, kind) !== end) {
    throw malformed('URI', text.slice(start, end), 'a character that needs an escape');
  }
  return unescapePercent(text.slice(start, end));
}

function readUriParams(text: string, start: number, end: number): Params {
  const params = new Map<string, string>();
  let index = start;
  while (index < end) {
    if (text.charCodeAt(index) !== SEMICOLON) {
      throw malformed('URI', text.slice(start, end), 'no ";" behind host and port');
    }
    const next = text.indexOf(';', index + 1);
    const paramEnd = next < 0 || next > end ? end : next;
    const equals = text.indexOf('=', index);
    const nameEnd = equals < 0 || equals > paramEnd ? paramEnd : equals;
    const name = readPart(text, index + 1, nameEnd, URI_PARAM).toLowerCase();
    if (name === '' || params.has(name)) {
      throw malformed('URI', text.slice(start, end), 'a parameter without a name, or twice');
    }
    params.set(name, nameEnd < paramEnd ? readPart(text, nameEnd + 1, paramEnd, URI_PARAM) : '');
    index = paramEnd;
  }
  return params;
}

function parseUriHeaders(text: string): Params {
  const headers = new Map<string, string>();
  for (const piece of text.split('&')) {
    const equals = piece.indexOf('=');
    const name = equals > 0 ? readPart(piece, 0, equals, URI_HEADER).toLowerCase() : '';
    if (name === '') throw malformed('URI', text, 'a header without name or "="');
    const value = readPart(piece, equals + 1, piece.length, URI_HEADER);
    const before = headers.get(name);
    // A field that comes twice is one list: RFC 3261 §7.3.1.
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

/**
 * `parseUri(formatUri(u))` equals `u`.
 * @throws {TypeError} For a host that is none, or another scheme's rest that no URI can hold.
 */
export function formatUri(uri: Uri): string {
  if (!isSipUri(uri)) return formatOtherUri(uri);
  let text = `${uri.scheme}:`;
  if (uri.user !== '') {
    text += escapePercent(uri.user, USER);
    if (uri.password !== undefined) text += `:${escapePercent(uri.password, PASSWORD)}`;
    text += '@';
  }
  if (!isHost(uri.host)) throw new TypeError(`Cannot format host ${JSON.stringify(uri.host)}: no host`);
  text += uri.host;
  if (uri.port !== undefined) text += `:${uri.port}`;
  if (uri.params.size > 0) text += formatUriParams(uri.params);
  if (uri.headers.size > 0) text += formatUriHeaders(uri.headers);
  return text;
}

function formatOtherUri(uri: OtherUri): string {
  if (!isAll(uri.scheme, SCHEME) || !isOpaque(uri.rest)) {
    throw new TypeError(`Cannot format URI ${JSON.stringify(`${uri.scheme}:${uri.rest}`)}: no URI`);
  }
  return `${uri.scheme}:${uri.rest}`;
}

function formatUriParams(params: Params): string {
  let text = '';
  for (const [name, value] of params) {
    text += `;${escapePercent(name, URI_PARAM)}`;
    if (value !== '') text += `=${escapePercent(value, URI_PARAM)}`;
  }
  return text;
}

function formatUriHeaders(headers: Params): string {
  let text = '';
  for (const [name, value] of headers) {
    text += `${text === '' ? '?' : '&'}${escapePercent(name, URI_HEADER)}=${escapePercent(value, URI_HEADER)}`;
  }
  return text;
}

/**
 * The address of record as a key: scheme and host in lower case, the user as it is, nothing else:
 * `sip:alice@contoso.example`. RFC 3261 §10.3 item 5. Another scheme's URI is its whole text.
 */
export function addressOf(uri: Uri): string {
  if (!isSipUri(uri)) return formatOtherUri(uri);
  const host = canonicalHost(uri.host);
  return uri.user === '' ? `${uri.scheme}:${host}` : `${uri.scheme}:${escapePercent(uri.user, USER)}@${host}`;
}
