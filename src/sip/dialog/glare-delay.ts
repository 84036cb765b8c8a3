/**
 * How long to wait after 491 before sending the INVITE again: 2.1 to 4 s for the end that chose Call-ID, 0 to 2 s for the other,
 * in steps of 10 ms, so that the two ends do not collide again. RFC 3261 §14.1.
 * @param random - Evenly from [0, 1).
 */
export function glareDelayMs(ownsCallId: boolean, random = Math.random()): number {
  return ownsCallId ? 2100 + 10 * Math.floor(random * 191) : 10 * Math.floor(random * 201);
}
