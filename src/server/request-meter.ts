/** Over so many seconds the rate is an average. */
const AVERAGE_SECONDS = 10;

/** Lets so many requests per second pass, as an average over ten seconds. */
export class RequestMeter {
  readonly #perMs: number;
  readonly #most: number;
  #left: number;
  #filledAt: number;

  /** @param now - In milliseconds, as in `take`. */
  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#most = perSecond * AVERAGE_SECONDS;
    this.#left = this.#most;
    this.#filledAt = now;
  }

  /**
   * Whether one more may pass now.
   * @param now - In milliseconds; never goes back.
   */
  take(now: number): boolean {
    this.#left = Math.min(this.#most, this.#left + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
