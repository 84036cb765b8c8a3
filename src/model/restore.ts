import { Property, Reason } from '../observable/index.js';
import type { Chat, OutgoingMessage } from './chat.js';
import type { ConversationList } from './conversation-list.js';
import type { OutboxStore } from './outbox-port.js';
import type { ActivityStatus } from './text-message.js';

/** What an earlier page has written down. Nobody knows what stands there now. */
type Fields = Readonly<Record<string, unknown>>;

/** Takes up the messages that earlier applications have left, and notes which conversations were open. */
export async function restore(store: OutboxStore, list: ConversationList): Promise<void> {
  for (const left of fieldsIn(store.open)) noteOpen(left, list);
  await store.restore(text => {
    for (const left of fieldsIn(text)) restoreMessage(left, list);
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

function restoreMessage(left: Fields, list: ConversationList): void {
  const { id, text, format, at, to, group, tried, uri, failed } = left;
  if (typeof id !== 'string' || typeof text !== 'string' || typeof to !== 'string') return;
  const chat = chatWith(to, group === true, list);
  if (!chat || chat.history.items(chat.keyOf(chat.people.me, id))) return;
  const reason = reasonOf(failed);
  const message: OutgoingMessage = {
    said: { id, text, format: format === 'Html' ? 'Html' : 'Text' },
    at: new Date(numberOf(at)),
    status: Property<ActivityStatus>('Pending'),
    tried: tried === true,
    uri: typeof uri === 'string' ? uri : undefined,
  };
  if (reason) message.status('Failed', reason);
  chat.post(message);
  list.outbox.entries.set(message, { chat, resolve: () => {}, reject: () => {} });
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

function reasonOf(kept: unknown): Reason | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { code, subcode, message, reason }: Fields = { ...kept };
  return new Reason(String(code), { subcode: textOf(subcode), message: textOf(message), reason: reasonOf(reason) });
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

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
