import type { ChatConnectionState } from './connection-context.js';

/** The connection of an element that signs in has another state. */
export interface ChatConnectionChangeEvent extends Event {
  readonly state: ChatConnectionState;
  /** Why, for `offline` and `failed`. */
  readonly reason: unknown;
}

/** Signing in was refused. */
export interface ChatErrorEvent extends Event {
  /** What the server or the credentials callback said, for programs. */
  readonly reason: unknown;
  /** The same for people. */
  readonly message: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-connection-change': ChatConnectionChangeEvent;
    'chat-error': ChatErrorEvent;
  }
}
