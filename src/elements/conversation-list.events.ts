import type { Conversation } from '../model/index.js';

/** The user wants to see a conversation. Cancel the event to show it in a way of your own. */
export interface ConversationSelectEvent extends Event {
  readonly conversation: Conversation;
}

/** Another number of messages is unread. */
export interface UnreadChangeEvent extends Event {
  readonly count: number;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'conversation-select': ConversationSelectEvent;
    'unread-change': UnreadChangeEvent;
  }
}
