import type { ActivityItem } from '../model/index.js';
import { activitySentence } from './activity-sentence.js';
import type { Term } from './localize.js';
import type { Mark } from './message-mark.js';
import { isOwn } from './message-row.js';
import { isMessage } from './message-rows.js';
import { personName } from './person-name.js';

/** An item of the history as plain data, for JSON. */
export interface MessageData {
  readonly key: string;
  /** `TextMessage`, or what happened in the group. */
  readonly type: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** What was written, or a sentence that says what happened. */
  readonly text: string;
  /** Who wrote it; only of messages, as all that follows. */
  readonly from?: { readonly address: string; readonly name: string };
  readonly own?: boolean;
  /** Only of own messages that are recent. */
  readonly state?: Mark['state'];
}

/** @internal */
export function dataOf(item: ActivityItem, mark: Mark | undefined, term: Term): MessageData {
  const what = { key: item.key(), type: item.type(), at: item.timestamp().toISOString() };
  if (!isMessage(item)) return { ...what, text: activitySentence(item, term) };
  const from = { address: item.sender.id(), name: personName(item.sender) };
  return { ...what, text: item.text(), from, own: isOwn(item), ...(mark && { state: mark.state }) };
}

/** @internal `5/9/2026, 14:02 Bob Baker: Good morning` */
export function textOf({ at, text, from }: MessageData, language: string, term: Term): string {
  return `${new Date(at).toLocaleString(language)} ${from ? term('says', from.name, text) : text}`;
}
