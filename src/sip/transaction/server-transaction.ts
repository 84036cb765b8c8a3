import { SERVER_STATES, type ServerEvent, type ServerState } from './server-states.js';

/** RFC 3261 §17.2.1. */
const SLOW_MS = 200;

/** What a server transaction needs of its flow. */
export interface ServerTransactionHost {
  /** Timers H and L: 64*T1. RFC 3261 §17.2.1, RFC 6026 §7.1. */
  readonly timeoutMs: number;
  send(text: string): void;
  /** Called when the final response to anything but INVITE went out; `displace` follows some time later. */
  keep(transaction: ServerTransaction): void;
  /** Called once, at the end. */
  forget(transaction: ServerTransaction): void;
}

/** One request of the peer: remembers the response, so that the same request again gets it again. RFC 3261 §17.2. */
export class ServerTransaction {
  readonly key: string;
  /** INVITE only: the ACK for a 2xx came. It may come more than once. */
  onAck: () => void = nothing;
  /** INVITE only: there was no response for 200 ms, it is time for a 100. */
  onSlow: () => void = nothing;
  /** INVITE only: the time for an ACK to a 2xx is over, whether it came or not. */
  onTimeout: () => void = nothing;
  readonly #host: ServerTransactionHost;
  #state: ServerState;
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param key - From `serverKey`. */
  constructor(host: ServerTransactionHost, key: string, method: string) {
    this.key = key;
    this.#host = host;
    this.#state = method === 'INVITE' ? 'invite-proceeding' : 'trying';
    if (method === 'INVITE') this.#timer = setTimeout(() => this.#step('slow'), SLOW_MS);
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Sends a response of the owner, where the state allows it. */
  respond(status: number, text: string): void {
    this.#step(status < 200 ? 'provisional' : status < 300 ? 'success' : 'failure', text);
  }

  /** The same request came again. */
  repeat(): void {
    this.#step('request');
  }

  acknowledge(): void {
    this.#step('ack');
  }

  displace(): void {
    this.#step('displaced');
  }

  /** The flow has closed: nothing is sent or told from now on. */
  close(): void {
    this.#state = 'terminated';
    clearTimeout(this.#timer);
  }

  #step(event: ServerEvent, response?: string): void {
    const before = this.#state;
    const row = SERVER_STATES[before](event);
    this.#state = row.next;
    if (row.send === 'response') this.#latest = response;
    if (row.send && this.#latest !== undefined) this.#host.send(this.#latest);
    if (row.timer) clearTimeout(this.#timer);
    if (row.timer === 'start') this.#timer = setTimeout(() => this.#step('timeout'), this.#host.timeoutMs);
    if (row.next !== before) this.#enter(row.next);
    if (row.tell === 'ack') this.onAck();
    else if (row.tell === 'slow') this.onSlow();
    else if (row.tell === 'timeout') this.onTimeout();
  }

  #enter(state: ServerState): void {
    if (state === 'completed') this.#host.keep(this);
    else if (state === 'terminated') {
      clearTimeout(this.#timer);
      this.#host.forget(this);
    }
  }
}

/** One for all, so that an empty slot costs nothing. */
function nothing(): void {}
