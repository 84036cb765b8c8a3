import { batch, enqueue, perform, report } from './turn.js';
import type { Listener, Subscription } from './subscription.js';

/** The firing end of an event: who listens, and who derives something from it. */
export class Emitter<A extends unknown[]> {
  /** Replaced, never changed: a fire keeps the array it was made with. */
  #listeners: readonly Registration<A>[] = [];
  #links: Set<(...args: A) => void> | undefined;
  #weakLinks: Set<(...args: A) => void> | undefined;
  #firing = false;
  readonly #setObserved: ((observed: boolean) => void) | undefined;

  /** @param setObserved - Called with true before the first listener or link, with false after the last one left. */
  constructor(setObserved?: (observed: boolean) => void) {
    this.#setObserved = setObserved;
  }

  /**
   * Adds a listener. It hears every fire made from now on until it is removed.
   *
   * @param replay - Gives the fires of the past that it is to hear at once; after the present one when it is added by a
   *   listener of this same event.
   */
  listen(listener: Listener<A>, replay?: () => readonly A[]): Subscription {
    const registration = new Registration(listener, this.#remove);
    this.keep(registration);
    const past = replay?.() ?? [];
    if (past.length > 0) this.#replay(registration, past);
    return registration;
  }

  /** Removes the first listener added with this function, if any. */
  drop(listener: Listener<A>): void {
    this.#listeners.find(registration => registration.listener === listener)?.dispose();
  }

  /**
   * Has `link` called at every fire, at once and before any listener. For values derived from this one.
   */
  link(link: (...args: A) => void): Subscription {
    const own = (...args: A): void => link(...args);
    if (!this.#observed) this.#setObserved?.(true);
    (this.#links ??= new Set()).add(own);
    return {
      dispose: () => {
        if (this.#links?.delete(own) && !this.#observed) this.#setObserved?.(false);
      },
    };
  }

  /** As `link`, but does not count as being observed. */
  linkWeakly(link: (...args: A) => void): Subscription {
    const own = (...args: A): void => link(...args);
    (this.#weakLinks ??= new Set()).add(own);
    return { dispose: () => void this.#weakLinks?.delete(own) };
  }

  /** Tells everybody who listens now. */
  fire(...args: A): void {
    batch(() => {
      const listeners = this.#listeners;
      if (listeners.length > 0) enqueue(() => this.#call(listeners, [args]));
      for (const links of [this.#weakLinks, this.#links]) {
        if (links) for (const link of [...links]) link(...args);
      }
    });
  }

  /** Has the listener hear the fires to come. */
  protected keep(registration: Registration<A>): void {
    if (!this.#observed) this.#setObserved?.(true);
    this.#listeners = [...this.#listeners, registration];
  }

  get #observed(): boolean {
    return this.#listeners.length > 0 || (this.#links?.size ?? 0) > 0;
  }

  #replay(registration: Registration<A>, past: readonly A[]): void {
    const task = (): void => this.#call([registration], past, () => registration.disposed);
    if (this.#firing) batch(() => enqueue(task));
    else perform(task);
  }

  #call(listeners: readonly Registration<A>[], fires: readonly A[], stopped = (): boolean => false): void {
    const outer = this.#firing;
    this.#firing = true;
    for (const args of fires) {
      if (stopped()) break;
      for (const registration of listeners) registration.call(args);
    }
    this.#firing = outer;
  }

  readonly #remove = (registration: Registration<A>): void => {
    const before = this.#listeners.length;
    this.#listeners = this.#listeners.filter(other => other !== registration);
    if (before > 0 && !this.#observed) this.#setObserved?.(false);
  };
}

class Registration<A extends unknown[]> implements Subscription {
  readonly listener: Listener<A>;
  disposed = false;
  readonly #remove: (registration: Registration<A>) => void;

  constructor(listener: Listener<A>, remove: (registration: Registration<A>) => void) {
    this.listener = listener;
    this.#remove = remove;
  }

  call(args: A): void {
    try {
      this.listener(...args); // so `this` is the subscription
    } catch (error) {
      report(error);
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.#remove(this);
  }
}

/** An event that never fires: it replays the past to a listener, and forgets it. */
export class SilentEmitter<A extends unknown[]> extends Emitter<A> {
  protected override keep(): void {}
}
