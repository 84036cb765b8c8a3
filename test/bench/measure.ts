import type { Peer } from './peer.js';
import type { ServerUnderTest } from './server-under-test.js';

/** What a run at full load gave. */
export interface Throughput {
  /** Messages, or deliveries, in each second. */
  readonly perSecond: number;
  /** CPU time of the server for each, in microseconds. */
  readonly cpuMicros: number;
}

/** What a run with one message in flight gave, in microseconds from sending to hearing. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const WARM_UP_MS = 1000;
const RUN_MS = 4000;

/**
 * Everybody in `speakers` says one thing after another, `inFlight` at once, for some seconds after a warm-up.
 * @param heardEach - How many others hear each message; what is counted is what is heard.
 */
export async function throughput(
  server: ServerUnderTest,
  speakers: readonly Peer[],
  listeners: readonly Peer[],
  inFlight: number,
): Promise<Throughput> {
  let heard = 0;
  let over = false;
  for (const listener of listeners) listener.onHeard = () => (heard += 1);
  const speak = async (speaker: Peer) => {
    while (!over) await speaker.say();
  };
  const speaking = speakers.flatMap(speaker => Array.from({ length: inFlight }, () => speak(speaker)));
  await delay(WARM_UP_MS);
  const [before, heardBefore, start] = [await server.usage(), heard, performance.now()];
  await delay(RUN_MS);
  const [after, heardAfter, end] = [await server.usage(), heard, performance.now()];
  over = true;
  await Promise.all(speaking);
  const count = heardAfter - heardBefore;
  return { perSecond: (count * 1000) / (end - start), cpuMicros: (after.cpuMicros - before.cpuMicros) / count };
}

/** One says a thing, all others hear it, then the next. The time until the last has heard it. */
export async function latency(speaker: Peer, listeners: readonly Peer[], count: number): Promise<Latency> {
  const times: number[] = [];
  let missing = 0;
  let done = (): void => {};
  for (const listener of listeners) listener.onHeard = () => void (--missing === 0 && done());
  for (let i = 0; i < count; i += 1) {
    missing = listeners.length;
    const heard = new Promise<void>(resolve => (done = resolve));
    const start = performance.now();
    await Promise.all([heard.then(() => times.push((performance.now() - start) * 1000)), speaker.say()]);
  }
  times.splice(0, Math.floor(count / 10)); // warm-up
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

export function delay(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
