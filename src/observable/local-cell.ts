import type { Cell, Change } from './cell.js';
import { Emitter } from './emitter.js';
import { same } from './same.js';
import type { Subscription } from './subscription.js';
import { Upkeep } from './upkeep.js';

/** Where a value that is not local comes from. */
export interface PropertyOrigin<T> {
  /** Asks for the value. */
  readonly fetch?: (() => Promise<T>) | undefined;
  /** Has the value kept up to date until it is disposed. */
  readonly watch?: (() => Subscription) | undefined;
}

/** A value of its own. */
export class LocalCell<T> implements Cell<T> {
  version = 0;
  #value: T;
  #reason: unknown;
  #changes: Emitter<Change<T>> | undefined;
  #upkeep: Upkeep | undefined;
  #fetching: Promise<T> | undefined;
  readonly #origin: PropertyOrigin<T> | undefined;
  readonly #setObserved: ((observed: boolean) => void) | undefined;

  constructor(value: T, origin?: PropertyOrigin<T>, setObserved?: (observed: boolean) => void) {
    this.#value = value;
    this.#origin = origin;
    this.#setObserved = setObserved;
  }

  get reason(): unknown {
    return this.#reason;
  }

  get changes(): Emitter<Change<T>> {
    return (this.#changes ??= new Emitter(this.#setObserved));
  }

  peek(): T {
    return this.#value;
  }

  link(link: () => void): Subscription {
    return this.changes.link(link);
  }

  assign(value: T, reason: unknown): void {
    const old = this.#value;
    const changed = !same(old, value) || !same(this.#reason, reason);
    this.#value = value;
    this.#reason = reason;
    this.version++;
    if (changed) this.#changes?.fire(value, reason, old);
  }

  fetch(): Promise<T> {
    if (!this.#origin?.fetch) return Promise.resolve(this.#value);
    this.#fetching ??= this.#ask(this.#origin.fetch);
    return this.#fetching;
  }

  hold(seconds?: number): Subscription {
    this.#upkeep ??= new Upkeep({ fetch: this.#origin?.fetch && (() => this.fetch()), watch: this.#origin?.watch });
    return this.#upkeep.hold(seconds);
  }

  async #ask(fetch: () => Promise<T>): Promise<T> {
    try {
      const value = await fetch();
      this.assign(value, undefined);
      return value;
    } finally {
      this.#fetching = undefined;
    }
  }
}
