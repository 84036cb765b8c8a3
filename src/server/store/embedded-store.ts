import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { lockDirectory } from './directory-lock.js';
import { EventLog, type NewEvent } from './event-log.js';
import { EventTables } from './event-tables.js';
import { ExpiringBindings } from './expiring-bindings.js';
import type { Appended, Binding, Membership, Store, StoredEvent } from './store.js';

export interface EmbeddedStoreOptions {
  /** How large the log may grow, in bytes; a full log refuses appends. Default: as large as the disk allows. */
  readonly maxBytes?: number | undefined;
  /**
   * Who comes into a conversation by an event. Asked for all events of a directory that was written when `append` was not
   * told; there nobody has a conversation without it.
   */
  readonly memberOf?: ((event: string) => string | undefined) | undefined;
}

/** Settings of the directory and files that hold what people wrote to each other: the owner's only. */
const OWNER_DIRECTORY = 0o700;
const OWNER_FILE = 0o600;

/**
 * Opens the store of a server that runs as one process: SQLite, inside the process, in one directory. Bindings are kept in
 * memory only, for what they lead to, a WebSocket of this process, does not outlive it.
 * @param directory - Made when it is missing. `':memory:'` keeps the logs in memory: for tests.
 * @throws Error when the directory cannot be used, or another process uses it.
 */
export function openEmbeddedStore(directory: string, options: EmbeddedStoreOptions = {}): Store {
  if (directory === ':memory:') return new EmbeddedStore(openLog(':memory:', options), () => {});
  const unlock = attempt(directory, () => {
    mkdirSync(directory, { recursive: true, mode: OWNER_DIRECTORY });
    return lockDirectory(ownFile(directory, 'lock'));
  });
  try {
    const log = attempt(directory, () => openLog(ownFile(directory, 'messages.db'), options));
    return new EmbeddedStore(log, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openLog(file: string, { maxBytes = Infinity, memberOf }: EmbeddedStoreOptions): EventLog {
  return new EventLog(new EventTables(file, maxBytes, memberOf));
}

/** SQLite gives the files beside it (the write-ahead log) the mode of the database. */
function ownFile(directory: string, name: string): string {
  const file = join(directory, name);
  closeSync(openSync(file, 'a', OWNER_FILE));
  return file;
}

function attempt<T>(directory: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const locked = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    const why = locked ? 'another server is using it' : error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot use the data directory "${directory}": ${why}`, { cause: error });
  }
}

interface Waiting extends NewEvent {
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

class EmbeddedStore implements Store {
  readonly #log: EventLog;
  readonly #unlock: () => void;
  readonly #bindings = new ExpiringBindings();
  #waiting: Waiting[] = [];
  #closed = false;

  constructor(log: EventLog, unlock: () => void) {
    this.#log = log;
    this.#unlock = unlock;
  }

  async append(conversation: string, event: string, key?: string, member?: string): Promise<Appended> {
    this.#checkOpen();
    return new Promise((resolve, reject) => {
      // Immediates run after the poll phase: all messages that were read from sockets in it share one sync of the disk,
      // which costs more than everything else here.
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ conversation, event, key, member, resolve, reject });
    });
  }

  async read(conversation: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    this.#checkOpen();
    return this.#log.read(conversation, after, limit);
  }

  async memberships(member: string, before: number, limit: number): Promise<readonly Membership[]> {
    this.#checkOpen();
    return this.#log.memberships(member, before, limit);
  }

  async bind(address: string, binding: Binding): Promise<void> {
    this.#checkOpen();
    this.#bindings.bind(address, binding);
  }

  async unbind(address: string, id: string): Promise<void> {
    this.#checkOpen();
    this.#bindings.unbind(address, id);
  }

  async bindings(address: string): Promise<readonly Binding[]> {
    this.#checkOpen();
    return this.#bindings.bindings(address);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#commit();
    this.#bindings.clear();
    try {
      this.#log.close();
    } finally {
      this.#unlock();
    }
  }

  #commit(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const appended = this.#log.append(waiting);
      appended.forEach((place, index) => waiting[index]?.resolve(place));
      // Those who wait are answered first.
      if (this.#log.crowded) setImmediate(() => this.#move());
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      for (const { conversation, reject } of waiting) {
        reject(new Error(`Cannot append to "${conversation}": ${why}`, { cause }));
      }
    }
  }

  #move(): void {
    if (this.#closed || !this.#log.crowded) return;
    try {
      this.#log.move();
    } catch (error) {
      // Nothing is lost: the events are on disk and in memory where they were.
      console.error(error);
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('Cannot use the store: it is closed');
  }
}
