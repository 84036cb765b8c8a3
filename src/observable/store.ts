import { LocalCell, type Source } from './cell.js';
import { Emitter } from './emitter.js';
import { Reason } from './reason.js';
import type { Subscription } from './subscription.js';
import { batch, report } from './turn.js';

/** What a listener of `added` or `removed` hears. */
export type Membership<T> = [item: T, key: string, index: number];

interface Entry<T> {
  readonly item: T;
  readonly key: string;
}

/** What stands behind a collection: its items, in order, each with a key. Several collections may share one. */
export class Store<T> implements Source {
  version = 0;
  readonly size: LocalCell<number>;
  readonly added: Emitter<Membership<T>>;
  readonly removed: Emitter<Membership<T>>;
  readonly changed: Emitter<[]>;
  readonly #entries: Entry<T>[] = [];
  readonly #byKey = new Map<string, Entry<T>>();
  #lastKey = 0;

  /** @param setObserved - Called with true when the first listener comes, with false when the last one has left. */
  constructor(setObserved?: (observed: boolean, store: Store<T>) => void) {
    let observed = 0;
    const count = (more: boolean): void => {
      observed += more ? 1 : -1;
      if (observed === (more ? 1 : 0)) setObserved?.(more, this);
    };
    this.size = new LocalCell(0, count);
    this.added = new Emitter(count);
    this.removed = new Emitter(count);
    this.changed = new Emitter(count);
  }

  read(): void {}

  items(): T[] {
    return this.#entries.map(entry => entry.item);
  }

  entry(indexOrKey: number | string): Entry<T> | undefined {
    return typeof indexOrKey === 'number' ? this.#entries[indexOrKey] : this.#byKey.get(indexOrKey);
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
    if (!(index in this.#entries || index === this.#entries.length)) {
      throw new RangeError(`Cannot add at index "${index}": the collection has ${this.#entries.length} items`);
    }
    const entry = { item, key };
    this.#byKey.set(key, entry);
    this.#entries.splice(index, 0, entry);
    this.#announce(this.added, item, key, index);
    return key;
  }

  /** @throws {@link Reason} `NotFound` when there is no such item. */
  delete(item: T): void {
    const entry = this.#entries.find(other => other.item === item);
    if (!entry) throw new Reason('NotFound');
    this.#delete(entry);
  }

  /**
   * What `take` makes of each item when it is added: none or one. The store holds the view strongly only while somebody
   * listens to it, so that a view which nobody wants any more goes away.
   *
   * @param inOrder - Whether `a` before `b` is right; without it, items keep their order here.
   */
  view<U>(take: (item: T) => readonly U[], inOrder?: (a: U, b: U) => boolean): Store<U> {
    let kept: Subscription | undefined;
    // the view holds this store by this function, which must not name `view`: nobody else may hold one in a chain
    const view = new Store<U>((observed, store) => {
      kept?.dispose();
      kept = observed ? this.changed.link(() => store) : undefined;
    });
    const weak = new WeakRef(view);
    const add = (to: Store<U>, item: T, key: string, index: number): void => {
      for (const taken of take(item)) {
        to.insert(taken, key, inOrder ? to.#rank(taken, inOrder) : to.#before(this.#entries, index));
      }
    };
    for (const [item, key] of this.memberships()) add(view, item, key, Infinity);
    follow(this.added, weak, add);
    follow(this.removed, weak, (from, _item, key) => {
      const entry = from.#byKey.get(key);
      if (entry) from.#delete(entry);
    });
    return view;
  }

  /** Where an item belongs that is at `index` of `entries`: before the next one that is here, else at the end. */
  #before(entries: readonly { readonly key: string }[], index: number): number {
    for (let next = index + 1; next < entries.length; next++) {
      const here = this.#byKey.get(entries[next]?.key ?? '');
      if (here) return this.#entries.indexOf(here);
    }
    return this.#entries.length;
  }

  /** Where an item belongs in a sorted view: as far back as allowed, which keeps the order of arrival. */
  #rank(item: T, inOrder: (a: T, b: T) => boolean): number {
    return this.items().findLastIndex(other => inOrder(other, item) || !inOrder(item, other)) + 1;
  }

  #delete(entry: Entry<T>): void {
    const index = this.#entries.indexOf(entry);
    this.#entries.splice(index, 1);
    this.#byKey.delete(entry.key);
    this.#announce(this.removed, entry.item, entry.key, index);
  }

  #announce(emitter: Emitter<Membership<T>>, ...membership: Membership<T>): void {
    this.version++;
    batch(() => {
      this.size.assign(this.#entries.length, undefined);
      emitter.fire(...membership);
      this.changed.fire();
    });
  }

  #newKey(): string {
    while (this.#byKey.has(String(++this.#lastKey)));
    return String(this.#lastKey);
  }
}

/** Has `act` called with the view at every fire, for as long as there is a view. */
function follow<T, V extends object>(
  emitter: Emitter<Membership<T>>,
  weak: WeakRef<V>,
  act: (view: V, ...membership: Membership<T>) => void,
): void {
  const link = emitter.link((...membership) => {
    const view = weak.deref();
    if (!view) return link.dispose();
    try {
      act(view, ...membership);
    } catch (error) {
      report(error); // whoever changed the store is not to blame for what a view's function throws
    }
  }, true);
}
