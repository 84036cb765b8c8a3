import { assertInterval } from './assert-interval.js';
import type { Subscription } from './subscription.js';

/** Where an observable's content comes from, when it is not local. */
export interface Origin {
  /** Asks for the content, which has arrived in the observable when this resolves. */
  readonly fetch?: (() => Promise<unknown>) | undefined;
  /** Has the content kept up to date until it is disposed. */
  readonly watch?: (() => Subscription) | undefined;
}

/** Keeps an observable up to date. What is local has none. */
export interface Upkeep {
  /** Asks the origin. Calls made while it is being asked share one request. */
  fetch(): Promise<unknown>;
  /**
   * @param seconds - Time between two polls; without it, a full hold.
   * @throws RangeError when that is no time.
   */
  hold(seconds?: number): Subscription;
}

/**
 * Keeps an observable up to date while somebody holds on to it. A full hold watches; a hold with an interval polls, the
 * shortest interval counting, and only while nobody watches.
 */
export function Upkeep({ fetch, watch }: Origin): Upkeep {
  /** Seconds between two polls; 0 for a full hold. */
  const holds = new Set<{ readonly seconds: number }>();
  let shortest = Infinity;
  let asking: Promise<unknown> | undefined;
  let going: Subscription | undefined;

  const ask = async (): Promise<unknown> => (asking ??= fetch?.().finally(() => (asking = undefined)));

  const poll = (): Subscription | undefined => {
    if (shortest === Infinity || !fetch) return undefined;
    const again = (): void => void ask().catch(() => {}); // the next poll makes up for one that fails
    again();
    const timer = setInterval(again, shortest * 1000);
    return { dispose: () => clearInterval(timer) };
  };

  const adjust = (): void => {
    const before = shortest;
    shortest = Math.min(...Array.from(holds, hold => hold.seconds));
    if (shortest === before) return;
    going?.dispose();
    going = shortest > 0 ? poll() : watch?.();
  };

  const hold = (seconds?: number): Subscription => {
    assertInterval(seconds);
    const held = { seconds: seconds ?? 0 };
    holds.add(held);
    adjust();
    return {
      dispose: () => {
        holds.delete(held);
        adjust();
      },
    };
  };

  return { fetch: ask, hold };
}
