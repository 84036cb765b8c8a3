import type { Listener, Subscription } from './subscription.js';
import { attempt, batch, enqueue, perform, refreshLater } from './turn.js';

/** Somebody who listens; `this` inside the listener. */
interface Registration<A extends unknown[]> extends Subscription {
  readonly hear: Listener<A>;
}

/** The firing end of an event: who listens, and what is derived from it. */
export class Emitter<A extends unknown[]> {
  readonly #observers = new Set<Registration<A> | (() => void)>();
  readonly #setObserved: ((observed: boolean) => void) | undefined;
  #firing = false;

  /** @param setObserved - Called with true before the first one listens or joins, with false after the last one left. */
  constructor(setObserved?: (observed: boolean) => void) {
    this.#setObserved = setObserved;
  }

  /**
   * Adds a listener. It hears every fire made from now on until it is removed.
   *
   * @param past - Fires that it is to hear at once; after the present one when a listener of this same event adds it.
   */
  listen(hear: Listener<A>, past: readonly A[] = []): Subscription {
    const registration = { hear, dispose: () => this.part(registration) };
    this.join(registration);
    const replay = (): void => {
      for (const args of past) if (this.#observers.has(registration)) this.#call([registration], args);
    };
    if (this.#firing) enqueue(replay);
    else if (past.length > 0) perform(replay);
    return registration;
  }

  /** Removes the first listener added with this function, if any. */
  drop(listener: Listener<A>): void {
    for (const observer of this.#observers) {
      if (typeof observer === 'object' && observer.hear === listener) return observer.dispose();
    }
  }

  /** Has `observer` called once after every batch that fires, before any listener. For what is derived from this. */
  join(observer: Registration<A> | (() => void)): void {
    if (this.#observers.size === 0) this.#setObserved?.(true);
    this.#observers.add(observer);
  }

  /** Forgets who joined. */
  part(observer: Registration<A> | (() => void)): void {
    if (this.#observers.delete(observer) && this.#observers.size === 0) this.#setObserved?.(false);
  }

  /** Tells everybody who listens now. */
  fire(...args: A): void {
    batch(() => {
      const listeners: Registration<A>[] = [];
      for (const observer of this.#observers) {
        if (typeof observer === 'function') refreshLater(observer);
        else listeners.push(observer);
      }
      if (listeners.length > 0) enqueue(() => this.#call(listeners, args));
    });
  }

  #call(listeners: readonly Registration<A>[], args: A): void {
    const outer = this.#firing;
    this.#firing = true;
    for (const listener of listeners) attempt(() => listener.hear(...args)); // so `this` is the subscription
    this.#firing = outer;
  }
}
