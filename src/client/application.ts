import { Application as ModelApplication, type OutboxPort } from '../model/index.js';
import type { WebSocketClass } from '../sip/transport/index.js';
import { SipNetwork } from './sip-network.js';

export interface ApplicationOptions {
  /** The server's WebSocket: `wss://chat.contoso.example/sip`. */
  readonly server: string;
  /** The host's WebSocket class. Default: the global one of browsers and of Node from 22 on. */
  readonly WebSocket?: WebSocketClass;
  /** Keeps what is not sent yet, and which conversations are open, for the next application of the same account. */
  readonly outbox?: OutboxPort | undefined;
  /** For how long a lost connection is made again before it counts as lost, in seconds. Default 600; may be `Infinity`. */
  readonly giveUpSeconds?: number | undefined;
}

/**
 * The Web SDK's application object on a SIP server: make one, sign in, then use `conversationsManager`. After a
 * sign-out or a failed sign-in make a new one.
 * @throws TypeError when the host has no WebSocket class and none was given.
 */
export class Application extends ModelApplication {
  constructor({ server, WebSocket = hostWebSocket(), outbox, giveUpSeconds }: ApplicationOptions) {
    super(new SipNetwork({ server, WebSocket, giveUpSeconds }), outbox);
  }
}

function hostWebSocket(): WebSocketClass {
  const { WebSocket } = globalThis as { WebSocket?: WebSocketClass };
  if (WebSocket) return WebSocket;
  throw new TypeError('Cannot connect: no `WebSocket` here, and none given');
}
