/** First delay before connecting again, in milliseconds. */
const FIRST_MS = 1000;

/** Longest delay, in milliseconds. */
const LONGEST_MS = 30_000;

/**
 * How long to wait before the `attempt`th try, in milliseconds: doubled each time from 1 s to 30 s, of which a random
 * half to whole is taken, so that the clients of a server that restarts do not come all at once.
 * @param attempt - 0 for the first.
 * @param random - 0 ≤ random < 1.
 */
export function backOffMs(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return longest / 2 + (longest / 2) * random;
}
