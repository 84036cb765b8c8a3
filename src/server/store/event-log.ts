import { ActiveLog, type KeyedEvent } from './active-log.js';
import type { EventTables } from './event-tables.js';
import type { Appended, Membership, StoredEvent } from './store.js';

/** What is to be appended. */
export interface NewEvent {
  readonly conversation: string;
  readonly event: string;
  readonly key: string | undefined;
  /** Who comes into the conversation by it. */
  readonly member?: string | undefined;
}

export interface EventLogOptions {
  /** So many recent events are put into blocks. More would hold others up for long. Default 2,000. */
  readonly moveCount?: number | undefined;
  /** So many characters of recent events are, too. Default 1,000,000. */
  readonly moveCharacters?: number | undefined;
  /** So many keys are kept in memory; those of quiet conversations go first. Default 200,000: about 20 megabytes. */
  readonly maxKeys?: number | undefined;
}

/** Blocks that are read at once. */
const READ_BLOCKS = 16;

/** An event that is being written. */
interface Placed {
  readonly conversation: string;
  readonly log: ActiveLog;
  readonly event: KeyedEvent;
  readonly member?: string | undefined;
}

/**
 * The logs of all conversations. What is appended is written to disk as one row for each commit, and kept in memory until
 * `move` puts it into blocks, one for each conversation. After a restart memory is filled from those rows again.
 */
export class EventLog {
  readonly #tables: EventTables;
  /** The one that was used last at the end, as far as `move` knows. */
  readonly #active = new Map<string, ActiveLog>();
  /** Of the event appended last. */
  #last: number;
  #count = 0;
  #characters = 0;
  readonly #options: { readonly [Name in keyof EventLogOptions]-?: number };
  #moveAtCount: number;
  #moveAtCharacters: number;

  constructor(tables: EventTables, options: EventLogOptions = {}) {
    const { moveCount = 2_000, moveCharacters = 1_000_000, maxKeys = 200_000 } = options;
    this.#tables = tables;
    this.#options = { moveCount, moveCharacters, maxKeys };
    this.#moveAtCount = moveCount;
    this.#moveAtCharacters = moveCharacters;
    this.#last = tables.readActive();
    for (const { conversation, event, key } of tables.readRecent()) {
      const log = this.#open(conversation);
      this.#keep({ conversation, log, event: log.place(event, key) });
    }
  }

  /** Whether it is time for `move`. */
  get crowded(): boolean {
    return this.#count >= this.#moveAtCount || this.#characters >= this.#moveAtCharacters;
  }

  /**
   * Appends all or nothing, in one commit.
   * @returns Their places, in the same order, once they are on disk.
   * @throws Error of SQLite when they cannot be written.
   */
  append(events: readonly NewEvent[]): Appended[] {
    const placed: Placed[] = [];
    try {
      const appended = events.map(event => this.#place(event, placed));
      if (placed.length > 0) this.#tables.writeRecent(placed);
      for (const one of placed) this.#keep(one);
      return appended;
    } catch (error) {
      for (const { log, event } of placed.reverse()) log.takeBack(event);
      throw error;
    }
  }

  /** Oldest first. */
  read(conversation: string, after: number, limit: number): StoredEvent[] {
    const log = this.#active.get(conversation);
    const settled = after < (log?.base ?? Infinity) ? this.#readBlocks(conversation, after, limit) : [];
    return log ? [...settled, ...log.read(after, limit - settled.length)] : settled;
  }

  /** Latest first. What is recent is later than all that is in blocks. */
  memberships(member: string, before: number, limit: number): Membership[] {
    return this.#tables
      .readMemberships(member)
      .map(({ conversation, active }) => {
        const log = this.#active.get(conversation);
        return { conversation, active: log?.recent.length ? log.active : active };
      })
      .filter(({ active }) => active < before)
      .sort((a, b) => b.active - a.active)
      .slice(0, limit);
  }

  /**
   * Puts what is recent into blocks.
   * @throws Error of SQLite when that cannot be written: then everything is as it was, and it is time again later.
   */
  move(): void {
    this.#moveLater();
    const used = [...this.#active].filter(([, { recent }]) => recent.length > 0);
    used.sort(([, { active: a }], [, { active: b }]) => a - b);
    this.#tables.moveRecent(
      used.map(([conversation, { active, recent }]) => ({ active, conversation, events: recent })),
    );
    for (const [conversation, log] of used) {
      log.recent = [];
      this.#active.delete(conversation);
      this.#active.set(conversation, log);
    }
    this.#count = this.#characters = 0;
    this.#moveLater();
    this.#forgetQuiet();
  }

  close(): void {
    this.#tables.close();
  }

  #place({ conversation, event, key, member }: NewEvent, placed: Placed[]): Appended {
    const log = this.#open(conversation);
    const first = log.find(key);
    if (first !== undefined) return { position: first, repeated: true };
    const next = log.place(event, key);
    placed.push({ conversation, log, event: next, member });
    return { position: next.position, repeated: false };
  }

  #keep({ log, event }: Placed): void {
    log.recent.push(event);
    log.active = ++this.#last;
    this.#count++;
    this.#characters += event.event.length;
  }

  #open(conversation: string): ActiveLog {
    const found = this.#active.get(conversation);
    if (found) return found;
    const log = new ActiveLog(this.#tables.readKeys(conversation));
    this.#active.set(conversation, log);
    return log;
  }

  #readBlocks(conversation: string, after: number, limit: number): StoredEvent[] {
    const events: StoredEvent[] = [];
    for (let behind = after; events.length < limit;) {
      const found = this.#tables.readBlocks(conversation, behind, limit - events.length, READ_BLOCKS);
      const last = found.at(-1);
      if (!last) break;
      for (const event of found) if (events.length < limit) events.push(event);
      behind = last.position;
    }
    return events;
  }

  #moveLater(): void {
    this.#moveAtCount = this.#count + this.#options.moveCount;
    this.#moveAtCharacters = this.#characters + this.#options.moveCharacters;
  }

  #forgetQuiet(): void {
    let keys = 0;
    for (const { size } of this.#active.values()) keys += size;
    for (const [conversation, { size }] of this.#active) {
      if (keys <= this.#options.maxKeys) return;
      this.#active.delete(conversation);
      keys -= size;
    }
  }
}
