import { malformed } from '../codec/index.js';
import { parseDigestParams, requireParam } from './auth-params.js';

/** An Authorization or Proxy-Authorization of the Digest scheme. RFC 7616 §3.4, RFC 3261 §22.4. */
export interface Credentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  /** `digest-uri`, as hashed: a server compares it with the Request-URI. */
  readonly uri: string;
  /** Hexadecimal. */
  readonly response: string;
  /** As written; `MD5` where it is not said. */
  readonly algorithm: string;
  readonly opaque: string | undefined;
  /** What is protected; missing from a client of RFC 2069, which has the next two neither. */
  readonly qop: string | undefined;
  readonly cnonce: string | undefined;
  /** How many requests were sent with this nonce: eight hexadecimal digits, as hashed. */
  readonly nonceCount: string | undefined;
}

/**
 * Reads credentials.
 * @returns `undefined` for another scheme than Digest: as if there were none, RFC 4475 §3.3.7.
 * @throws {SipSyntaxError} Where a parameter is missing.
 */
export function parseCredentials(text: string): Credentials | undefined {
  const params = parseDigestParams('credentials', text);
  if (!params) return undefined;
  const required = (name: string): string => requireParam('credentials', params, name);
  const qop = params.get('qop') || undefined;
  if (qop && !/^[0-9a-f]{8}$/i.test(required('nc'))) throw malformed('credentials', text, 'no nonce count');
  return {
    username: required('username'),
    realm: required('realm'),
    nonce: required('nonce'),
    uri: required('uri'),
    response: required('response'),
    algorithm: params.get('algorithm') ?? 'MD5',
    opaque: params.get('opaque'),
    qop,
    cnonce: qop && required('cnonce'),
    nonceCount: qop && required('nc'),
  };
}
