import { splitList } from '../codec/index.js';
import { formatDigestParams, parseDigestParams, requireParam } from './auth-params.js';

/** A WWW-Authenticate or Proxy-Authenticate of the Digest scheme. RFC 7616 §3.3, RFC 3261 §22.4. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  /** As written; `MD5` where it is not said. */
  readonly algorithm: string;
  /** `auth`, `auth-int`; empty for a server of RFC 2069. */
  readonly qop: readonly string[];
  readonly opaque?: string | undefined;
  /** Whether only the nonce is too old: the same password answers. */
  readonly stale: boolean;
}

/**
 * Reads one challenge; a header field line has one. RFC 3261 §7.3.1.
 * @returns `undefined` for another scheme than Digest.
 * @throws {SipSyntaxError} Without realm or nonce.
 */
export function parseChallenge(text: string): Challenge | undefined {
  const params = parseDigestParams('challenge', text);
  return (
    params && {
      realm: requireParam('challenge', params, 'realm'),
      nonce: requireParam('challenge', params, 'nonce'),
      algorithm: params.get('algorithm') ?? 'MD5',
      qop: splitList(params.get('qop') ?? '').filter(option => option !== ''),
      opaque: params.get('opaque'),
      stale: params.get('stale')?.toLowerCase() === 'true',
    }
  );
}

/** `parseChallenge(formatChallenge(c))` equals `c`. */
export function formatChallenge({ realm, nonce, algorithm, qop, opaque, stale }: Challenge): string {
  const params = {
    realm,
    nonce,
    algorithm,
    qop: qop.length > 0 ? qop.join(',') : undefined,
    opaque,
    stale: stale ? 'true' : undefined,
  };
  return formatDigestParams(params, ['algorithm', 'stale']);
}
