import type { ActivityItem, ActivityStatus, TextMessage } from '../model/index.js';
import { activitySentence } from './activity-sentence.js';
import { formatTime } from './clock.js';
import type { Term } from './localize.js';
import { messageText } from './message-text.js';

/** Something that happened besides messages, such as somebody joining. */
export interface Note {
  readonly key: string;
  readonly text: string;
  readonly at: Date;
}

/** The first row of a day of the reader. */
export interface DayRow {
  readonly key: string;
  readonly at: Date;
}
export interface MessageRow extends MessageFacts {
  readonly key: string;
  /** The first row of those that one person wrote within five minutes. */
  readonly first: boolean;
}
export type Row = DayRow | Note | MessageRow;

/** What a row shows of a message. */
export interface MessageFacts {
  readonly message: TextMessage;
  readonly own: boolean;
  readonly at: Date;
  /** `at` and the text, for the eye. */
  readonly time: string;
  readonly content: readonly unknown[];
  readonly status: ActivityStatus;
}

const settled = new WeakMap<TextMessage, MessageFacts>();

/** Reads a message. One that has succeeded never changes, so that it is read, and followed, only once. */
export function readMessage(message: TextMessage, language: string): MessageFacts {
  const known = settled.get(message);
  if (known) return known;
  const own = message.direction() === 'Outgoing';
  const at = message.timestamp();
  const content = messageText(message.text());
  const facts = { message, own, at, time: formatTime(at, language), content, status: message.status() };
  if (facts.status === 'Succeeded') settled.set(message, facts);
  return facts;
}

/** Rows of one sender that are no further from the first of them share its name and time. */
const GROUP_MS = 5 * 60_000;

/** Lays items out in rows, in the order given, with a row for each new day of the reader. */
export function layRows(items: readonly ActivityItem[], term: Term, language: string): Row[] {
  const rows: Row[] = [];
  let day = '';
  let writer: string | undefined;
  let since = 0;

  const startDay = (at: Date): void => {
    if (at.toDateString() === day) return;
    day = at.toDateString();
    writer = undefined;
    rows.push({ key: `day ${day}`, at });
  };
  for (const item of items) {
    if (!isMessage(item)) {
      const at = item.timestamp();
      startDay(at);
      writer = undefined;
      rows.push({ key: `note ${item.key()}`, text: activitySentence(item, term), at });
      continue;
    }
    const facts = readMessage(item, language);
    const { at, own } = facts;
    startDay(at);
    const sender = own ? '' : item.sender.id();
    const first = sender !== writer || at.getTime() - since >= GROUP_MS;
    if (first) since = at.getTime();
    writer = sender;
    rows.push({ ...facts, key: item.key(), first });
  }
  return rows;
}

/** Asks no property, as it is asked of all items at each drawing. */
export function isMessage(item: ActivityItem): item is TextMessage {
  return 'direction' in item;
}
