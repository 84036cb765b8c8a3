import { parseAlgorithm } from './algorithm.js';
import type { Credentials } from './credentials.js';
import { runHashing } from './hashing.js';
import { digestResponse } from './response.js';

/**
 * Whether the response was made with the password behind `ha1`. That realm, nonce, nonce count and URI are the right
 * ones is for the caller to see; so is that the credentials' algorithm is that of `ha1`.
 * @param expected.method - Of the request.
 * @param expected.ha1 - As `ha1` makes it.
 * @returns `false` also for an algorithm or qop that is not spoken.
 */
export function verifyCredentials(
  credentials: Credentials,
  expected: { readonly method: string; readonly ha1: string },
): boolean {
  const algorithm = parseAlgorithm(credentials.algorithm);
  if (!algorithm || (credentials.qop && credentials.qop.toLowerCase() !== 'auth')) return false;
  const response = runHashing(digestResponse(algorithm, expected.ha1, expected.method, credentials));
  return sameSecret(response, credentials.response.toLowerCase());
}

/** Compares in a time that does not tell how much is equal. The length is no secret. */
function sameSecret(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
