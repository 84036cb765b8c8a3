import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Transport } from '../sip/transport/index.js';
import { holdBack } from './write-batch.js';

const OPEN = 1;
/** RFC 6455 §7.4.1: the endpoint has got what it does not accept. */
const POLICY_VIOLATION = 1008;
/** A close reason is at most 123 bytes of UTF-8 (RFC 6455 §5.5.1), which so many UTF-16 units never exceed. */
const MAX_REASON_LENGTH = 41;

/**
 * The server's end of a WebSocket that carries one SIP message in each of its messages. RFC 7118 §5. A text message is
 * handed up as text, a binary one as its bytes.
 */
export class WebSocketServerTransport implements Transport {
  readonly protocol: 'WS' | 'WSS';
  onMessage: (message: string | Uint8Array) => void = () => {};
  onClose: (reason: string) => void = () => {};
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #maxWaitingBytes: number;

  /**
   * @param socket - Open, with the subprotocol `sip`.
   * @param stream - What the socket writes to.
   * @param secure - Whether TLS ends here.
   * @param maxWaitingBytes - How much may wait for a slow reader; over it the socket is cut.
   */
  constructor(socket: WebSocket, stream: Duplex, secure: boolean, maxWaitingBytes: number) {
    this.#socket = socket;
    this.#stream = stream;
    this.protocol = secure ? 'WSS' : 'WS';
    this.#maxWaitingBytes = maxWaitingBytes;
    socket.on('message', (data, isBinary) => this.onMessage(isBinary ? bytesOf(data) : data.toString()));
    socket.on('close', (code, reason) => this.onClose(reason.toString() || `WebSocket closed with code ${code}`));
    // Nothing to do: the close event follows. But an error that nobody listens to would end the process.
    socket.on('error', () => {});
  }

  send(message: string): void {
    if (this.#socket.readyState !== OPEN) return;
    holdBack(this.#stream);
    this.#socket.send(message);
    if (this.#socket.bufferedAmount > this.#maxWaitingBytes) this.#cutIfSlow();
  }

  close(reason = '', code = POLICY_VIOLATION): void {
    this.#socket.close(code, reason.slice(0, MAX_REASON_LENGTH));
  }

  /** Whoever does not read what it is sent must not fill our memory. It catches up when it comes back. */
  #cutIfSlow(): void {
    this.#stream.uncork(); // what we hold back ourselves is not the reader's fault
    if (this.#socket.bufferedAmount > this.#maxWaitingBytes) this.#socket.terminate();
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
