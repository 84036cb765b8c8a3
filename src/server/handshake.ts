import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

export interface HandshakeOptions {
  /** Of the URL, such as `/sip`. */
  readonly path: string;
  /** The origins whose pages may connect; `undefined` for all. What sends no Origin is no browser, and may. RFC 6455 §10.2. */
  readonly origins: readonly string[] | undefined;
  /** Longest message, in bytes. */
  readonly maxFrameBytes: number;
  /** Called with each socket that is open and speaks the subprotocol `sip`, and the stream that it writes to. */
  readonly onSocket: (socket: WebSocket, stream: Duplex) => void;
}

/** Why a handshake is refused. */
interface Refusal {
  readonly status: number;
  readonly text: string;
}

/** Takes the WebSocket handshakes of an HTTP server. RFC 7118 §4, RFC 6455 §4.2. */
export class Handshakes {
  readonly #server: Server;
  readonly #options: HandshakeOptions;
  readonly #webSockets: WebSocketServer;

  constructor(server: Server, options: HandshakeOptions) {
    this.#server = server;
    this.#options = options;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      handleProtocols: () => 'sip',
      maxPayload: options.maxFrameBytes,
      // Messages are short and every connection would pay for it with hundreds of kilobytes.
      perMessageDeflate: false,
    });
    server.on('upgrade', this.#onUpgrade);
  }

  /** All sockets that are open. */
  get sockets(): ReadonlySet<WebSocket> {
    return this.#webSockets.clients;
  }

  /** Takes no more. */
  close(): void {
    this.#server.off('upgrade', this.#onUpgrade);
    this.#webSockets.close();
  }

  readonly #onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // A peer that goes away in the middle of its handshake is no reason to stop.
    socket.on('error', () => {});
    const path = (request.url ?? '').split('?')[0];
    if (path === this.#options.path) return this.#take(request, socket, head);
    // On a shared port the other paths are others' affair, if there is anybody else.
    if (this.#server.listenerCount('upgrade') === 1) refuse(socket, { status: 404, text: `No WebSocket at "${path}"` });
  };

  #take(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.#check(request);
    if (refusal) return refuse(socket, refusal);
    this.#webSockets.handleUpgrade(request, socket, head, webSocket => this.#options.onSocket(webSocket, socket));
  }

  #check({ headers }: IncomingMessage): Refusal | undefined {
    const protocols = headers['sec-websocket-protocol'] ?? '';
    if (!protocols.split(',').some(protocol => protocol.trim() === 'sip')) {
      return { status: 400, text: 'The WebSocket subprotocol "sip" is required (RFC 7118)' };
    }
    const { origins } = this.#options;
    if (!origins || headers.origin === undefined || origins.includes(headers.origin)) return undefined;
    return { status: 403, text: `Pages from ${headers.origin} may not connect` };
  }
}

function refuse(socket: Duplex, { status, text }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text) + 1}`,
  ];
  // A peer that never closes its side would keep the socket.
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}\n`);
}
