import type { Property } from '../../src/observable/index.js';

/** Resolves when the property has the value. Rejects after a generous time, so that a test that would hang fails. */
export function until<T>(property: Property<T>, value: T, timeoutMs = 10_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It did not become ${String(value)}; it is ${String(property())}`)),
      timeoutMs,
    );
    property.once(value, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
