import { Emitter } from './emitter.js';
import { LocalCell } from './local-cell.js';
import { Reason } from './reason.js';
import type { Subscription } from './subscription.js';
import type { Source } from './tracking.js';
import { batch } from './turn.js';

/** What a listener of `added` or `removed` hears. */
export type Membership<T> = [item: T, key: string, index: number];

interface Entry<T> {
  readonly item: T;
  readonly key: string;
}

/** What stands behind a collection: its items, in order, each with a key. Several collections may share one. */
export class Store<T> implements Source {
  version = 0;
  readonly size = new LocalCell(0, undefined, observed => this.#countObserver(observed));
  readonly added = new Emitter<Membership<T>>(observed => this.#countObserver(observed));
  readonly removed = new Emitter<Membership<T>>(observed => this.#countObserver(observed));
  readonly changed = new Emitter<[]>(observed => this.#countObserver(observed));
  readonly #entries: Entry<T>[] = [];
  readonly #byKey = new Map<string, Entry<T>>();
  readonly #observers = new Set<object>();
  readonly #setObserved: ((observed: boolean, store: Store<T>) => void) | undefined;
  #observing = 0;
  #lastKey = 0;

  /** @param setObserved - Called with true when the first listener comes, with false when the last one has left. */
  constructor(setObserved?: (observed: boolean, store: Store<T>) => void) {
    this.#setObserved = setObserved;
  }

  items(): T[] {
    return this.#entries.map(entry => entry.item);
  }

  at(index: number): T | undefined {
    return this.#entries[index]?.item;
  }

  withKey(key: string): T | undefined {
    return this.#byKey.get(key)?.item;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  indexOfKey(key: string): number {
    return this.#entries.findIndex(entry => entry.key === key);
  }

  /** Keys in the order of the items. */
  keys(): string[] {
    return this.#entries.map(entry => entry.key);
  }

  memberships(): Membership<T>[] {
    return this.#entries.map(({ item, key }, index) => [item, key, index]);
  }

  /**
   * @returns The item's key.
   * @throws {@link Reason} `AlreadyExists` when there is an item with that key.
   * @throws `RangeError` when the index is out of bounds.
   */
  insert(item: T, key = this.#newKey(), index = this.#entries.length): string {
    if (this.#byKey.has(key)) throw new Reason('AlreadyExists', { message: `There is already an item "${key}".` });
    if (!(Number.isInteger(index) && index >= 0 && index <= this.#entries.length)) {
      throw new RangeError(`Cannot add at index "${index}": the collection has ${this.#entries.length} items`);
    }
    const entry = { item, key };
    this.#byKey.set(key, entry);
    this.#entries.splice(index, 0, entry);
    this.#announce(this.added, [item, key, index]);
    return key;
  }

  /** @throws {@link Reason} `NotFound` when there is no such item. */
  delete(item: T): void {
    const entry = this.#entries.find(other => other.item === item);
    if (!entry) throw new Reason('NotFound', { message: 'There is no such item.' });
    this.deleteKey(entry.key);
  }

  /** Removes the item with that key, if any. */
  deleteKey(key: string): void {
    const entry = this.#byKey.get(key);
    if (!entry) return;
    const index = this.#entries.indexOf(entry);
    this.#entries.splice(index, 1);
    this.#byKey.delete(key);
    this.#announce(this.removed, [entry.item, key, index]);
  }

  /** Keeps `observer`, which somebody listens to, alive until disposed. */
  keepAlive(observer: object): Subscription {
    this.#observers.add(observer);
    this.#countObserver(true);
    return {
      dispose: () => {
        if (this.#observers.delete(observer)) this.#countObserver(false);
      },
    };
  }

  peek(): void {}

  link(link: () => void): Subscription {
    return this.changed.link(link);
  }

  #announce(emitter: Emitter<Membership<T>>, membership: Membership<T>): void {
    this.version++;
    batch(() => {
      this.size.assign(this.#entries.length, undefined);
      emitter.fire(...membership);
      this.changed.fire();
    });
  }

  #newKey(): string {
    do this.#lastKey++;
    while (this.#byKey.has(String(this.#lastKey)));
    return String(this.#lastKey);
  }

  #countObserver(observed: boolean): void {
    const before = this.#observing;
    this.#observing += observed ? 1 : -1;
    if (before === 0 || this.#observing === 0) this.#setObserved?.(observed, this);
  }
}
