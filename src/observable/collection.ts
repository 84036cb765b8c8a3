import { Callable, called, invoke } from './callable.js';
import { Command, disabledCommand } from './command.js';
import { ComputedCell } from './computed-cell.js';
import { type Event, eventOf } from './event.js';
import { type Property, propertyOf } from './property.js';
import { Reason } from './reason.js';
import { type Membership, Store } from './store.js';
import type { Subscription } from './subscription.js';
import { track } from './tracking.js';
import { type Origin, Upkeep } from './upkeep.js';
import { filterView, mapView, sortView } from './view.js';

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
 * @param origin - Where its items come from, when it is not local.
 */
export function Collection<T>(origin: Origin = {}): Collection<T> {
  const store = new Store<T>();
  return collectionOf(store, new Upkeep(origin), origin, {
    add: Command(async (item, key, index) => store.insert(item, key, index)),
    remove: Command(async item => store.delete(item)),
  });
}

interface Mutators<T, A> {
  readonly add?: Command<Adder<A>> | undefined;
  readonly remove?: Command<Remover<T>> | undefined;
}

type Call<T> = { (): T[]; (indexOrKey: number | string): T | undefined };

function collectionOf<T, A>(
  store: Store<T>,
  upkeep: Upkeep,
  origin: Origin,
  mutators: Mutators<T, A>,
): Collection<T, A> {
  return called<Call<T>, CollectionObject<T, A>>(new CollectionObject(store, upkeep, origin, mutators));
}

class CollectionObject<T, A> extends Callable<Call<T>> {
  readonly get: Command<Getter<T>>;
  readonly add: Command<Adder<A>>;
  readonly remove: Command<Remover<T>>;
  readonly size: Property<number>;
  readonly added: Event<Membership<T>>;
  readonly removed: Event<Membership<T>>;
  readonly changed: Event<[]>;
  readonly #store: Store<T>;
  readonly #upkeep: Upkeep;
  readonly #origin: Origin;

  constructor(store: Store<T>, upkeep: Upkeep, origin: Origin, { add, remove }: Mutators<T, A>) {
    super();
    this.#store = store;
    this.#upkeep = upkeep;
    this.#origin = origin;
    this.get = Command<Getter<T>>(this.#fetch.bind(this));
    this.add = add ?? readOnly();
    this.remove = remove ?? readOnly();
    this.size = propertyOf(store.size, 'read-only');
    this.added = eventOf(store.added, () => store.memberships());
    this.removed = eventOf(store.removed);
    this.changed = eventOf(store.changed, () => [[]]);
  }

  filter(keep: (item: T) => boolean): Collection<T> {
    return this.#view(filterView(this.#store, keep));
  }

  map<U>(map: (item: T) => U): Collection<U> {
    return this.#view(mapView(this.#store, map));
  }

  sort(inOrder: (a: T, b: T) => boolean): Collection<T> {
    return this.#view(sortView(this.#store, inOrder));
  }

  reduce<R>(combine: (result: R, item: T, index: number) => R, initial: R): Property<R> {
    const cell = new ComputedCell(() => {
      track(this.#store);
      return [this.#store.items().reduce((result, item, index) => combine(result, item, index), initial), undefined];
    });
    return propertyOf(cell, 'read-only');
  }

  subscribe(seconds?: number): Subscription {
    return this.#upkeep.hold(seconds);
  }

  fork<B>(add?: Adder<B> | Command<Adder<B>>, remove?: Remover<T> | Command<Remover<T>>): Collection<T, B> {
    return collectionOf(this.#store, this.#upkeep, this.#origin, { add: commandOf(add), remove: commandOf(remove) });
  }

  readOnly(): Collection<T> {
    return this.fork<T>();
  }

  [invoke](_self: unknown, [which]: readonly [(number | string)?]): T[] | T | undefined {
    track(this.#store);
    return which === undefined ? this.#store.items() : this.#pick(which);
  }

  #pick(which: number | string): T | undefined {
    return typeof which === 'number' ? this.#store.at(which) : this.#store.withKey(which);
  }

  async #fetch(): Promise<T[]>;
  async #fetch(which: number | string): Promise<T | undefined>;
  async #fetch(which?: number | string): Promise<T[] | T | undefined> {
    await this.#origin.fetch?.();
    return which === undefined ? this.#store.items() : this.#pick(which);
  }

  #view<U>(view: Store<U>): Collection<U> {
    return collectionOf(view, this.#upkeep, this.#origin, {});
  }
}

function commandOf<A extends unknown[], R>(
  run: ((...args: A) => Promise<R>) | Command<(...args: A) => Promise<R>> | undefined,
): Command<(...args: A) => Promise<R>> | undefined {
  if (!run) return undefined;
  return 'enabled' in run ? run : Command(run);
}

function readOnly<A extends unknown[], R>(): Command<(...args: A) => Promise<R>> {
  return disabledCommand(new Reason('ReadOnly', { message: 'This collection can only be read.' }));
}
