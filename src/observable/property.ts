import { Callable, called, invoke } from './callable.js';
import type { Cell, Change } from './cell.js';
import { Command, disabledCommand } from './command.js';
import { ComputedCell } from './computed-cell.js';
import { ConstantCell } from './constant-cell.js';
import { type Event, eventOf } from './event.js';
import { LocalCell, type PropertyOrigin } from './local-cell.js';
import { MappedCell } from './mapped-cell.js';
import { Reason } from './reason.js';
import type { Listener, Subscription } from './subscription.js';
import { track } from './tracking.js';

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
  /** A read-only property that follows this one. `map` must depend on nothing but its argument. */
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

export interface PropertyOptions<T> extends PropertyOrigin<T> {
  /** What `p(value)` returns. */
  readonly owner?: unknown;
}

/** A property with a value of its own, which whoever holds it may set. */
export function Property<T>(value: T, { owner, fetch, watch }: PropertyOptions<T> = {}): Property<T> {
  return propertyOf(new LocalCell(value, fetch || watch ? { fetch, watch } : undefined), 'local', owner);
}

/** A read-only property whose value never changes. */
export function Constant<T>(value: T, reason?: unknown): Property<T> {
  return propertyOf(new ConstantCell(value, reason), 'read-only');
}

/**
 * A read-only property that follows from the properties and collections that `compute` reads. Law:
 * `Computed(fn)() === fn()`. Changes made in one batch are one change here.
 */
export function Computed<T>(compute: () => T): Property<T> {
  return propertyOf(new ComputedCell(() => [compute(), undefined]), 'read-only');
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
    'read-only',
  );
}

type Write<T> = 'local' | 'read-only' | Setter<T> | Command<(value: T, reason?: unknown) => Promise<T>>;
type Call<T> = { (): T; (value: T, reason?: unknown): unknown };

/** A property that shows `cell`. */
export function propertyOf<T>(cell: Cell<T>, write: Write<T>, owner?: unknown): Property<T> {
  return called<Call<T>, PropertyObject<T>>(new PropertyObject(cell, write, owner));
}

class PropertyObject<T> extends Callable<Call<T>> {
  readonly #cell: Cell<T>;
  readonly #write: Write<T>;
  readonly #owner: unknown;
  #changed: Event<Change<T>> | undefined;
  #set: Command<(value: T, reason?: unknown) => Promise<T>> | undefined;
  #get: Command<() => Promise<T>> | undefined;

  constructor(cell: Cell<T>, write: Write<T>, owner: unknown) {
    super();
    this.#cell = cell;
    this.#write = write;
    this.#owner = owner;
  }

  get reason(): unknown {
    track(this.#cell);
    return this.#cell.reason;
  }

  get changed(): Event<Change<T>> {
    return (this.#changed ??= eventOf(this.#cell.changes, () => this.#past()));
  }

  get set(): Command<(value: T, reason?: unknown) => Promise<T>> {
    return (this.#set ??= this.#makeSet());
  }

  get get(): Command<() => Promise<T>> {
    return (this.#get ??= Command(() => this.#cell.fetch()));
  }

  subscribe(seconds?: number): Subscription {
    return this.#cell.hold(seconds);
  }

  when(wanted: ValueOrPredicate<T>, listener: Listener<[unknown, T | undefined]>): Subscription {
    return this.changed(function (value, reason, oldValue) {
      if (matches(wanted, value)) listener.call(this, reason, oldValue);
    });
  }

  once(wanted: ValueOrPredicate<T>, listener: Listener<[unknown, T | undefined]>): Subscription {
    let met = false; // a change that waits in the queue is still heard after `dispose`
    return this.changed(function (value, reason, oldValue) {
      if (met || !matches(wanted, value)) return;
      met = true;
      this.dispose();
      listener.call(this, reason, oldValue);
    });
  }

  map<U>(map: (value: T) => U): Property<U> {
    return propertyOf(new MappedCell(this.#cell, map), 'read-only');
  }

  fork(setter: Setter<T> | Command<(value: T, reason?: unknown) => Promise<T>>): Property<T> {
    return propertyOf(this.#cell, setter, this.#owner);
  }

  readOnly(): Property<T> {
    if (this.#write === 'read-only') return called<Call<T>, PropertyObject<T>>(this);
    return propertyOf(this.#cell, 'read-only', this.#owner);
  }

  [invoke](_self: unknown, args: readonly unknown[] | readonly [T, unknown]): unknown {
    if (isWrite<T>(args)) return this.#assign(args[0], args[1]);
    track(this.#cell);
    return this.#cell.peek();
  }

  #assign(value: T, reason: unknown): unknown {
    if (this.#write === 'local') {
      this.#cell.assign?.(value, reason);
    } else {
      const { enabled } = this.set;
      if (!enabled()) throw new Reason('CommandDisabled', { reason: reasonOf(enabled) });
      this.set(value, reason).catch(() => {}); // who wants to know calls `set`
    }
    return this.#owner ?? this;
  }

  #makeSet(): Command<(value: T, reason?: unknown) => Promise<T>> {
    const write = this.#write;
    const assign = (value: T, reason: unknown): T => {
      this.#cell.assign?.(value, reason);
      return value;
    };
    if (write === 'read-only') return disabledCommand(new Reason('ReadOnly', { message: 'This can only be read.' }));
    if (write === 'local') return Command(async (value, reason) => assign(value, reason));
    const enabled = 'enabled' in write ? write.enabled : undefined;
    return Command(async (value, reason) => assign(await write(value, reason), reason), enabled);
  }

  #past(): Change<T>[] {
    const value = this.#cell.peek();
    return value === undefined ? [] : [[value, this.#cell.reason, undefined]];
  }
}

function isWrite<T>(args: readonly unknown[] | readonly [T, unknown]): args is readonly [T, unknown] {
  return args.length > 0;
}

function matches<T>(wanted: ValueOrPredicate<T>, value: T): boolean {
  return isPredicate(wanted) ? wanted(value) : wanted === value;
}

function isPredicate<T>(wanted: ValueOrPredicate<T>): wanted is (value: T) => boolean {
  return typeof wanted === 'function';
}

/** The reason why something is off, as far as it is a `Reason`. */
export function reasonOf(enabled: Property<boolean>): Reason | undefined {
  return enabled.reason instanceof Reason ? enabled.reason : undefined;
}
