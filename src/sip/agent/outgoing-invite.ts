import { formatPayload, type NameAddr, type Payload, type SipResponse } from '../codec/index.js';
import { tagOf } from '../dialog/index.js';
import { cancelOf, type ClientTransaction } from '../transaction/index.js';
import { Dialog } from './dialog.js';
import type { Flow } from './flow.js';
import { outsideDialog, type RequestOptions } from './outside-request.js';
import { sendRequest } from './send-request.js';

/** An INVITE outside a dialog, from sending it to its final response. RFC 3261 §13.2. */
export class OutgoingInvite {
  /** Gets each of 101 to 199. */
  onProgress: (response: SipResponse) => void = () => {};
  /**
   * The final response; with 2xx, which has been acknowledged, its dialog. A 2xx may win against `cancel()`: then the caller, who
   * does not want the dialog, ends it by BYE. It never rejects; time-out and closed flow are 408 and 503.
   */
  readonly final: Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }>;
  /** That of the first 2xx. */
  readonly #dialog: Dialog;
  /** The text of the ACK to each fork that has answered 2xx, by its tag. */
  readonly #acknowledgements = new Map<string, string>();
  /** There while it may be cancelled: after a provisional response, before a final one. */
  #ringing: ClientTransaction | undefined;
  /** What the CANCEL holds, once it is wanted. */
  #cancel: Payload | undefined;

  /** Made by the agent. */
  constructor(flow: Flow, options: RequestOptions & { readonly contact: NameAddr }) {
    const dialog = (this.#dialog = outsideDialog(flow, options));
    this.final = sendRequest(
      dialog,
      'INVITE',
      options.contact,
      options.payload,
      () => this.#cancel !== undefined,
      (...heard) => this.#receive(...heard),
    ).then(response => ({ response, dialog: response.status < 300 ? dialog : undefined }));
  }

  /**
   * Asks the peer to give up. The CANCEL goes out as soon as RFC 3261 §9.1 allows, which is after a provisional response. Does
   * nothing after the final response, and the second time.
   * @param headers - For example `{ Reason: 'SIP;cause=200' }` (RFC 3326).
   */
  cancel(headers: Readonly<Record<string, string>> = {}): void {
    if (this.#cancel !== undefined) return;
    this.#cancel = formatPayload({ headers });
    this.#sendCancel();
  }

  #receive(response: SipResponse, credentials: string, transaction: ClientTransaction | undefined): void {
    const { status } = response;
    if (status >= 200) {
      this.#ringing = undefined;
      if (status < 300) this.#confirm(response, credentials);
      return;
    }
    if (!this.#ringing) {
      this.#ringing = transaction;
      this.#sendCancel();
    }
    if (status > 100) this.onProgress(response);
  }

  /** Acknowledges a 2xx. The first begins the dialog; the other forks are hung up on. RFC 3261 §13.2.2.4. */
  #confirm(response: SipResponse, credentials: string): void {
    const own = this.#dialog;
    const forks = this.#acknowledgements;
    const tag = tagOf(response.to);
    const acknowledgement = forks.get(tag);
    if (acknowledgement !== undefined) return own.flow.send(acknowledgement);
    const dialog = forks.size > 0 ? new Dialog(own.flow, own.contact, own) : own;
    dialog.confirm(response);
    forks.set(tag, dialog.acknowledge(response, credentials));
    if (dialog !== own) void dialog.bye();
  }

  #sendCancel(): void {
    if (!this.#ringing || this.#cancel === undefined) return;
    const { branch, text } = this.#ringing;
    this.#dialog.flow.start(branch, 'CANCEL', cancelOf(text, this.#cancel), () => {});
    // RFC 3261 §9.1: a peer that says nothing for so long has heard of the cancellation, and answers as if it had.
    this.#ringing.restartTimer();
  }
}
