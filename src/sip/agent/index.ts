export type { AgentOptions } from './agent-options.js';
export { Dialog } from './dialog.js';
export { Flow } from './flow.js';
export type { IncomingRequest, ResponseOptions } from './incoming-request.js';
export { InviteQueue } from './invite-queue.js';
export type { OutgoingInvite } from './outgoing-invite.js';
export type { RequestOptions } from './outside-request.js';
export { reasonPhrase } from './reason-phrase.js';
export { loopbackPair, openWebSocket, WebSocketTransport } from '../transport/index.js';
export type {
  LoopbackTransport,
  Transport,
  WebSocketClass,
  WebSocketEvent,
  WebSocketLike,
} from '../transport/index.js';
