import type { TextMessage } from '../model/index.js';

/** Somebody else's message has been added to the list. */
export interface MessageReceivedEvent extends Event {
  readonly message: TextMessage;
}

/** A message of this user has been stored by the server. */
export interface MessageSentEvent extends Event {
  readonly message: TextMessage;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'message-received': MessageReceivedEvent;
    'message-sent': MessageSentEvent;
  }
}
