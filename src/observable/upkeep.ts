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
  readonly #intervals = new Set<{ readonly seconds: number | undefined }>();
  #watching: Subscription | undefined;
  #polling: { readonly seconds: number; readonly stop: () => void } | undefined;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** @param seconds - Time between two polls; without it, a full hold. */
  hold(seconds?: number): Subscription {
    if (seconds !== undefined && !(seconds > 0)) throw new RangeError(`Cannot poll every "${seconds}" seconds`);
    const holder = { seconds };
    this.#intervals.add(holder);
    this.#adjust();
    return {
      dispose: () => {
        if (this.#intervals.delete(holder)) this.#adjust();
      },
    };
  }

  #adjust(): void {
    const wanted = [...this.#intervals].map(holder => holder.seconds);
    const full = wanted.includes(undefined);
    if (full) this.#watching ??= this.#origin.watch?.();
    const shortest = Math.min(...wanted.map(seconds => seconds ?? Infinity));
    this.#poll(full || shortest === Infinity ? undefined : shortest);
    if (full) return;
    this.#watching?.dispose();
    this.#watching = undefined;
  }

  #poll(seconds: number | undefined): void {
    if (this.#polling?.seconds === seconds) return;
    this.#polling?.stop();
    this.#polling = undefined;
    const { fetch } = this.#origin;
    if (seconds === undefined || !fetch) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const next = (): void => {
      if (!stopped) timer = setTimeout(ask, seconds * 1000);
    };
    const ask = (): void => void fetch().then(next, next); // a poll that fails is made up for by the next one
    this.#polling = {
      seconds,
      stop: () => {
        stopped = true;
        clearTimeout(timer);
      },
    };
    ask();
  }
}
