import { LocalCell, type Source } from './cell.js';
import { Emitter } from './emitter.js';
import { Reason } from './reason.js';
import { attempt, batch } from './turn.js';

/** What a listener of `added` or `removed` hears. */
export type Membership<T> = [item: T, key: string, index: number];

/** What stands behind a collection: its items, in order, each with a key. Several collections may share one. */
export class Store<T> implements Source<number> {
  readonly #count = (more: boolean): void => {
    this.#observed += more ? 1 : -1;
    if (this.#observed > 0) this.#origin?.join(this.#keep);
    else this.#origin?.part(this.#keep);
  };
  readonly size = new LocalCell(0, this.#count);
  readonly added = new Emitter<Membership<T>>(this.#count);
  readonly removed = new Emitter<Membership<T>>(this.#count);
  readonly changed = new Emitter<[]>(this.#count);
  readonly #items: T[] = [];
  readonly #keys: string[] = [];
  readonly #byKey = new Map<string, T>();
  readonly #origin: Emitter<[]> | undefined;
  /** Called at every change, until they say that there is no view any more. */
  readonly #views = new Set<(added: boolean, ...membership: Membership<T>) => boolean>();
  #observed = 0;
  #version = 0;
  #lastKey = 0;

  /** @param origin - Tells that whatever this is a view of has changed. Holds this while somebody listens. */
  constructor(origin?: Emitter<[]>) {
    this.#origin = origin;
  }

  /** How often it has changed. */
  read(): number {
    return this.#version;
  }

  items(): T[] {
    return [...this.#items];
  }

  item(indexOrKey: number | string): T | undefined {
    return typeof indexOrKey === 'number' ? this.#items[indexOrKey] : this.#byKey.get(indexOrKey);
  }

  memberships(): Membership<T>[] {
    return this.#items.map((item, index) => [item, this.#keys[index] ?? '', index]);
  }

  /**
   * @returns The item's key.
   * @throws {@link Reason} `AlreadyExists` when there is an item with that key.
   * @throws `RangeError` when the index is out of bounds.
   */
  insert(item: T, key = this.#newKey(), index = this.#keys.length): string {
    if (this.#byKey.has(key)) throw new Reason('AlreadyExists');
    if (!(index in this.#keys || index === this.#keys.length)) {
      throw new RangeError(`Cannot add at index "${index}": out of bounds`);
    }
    this.#byKey.set(key, item);
    this.#items.splice(index, 0, item);
    this.#keys.splice(index, 0, key);
    this.#announce(true, item, key, index);
    return key;
  }

  /** @throws {@link Reason} `NotFound` when there is no such item. */
  delete(item: T): void {
    const index = this.#items.indexOf(item);
    if (index < 0) throw new Reason('NotFound');
    this.#delete(index);
  }

  /**
   * What `take` makes of each item when it is added: none or one. The store holds the view strongly only while somebody
   * listens to it, so that a view which nobody wants any more goes away.
   *
   * @param inOrder - Whether `a` before `b` is right; without it, items keep their order here.
   */
  view<U>(take: (item: T) => readonly U[], inOrder?: (a: U, b: U) => boolean): Store<U> {
    const view = new Store<U>(this.changed);
    const weak = new WeakRef(view); // what the store holds must not name `view`
    const follow = (to: Store<U> | undefined, added: boolean, ...[item, key, index]: Membership<T>): boolean => {
      if (!to) return false;
      if (added) {
        for (const taken of take(item)) {
          to.insert(taken, key, inOrder ? to.#rank(taken, inOrder) : to.#before(this.#keys, index));
        }
      } else to.#delete(to.#keys.indexOf(key));
      return true;
    };
    for (const [item, key] of this.memberships()) follow(view, true, item, key, Infinity);
    this.#views.add((...change) => follow(weak.deref(), ...change));
    return view;
  }

  #delete(index: number): void {
    if (index < 0) return; // a view may have left it out
    for (const item of this.#items.splice(index, 1)) {
      for (const key of this.#keys.splice(index, 1)) {
        this.#byKey.delete(key);
        this.#announce(false, item, key, index);
      }
    }
  }

  /** Where an item belongs that is at `index` of `keys`: before the next one that is here, else at the end. */
  #before(keys: readonly string[], index: number): number {
    const next = keys.slice(index + 1).find(key => this.#byKey.has(key));
    return next === undefined ? this.#keys.length : this.#keys.indexOf(next);
  }

  /** Where an item belongs in a sorted view: as far back as allowed, which keeps the order of arrival. */
  #rank(item: T, inOrder: (a: T, b: T) => boolean): number {
    return this.#items.findLastIndex(other => inOrder(other, item) || !inOrder(item, other)) + 1;
  }

  #announce(added: boolean, ...membership: Membership<T>): void {
    this.#version++;
    batch(() => {
      this.size.assign(this.#keys.length, undefined);
      (added ? this.added : this.removed).fire(...membership);
      this.changed.fire();
      for (const tell of this.#views) attempt(() => tell(added, ...membership) || this.#views.delete(tell));
    });
  }

  #newKey(): string {
    while (this.#byKey.has(String(++this.#lastKey)));
    return String(this.#lastKey);
  }

  /** Does nothing; but whoever holds it holds the store. */
  readonly #keep = (): this => this;
}
