import type { TextMessage } from '../model/index.js';
import { startOfDay } from './clock.js';

/** Something that happened besides messages, such as somebody joining. */
export interface Note {
  readonly key: string;
  readonly text: string;
  readonly at: Date;
  /** How many messages there were before it. */
  readonly after: number;
}

export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  readonly at: Date;
}
export interface NoteRow {
  readonly kind: 'note';
  readonly key: string;
  readonly note: Note;
}
export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly message: TextMessage;
  readonly own: boolean;
  /** The first row of those that one person wrote within five minutes. */
  readonly first: boolean;
  /** The last one of them. */
  last: boolean;
}
export type Row = DayRow | NoteRow | MessageRow;

/** Rows of one sender that are no further from the first of them share its name and time. */
const GROUP_MS = 5 * 60_000;

/** Lays messages and notes out in rows, in the order given, with a row for each new day of the reader. */
export function layRows(messages: readonly TextMessage[], notes: readonly Note[]): Row[] {
  const rows: Row[] = [];
  let day: number | undefined;
  let group: { readonly sender: string; readonly since: number; last: MessageRow } | undefined;
  let noted = 0;

  const startDay = (at: Date): void => {
    if (startOfDay(at) === day) return;
    day = startOfDay(at);
    group = undefined;
    rows.push({ kind: 'day', key: `day ${rows.length}`, at });
  };
  const addNotes = (until: number): void => {
    for (let note = notes[noted]; note && note.after <= until; note = notes[++noted]) {
      startDay(note.at);
      group = undefined;
      rows.push({ kind: 'note', key: note.key, note });
    }
  };
  messages.forEach((message, index) => {
    addNotes(index);
    const at = message.timestamp();
    startDay(at);
    const own = message.direction() === 'Outgoing';
    const sender = own ? '' : message.sender.id();
    const first = group?.sender !== sender || at.getTime() - group.since >= GROUP_MS;
    const row: MessageRow = { kind: 'message', key: message.key(), message, own, first, last: true };
    if (!first && group) group.last.last = false;
    group = { sender, since: first || !group ? at.getTime() : group.since, last: row };
    rows.push(row);
  });
  addNotes(Infinity);
  return rows;
}

/** A stretch of rows that the browser may lay out, or skip, as one. */
export interface Block {
  readonly key: string;
  readonly rows: readonly Row[];
}

const BLOCK_ROWS = 50;

/** Cuts rows into blocks. Appending changes only the last block. */
export function cutBlocks(rows: readonly Row[]): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
    blocks.push({ key: rows[start]?.key ?? '', rows: rows.slice(start, start + BLOCK_ROWS) });
  }
  return blocks;
}
