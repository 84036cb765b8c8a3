import { malformed } from '../codec/index.js';
import { formatDigestParams, parseDigestParams, requireParam } from './auth-params.js';

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
  readonly opaque?: string;
  /** What qop protects; missing from a client of RFC 2069. */
  readonly qop?: { readonly value: string; readonly cnonce: string; readonly nonceCount: number };
}

/**
 * Reads credentials.
 * @returns `undefined` for another scheme than Digest: as if there were none, RFC 4475 §3.3.7.
 * @throws {SipSyntaxError} Where a parameter is missing.
 */
export function parseCredentials(text: string): Credentials | undefined {
  const what = 'credentials';
  const params = parseDigestParams(what, text);
  if (!params) return undefined;
  const qop = params.get('qop');
  const opaque = params.get('opaque');
  return {
    username: requireParam(what, params, 'username'),
    realm: requireParam(what, params, 'realm'),
    nonce: requireParam(what, params, 'nonce'),
    uri: requireParam(what, params, 'uri'),
    response: requireParam(what, params, 'response'),
    algorithm: params.get('algorithm') ?? 'MD5',
    ...(opaque === undefined ? {} : { opaque }),
    ...(qop === undefined || qop === ''
      ? {}
      : {
          qop: {
            value: qop,
            cnonce: requireParam(what, params, 'cnonce'),
            nonceCount: parseNonceCount(requireParam(what, params, 'nc')),
          },
        }),
  };
}

/** `parseCredentials(formatCredentials(c))` equals `c`. */
export function formatCredentials(credentials: Credentials): string {
  const { username, realm, nonce, uri, response, algorithm, opaque, qop } = credentials;
  const params = {
    username,
    realm,
    nonce,
    uri,
    response,
    algorithm,
    opaque,
    qop: qop?.value,
    cnonce: qop?.cnonce,
    nc: qop && formatNonceCount(qop.nonceCount),
  };
  return formatDigestParams(params, ['algorithm', 'qop', 'nc']);
}

/** Eight hexadecimal digits. RFC 7616 §3.4. */
export function formatNonceCount(count: number): string {
  if (!(count >= 0 && count <= 0xffffffff)) throw new RangeError(`Cannot format nonce count ${count}`);
  return count.toString(16).padStart(8, '0');
}

function parseNonceCount(text: string): number {
  if (!/^[0-9a-f]{8}$/i.test(text)) throw malformed('credentials', text, 'no nonce count');
  return parseInt(text, 16);
}
