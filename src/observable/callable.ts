/** Names the method that runs when an object made by a `Callable` class is called. */
export const invoke: unique symbol = Symbol('invoke');

/**
 * A class whose instances are functions: `new` gives a function that has the class's prototype, and `private` fields of
 * its own. This is how `p()` and `p.changed(…)` live in one object without a closure for each method.
 *
 * @typeParam Signature - How instances are called.
 */
export abstract class Callable<Signature> {
  /** Carries the signature for `called`; never there at run time. */
  declare protected readonly signature: Signature;

  constructor() {
    const instance: this = Object.setPrototypeOf(
      function (this: unknown, ...args: unknown[]): unknown {
        return instance[invoke](this, args);
      },
      new.target.prototype,
    );
    return instance;
  }

  /**
   * @param self - `this` of the call.
   * @param args - As many as the caller gave, so that `p(undefined)` differs from `p()`.
   */
  abstract [invoke](self: unknown, args: readonly unknown[]): unknown;
}
// `call`, `apply` and `bind` work as on any function.
Object.setPrototypeOf(Callable.prototype, Function.prototype);

/** `object` with its signature. */
export function called<Signature, O extends Callable<Signature>>(object: O & Callable<Signature>): O & Signature {
  if (!isCalled<Signature, O>(object)) throw new TypeError(`Cannot call ${typeof object}: not a function`);
  return object;
}

function isCalled<Signature, O>(object: O): object is O & Signature {
  return typeof object === 'function';
}
