import Database from 'libsql';
import type { Appended, StoredEvent } from './store.js';

/** What is to be appended. */
export interface NewEvent {
  readonly conversation: string;
  readonly event: string;
  readonly key: string | undefined;
}

/** Counts up when the tables change, so that no server reads a file that it does not understand. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    key TEXT,
    event TEXT NOT NULL,
    PRIMARY KEY (conversation, position)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS events_key ON events (conversation, key) WHERE key IS NOT NULL;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** The table of events in its SQLite database. Everything here blocks until it is done. */
export class EventTable {
  readonly #database: Database.Database;
  #statements: Statements;

  /**
   * @param file - Made when it is missing, or `:memory:`.
   * @param maxBytes - How large the file may grow; a full one refuses appends.
   * @throws Error for a file that is no database, or that a later version of the server has written.
   */
  constructor(file: string, maxBytes: number) {
    this.#database = new Database(file);
    // FULL: the log is synced at each commit. With NORMAL the last commits would be lost with the machine's power.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    checkVersion(readPragma(this.#database, 'user_version'));
    this.#database.exec(SCHEMA);
    if (Number.isFinite(maxBytes)) {
      const pages = Math.max(1, Math.floor(maxBytes / readPragma(this.#database, 'page_size')));
      this.#database.exec(`PRAGMA max_page_count = ${pages}`);
    }
    this.#statements = prepare(this.#database);
  }

  /**
   * Appends all or nothing, in one commit.
   * @returns Their places, in the same order, once they are on disk.
   * @throws Error of SQLite when they cannot be written.
   */
  append(events: readonly NewEvent[]): Appended[] {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const appended = events.map(event => this.#insert(event));
      this.#database.exec('COMMIT');
      return appended;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  read(conversation: string, after: number, limit: number): StoredEvent[] {
    return this.#statements.read.all(conversation, after, limit).map(toStoredEvent);
  }

  close(): void {
    // libsql keeps its files open until the statements are collected as garbage: so leave nothing in the log for later.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #insert({ conversation, event, key = null }: Omit<NewEvent, 'key'> & { key?: string | null | undefined }): Appended {
    const position = 1 + readNumber(this.#statements.last.get(conversation), 'position');
    const { changes } = this.#statements.insert.run(conversation, position, key, event);
    if (changes === 1) return { position, repeated: false };
    return { position: readNumber(this.#statements.find.get(conversation, key), 'position'), repeated: true };
  }

  #rollBack(): void {
    // SQLite has rolled back by itself after some errors.
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
    // A statement of libsql that has failed is not reset: it would run again with the values of before.
    this.#statements = prepare(this.#database);
  }
}

interface Statements {
  readonly last: Database.Statement<[string]>;
  readonly insert: Database.Statement<[string, number, string | null, string]>;
  readonly find: Database.Statement<[string, string | null]>;
  readonly read: Database.Statement<[string, number, number]>;
}

function prepare(database: Database.Database): Statements {
  return {
    last: database.prepare('SELECT coalesce(max(position), 0) AS position FROM events WHERE conversation = ?'),
    insert: database.prepare(
      `INSERT INTO events (conversation, position, key, event) VALUES (?, ?, ?, ?)
       ON CONFLICT (conversation, key) WHERE key IS NOT NULL DO NOTHING`,
    ),
    find: database.prepare('SELECT position FROM events WHERE conversation = ? AND key = ?'),
    read: database.prepare(
      'SELECT position, event FROM events WHERE conversation = ? AND position > ? ORDER BY position LIMIT ?',
    ),
  };
}

function checkVersion(version: number): void {
  if (version === 0 || version === SCHEMA_VERSION) return;
  throw new Error(`Cannot read the message log: it has version ${version}, this server knows ${SCHEMA_VERSION}`);
}

function readPragma(database: Database.Database, name: string): number {
  return readNumber(database.prepare(`PRAGMA ${name}`).get(), name);
}

function toStoredEvent(row: unknown): StoredEvent {
  const event = column(row, 'event');
  if (typeof event !== 'string') throw new TypeError(`Cannot read the message log: an event is ${typeof event}`);
  return { position: readNumber(row, 'position'), event };
}

function readNumber(row: unknown, name: string): number {
  const value = column(row, name);
  if (typeof value !== 'number') throw new TypeError(`Cannot read the message log: ${name} is ${typeof value}`);
  return value;
}

function column(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null && name in row ? row[name as keyof typeof row] : undefined;
}
