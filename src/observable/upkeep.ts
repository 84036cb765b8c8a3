import type { Subscription } from './subscription.js';

/** Where an observable's content comes from, when it is not local. */
export interface Origin {
  /** Asks for the content, which has arrived in the observable when this resolves. */
  readonly fetch?: (() => Promise<unknown>) | undefined;
  /** Has the content kept up to date until it is disposed. */
  readonly watch?: (() => Subscription) | undefined;
}

/**
 * Keeps an observable up to date while somebody holds on to it. A full hold watches; a hold with an interval polls, the
 * shortest interval counting, and only while nobody watches.
 */
export class Upkeep {
  readonly #origin: Origin;
  /** Seconds between two polls; 0 for a full hold. */
  readonly #holds = new Set<{ readonly seconds: number }>();
  #shortest = Infinity;
  #asking: Promise<unknown> | undefined;
  #going: Subscription | undefined;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Asks the origin. Calls made while it is being asked share one request. */
  async fetch(): Promise<void> {
    this.#asking ??= this.#origin.fetch?.().finally(() => (this.#asking = undefined));
    await this.#asking;
  }

  /** @param seconds - Time between two polls; without it, a full hold. */
  hold(seconds?: number): Subscription {
    if (seconds !== undefined && !(seconds > 0)) throw new RangeError(`Cannot poll every "${seconds}" seconds`);
    const hold = { seconds: seconds ?? 0 };
    this.#holds.add(hold);
    this.#adjust();
    return {
      dispose: () => {
        this.#holds.delete(hold);
        this.#adjust();
      },
    };
  }

  #adjust(): void {
    const shortest = Math.min(...Array.from(this.#holds, hold => hold.seconds));
    if (shortest === this.#shortest) return;
    this.#shortest = shortest;
    this.#going?.dispose();
    this.#going = shortest > 0 ? this.#poll(shortest) : this.#origin.watch?.();
  }

  #poll(seconds: number): Subscription | undefined {
    if (seconds === Infinity || !this.#origin.fetch) return undefined;
    const ask = (): void => void this.fetch().catch(() => {}); // the next poll makes up for one that fails
    ask();
    const timer = setInterval(ask, seconds * 1000);
    return { dispose: () => clearInterval(timer) };
  }
}
