import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { formatRefusal, randomToken, type SipSyntaxError } from '../sip/codec/index.js';
import type { Transport } from '../sip/transport/index.js';
import { keepAlive } from './keep-alive.js';
import type { Limits } from './limits.js';
import { Nonces } from './nonces.js';
import type { Visitor } from './sign-in.js';
import { ThrottledTransport } from './throttled-transport.js';
import { WebSocketServerTransport } from './websocket-transport.js';

/**
 * The first wall: one WebSocket, whose peer may send anything. What is malformed is answered and counted here, and
 * whoever goes on sending it, floods, guesses passwords or never signs in is shut out.
 */
export class Connection implements Visitor {
  /** What SIP is spoken on. */
  readonly transport: Transport;
  readonly nonces: Nonces;
  readonly #limits: Limits;
  /** Runs until somebody has signed in. */
  #signInTimer: NodeJS.Timeout | undefined;
  #address: string | undefined;
  #malformed = 0;
  #failures = 0;

  /**
   * @param socket - Open, with the subprotocol `sip`.
   * @param stream - What the socket writes to.
   * @param secure - Whether TLS ends here.
   */
  constructor(socket: WebSocket, stream: Duplex, secure: boolean, limits: Limits) {
    const pipe = new WebSocketServerTransport(socket, stream, secure, limits.maxWaitingBytes);
    this.transport = new ThrottledTransport(pipe, limits.maxRequestsPerSecond);
    this.nonces = new Nonces(limits.nonceSeconds);
    this.#limits = limits;
    this.#signInTimer = setTimeout(() => this.transport.close('not signed in in time'), limits.signInSeconds * 1000);
    socket.on('close', () => this.#endSignIn());
    keepAlive(socket, limits.pingSeconds);
  }

  get address(): string | undefined {
    return this.#address;
  }

  set address(address: string) {
    this.#endSignIn();
    this.#address = address;
  }

  /** A password was wrong. */
  onFailure(): void {
    if (++this.#failures < this.#limits.maxSignInFailures) return;
    queueMicrotask(() => this.transport.close('too many wrong passwords')); // the answer goes first
  }

  /** Something that is no SIP message came: it is answered if that is possible. */
  onMalformed(error: SipSyntaxError, data: string | Uint8Array): void {
    const answer = formatRefusal(data, error, randomToken());
    if (answer !== undefined) this.transport.send(answer);
    if (++this.#malformed >= this.#limits.maxMalformed) this.transport.close('too many malformed messages');
  }

  /** The timer goes with what it holds: most connections are idle for hours. */
  #endSignIn(): void {
    clearTimeout(this.#signInTimer);
    this.#signInTimer = undefined;
  }
}
