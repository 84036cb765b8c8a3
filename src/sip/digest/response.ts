import type { Algorithm } from './hash.js';
import type { Hashing } from './hashing.js';
import type { Credentials } from './credentials.js';

/**
 * The `response` of credentials: RFC 7616 §3.4.1 with `qop`, RFC 2069 without.
 * @param ha1 - As `ha1` makes it, of the same algorithm.
 */
export function* digestResponse(
  algorithm: Algorithm,
  ha1: string,
  method: string,
  { nonce, uri, qop, cnonce, nonceCount }: Pick<Credentials, 'nonce' | 'uri' | 'qop' | 'cnonce' | 'nonceCount'>,
): Hashing<string> {
  const ha2 = yield [algorithm, `${method}:${uri}`];
  return yield [algorithm, `${ha1}:${nonce}${qop ? `:${nonceCount}:${cnonce}:${qop}` : ''}:${ha2}`];
}
