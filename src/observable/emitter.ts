import type { Listener, Subscription } from './subscription.js';
import { batch, enqueue, perform, report } from './turn.js';

/** Somebody who listens; `this` inside the listener. */
interface Registration<A extends unknown[]> extends Subscription {
  readonly call: Listener<A>;
}

/** The firing end of an event: who listens, and who derives something from it. */
export class Emitter<A extends unknown[]> {
  readonly #listeners = new Set<Registration<A>>();
  readonly #links = new Set<Registration<A>>();
  readonly #setObserved: ((observed: boolean) => void) | undefined;
  #observers = 0;
  #firing = false;

  /** @param setObserved - Called with true before the first listener or link, with false after the last one left. */
  constructor(setObserved?: (observed: boolean) => void) {
    this.#setObserved = setObserved;
  }

  /**
   * Adds a listener. It hears every fire made from now on until it is removed.
   *
   * @param past - Fires that it is to hear at once; after the present one when a listener of this same event adds it.
   */
  listen(listener: Listener<A>, past: readonly A[] = []): Subscription {
    const registration = this.#join(this.#listeners, listener);
    const replay = (): void => {
      for (const args of past) if (this.#listeners.has(registration)) this.#call([registration], args);
    };
    if (this.#firing) enqueue(replay);
    else if (past.length > 0) perform(replay);
    return registration;
  }

  /** Removes the first listener added with this function, if any. */
  drop(listener: Listener<A>): void {
    for (const registration of this.#listeners) if (registration.call === listener) return registration.dispose();
  }

  /**
   * Has `link` called at every fire, at once and before any listener. For values derived from this one.
   *
   * @param weakly - Does not count as being observed.
   */
  link(link: (...args: A) => void, weakly?: boolean): Subscription {
    return this.#join(this.#links, link, weakly);
  }

  /** Tells everybody who listens now. */
  fire(...args: A): void {
    batch(() => {
      const listeners = [...this.#listeners];
      if (listeners.length > 0) enqueue(() => this.#call(listeners, args));
      for (const link of [...this.#links]) link.call(...args);
    });
  }

  #join(registrations: Set<Registration<A>>, call: Listener<A>, weakly = false): Registration<A> {
    const registration = {
      call,
      dispose: () => {
        if (registrations.delete(registration) && !weakly && --this.#observers === 0) this.#setObserved?.(false);
      },
    };
    if (!weakly) {
      if (this.#observers === 0) this.#setObserved?.(true);
      this.#observers++;
    }
    registrations.add(registration);
    return registration;
  }

  #call(listeners: readonly Registration<A>[], args: A): void {
    const outer = this.#firing;
    this.#firing = true;
    for (const listener of listeners) {
      try {
        listener.call(...args); // so `this` is the subscription
      } catch (error) {
        report(error);
      }
    }
    this.#firing = outer;
  }
}
