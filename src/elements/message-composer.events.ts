/** A text is about to be sent. Cancel it to keep the text in the box. */
export class MessageSendEvent extends Event {
  readonly text: string;
  constructor(text: string) {
    super('message-send', { bubbles: true, composed: true, cancelable: true });
    this.text = text;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'message-send': MessageSendEvent;
  }
}
