import { Computed } from '../observable/index.js';
import type { Chat } from './chat.js';
import type { ConversationList } from './conversation-list.js';
import type { OutboxStore } from './outbox-port.js';

/** Keeps written down which conversations are open, for who comes back into them. Gives how to end that. */
export function keepOpen(store: OutboxStore, list: ConversationList): () => void {
  const open = Computed(() => {
    const { conversations } = list.manager;
    conversations(); // changes with the chats
    return JSON.stringify([...list.chats.keys()].flatMap(chat => noteOf(chat, list) ?? []));
  });
  const following = open.changed(text => (store.open = text === '[]' ? '' : text));
  return () => following.dispose();
}

/** Where to come back to; nothing where there is nobody to come back to. */
function noteOf(chat: Chat, list: ConversationList): object | undefined {
  const { history, chatState, isGroup, uri, peer } = chat;
  const group = isGroup();
  const to = group ? uri() : peer?.id();
  const connected = chatState() === 'Connected';
  const former = list.outbox.former.get(chat);
  if (!connected || !to) return former && { ...former, to, group };
  history.items(); // changes with its positions
  const unread = history.service.unreadActivityItemsCount();
  return { uri: history.logs.at(-1)?.uri, to, group, after: history.latest, read: history.readTo, unread };
}
