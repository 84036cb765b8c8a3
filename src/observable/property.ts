import { type Cell, type Change, ComputedCell, type Content, LocalCell, track } from './cell.js';
import { assertEnabled, Command, disabledCommand } from './command.js';
import { Emitter } from './emitter.js';
import { type Event, eventOf } from './event.js';
import { Reason } from './reason.js';
import type { Listener, Subscription } from './subscription.js';
import type { Upkeep } from './upkeep.js';

/** Sets a value elsewhere and gives what it has become. May fail. */
export type Setter<T> = (value: T, reason?: unknown) => T | Promise<T>;

/** A value to wait for, or a test of it. */
export type ValueOrPredicate<T> = T | ((value: T) => boolean);

/**
 * A value that tells when it changes. Laws: after `p(v)`, `p() === v`; `p.map(fn)() === fn(p())`.
 *
 * It counts as changed when the value or its reason differs; dates, arrays and plain objects are compared by content.
 */
export interface Property<T> {
  /** The value as far as it is known; `undefined` until then. Asks nobody. */
  (): T;
  /**
   * Sets the value, without telling how it went.
   *
   * @returns The object that the property belongs to, so that calls can be chained.
   * @throws {@link Reason} `CommandDisabled` when the property is read-only.
   */
  (value: T, reason?: unknown): unknown;
  /** Sets the value. Resolves with what it has become; without a custom setter it changes before this returns. */
  readonly set: Command<(value: T, reason?: unknown) => Promise<T>>;
  /** Asks the origin for the value. Calls made while it is being asked share one request. */
  readonly get: Command<() => Promise<T>>;
  /** Called with the new value, the reason and the old value; at once when there is a value. */
  readonly changed: Event<Change<T>>;
  /** Why it has this value. */
  readonly reason: unknown;
  /**
   * Has the value kept up to date until disposed. Does nothing for a local value.
   *
   * @param seconds - Only ask for it this often; the shortest of several counts.
   */
  subscribe(seconds?: number): Subscription;
  /**
   * Calls `listener` with reason and old value whenever the value becomes `wanted`, and at once when it is already.
   *
   * @param wanted - A value, compared by `===`, or a predicate.
   */
  when(wanted: ValueOrPredicate<T>, listener: Listener<[reason: unknown, oldValue: T | undefined]>): Subscription;
  /** As `when`, but for the first time only. */
  once(wanted: ValueOrPredicate<T>, listener: Listener<[reason: unknown, oldValue: T | undefined]>): Subscription;
  /** A read-only property that follows this one, with its reason. Changes made in one batch are one change here. */
  map<U>(map: (value: T) => U): Property<U>;
  /**
   * The same value with a setter of its own: the value changes when `setter` has resolved, to what it resolved with.
   *
   * @param setter - A function, or a command whose `enabled` becomes that of `set`.
   */
  fork(setter: Setter<T> | Command<(value: T, reason?: unknown) => Promise<T>>): Property<T>;
  /** The same value for others to read: `set` is disabled. */
  readOnly(): Property<T>;
}

export interface PropertyOptions {
  /** What `p(value)` returns. */
  readonly owner?: unknown;
  /** Brings the value, when it is not local. */
  readonly upkeep?: Upkeep | undefined;
}

/** A property with a value of its own, which whoever holds it may set. */
export function Property<T>(value: T, { owner, upkeep }: PropertyOptions = {}): Property<T> {
  return new PropertyObject<T>(new LocalCell(value), undefined, owner, upkeep);
}

/** A read-only property whose value never changes. */
export function Constant<T>(value: T, reason?: unknown): Property<T> {
  const content = [value, reason] as const;
  return propertyOf({ read: () => content });
}

/**
 * A read-only property that follows from the properties and collections that `compute` reads. Law:
 * `Computed(fn)() === fn()`. Changes made in one batch are one change here.
 */
export function Computed<T>(compute: () => T): Property<T> {
  return propertyOf(new ComputedCell(() => [compute(), undefined]));
}

/**
 * What `enabled` of a command follows from.
 *
 * @param obstacle - Says what stands against it, reading properties; `undefined` when nothing does.
 * @returns A read-only property: true when there is no obstacle; else its `reason` is the obstacle.
 */
export function Enabled(obstacle: () => Reason | undefined): Property<boolean> {
  return propertyOf(
    new ComputedCell(() => {
      const reason = obstacle();
      return [reason === undefined, reason];
    }),
  );
}

/** @internal A read-only property that shows `cell`. */
export function propertyOf<T>(cell: Cell<T>, upkeep?: Upkeep): Property<T> {
  return new PropertyObject<T>(cell, 'none', undefined, upkeep);
}

/** Why `set`, `add` and `remove` are off where things can only be read. */
export const READ_ONLY = new Reason('ReadOnly');

/** Of what is local: it is always up to date. */
export const NOTHING_TO_KEEP: Subscription = { dispose: () => {} };

type Set<T> = (value: T, reason?: unknown) => Promise<T>;

interface Call<T> {
  (): T;
  (value: T, reason?: unknown): unknown;
}

/** What `extends Function` would be, but for its `super()`, which compiles text: `new` gives `call` the prototype. */
const Callable = function (call: unknown): unknown {
  return Object.setPrototypeOf(call, new.target.prototype);
} as unknown as new <T>(call: (...content: [] | [value: T, reason: unknown]) => unknown) => Call<T>;
Callable.prototype = Function.prototype;

class PropertyObject<T> extends Callable<T> implements Property<T> {
  readonly #cell: Cell<T>;
  readonly #setter: Setter<T> | Command<Set<T>> | 'none' | undefined;
  readonly #owner: unknown;
  readonly #upkeep: Upkeep | undefined;

  /** @param setter - Missing: the value is set as it is. */
  constructor(
    cell: Cell<T>,
    setter: Setter<T> | Command<Set<T>> | 'none' | undefined,
    owner?: unknown,
    upkeep?: Upkeep,
  ) {
    super((...content) => (content.length === 0 ? track(this.#cell)[0] : this.#write(...content)));
    this.#cell = cell;
    this.#setter = setter;
    this.#owner = owner;
    this.#upkeep = upkeep;
  }

  get reason(): unknown {
    return track(this.#cell)[1];
  }

  get changed(): Event<Change<T>> {
    return eventOf(this.#cell.changed ?? new Emitter(), () => {
      const [value, reason] = this.#cell.read();
      return value === undefined ? [] : [[value, reason, undefined]];
    });
  }

  get set(): Command<Set<T>> {
    const setter = this.#setter;
    if (setter === 'none') return disabledCommand(READ_ONLY);
    const set: Set<T> = async (value, reason) => {
      const made = setter ? await setter(value, reason) : value;
      this.#cell.assign?.(made, reason);
      return made;
    };
    return Command(set, setter && 'enabled' in setter ? setter.enabled : undefined);
  }

  get get(): Command<() => Promise<T>> {
    return Command(async () => {
      await this.#upkeep?.fetch();
      return this.#cell.read()[0];
    });
  }

  subscribe(seconds?: number): Subscription {
    return this.#upkeep?.hold(seconds) ?? NOTHING_TO_KEEP;
  }

  when(wanted: ValueOrPredicate<T>, listener: Listener<[unknown, T | undefined]>): Subscription {
    return this.#await(wanted, listener, Infinity);
  }

  once(wanted: ValueOrPredicate<T>, listener: Listener<[unknown, T | undefined]>): Subscription {
    return this.#await(wanted, listener, 1);
  }

  map<U>(map: (value: T) => U): Property<U> {
    const compute = (): Content<U> => {
      const [value, reason] = track(this.#cell);
      return [map(value), reason];
    };
    return propertyOf(new ComputedCell(compute), this.#upkeep);
  }

  fork(setter: Setter<T> | Command<Set<T>>): Property<T> {
    return new PropertyObject<T>(this.#cell, setter, this.#owner, this.#upkeep);
  }

  readOnly(): Property<T> {
    return this.#setter === 'none' ? this : propertyOf(this.#cell, this.#upkeep);
  }

  #await(wanted: ValueOrPredicate<T>, listener: Listener<[unknown, T | undefined]>, times: number): Subscription {
    return this.changed(function (value, reason, oldValue) {
      if (!matches(wanted, value) || times-- === 0) return; // a change that waits in the queue is heard after `dispose`
      if (times === 0) this.dispose();
      listener.call(this, reason, oldValue);
    });
  }

  #write(value: T, reason: unknown): unknown {
    if (this.#setter) {
      const { set } = this;
      assertEnabled(set.enabled);
      set(value, reason).catch(() => {}); // who wants to know calls `set`
    } else {
      this.#cell.assign?.(value, reason);
    }
    return this.#owner ?? this;
  }
}

function matches<T>(wanted: ValueOrPredicate<T>, value: T): boolean {
  return typeof wanted === 'function' ? (wanted as (value: T) => boolean)(value) : wanted === value;
}
