import type { Transport } from './transport.js';

/** What the events of a WebSocket carry: `data` of a message, `code` and `reason` of a close, `message` of an error in `ws`. */
export interface WebSocketEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
}

/** What SIP needs of a WebSocket: the browser's class and the client of the `ws` package both have it. */
export interface WebSocketLike {
  readonly url: string;
  /** The subprotocol that the server chose; `''` before the handshake is over. */
  readonly protocol: string;
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  binaryType: string;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: WebSocketEvent) => void): void;
}

const OPEN = 1;
const NORMAL_CLOSURE = 1000;
/** A close reason is at most 123 bytes of UTF-8 (RFC 6455 §5.5.1), which so many UTF-16 units never exceed. */
const MAX_REASON_LENGTH = 41;

/**
 * A WebSocket that carries one SIP message in each of its messages. RFC 7118 §5. What arrives before the owner has filled
 * `onMessage` and `onClose` is kept for them.
 */
export class WebSocketTransport implements Transport {
  readonly protocol: 'WS' | 'WSS';
  readonly #socket: WebSocketLike;
  readonly #early: (string | Uint8Array)[] = [];
  #onMessage: ((message: string | Uint8Array) => void) | undefined;
  #onClose: ((reason: string) => void) | undefined;
  #closedBecause: string | undefined;

  /** @param socket - Just made, with the subprotocol `sip`. */
  constructor(socket: WebSocketLike) {
    this.#socket = socket;
    this.protocol = socket.url.startsWith('wss:') ? 'WSS' : 'WS';
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => {
      const message = typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer);
      if (this.#onMessage) this.#onMessage(message);
      else this.#early.push(message);
    });
    // In `ws` the error says what happened; in browsers it is mute, and so is the close event that follows.
    socket.addEventListener('error', event => this.#end(event.message || 'connection failed'));
    socket.addEventListener('close', event => this.#end(event.reason || `WebSocket closed with code ${event.code}`));
  }

  set onMessage(slot: (message: string | Uint8Array) => void) {
    this.#onMessage = slot;
    for (const message of this.#early.splice(0)) slot(message);
  }

  set onClose(slot: (reason: string) => void) {
    this.#onClose = slot;
    if (this.#closedBecause !== undefined) slot(this.#closedBecause);
  }

  send(message: string): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(message);
  }

  close(reason = ''): void {
    this.#end(reason || 'closed here'); // a network that carries nothing does not tell the socket so for a long time
    this.#socket.close(NORMAL_CLOSURE, reason.slice(0, MAX_REASON_LENGTH));
  }

  #end(reason: string): void {
    if (this.#closedBecause !== undefined) return;
    this.#closedBecause = reason;
    this.#onClose?.(reason);
  }
}
