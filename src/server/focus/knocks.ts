import { RequestMeter } from '../request-meter.js';

/** How often one person may come to a conversation's door, on average over ten seconds. */
const PER_SECOND = 1;

/** So many people are remembered; nobody who comes as usual notices that they are forgotten. */
const MAX_PEOPLE = 1000;

/** Counts how often strangers come to the door of a conversation: each time may be told to everybody who is in. */
export class Knocks {
  readonly #meters = new Map<string, RequestMeter>();

  /** Whether `address` may come once more now. */
  allow(address: string): boolean {
    const now = performance.now();
    if (this.#meters.size >= MAX_PEOPLE) this.#meters.clear();
    const meter = this.#meters.get(address) ?? new RequestMeter(PER_SECOND, now);
    this.#meters.set(address, meter);
    return meter.take(now);
  }
}
