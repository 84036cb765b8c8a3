import { toHex } from './hex.js';

/** One call for many tokens: asking the host for randomness costs more than all the rest. */
const pool = new Uint8Array(1024);
let used = pool.length;

/**
 * A token that nobody can guess, in hexadecimal: for tags, branches, Call-IDs, message ids. RFC 3261 §19.3.
 * @param bytes - How many random bytes, two characters each; 1 to 1024.
 */
export function randomToken(bytes = 8): string {
  if (!(bytes >= 1 && bytes <= pool.length)) throw new RangeError(`Cannot make a token of ${bytes} bytes`);
  if (used + bytes > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return toHex(pool, used, (used += bytes));
}
