import type { SipResponse } from '../codec/index.js';
import { acknowledgeFailure } from './derived-message.js';
import { type ResponseClass, responseClass } from './response-class.js';

export type ClientState = 'calling' | 'proceeding' | 'accepted' | 'trying' | 'terminated';

/** A response by its class, or that there will be none: the timer has ended, or the flow has closed. */
export type ClientEvent = ResponseClass | 'silence';

export interface ClientRow {
  readonly next: ClientState;
  /** The owner hears of it. §8.1.3.1. */
  readonly tell?: true;
  /** Send ACK on the same branch. §17.1.1.3. */
  readonly acknowledge?: true;
  /** The timer runs from the start on (B, F); it may end early, or begin anew (M). */
  readonly timer?: 'stop' | 'restart';
}

const ACCEPTED: ClientRow = { next: 'accepted', tell: true, timer: 'restart' }; // RFC 6026 §7.2, timer M
const REFUSED: ClientRow = { next: 'terminated', tell: true, acknowledge: true }; // §17.1.1.2, timer D is zero
const OVER: ClientRow = { next: 'terminated', tell: true }; // §17.1.2.2, timer K is zero; timers B and F; §17.1.4

/**
 * The client transactions of RFC 3261 §17.1 on a reliable transport, with the state Accepted of RFC 6026. Timers A, E, D and K
 * are zero there, so that nothing is sent twice and Completed is over at once. What has no row changes nothing.
 */
export const CLIENT_STATES: Readonly<Record<ClientState, Readonly<Partial<Record<ClientEvent, ClientRow>>>>> = {
  calling: {
    provisional: { next: 'proceeding', tell: true, timer: 'stop' }, // §17.1.1.2: a call may ring for long
    success: ACCEPTED,
    failure: REFUSED,
    silence: OVER,
  },
  proceeding: {
    provisional: { next: 'proceeding', tell: true }, // §17.1.1.2
    success: ACCEPTED,
    failure: REFUSED,
    silence: OVER, // §9.1: the timer runs here only after CANCEL
  },
  accepted: {
    success: { next: 'accepted', tell: true }, // RFC 6026 §7.2: again, or from another fork; the owner ACKs
    silence: { next: 'terminated' }, // RFC 6026 §7.2, timer M
  },
  trying: {
    provisional: { next: 'trying', tell: true }, // §17.1.2.2; timer F goes on
    success: OVER,
    failure: OVER,
    silence: OVER,
  },
  terminated: {},
};

/** A response, or the status of the one that must be made up: 408 after a silence, 503 when the flow closed. §8.1.3.1. */
export type Answer = SipResponse | 408 | 503;

/** What a client transaction needs of its flow. */
export interface ClientTransactionHost {
  /** Timers B, F and M: 64*T1. RFC 3261 §17.1.1.1. */
  readonly timeoutMs: number;
  readonly send: (text: string) => void;
  /** Called once, at the end. */
  forget(transaction: ClientTransaction): void;
}

/** One request of ours: hands each response on until the final one. RFC 3261 §17.1. */
export class ClientTransaction {
  readonly key: string;
  readonly branch: string;
  /** The request as it was sent. */
  readonly text: string;
  readonly #host: ClientTransactionHost;
  readonly #onAnswer: (answer: Answer, transaction: ClientTransaction) => void;
  #state: ClientState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onAnswer - Gets the provisional responses and the final one, or what stands for it; for INVITE also each further
   * 2xx, all of which the owner must ACK.
   */
  constructor(
    host: ClientTransactionHost,
    branch: string,
    method: string,
    text: string,
    onAnswer: (answer: Answer, transaction: ClientTransaction) => void,
  ) {
    this.key = clientKey(branch, method);
    this.branch = branch;
    this.text = text;
    this.#host = host;
    this.#onAnswer = onAnswer;
    this.#state = method === 'INVITE' ? 'calling' : 'trying';
    this.restartTimer();
  }

  /** Runs the timer from now, also where the machine has stopped it: RFC 3261 §9.1 asks for it after CANCEL. */
  restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.giveUp(408), this.#host.timeoutMs);
  }

  receive(response: SipResponse): void {
    const row = this.#step(responseClass(response.status));
    if (row?.acknowledge) this.#host.send(acknowledgeFailure(this.text, response));
    if (row?.tell) this.#onAnswer(response, this);
  }

  /** There will be no response any more. */
  giveUp(status: 408 | 503): void {
    if (this.#step('silence')?.tell) this.#onAnswer(status, this);
  }

  #step(event: ClientEvent): ClientRow | undefined {
    const row = CLIENT_STATES[this.#state][event];
    if (!row) return undefined;
    this.#state = row.next;
    if (row.timer === 'restart') this.restartTimer();
    else if (row.timer || row.next === 'terminated') clearTimeout(this.#timer);
    if (row.next === 'terminated') this.#host.forget(this);
    return row;
  }
}

/** What a response has in common with its request: a CANCEL has the branch of what it cancels. RFC 3261 §17.1.3. */
export function clientKey(branch: string, method: string): string {
  return `${method} ${branch}`;
}
