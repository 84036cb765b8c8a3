import Database from 'libsql';
import type { KeyedEvent } from './active-log.js';
import type { Membership, StoredEvent } from './store.js';

/** Events of one conversation that follow each other. */
export interface Block {
  /** Of its last event: see `Membership.active`. Greater than that of every block before. */
  readonly active: number;
  readonly conversation: string;
  /** Not empty. */
  readonly events: readonly KeyedEvent[];
}

/** What `writeRecent` writes. */
interface NewRow {
  readonly conversation: string;
  readonly event: KeyedEvent;
  readonly member?: string | undefined;
}

/** Counts up when the tables change, so that no server reads a file that it does not understand. */
const SCHEMA_VERSION = 2;

/**
 * A commit writes one row into `recent`, in which the messages of all conversations stand together. From time to time they
 * are sorted into `blocks`, one row for each conversation. So a message costs few pages of disk, each written about once; a
 * row for each message would write a page of the table and one of its index. The id of a block tells when its last event was
 * appended, compared with other blocks. Who is in `memberships` has come into the conversation once.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS recent (id INTEGER PRIMARY KEY, events TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS blocks (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    first INTEGER NOT NULL,
    keys TEXT NOT NULL,
    events TEXT NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS blocks_place ON blocks (conversation, first);
  CREATE TABLE IF NOT EXISTS memberships (
    member TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (member, conversation)
  ) WITHOUT ROWID;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** The tables of the log in their SQLite database. Everything here blocks until it is done, and throws what SQLite throws. */
export class EventTables {
  readonly #database: Database.Database;
  #statements: Statements;

  /**
   * @param file - Made when it is missing, or `:memory:`.
   * @param maxBytes - How large the file may grow.
   * @param memberOf - Who comes in by an event: asked for those of a file that has no memberships yet.
   * @throws Error for a file that is no database, or that a later version of the server has written.
   */
  constructor(file: string, maxBytes: number, memberOf: (event: string) => string | undefined = () => undefined) {
    this.#database = new Database(file);
    // FULL: the log is synced at each commit. With NORMAL the last commits would be lost with the machine's power.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    const version = readPragma(this.#database, 'user_version');
    checkVersion(version);
    this.#database.exec(`BEGIN IMMEDIATE; ${SCHEMA}`);
    if (version === 1) this.#findMembers(memberOf);
    this.#database.exec('COMMIT');
    if (Number.isFinite(maxBytes)) {
      const pages = Math.max(1, Math.floor(maxBytes / readPragma(this.#database, 'page_size')));
      this.#database.exec(`PRAGMA max_page_count = ${pages}`);
    }
    this.#statements = prepare(this.#database);
  }

  /** Writes events to `recent`, and who comes in by them, all or none; they are on disk when it returns. */
  writeRecent(events: readonly NewRow[]): void {
    const row = events.flatMap(({ conversation, event: { event, key = null } }) => [conversation, key, event]);
    const entries = events.filter(({ member }) => member !== undefined);
    this.#attempt(() => {
      if (entries.length > 0) this.#database.exec('BEGIN IMMEDIATE');
      this.#statements.addRecent.run(JSON.stringify(row));
      for (const { conversation, member = '' } of entries) this.#statements.addMember.run(member, conversation);
      if (entries.length > 0) this.#database.exec('COMMIT');
    });
  }

  /** What is in `recent`, in the order in which it was written. */
  readRecent(): { conversation: string; key: string | undefined; event: string }[] {
    return this.#database.prepare('SELECT events FROM recent ORDER BY id').all().flatMap(parseRecent);
  }

  /** Puts all that is in `recent` into `blocks`, all or nothing. */
  moveRecent(blocks: readonly Block[]): void {
    this.#attempt(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { active, conversation, events } of blocks) {
        const keys = JSON.stringify(events.map(({ key = null }) => key));
        const texts = JSON.stringify(events.map(({ event }) => event));
        this.#statements.addBlock.run(active, conversation, events[0]?.position ?? 0, keys, texts);
      }
      this.#database.exec('DELETE FROM recent; COMMIT');
    });
  }

  /** The keys of a conversation's events that are in `blocks`, block by block. */
  readKeys(conversation: string): (string | null)[][] {
    return this.#statements.readKeys.all(conversation).map(row => parseList<string | null>(row, 'keys'));
  }

  /** The events of a conversation behind a position, oldest first: `limit` and some more, but from so many `blocks` at most. */
  readBlocks(conversation: string, after: number, limit: number, blocks: number): StoredEvent[] {
    const rows = this.#statements.readBlocks.all(conversation, conversation, after + 1, after + limit, blocks);
    return rows.flatMap(parseBlock).filter(({ position }) => position > after);
  }

  /** All conversations of a member, and when something happened in each, as far as it is in `blocks`. In no order. */
  readMemberships(member: string): Membership[] {
    const [row] = this.#statements.readMemberships.all(member);
    return parseList<[string, number]>(row, 'memberships').map(([conversation, active]) => ({ conversation, active }));
  }

  /** When the last event that is in `blocks` was appended. */
  readActive(): number {
    return readNumber(this.#database.prepare('SELECT coalesce(max(id), 0) AS active FROM blocks').get(), 'active');
  }

  close(): void {
    // libsql keeps its files open until the statements are collected as garbage: so leave nothing in the log for later.
    try {
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // A statement that has failed, or a full disk, is in the way: what is in the log is read at the next start.
    }
    this.#database.close();
  }

  #findMembers(memberOf: (event: string) => string | undefined): void {
    const add = (conversation: string, event: string): void => {
      const member = memberOf(event);
      if (member !== undefined) statement.run(member, conversation);
    };
    const statement = this.#database.prepare(ADD_MEMBER);
    const next = this.#database.prepare('SELECT id, conversation, events FROM blocks WHERE id > ? ORDER BY id LIMIT 1');
    for (let row = next.get(0); row; row = next.get(readNumber(row, 'id'))) {
      for (const event of parseList<string>(row, 'events')) add(readText(row, 'conversation'), event);
    }
    for (const { conversation, event } of this.readRecent()) add(conversation, event);
  }

  #attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      // SQLite has rolled back by itself after some errors.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      // libsql does not reset a statement that has failed. One that found the file locked is still under way: while it
      // is, SQLite commits nothing that others write. Its next run resets it. Any other one would run again with the
      // values of before.
      if (!isLocked(error)) this.#statements = prepare(this.#database);
      throw error;
    }
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

interface Statements {
  readonly addRecent: Database.Statement<[string]>;
  readonly addMember: Database.Statement<[string, string]>;
  readonly addBlock: Database.Statement<[number, string, number, string, string]>;
  readonly readKeys: Database.Statement<[string]>;
  readonly readBlocks: Database.Statement<[string, string, number, number, number]>;
  readonly readMemberships: Database.Statement<[string]>;
}

const ADD_MEMBER = 'INSERT OR IGNORE INTO memberships (member, conversation) VALUES (?, ?)';

function prepare(database: Database.Database): Statements {
  return {
    addRecent: database.prepare('INSERT INTO recent (events) VALUES (?)'),
    addMember: database.prepare(ADD_MEMBER),
    addBlock: database.prepare('INSERT INTO blocks (id, conversation, first, keys, events) VALUES (?, ?, ?, ?, ?)'),
    readKeys: database.prepare('SELECT keys FROM blocks WHERE conversation = ? ORDER BY first'),
    // From the block that has the first position in it to the one that has the last: each is read as a whole.
    readBlocks: database.prepare(
      `SELECT first, events FROM blocks WHERE conversation = ? AND first >=
         (SELECT coalesce(max(first), 1) FROM blocks WHERE conversation = ? AND first <= ?) AND first <= ?
         ORDER BY first LIMIT ?`,
    ),
    // One row of JSON: a row for each would take several times as long.
    readMemberships: database.prepare(
      `SELECT json_group_array(json_array(conversation, coalesce(
         (SELECT id FROM blocks WHERE blocks.conversation = memberships.conversation ORDER BY first DESC LIMIT 1), 0
       ))) AS memberships FROM memberships WHERE member = ?`,
    ),
  };
}

function checkVersion(version: number): void {
  if (version <= SCHEMA_VERSION) return;
  throw new Error(`Cannot read the message log: it has version ${version}, this server knows ${SCHEMA_VERSION}`);
}

/** A row of `recent` is a flat list: JSON is read and written by the host, and fast. */
function parseRecent(row: unknown): { conversation: string; key: string | undefined; event: string }[] {
  const values = parseList<string | null>(row, 'events');
  const events = [];
  for (let index = 0; index < values.length; index += 3) {
    const [conversation, key, event] = values.slice(index, index + 3);
    if (typeof conversation !== 'string' || typeof event !== 'string') throw unreadable('a row of "recent"');
    events.push({ conversation, key: key ?? undefined, event });
  }
  return events;
}

function parseBlock(row: unknown): StoredEvent[] {
  const first = readNumber(row, 'first');
  return parseList<string>(row, 'events').map((event, index) => ({ position: first + index, event }));
}

/** A column that this file has written as a list of `T`. */
function parseList<T>(row: unknown, name: string): T[] {
  const values: unknown = JSON.parse(readText(row, name));
  if (!Array.isArray(values)) throw unreadable(name);
  return values as T[];
}

function readPragma(database: Database.Database, name: string): number {
  return readNumber(database.prepare(`PRAGMA ${name}`).get(), name);
}

function readText(row: unknown, name: string): string {
  const value = column(row, name);
  if (typeof value !== 'string') throw unreadable(name);
  return value;
}

function readNumber(row: unknown, name: string): number {
  const value = column(row, name);
  if (typeof value !== 'number') throw unreadable(name);
  return value;
}

function column(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null && name in row ? row[name as keyof typeof row] : undefined;
}

function unreadable(what: string): TypeError {
  return new TypeError(`Cannot read the message log: ${what} is not what was written`);
}
