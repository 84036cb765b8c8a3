import type { Connection, ChatConnectionState } from './connection-context.js';

/** The connection of an element that signs in has another state. */
export class ChatConnectionChangeEvent extends Event {
  readonly state: ChatConnectionState;
  /** Why, for `offline` and `failed`. */
  readonly reason: unknown;
  constructor({ state, reason }: Connection) {
    super('chat-connection-change', { bubbles: true, composed: true });
    this.state = state;
    this.reason = reason;
  }
}

/** Signing in was refused. */
export class ChatErrorEvent extends Event {
  /** What the server or the credentials callback said, for programs. */
  readonly reason: unknown;
  /** The same for people. */
  readonly message: string;
  constructor(reason: unknown, message: string) {
    super('chat-error', { bubbles: true, composed: true });
    this.reason = reason;
    this.message = message;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-connection-change': ChatConnectionChangeEvent;
    'chat-error': ChatErrorEvent;
  }
}
