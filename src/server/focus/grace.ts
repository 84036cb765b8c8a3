/** Who has lost their connection, and how long they may take to come back. */
export class Grace {
  readonly #seconds: number;
  readonly #onOver: (address: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** @param onOver - Called with who has not come back in time. */
  constructor(seconds: number, onOver: (address: string) => void) {
    this.#seconds = seconds;
    this.#onOver = onOver;
  }

  /** The time of `address` begins, unless it runs already. */
  begin(address: string): void {
    if (this.#timers.has(address)) return;
    const over = (): void => {
      this.#timers.delete(address);
      this.#onOver(address);
    };
    this.#timers.set(address, setTimeout(over, this.#seconds * 1000));
  }

  /** `address` is back, or gone for good. */
  end(address: string): void {
    clearTimeout(this.#timers.get(address));
    this.#timers.delete(address);
  }

  /** Nobody is waited for any more. */
  close(): void {
    for (const address of [...this.#timers.keys()]) this.end(address);
  }
}
