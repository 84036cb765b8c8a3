import { backOffMs } from './back-off.js';

export interface ReconnectingOptions {
  /** Makes the connection; rejects when it cannot. */
  readonly connect: () => Promise<unknown>;
  readonly onConnected: () => void;
  readonly onGivenUp: () => void;
  /** For how long to try, in milliseconds. */
  readonly giveUpMs: number;
}

/** Tries to connect again and again, with growing and random delays, until it works or too much time is over. */
export class Reconnecting {
  readonly #options: ReconnectingOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(options: ReconnectingOptions) {
    this.#options = options;
  }

  /** Begins to try. Does nothing while it tries already. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#tryLater(0, Date.now() + this.#options.giveUpMs);
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #tryLater(attempt: number, giveUpAt: number): void {
    if (Date.now() > giveUpAt) {
      this.#running = false;
      return this.#options.onGivenUp();
    }
    this.#timer = setTimeout(() => void this.#try(attempt, giveUpAt), backOffMs(attempt, Math.random()));
  }

  async #try(attempt: number, giveUpAt: number): Promise<void> {
    try {
      await this.#options.connect();
    } catch {
      // Why it failed is no news: the person sees that we are reconnecting.
      if (this.#running) this.#tryLater(attempt + 1, giveUpAt);
      return;
    }
    if (!this.#running) return;
    this.#running = false;
    this.#options.onConnected();
  }
}
