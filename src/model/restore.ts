import { Property, Reason } from '../observable/index.js';
import type { Chat, OutgoingMessage } from './chat.js';
import type { ConversationList } from './conversation-list.js';
import type { OutboxEntry } from './outbox.js';
import type { OutboxStore } from './outbox-port.js';
import type { ActivityStatus } from './text-message.js';

/** What an earlier page has written down. Nobody knows what stands there now. */
type Fields = Readonly<Record<string, unknown>>;

/** Takes up the messages that earlier applications have left, and notes which conversations were open. */
export async function restore(store: OutboxStore, list: ConversationList): Promise<void> {
  for (const left of fieldsIn(store.open)) noteOpen(left, list);
  await store.restore(text => {
    const present = [...list.outbox.entries.keys()];
    const all = fieldsIn(text);
    const given = all.filter(({ failed }) => failed).slice(0, -MOST_FAILED); // else they grow in number for ever
    for (const left of all) if (!given.includes(left)) restoreMessage(left, list, present);
    for (const { chat } of list.outbox.entries.values()) void list.outbox.release(chat); // those of a page that has gone later
  });
}

/** A conversation that was open is come back into as soon as there is a connection. */
function noteOpen({ uri, to, group, after, read, unread }: Fields, list: ConversationList): void {
  if (typeof uri !== 'string' || typeof to !== 'string') return;
  const chat = chatWith(to, group === true, list);
  if (chat)
    list.outbox.former.set(chat, { uri, after: numberOf(after), read: numberOf(read), unread: numberOf(unread) });
}

/** @param present - What was there before: of that what is later goes behind it. */
function restoreMessage(left: Fields, list: ConversationList, present: readonly OutgoingMessage[]): void {
  const { id, text, format, at, to, group, tried, uri, failed } = left;
  if (typeof id !== 'string' || typeof text !== 'string' || text === '' || typeof to !== 'string') return;
  const chat = chatWith(to, group === true, list);
  if (!chat || chat.history.items(chat.keyOf(chat.people.me, id))) return;
  const { entries } = list.outbox;
  const reason = reasonOf(failed);
  const message: OutgoingMessage = {
    said: { id, text, format: format === 'Html' ? 'Html' : 'Text' },
    at: new Date(Math.min(numberOf(at), LATEST)),
    status: Property<ActivityStatus>('Pending'),
    tried: tried === true,
    uri: typeof uri === 'string' ? uri : undefined,
  };
  if (reason) message.status('Failed', reason);
  const later = present.filter(its => {
    const entry = entries.get(its);
    return entry?.chat === chat && !entry.sent && its.at >= message.at;
  });
  chat.post(message, later[0]);
  entries.set(message, { chat, resolve: () => {}, reject: () => {} });
  for (const its of later) {
    const entry = entries.get(its) as OutboxEntry;
    entries.delete(its);
    entries.set(its, entry);
  }
  list.outbox.changed();
}

/** The conversation that is meant; `undefined` when its address is none. */
function chatWith(to: string, group: boolean, list: ConversationList): Chat | undefined {
  const { getConversation, getConversationByUri } = list.manager;
  try {
    const conversation = group ? getConversationByUri(to) : getConversation(to);
    return [...list.chats].find(([, its]) => its === conversation)?.[0];
  } catch {
    return undefined;
  }
}

/** @param depth - How many reasons behind it are read. */
function reasonOf(kept: unknown, depth = 8): Reason | undefined {
  if (typeof kept !== 'object' || kept === null || depth === 0) return undefined;
  const { code, subcode, message, reason }: Fields = { ...kept };
  const behind = reasonOf(reason, depth - 1);
  return new Reason(textOf(code) ?? 'Failed', { subcode: textOf(subcode), message: textOf(message), reason: behind });
}

/** A list of objects; nothing of what is none. */
function fieldsIn(text: string): readonly Fields[] {
  try {
    const list: unknown = JSON.parse(text || '[]');
    return Array.isArray(list) ? list.map(entry => ({ ...(entry as Fields) })) : [];
  } catch {
    return [];
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A count, a position or a time; 0 for what is none. */
function numberOf(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}

/** So many messages that have failed are taken up, the latest, of each page. */
const MOST_FAILED = 100;

/** No date is later, in milliseconds since 1970. */
const LATEST = 8.64e15;
