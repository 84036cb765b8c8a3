import type { Context } from './context.js';

/**
 * `offline`: not signed in, or the connection is lost for good. `failed`: signing in was refused.
 * In `reconnecting` the conversations stay as they are.
 */
export type ChatConnectionState = 'offline' | 'connecting' | 'connected' | 'reconnecting' | 'failed';

/** How things stand with the server, as `<chat-provider>` tells it to the elements below. Replaced at each change. */
export interface Connection {
  readonly state: ChatConnectionState;
  /** Why it is `offline` or `failed`; else `undefined`. */
  readonly reason: unknown;
  /** Signs in afresh after a loss or a refusal. `undefined` where the page owns the `Application`. */
  readonly reconnect: (() => Promise<void>) | undefined;
}

/** Carries the `Connection` to the elements that show it. */
export const connectionContext = Symbol.for('sip-chat-elements.connection') as Context<Connection | undefined>;
