import type { ActivityItem, TextMessage } from '../model/index.js';
import { startOfDay } from './clock.js';

/** Where a row stands among the others. */
export interface Place {
  /** When the reader's day began, in milliseconds. */
  readonly day: number;
  /** It is the first row of that day. */
  readonly newDay: boolean;
  /** Whose message it is; undefined of what is none. */
  readonly writer: string | undefined;
  /** It begins those that one person wrote within five minutes; they share name and time. */
  readonly first: boolean;
  /** When the first of them was written, in milliseconds. */
  readonly since: number;
}

/** Rows of one sender that are no further from the first of them share its name and time. */
const GROUP_MS = 5 * 60_000;

/** Finds the place of an item after the one that is at `before`. */
export function placeOf(item: ActivityItem, before: Place | undefined): Place {
  const date = item.timestamp();
  const at = date.getTime();
  // The day of a row is mostly that of the one before.
  const sameDay = before && at >= before.day && at < before.day + 23 * 3_600_000;
  const day = sameDay ? before.day : startOfDay(date);
  const newDay = day !== before?.day;
  const writer = isMessage(item) ? (item.direction() === 'Outgoing' ? '' : item.sender.id()) : undefined;
  const first = newDay || writer === undefined || writer !== before?.writer || at - before.since >= GROUP_MS;
  return { day, newDay, writer, first, since: first ? at : before.since };
}

/** Asks no property. */
export function isMessage(item: ActivityItem): item is TextMessage {
  return 'direction' in item;
}
