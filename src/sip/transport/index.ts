export { loopbackPair, type LoopbackTransport } from './loopback-pair.js';
export { openWebSocket, type WebSocketClass } from './open-web-socket.js';
export { WebSocketTransport, type WebSocketEvent, type WebSocketLike } from './web-socket-transport.js';
export type { Transport } from './transport.js';
