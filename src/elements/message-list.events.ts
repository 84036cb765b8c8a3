import type { TextMessage } from '../model/index.js';

/** Somebody else's message has been added to the list. */
export class MessageReceivedEvent extends Event {
  readonly message: TextMessage;
  constructor(message: TextMessage) {
    super('message-received', { bubbles: true, composed: true });
    this.message = message;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'message-received': MessageReceivedEvent;
  }
}
