import { WebSocket } from 'ws';

/** Somebody who sends messages and hears those of the others. Both the chat's and the floor's have this shape. */
export interface Peer {
  /** Sends one message; resolves when the server has answered it. */
  say(): Promise<void>;
  /** Called for each message that arrives. */
  onHeard: () => void;
  close(): void;
}

/** Opens a socket with Nagle's algorithm off, as browsers do. */
export function openSocket(url: string, protocol?: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol, { perMessageDeflate: false });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** A client of the bare server: frames of the same sizes, no meaning. */
export class FloorPeer implements Peer {
  onHeard = (): void => {};
  readonly #socket: WebSocket;
  readonly #waiting: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', data => this.#take(data.toString()));
  }

  static async join(url: string, room: string): Promise<FloorPeer> {
    const peer = new FloorPeer(await openSocket(url));
    await peer.#ask(`HELLO ${room}`);
    return peer;
  }

  say(): Promise<void> {
    return this.#ask(FRAME);
  }

  close(): void {
    this.#socket.terminate();
  }

  #ask(frame: string): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#socket.send(frame);
    });
  }

  #take(text: string): void {
    if (text.startsWith('R')) return this.#waiting.shift()?.();
    this.#socket.send(ANSWER);
    this.onHeard();
  }
}

const FRAME = `M${'x'.repeat(300)}\r\n\r\n`.padEnd(650, 'x');
const ANSWER = 'R'.padEnd(350, 'x');
