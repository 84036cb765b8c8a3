import { _MD5 } from '@noble/hashes/legacy.js';
import { _SHA256 } from '@noble/hashes/sha2.js';
import { encodeUtf8, toHex } from '../codec/index.js';

/** The digest algorithms that are spoken. RFC 8760 §2.1; MD5 for old phones. */
export type Algorithm = 'MD5' | 'SHA-256';

/** Which of the algorithms a name means, in any case; `undefined` for the others (`SHA-512-256`, `MD5-sess`). */
export function parseAlgorithm(name: string): Algorithm | undefined {
  switch (name.toUpperCase()) {
    case 'MD5':
      return 'MD5';
    case 'SHA-256':
      return 'SHA-256';
    default:
      return undefined;
  }
}

/** The hash of the text's UTF-8, in lower-case hexadecimal. */
export function hash(algorithm: Algorithm, text: string): string {
  const state = algorithm === 'MD5' ? new _MD5() : new _SHA256();
  return toHex(state.update(encodeUtf8(text)).digest());
}

/** What a server keeps instead of a password: `H(A1)`. RFC 7616 §3.4.2. */
export function ha1(algorithm: Algorithm, username: string, realm: string, password: string): string {
  return hash(algorithm, `${username}:${realm}:${password}`);
}
