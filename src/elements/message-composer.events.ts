/** A text is about to be sent. Cancel it to keep the text in the box. */
export interface MessageSendEvent extends Event {
  readonly text: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'message-send': MessageSendEvent;
  }
}
