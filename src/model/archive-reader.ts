import { batch } from '../observable/index.js';
import type { ArchivedConversation, ArchivePort, ArchiveReader } from './archive-port.js';
import type { ConversationList } from './conversation-list.js';
import { tell, withoutGuesses } from './group-activity.js';
import type { History } from './history.js';
import { keepOpen } from './open-conversations.js';
import { recover } from './recover.js';
import { restore } from './restore.js';

/** Puts what the archive has into a conversation's history, and into the list of conversations. */
export const archiveReader: ArchiveReader = {
  items: readItems,
  conversations: readConversations,
  restore,
  keepOpen,
  recover,
};

/**
 * Reads older items into a history.
 * @internal
 */
export async function readItems(archive: ArchivePort, history: History, count: number): Promise<void> {
  const { items, chat, older } = history;
  const wanted = items.size() + count;
  for (let log = older(); log && items.size() < wanted; log = older()) {
    const page = await archive.history(log.uri, wanted - items.size(), log.before);
    batch(() => {
      let index = 0;
      for (const item of withoutGuesses(history, page.items)) {
        const before = items.size();
        if (item.type === 'TextMessage') chat.hear(item, index);
        else tell(history, item, index);
        index += items.size() - before;
      }
      log.before = page.next;
      log.complete = page.next === undefined;
      history.seek();
    });
  }
}

async function readConversations(archive: ArchivePort, list: ConversationList, count: number): Promise<void> {
  for (let left = count; left > 0 && list.next() !== null;) {
    const { items, next = null } = await archive.conversations(left, list.next() ?? undefined);
    const known = new Set([...list.chats.keys()].flatMap(chat => chat.history.uris));
    const fresh = items.filter(({ uri }) => !known.has(uri) && !list.removed.has(uri));
    left -= fresh.length;
    batch(() => {
      for (const archived of fresh) open(list, archived);
      list.next(next);
    });
  }
}

/** A conversation of the past: as one that has ended. */
function open(list: ConversationList, archived: ArchivedConversation): void {
  const { uri, isGroup, topic, creator, people, unread, read, at } = archived;
  const persons = people.map(person => list.people.identified(person));
  const chat = list.make(isGroup ? undefined : persons[0]);
  const { history, roster } = chat;
  if (isGroup) {
    chat.group(uri);
    for (const person of persons) roster.insert(roster.create(person));
  }
  chat.topic(topic);
  chat.state('Disconnected');
  history.unreadElsewhere = unread;
  history.at(at);
  history.begins({ uri, read, before: undefined, complete: false });
  history.recount();
  list.add(chat, list.people.identified(creator), 0);
}
