import type { Writable } from 'node:stream';

/** The streams that hold back now. */
let holding: Writable[] = [];

/**
 * Lets a stream hold back what is written to it until the work at hand is done: then it goes out in one call to the system,
 * which costs more than making a message. Called from a promise, as after a commit, that includes the promises behind it.
 * Call it before each write.
 */
export function holdBack(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  if (holding.length === 0) process.nextTick(release);
  holding.push(stream);
  stream.cork();
}

function release(): void {
  const held = holding;
  holding = [];
  for (const stream of held) stream.uncork();
}
