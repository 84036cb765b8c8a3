import type { Cell, Change } from './cell.js';
import { type Emitter, SilentEmitter } from './emitter.js';
import type { Subscription } from './subscription.js';

/** A value that never changes, and so never needs to know who listens. */
export class ConstantCell<T> implements Cell<T> {
  readonly version = 0;
  readonly reason: unknown;
  readonly #value: T;
  #changes: Emitter<Change<T>> | undefined;

  constructor(value: T, reason: unknown) {
    this.#value = value;
    this.reason = reason;
  }

  get changes(): Emitter<Change<T>> {
    return (this.#changes ??= new SilentEmitter());
  }

  peek(): T {
    return this.#value;
  }

  link(): Subscription {
    return { dispose: () => {} };
  }

  fetch(): Promise<T> {
    return Promise.resolve(this.#value);
  }

  hold(): Subscription {
    return { dispose: () => {} };
  }
}
