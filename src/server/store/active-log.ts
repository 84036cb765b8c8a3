import type { StoredEvent } from './store.js';

/** An event with its place in the log, and the key that it was appended with. */
export interface KeyedEvent extends StoredEvent {
  readonly key: string | undefined;
}

/** The log of a conversation in which something is happening: its end, and all its keys. */
export class ActiveLog {
  /** The events that have not been put into a block, oldest first. */
  recent: KeyedEvent[] = [];
  /** When the last recent event was appended: see `Membership.active`. */
  active = 0;
  /** The position of each key. */
  readonly #keys = new Map<string, number>();
  #last = 0;

  /** @param blocks - The keys of the events that are in blocks, from position 1 on, `null` for one without a key. */
  constructor(blocks: Iterable<readonly (string | null)[]>) {
    for (const keys of blocks) for (const key of keys) this.place('', key ?? undefined);
  }

  /** How much memory it takes, counted in keys. */
  get size(): number {
    return 1 + this.#keys.size;
  }

  /** The position before the first recent event. */
  get base(): number {
    return this.#last - this.recent.length;
  }

  /** Where the event with that key is. */
  find(key: string | undefined): number | undefined {
    return key === undefined ? undefined : this.#keys.get(key);
  }

  /** Gives the next position to an event. It becomes recent by `recent.push`, or is taken back. */
  place(event: string, key: string | undefined): KeyedEvent {
    const position = ++this.#last;
    if (key !== undefined) this.#keys.set(key, position);
    return { position, event, key };
  }

  /** Takes back the last event that was placed. */
  takeBack({ key }: KeyedEvent): void {
    this.#last--;
    if (key !== undefined) this.#keys.delete(key);
  }

  /** The recent events behind a position, oldest first. */
  read(after: number, limit: number): StoredEvent[] {
    const start = Math.max(0, after - this.base);
    return this.recent.slice(start, start + limit).map(({ position, event }) => ({ position, event }));
  }
}
