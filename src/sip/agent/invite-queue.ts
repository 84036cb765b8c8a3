import type { Payload, SipResponse } from '../codec/index.js';
import { glareDelayMs } from '../dialog/index.js';
import type { IncomingRequest } from './incoming-request.js';

/** After so many collisions in a row the 491 is the answer. */
const MAX_COLLISIONS = 8;
/** RFC 3261 §14.2: a random number of seconds from 0 to 10. */
const RETRY_AFTER_SECONDS = 11;

/** Keeps the INVITEs of one dialog apart: one at a time, in either direction. RFC 3261 §14. */
export class InviteQueue {
  readonly #ownsCallId: boolean;
  readonly #send: (payload: Payload) => Promise<SipResponse>;
  #latest: Promise<unknown> = Promise.resolve();
  #sending = false;
  #closed = false;
  /** The peer's INVITE that waits for its answer. */
  #served: IncomingRequest | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wake = (): void => {};

  /** @param send - Sends an INVITE now, and acknowledges its final response; gives 481 when the dialog has ended. */
  constructor(ownsCallId: boolean, send: (payload: Payload) => Promise<SipResponse>) {
    this.#ownsCallId = ownsCallId;
    this.#send = send;
  }

  /** Sends an INVITE as soon as no other is under way, and again after 491. RFC 3261 §14.1. */
  request(payload: Payload): Promise<SipResponse> {
    const response = this.#latest.then(() => this.#sendInTurn(payload));
    this.#latest = response;
    return response;
  }

  /** Whether the peer's INVITE may be shown; if not it has been answered. RFC 3261 §14.2. */
  admit(invite: IncomingRequest): boolean {
    if (!this.#sending && !this.#served) {
      this.#served = invite;
      return true;
    }
    const seconds = Math.floor(Math.random() * RETRY_AFTER_SECONDS);
    if (this.#sending) invite.respond(491);
    else invite.respond(500, { headers: { 'Retry-After': `${seconds}` } });
    return false;
  }

  /** The peer's INVITE has its final response. */
  answered(invite: IncomingRequest): void {
    if (this.#served !== invite) return;
    this.#served = undefined;
    this.#wake();
  }

  /** The dialog has ended: the peer's INVITE that waits for an answer gets 487 (RFC 3261 §15.1.2), ours are not sent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#served?.status === 0) this.#served.respond(487);
    this.#wake();
  }

  async #sendInTurn(payload: Payload): Promise<SipResponse> {
    for (let collisions = 0; ; collisions++) {
      while (this.#served || this.#timer) await new Promise<void>(resolve => (this.#wake = resolve));
      this.#sending = true;
      const response = await this.#send(payload);
      this.#sending = false;
      if (response.status !== 491 || this.#closed || collisions === MAX_COLLISIONS) return response;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#wake();
      }, glareDelayMs(this.#ownsCallId));
    }
  }
}
