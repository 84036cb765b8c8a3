import type { SipResponse } from '../codec/index.js';
import { acknowledgeFailure, madeUpResponse } from './derived-message.js';

/** What a client transaction needs of its flow. */
export interface ClientTransactionHost {
  /** Timers B, F and M: 64*T1. RFC 3261 §17.1.1.1. */
  readonly timeoutMs: number;
  readonly send: (text: string) => void;
  /** Called once, at the end. */
  forget(transaction: ClientTransaction): void;
}

/** Gets the responses to a request, with the transaction that they came in. */
export type AnswerSlot = (response: SipResponse, transaction: ClientTransaction) => void;

/**
 * One request of ours: hands each response on until the final one. RFC 3261 §17.1 on a reliable transport, with the state
 * Accepted of RFC 6026. Timers A, E, D and K are zero there, so that nothing is sent twice, and a final response is the end
 * of all but an INVITE that was accepted.
 */
export class ClientTransaction {
  readonly key: string;
  readonly branch: string;
  /** The request as it was sent. */
  readonly text: string;
  readonly #host: ClientTransactionHost;
  readonly #isInvite: boolean;
  readonly #onAnswer: AnswerSlot;
  #proceeding = false;
  #accepted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onAnswer - Gets the provisional responses and the final one, which is made up where none comes; for INVITE also each
   * further 2xx, all of which the owner must ACK.
   */
  constructor(host: ClientTransactionHost, branch: string, method: string, text: string, onAnswer: AnswerSlot) {
    this.key = clientKey(branch, method);
    this.branch = branch;
    this.text = text;
    this.#host = host;
    this.#isInvite = method === 'INVITE';
    this.#onAnswer = onAnswer;
    this.restartTimer();
  }

  /** Runs the timer from now, also where it was stopped: RFC 3261 §9.1 asks for it after CANCEL. */
  restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.giveUp('408 Request Timeout'), this.#host.timeoutMs);
  }

  receive(response: SipResponse): void {
    const { status } = response;
    const accepts = this.#isInvite && status >= 200 && status < 300;
    if (this.#accepted && !accepts) return;
    if (status < 200) this.#proceed();
    else if (!accepts) this.#end();
    else if (!this.#accepted) {
      this.#accepted = true;
      this.restartTimer(); // RFC 6026 §7.2, timer M: the 2xx may come again, or from another fork
    }
    if (this.#isInvite && status >= 300) this.#host.send(acknowledgeFailure(this.text, response));
    this.#onAnswer(response, this);
  }

  /**
   * There will be no response any more.
   * @param status - Of the one that stands for it, with its phrase. §8.1.3.1.
   */
  giveUp(status: string): void {
    this.#end();
    if (!this.#accepted) this.#onAnswer(madeUpResponse(this.text, status), this);
  }

  /** An INVITE may ring for long (§17.1.1.2), but not after CANCEL (§9.1): the first provisional response stops the timer. */
  #proceed(): void {
    if (this.#isInvite && !this.#proceeding) clearTimeout(this.#timer);
    this.#proceeding = true;
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#host.forget(this);
  }
}

/** What a response has in common with its request: a CANCEL has the branch of what it cancels. RFC 3261 §17.1.3. */
export function clientKey(branch: string, method: string): string {
  return `${method} ${branch}`;
}
