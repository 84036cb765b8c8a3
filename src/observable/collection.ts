import { ComputedCell, track } from './cell.js';
import { Command, disabledCommand } from './command.js';
import { type Event, eventOf } from './event.js';
import { NOTHING_TO_KEEP, type Property, propertyOf, READ_ONLY } from './property.js';
import { type Membership, Store } from './store.js';
import type { Subscription } from './subscription.js';
import type { Upkeep } from './upkeep.js';

/** Gives all items, or one by index or key. */
export type Getter<T> = { (): Promise<T[]>; (indexOrKey: number | string): Promise<T | undefined> };
/** Adds an item somewhere; resolves with its key. */
export type Adder<A> = (item: A, key?: string, index?: number) => Promise<string>;
/** Removes an item from somewhere. */
export type Remover<T> = (item: T) => Promise<void>;

/**
 * Items in order, each with a key that never changes. One change is heard as `size`, then `added` or `removed`, then
 * `changed`. Laws: `c.map(fn)(i) === fn(c(i))` for an `fn` that gives the same for the same; `c.size() === c().length`.
 *
 * @typeParam A - What `add` takes.
 */
export interface Collection<T, A = T> {
  /** A copy of the items. */
  (): T[];
  /** The item at that index, or with that key; `undefined` when there is none. */
  (indexOrKey: number | string): T | undefined;
  readonly size: Property<number>;
  /** Brings the collection up to date and gives all items, or one by index or key. */
  readonly get: Command<Getter<T>>;
  /**
   * Adds an item at the end, or at `index`. Resolves with its key, which is made up unless given; rejects with the
   * {@link Reason} `AlreadyExists` when the key is taken.
   */
  readonly add: Command<Adder<A>>;
  /** Removes an item; rejects with the {@link Reason} `NotFound` when it is not there. */
  readonly remove: Command<Remover<T>>;
  /** Called with item, key and index; at once for every item that is there, in order. */
  readonly added: Event<Membership<T>>;
  /** Called with item, key and the index it had. */
  readonly removed: Event<Membership<T>>;
  /** Called after any change; once at registration, even when there are no items. */
  readonly changed: Event<[]>;
  /** A read-only view of the items that `keep` said yes to when they were added. */
  filter(keep: (item: T) => boolean): Collection<T>;
  /** A read-only view of what `map` makes of each item, once per item. */
  map<U>(map: (item: T) => U): Collection<U>;
  /**
   * A read-only view in another order, found when an item is added.
   *
   * @param inOrder - Whether `a` before `b` is right. When either order is, the items keep that of their arrival.
   */
  sort(inOrder: (a: T, b: T) => boolean): Collection<T>;
  /** What `combine` makes of all items, computed anew when they or the properties that it reads change. */
  reduce<R>(combine: (result: R, item: T, index: number) => R, initial: R): Property<R>;
  /** Has the items kept up to date until disposed. Does nothing for a local collection. */
  subscribe(seconds?: number): Subscription;
  /** The same items with `add` and `remove` of their own, which do all of the work; the one left out is disabled. */
  fork<B>(add?: Adder<B> | Command<Adder<B>>, remove?: Remover<T> | Command<Remover<T>>): Collection<T, B>;
  /** The same items for others to read: `add` and `remove` are disabled. */
  readOnly(): Collection<T>;
}

/**
 * A collection of its own, which whoever holds it may change.
 *
 * @param upkeep - Brings the items, when they are not local.
 */
export function Collection<T>(upkeep?: Upkeep): Collection<T> {
  const store = new Store<T>();
  return collectionOf<T, T>(
    store,
    upkeep,
    Command(async (item, key, index) => store.insert(item, key, index)),
    Command(async item => store.delete(item)),
  );
}

/** A collection that shows `store`. */
function collectionOf<T, A>(
  store: Store<T>,
  upkeep: Upkeep | undefined,
  add: Command<Adder<A>> = disabledCommand(READ_ONLY),
  remove: Command<Remover<T>> = disabledCommand(READ_ONLY),
): Collection<T, A> {
  const viewOf = <U>(view: Store<U>): Collection<U> => collectionOf<U, U>(view, upkeep);

  function pick(): T[];
  function pick(which: number | string): T | undefined;
  function pick(which?: number | string): T[] | T | undefined;
  function pick(which?: number | string): T[] | T | undefined {
    track(store);
    return which === undefined ? store.items() : store.item(which);
  }

  async function get(): Promise<T[]>;
  async function get(which: number | string): Promise<T | undefined>;
  async function get(which?: number | string): Promise<T[] | T | undefined> {
    await upkeep?.fetch();
    return pick(which);
  }

  return Object.assign(pick, {
    size: propertyOf(store.size),
    get: Command<Getter<T>>(get),
    add,
    remove,
    added: eventOf(store.added, () => store.memberships()),
    removed: eventOf(store.removed),
    changed: eventOf(store.changed, () => [[]]),
    filter: (keep: (item: T) => boolean) => viewOf(store.view(item => (keep(item) ? [item] : []))),
    map: <U>(map: (item: T) => U) => viewOf(store.view(item => [map(item)])),
    sort: (inOrder: (a: T, b: T) => boolean) => viewOf(store.view(item => [item], inOrder)),
    reduce: <R>(combine: (result: R, item: T, index: number) => R, initial: R) =>
      propertyOf(
        new ComputedCell(() => [
          pick().reduce((result, item, index) => combine(result, item, index), initial),
          undefined,
        ]),
      ),
    subscribe: (seconds?: number) => upkeep?.hold(seconds) ?? NOTHING_TO_KEEP,
    fork: <B>(own?: Adder<B> | Command<Adder<B>>, ownRemove?: Remover<T> | Command<Remover<T>>) =>
      collectionOf<T, B>(store, upkeep, own && commandOf(own), ownRemove && commandOf(ownRemove)),
    readOnly: () => viewOf(store),
  });
}

function commandOf<A extends unknown[], R>(
  run: ((...args: A) => Promise<R>) | Command<(...args: A) => Promise<R>>,
): Command<(...args: A) => Promise<R>> {
  return 'enabled' in run ? run : Command(run);
}
