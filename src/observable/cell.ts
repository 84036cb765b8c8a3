import type { Emitter } from './emitter.js';
import type { Subscription } from './subscription.js';
import type { Source } from './tracking.js';

/** What a listener of a property hears: the new value, why, the old value. */
export type Change<T> = [value: T, reason: unknown, oldValue: T | undefined];

/** What stands behind a property: where its value comes from. Several properties may share one. */
export interface Cell<T> extends Source {
  /** The value, brought up to date. */
  peek(): T;
  /** Why it has this value. */
  readonly reason: unknown;
  readonly changes: Emitter<Change<T>>;
  /** Sets the value. Missing when it follows from others. */
  assign?(value: T, reason: unknown): void;
  /** Asks the origin for the value. */
  fetch(): Promise<T>;
  /** Keeps the value up to date until it is disposed. */
  hold(seconds?: number): Subscription;
}
