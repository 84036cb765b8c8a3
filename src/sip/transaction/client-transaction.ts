import type { SipResponse } from '../codec/index.js';
import { CLIENT_STATES, type ClientEvent, type ClientState } from './client-states.js';
import { acknowledgeFailure, madeUpResponse } from './derived-message.js';

/** What a client transaction needs of its flow. */
export interface ClientTransactionHost {
  /** Timers B, F and M: 64*T1. RFC 3261 §17.1.1.1. */
  readonly timeoutMs: number;
  send(text: string): void;
  /** Called once, at the end. */
  forget(transaction: ClientTransaction): void;
}

/** One request of ours: sends it, and hands each response on until the final one. RFC 3261 §17.1. */
export class ClientTransaction {
  readonly branch: string;
  readonly method: string;
  /** The request as it was sent. */
  readonly text: string;
  readonly #host: ClientTransactionHost;
  readonly #onResponse: (response: SipResponse) => void;
  #state: ClientState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onResponse - Gets the provisional responses and the final one, or one made up for it; for INVITE also each
   * further 2xx, all of which the owner must ACK.
   */
  constructor(
    host: ClientTransactionHost,
    branch: string,
    method: string,
    text: string,
    onResponse: (response: SipResponse) => void,
  ) {
    this.branch = branch;
    this.method = method;
    this.text = text;
    this.#host = host;
    this.#onResponse = onResponse;
    this.#state = method === 'INVITE' ? 'calling' : 'trying';
    this.restartTimer();
  }

  get state(): ClientState {
    return this.#state;
  }

  /** Runs the timer from now, also where the machine has stopped it: RFC 3261 §9.1 asks for it after CANCEL. */
  restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#step('timeout'), this.#host.timeoutMs);
  }

  receive(response: SipResponse): void {
    const { status } = response;
    this.#step(status < 200 ? 'provisional' : status < 300 ? 'success' : 'failure', response);
  }

  /** The flow has closed. */
  close(): void {
    this.#step('closed');
  }

  #step(event: ClientEvent, response?: SipResponse): void {
    const row = CLIENT_STATES[this.#state](event);
    this.#state = row.next;
    if (row.next === 'terminated') {
      clearTimeout(this.#timer);
      this.#host.forget(this);
    } else if (row.timer === 'restart') this.restartTimer();
    else if (row.timer === 'stop') clearTimeout(this.#timer);
    if (row.acknowledge && response) this.#host.send(acknowledgeFailure(this.text, response));
    if (row.tell === 'response' && response) this.#onResponse(response);
    else if (row.tell === 'timeout') this.#onResponse(madeUpResponse(this.text, 408));
    else if (row.tell === 'closed') this.#onResponse(madeUpResponse(this.text, 503));
  }
}
