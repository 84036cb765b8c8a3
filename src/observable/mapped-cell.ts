import type { Cell, Change } from './cell.js';
import { Emitter } from './emitter.js';
import { same } from './same.js';
import type { Subscription } from './subscription.js';
import { report } from './turn.js';

/**
 * A value that follows from one other. It links itself to its origin only while somebody listens; when nobody does,
 * a read compares versions, so that nothing keeps it alive.
 */
export class MappedCell<T, U> implements Cell<U> {
  readonly changes = new Emitter<Change<U>>(observed => this.#setObserved(observed));
  readonly #origin: Cell<T>;
  readonly #map: (value: T) => U;
  #known: { readonly version: number; readonly value: U } | undefined;
  #told: { readonly value: U; readonly reason: unknown } | undefined;
  #link: Subscription | undefined;

  constructor(origin: Cell<T>, map: (value: T) => U) {
    this.#origin = origin;
    this.#map = map;
  }

  get version(): number {
    return this.#origin.version;
  }

  get reason(): unknown {
    return this.#origin.reason;
  }

  peek(): U {
    const input = this.#origin.peek();
    const { version } = this.#origin;
    if (this.#known?.version !== version) this.#known = { version, value: this.#map(input) };
    return this.#known.value;
  }

  link(link: () => void): Subscription {
    return this.changes.link(link);
  }

  async fetch(): Promise<U> {
    return this.#map(await this.#origin.fetch());
  }

  hold(seconds?: number): Subscription {
    return this.#origin.hold(seconds);
  }

  #setObserved(observed: boolean): void {
    this.#told = observed ? { value: this.peek(), reason: this.reason } : undefined;
    this.#link?.dispose();
    this.#link = observed ? this.#origin.changes.link(() => this.#follow()) : undefined;
  }

  #follow(): void {
    const old = this.#told;
    if (!old) return;
    try {
      this.#told = { value: this.peek(), reason: this.reason };
    } catch (error) {
      return report(error); // whoever set the origin is not to blame
    }
    const { value, reason } = this.#told;
    if (!same(old.value, value) || !same(old.reason, reason)) this.changes.fire(value, reason, old.value);
  }
}
