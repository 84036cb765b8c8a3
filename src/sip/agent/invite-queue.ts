import type { Payload, SipResponse } from '../codec/index.js';
import { glareDelayMs } from '../dialog/index.js';
import type { Dialog, InviteGuard } from './dialog.js';
import type { IncomingRequest } from './incoming-request.js';

/** After so many collisions in a row the 491 is the answer. */
const MAX_COLLISIONS = 8;
/** RFC 3261 §14.2: a random number of seconds from 0 to 10. */
const RETRY_AFTER_SECONDS = 11;

/**
 * Keeps the INVITEs of one dialog apart: one at a time, in either direction. For owners that send them, or need long to answer
 * them; one queue for each dialog, made when the dialog is. RFC 3261 §14.
 */
export class InviteQueue implements InviteGuard {
  readonly #dialog: Dialog;
  readonly #ownsCallId: boolean;
  #latest: Promise<unknown> = Promise.resolve();
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wake = (): void => {};

  constructor(dialog: Dialog) {
    this.#dialog = dialog;
    this.#ownsCallId = dialog.invite === undefined;
    dialog.guard = this;
  }

  /**
   * Sends an INVITE when no other is under way, which is acknowledged, and follows the peer's Contact. After 491 it is sent again a
   * little later. Gives the final response like `Dialog.request`. RFC 3261 §14.1.
   */
  request(payload: Payload): Promise<SipResponse> {
    const response = this.#latest.then(() => this.#sendInTurn(payload));
    this.#latest = response;
    return response;
  }

  /** RFC 3261 §14.2. */
  admit(invite: IncomingRequest): boolean {
    const seconds = Math.floor(Math.random() * RETRY_AFTER_SECONDS);
    if (this.#sending) invite.respond(491);
    else if (this.#dialog.invite?.status === 0) invite.respond(500, { headers: { 'Retry-After': `${seconds}` } });
    return invite.status === 0;
  }

  /** Ours are not sent any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#wake();
  }

  async #sendInTurn(payload: Payload): Promise<SipResponse> {
    const dialog = this.#dialog;
    for (let collisions = 0; ; collisions++) {
      while (dialog.invite?.pending) await dialog.invite.pending;
      this.#sending = true;
      const response = await dialog.request('INVITE', payload);
      this.#sending = false;
      if (response.status !== 491 || dialog.ended || collisions === MAX_COLLISIONS) return response;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        this.#timer = setTimeout(resolve, glareDelayMs(this.#ownsCallId));
      });
    }
  }
}
