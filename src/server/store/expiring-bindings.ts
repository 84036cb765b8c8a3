import type { Binding } from './store.js';

/** Below so many bindings, expired ones are not looked for. */
const MIN_SWEEP = 64;

/**
 * Bindings in the memory of this process, which is enough where one process holds all connections: a binding leads to a
 * WebSocket, and that does not survive the process either.
 */
export class ExpiringBindings {
  readonly #addresses = new Map<string, Map<string, Binding>>();
  #count = 0;
  #sweepAt = MIN_SWEEP;

  /** Replaces the binding of the same id. */
  bind(address: string, binding: Binding): void {
    if (this.#count >= this.#sweepAt) this.#sweep();
    const bound = this.#addresses.get(address) ?? new Map<string, Binding>();
    this.#addresses.set(address, bound);
    if (!bound.has(binding.id)) this.#count++;
    bound.set(binding.id, binding);
  }

  unbind(address: string, id: string): void {
    const bound = this.#addresses.get(address);
    if (!bound?.delete(id)) return;
    this.#count--;
    if (bound.size === 0) this.#addresses.delete(address);
  }

  /** Those that have not expired, in the order in which their ids were first bound. */
  bindings(address: string): Binding[] {
    const now = Date.now();
    return [...(this.#addresses.get(address)?.values() ?? [])].filter(({ expiresAt }) => expiresAt > now);
  }

  clear(): void {
    this.#addresses.clear();
    this.#count = 0;
  }

  /**
   * Expired bindings are not seen, so when they are dropped matters to memory only. Dropping them each time that the number
   * has doubled costs a constant share of each `bind`, and no timers.
   */
  #sweep(): void {
    const now = Date.now();
    for (const [address, bound] of this.#addresses) {
      for (const { id, expiresAt } of bound.values()) if (expiresAt <= now) this.unbind(address, id);
    }
    this.#sweepAt = Math.max(MIN_SWEEP, 2 * this.#count);
  }
}
