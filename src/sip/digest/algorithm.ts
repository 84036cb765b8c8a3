import { hash, type Algorithm } from './hash.js';

/** Which of the algorithms a name means, in any case; `undefined` for the others (`SHA-512-256`, `MD5-sess`). */
export function parseAlgorithm(name: string): Algorithm | undefined {
  const upper = name.toUpperCase();
  return upper === 'MD5' || upper === 'SHA-256' ? upper : undefined;
}

/** What a server keeps instead of a password: `H(A1)`. RFC 7616 §3.4.2. */
export function ha1(algorithm: Algorithm, username: string, realm: string, password: string): string {
  return hash(algorithm, a1(username, realm, password));
}

/** What the password is part of. RFC 7616 §3.4.2. */
export function a1(username: string, realm: string, password: string): string {
  return `${username}:${realm}:${password}`;
}
