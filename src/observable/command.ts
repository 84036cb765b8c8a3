import { Callable, called, invoke } from './callable.js';
import { Constant, type Property, reasonOf } from './property.js';
import { Reason } from './reason.js';

/** An asynchronous function that may be switched off. */
export type Command<F> = F & {
  /** Whether it can be called now. When not, `enabled.reason` says why. */
  readonly enabled: Property<boolean>;
  /** As `Function.bind`; gives a command. */
  bind(self: unknown, ...args: unknown[]): Command<F>;
};

/**
 * A command that runs `run`.
 *
 * It never throws: what `run` throws is a rejection. While disabled it rejects with the {@link Reason}
 * `CommandDisabled`, whose `reason` is `enabled.reason`.
 *
 * @param enabled - Always true unless given.
 */
export function Command<A extends unknown[], R>(
  run: (...args: A) => Promise<R>,
  enabled?: Property<boolean>,
): Command<(...args: A) => Promise<R>>;
/** The same for a function with several signatures. */
export function Command<F extends (...args: never[]) => Promise<unknown>>(
  run: F,
  enabled?: Property<boolean>,
): Command<F>;
export function Command<A extends unknown[], R>(
  run: (...args: A) => Promise<R>,
  enabled: Property<boolean> = (always ??= Constant(true)),
): Command<(...args: A) => Promise<R>> {
  const command = new CommandObject<A, R>(run, enabled.readOnly());
  return called<Command<(...args: A) => Promise<R>>, CommandObject<A, R>>(command);
}

/** A command that is off for good, because of `reason`. */
export function disabledCommand<A extends unknown[], R>(reason: Reason): Command<(...args: A) => Promise<R>> {
  return Command<A, R>(() => Promise.reject(reason), Constant(false, reason));
}

let always: Property<boolean> | undefined;

class CommandObject<A extends unknown[], R> extends Callable<Command<(...args: A) => Promise<R>>> {
  readonly enabled: Property<boolean>;
  readonly #run: (...args: A) => Promise<R>;

  constructor(run: (...args: A) => Promise<R>, enabled: Property<boolean>) {
    super();
    this.#run = run;
    this.enabled = enabled;
  }

  bind(self: unknown, ...args: unknown[]): unknown {
    return Command(Function.prototype.bind.call(this.#run, self, ...args), this.enabled);
  }

  async [invoke](self: unknown, args: A): Promise<R> {
    if (!this.enabled()) throw new Reason('CommandDisabled', { reason: reasonOf(this.enabled) });
    return this.#run.apply(self, args);
  }
}
