import { Application as ModelApplication } from '../model/index.js';
import type { WebSocketClass } from '../sip/transport/index.js';
import { SipNetwork } from './sip-network.js';

export interface ApplicationOptions {
  /** The server's WebSocket: `wss://chat.contoso.example/sip`. */
  readonly server: string;
  /** The host's WebSocket class. Default: the global one of browsers and of Node from 22 on. */
  readonly WebSocket?: WebSocketClass;
}

/**
 * The Web SDK's application object on a SIP server: make one, sign in, then use `conversationsManager`. After a
 * sign-out or a failed sign-in make a new one.
 * @throws TypeError when the host has no WebSocket class and none was given.
 */
export class Application extends ModelApplication {
  constructor({ server, WebSocket = hostWebSocket() }: ApplicationOptions) {
    super(new SipNetwork({ server, WebSocket }));
  }
}

function hostWebSocket(): WebSocketClass {
  const { WebSocket } = globalThis as { WebSocket?: WebSocketClass };
  if (WebSocket) return WebSocket;
  throw new TypeError('Cannot connect: no `WebSocket` here, and none given');
}
