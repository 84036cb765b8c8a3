/** Time in the hands of a test: timers that are set from now on run when it passes. */
export function fakeTimers(): { pass(milliseconds: number): void; restore(): void } {
  const { setTimeout, clearTimeout } = globalThis;
  const waiting = new Map<number, { readonly at: number; readonly run: () => void }>();
  let now = 0;
  let last = 1_000_000; // not the id of any other timer
  Object.assign(globalThis, {
    setTimeout: (run: () => void, delay = 0) => {
      waiting.set(++last, { at: now + delay, run });
      return last;
    },
    clearTimeout: (id: number) => waiting.delete(id) || clearTimeout(id),
  });
  return {
    pass(milliseconds) {
      now += milliseconds;
      for (const [id, { at, run }] of waiting) {
        if (at > now) continue;
        waiting.delete(id);
        run();
      }
    },
    restore: () => void Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
}
