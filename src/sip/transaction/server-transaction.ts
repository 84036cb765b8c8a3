import { type ResponseClass, responseClass } from './response-class.js';

/** RFC 3261 §17.2.1. */
const SLOW_MS = 200;

export type ServerState = 'invite-proceeding' | 'invite-completed' | 'accepted' | 'proceeding' | 'terminated';

/** A response of the owner by its class, an ACK, the end of the timer. */
export type ServerEvent = ResponseClass | 'ack' | 'timeout';

export interface ServerRow {
  readonly next: ServerState;
  /** Send the owner's response. */
  readonly send?: true;
  readonly tell?: ServerNews;
  /** The timer of 200 ms runs from the start on for INVITE; it ends early, or another begins (H, L). */
  readonly timer?: 'stop' | 'start';
}

/** For INVITE, what its owner hears: the ACK for a 2xx; 200 ms without response; the time for an ACK is over, come or not. */
export type ServerNews = 'ack' | 'slow' | 'timeout';

const FINAL: ServerRow = { next: 'terminated', send: true }; // §17.2.2, timer J is zero

/**
 * The server transactions of RFC 3261 §17.2 on a reliable transport, with the state Accepted of RFC 6026. Timers G, I and J are
 * zero there. In every state the request again gets the latest response again, if there was one. What has no row changes
 * nothing.
 */
export const SERVER_STATES: Readonly<Record<ServerState, Readonly<Partial<Record<ServerEvent, ServerRow>>>>> = {
  'invite-proceeding': {
    provisional: { next: 'invite-proceeding', send: true, timer: 'stop' }, // §17.2.1
    success: { next: 'accepted', send: true, timer: 'start' }, // RFC 6026 §7.1, timer L
    failure: { next: 'invite-completed', send: true, timer: 'start' }, // §17.2.1, timer H
    timeout: { next: 'invite-proceeding', tell: 'slow' }, // §17.2.1: 100 unless there is an answer within 200 ms
  },
  'invite-completed': {
    ack: { next: 'terminated' }, // §17.2.1: Confirmed, timer I is zero
    timeout: { next: 'terminated' }, // §17.2.1, timer H: nobody needs to know that a refusal was not heard
  },
  accepted: {
    ack: { next: 'accepted', tell: 'ack' }, // RFC 6026 §7.1
    timeout: { next: 'terminated', tell: 'timeout' }, // RFC 6026 §7.1, timer L
  },
  proceeding: {
    provisional: { next: 'proceeding', send: true }, // §17.2.2
    success: FINAL,
    failure: FINAL,
  },
  terminated: {},
};

/** What a server transaction needs of its flow. */
export interface ServerTransactionHost {
  /** Timers H and L: 64*T1. RFC 3261 §17.2.1, RFC 6026 §7.1. */
  readonly timeoutMs: number;
  readonly send: (text: string) => void;
  /**
   * Called once, at the end.
   * @param response - What the request again would still get.
   */
  forget(transaction: ServerTransaction, response: string | undefined): void;
}

/** One request of the peer: remembers the response, so that the same request again gets it again. RFC 3261 §17.2. */
export abstract class ServerTransaction {
  readonly key: string;
  readonly #host: ServerTransactionHost;
  #state: ServerState = 'proceeding';
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param key - From `serverKey`. */
  constructor(host: ServerTransactionHost, key: string, method: string) {
    this.key = key;
    this.#host = host;
    if (method !== 'INVITE') return;
    this.#state = 'invite-proceeding';
    this.#startTimer(SLOW_MS);
  }

  /** Sends a response of the owner, where the state allows it. */
  answer(status: number, text: string): void {
    this.#step(responseClass(status), text);
  }

  /** The same request came again. */
  repeat(): void {
    if (this.#latest !== undefined) this.#host.send(this.#latest);
  }

  acknowledge(): void {
    this.#step('ack');
  }

  /** Nothing is sent or told from now on. */
  close(): void {
    this.#state = 'terminated';
    clearTimeout(this.#timer);
  }

  /** For INVITE only. */
  abstract hear(news: ServerNews): void;

  #step(event: ServerEvent, response?: string): void {
    const row = SERVER_STATES[this.#state][event];
    if (!row) return;
    this.#state = row.next;
    if (row.timer) clearTimeout(this.#timer);
    if (row.timer === 'start') this.#startTimer(this.#host.timeoutMs);
    if (row.send) this.#latest = response;
    if (row.send) this.repeat();
    if (row.next === 'terminated') {
      clearTimeout(this.#timer);
      this.#host.forget(this, response);
    }
    if (row.tell) this.hear(row.tell);
  }

  #startTimer(ms: number): void {
    this.#timer = setTimeout(() => this.#step('timeout'), ms);
  }
}
