import type { Application, Conversation, TextMessage } from '../model/index.js';
import type { Subscription } from '../observable/index.js';

/** What somebody should hear of who does not look. */
export interface News {
  readonly conversation: Conversation;
  /** What was said; missing when somebody asks the user into a chat. */
  readonly message: TextMessage | undefined;
}

/**
 * Calls `tell` for each invitation that comes, and for the last of the messages that have become unread together; not for what
 * was there before, and not for what is read from the archive.
 * @returns Ends it.
 */
export function followNews({ conversationsManager }: Application, tell: (news: News) => void): () => void {
  const following = new Map<Conversation, Subscription>();
  let begun = false;
  const added = conversationsManager.conversations.added(conversation => {
    let known: number | undefined;
    if (begun && isAsking(conversation)) tell({ conversation, message: undefined });
    const counting = conversation.historyService.unreadActivityItemsCount.changed(count => {
      const more = known !== undefined && count > known;
      known = count;
      if (more && !isAsking(conversation)) tell({ conversation, message: lastUnread(conversation) });
    });
    following.set(conversation, counting);
  });
  begun = true;
  const removed = conversationsManager.conversations.removed(conversation => {
    following.get(conversation)?.dispose();
    following.delete(conversation);
  });
  return () => {
    for (const each of [added, removed, ...following.values()]) each.dispose();
  };
}

const isAsking = ({ chatService }: Conversation): boolean => chatService.accept.enabled();

function lastUnread({ chatService }: Conversation): TextMessage | undefined {
  return chatService.messages().findLast(message => message.direction() === 'Incoming' && !message.isRead());
}
