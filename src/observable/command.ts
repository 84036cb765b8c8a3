import { Constant, type Property } from './property.js';
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
  const command = async function (this: unknown, ...args: A): Promise<R> {
    assertEnabled(enabled);
    return run.apply(this, args);
  };
  return Object.assign(command, {
    enabled: enabled.readOnly(),
    bind: (self: unknown, ...args: unknown[]) => Command(Function.prototype.bind.call(run, self, ...args), enabled),
  });
}

let always: Property<boolean> | undefined;

/** @throws {@link Reason} `CommandDisabled` when it is not. */
export function assertEnabled(enabled: Property<boolean>): void {
  if (enabled()) return;
  throw new Reason('CommandDisabled', { reason: enabled.reason instanceof Reason ? enabled.reason : undefined });
}

/** A command that is off for good, because of `reason`. */
export function disabledCommand(reason: Reason): Command<(...args: unknown[]) => Promise<never>> {
  return Command(() => Promise.reject(reason), Constant(false, reason));
}
