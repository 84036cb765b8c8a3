import type { Payload, SipResponse } from '../codec/index.js';
import { glareDelayMs } from '../dialog/index.js';
import type { IncomingRequest } from './incoming-request.js';

/** After so many collisions in a row the 491 is the answer. */
const MAX_COLLISIONS = 8;
/** RFC 3261 §14.2: a random number of seconds from 0 to 10. */
const RETRY_AFTER_SECONDS = 11;

interface Waiting {
  readonly payload: Payload;
  readonly resolve: (response: SipResponse | Promise<SipResponse>) => void;
  collisions: number;
}

/** Keeps the INVITEs of one dialog apart: one at a time, in either direction. RFC 3261 §14. */
export class InviteQueue {
  readonly #dialog: { readonly ended: boolean; readonly ownsCallId: boolean };
  readonly #send: (payload: Payload) => Promise<SipResponse>;
  readonly #waiting: Waiting[] = [];
  #sending = false;
  #served: IncomingRequest | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param send - Sends an INVITE now, and acknowledges its final response; gives 481 when the dialog has ended. */
  constructor(
    dialog: { readonly ended: boolean; readonly ownsCallId: boolean },
    send: (payload: Payload) => Promise<SipResponse>,
  ) {
    this.#dialog = dialog;
    this.#send = send;
  }

  /** Sends an INVITE as soon as no other is under way, and again after 491. RFC 3261 §14.1. */
  request(payload: Payload): Promise<SipResponse> {
    return new Promise(resolve => {
      this.#waiting.push({ payload, resolve, collisions: 0 });
      this.#sendNext();
    });
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
    this.#sendNext();
  }

  /** The dialog has ended: the peer's INVITE that waits for an answer gets 487 (RFC 3261 §15.1.2), ours are not sent. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.#served?.status === 0) this.#served.respond(487);
    for (const { payload, resolve } of this.#waiting.splice(0)) resolve(this.#send(payload));
  }

  #sendNext(): void {
    if (this.#sending || this.#served || this.#timer) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#sending = true;
    void this.#send(next.payload).then(response => {
      this.#sending = false;
      if (response.status === 491 && !this.#dialog.ended && ++next.collisions <= MAX_COLLISIONS) this.#sendLater(next);
      else next.resolve(response);
      this.#sendNext();
    });
  }

  #sendLater(collided: Waiting): void {
    this.#waiting.unshift(collided);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sendNext();
    }, glareDelayMs(this.#dialog.ownsCallId));
  }
}
