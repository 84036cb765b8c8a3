import type { Application, Conversation } from '../model/index.js';

/** How much is unread in a conversation: messages of others, and an invitation that is not answered. */
export function unreadIn({ historyService, chatService }: Conversation): number {
  return Math.max(historyService.unreadActivityItemsCount(), Number(chatService.accept.enabled()));
}

/** The same of several. */
export function unreadInAll(conversations: readonly Conversation[]): number {
  return conversations.reduce((sum, conversation) => sum + unreadIn(conversation), 0);
}

/** All conversations that an application knows of by now. */
export function conversationsOf(application: Application | undefined): readonly Conversation[] {
  return application?.conversationsManager.conversations() ?? [];
}

/** A count as a badge shows it, `99+` at most. */
export function badgeText(count: number, language: string): string {
  return count > 99 ? `${(99).toLocaleString(language)}+` : count.toLocaleString(language);
}
