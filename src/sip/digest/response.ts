import { hash, type Algorithm } from './algorithm.js';
import { formatNonceCount, type Credentials } from './credentials.js';

/**
 * The `response` of credentials: RFC 7616 §3.4.1 with `qop=auth`, RFC 2069 without.
 * @param ha1 - As `ha1` makes it, of the same algorithm.
 */
export function digestResponse(
  algorithm: Algorithm,
  ha1: string,
  method: string,
  { nonce, uri, qop }: Pick<Credentials, 'nonce' | 'uri' | 'qop'>,
): string {
  const ha2 = hash(algorithm, `${method}:${uri}`);
  const middle = qop ? `${nonce}:${formatNonceCount(qop.nonceCount)}:${qop.cnonce}:${qop.value}` : nonce;
  return hash(algorithm, `${ha1}:${middle}:${ha2}`);
}
