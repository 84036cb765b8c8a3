import type { Headers, NameAddr, SipResponse } from '../codec/index.js';
import { dialogOfResponse, tagOf } from '../dialog/index.js';
import { cancelOf, type ClientTransaction } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import { OutsideRequest, type RequestOptions } from './outside-request.js';

/** An INVITE outside a dialog, from sending it to its final response. RFC 3261 §13.2. */
export class OutgoingInvite {
  /** Gets each of 101 to 199. */
  onProgress: (response: SipResponse) => void = () => {};
  /**
   * The final response; with 2xx, which has been acknowledged, its dialog. A 2xx may win against `cancel()`: then the caller, who
   * does not want the dialog, ends it by BYE. It never rejects; time-out and closed flow are 408 and 503.
   */
  readonly final: Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }>;
  readonly #core: AgentCore;
  readonly #flow: AgentFlow;
  readonly #contact: NameAddr;
  /** The text of the ACK to each fork that has answered 2xx, by its tag. */
  readonly #acknowledgements = new Map<string, string>();
  #dialog: Dialog | undefined;
  #transaction: ClientTransaction | undefined;
  #proceeding = false;
  #finished = false;
  #cancelHeaders: Headers | undefined;

  /** Made by the agent. */
  constructor(core: AgentCore, flow: AgentFlow, options: RequestOptions & { readonly contact: NameAddr }) {
    this.#core = core;
    this.#flow = flow;
    this.#contact = options.contact;
    const request = new OutsideRequest(core, flow, options);
    this.final = request
      .send({
        sent: transaction => this.#sent(transaction),
        received: (response, credentials) => this.#receive(response, credentials),
        unwanted: () => this.#cancelHeaders !== undefined,
      })
      .then(response => {
        this.#finished = true;
        return { response, dialog: this.#dialog };
      });
  }

  /**
   * Asks the peer to give up. The CANCEL goes out as soon as RFC 3261 §9.1 allows, which is after a provisional response. Does
   * nothing after the final response, and the second time.
   * @param headers - For example `{ Reason: 'SIP;cause=200' }` (RFC 3326).
   */
  cancel(headers: Readonly<Record<string, string>> = {}): void {
    if (this.#finished || this.#cancelHeaders) return;
    this.#cancelHeaders = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]));
    if (this.#proceeding) this.#sendCancel(this.#cancelHeaders);
  }

  #sent(transaction: ClientTransaction | undefined): void {
    this.#transaction = transaction;
    this.#proceeding = false;
  }

  #receive(response: SipResponse, credentials: string): void {
    const { status } = response;
    if (status >= 300) this.#proceeding = false; // nothing is left to cancel, unless a challenge is answered
    if (status >= 300) return;
    if (status >= 200) return this.#confirm(response, credentials);
    const first = !this.#proceeding;
    this.#proceeding = true;
    if (first && this.#cancelHeaders) this.#sendCancel(this.#cancelHeaders);
    if (status > 100) this.#core.tell(() => this.onProgress(response));
  }

  /** Acknowledges a 2xx. The first begins the dialog; the other forks are hung up on. RFC 3261 §13.2.2.4. */
  #confirm(response: SipResponse, credentials: string): void {
    this.#finished = true;
    const tag = tagOf(response.to);
    const acknowledgement = this.#acknowledgements.get(tag);
    if (acknowledgement !== undefined) return this.#flow.transport.send(acknowledgement);
    const dialog = this.#core.openDialog(this.#flow, dialogOfResponse(response), this.#contact);
    this.#acknowledgements.set(tag, dialog.acknowledge(response.cseq.sequence, credentials));
    if (this.#dialog) void dialog.bye();
    else this.#dialog = dialog;
  }

  #sendCancel(headers: Headers): void {
    if (!this.#transaction) return;
    const { branch, text } = this.#transaction;
    this.#flow.start(branch, 'CANCEL', cancelOf(text, headers), () => {});
    // RFC 3261 §9.1: a peer that says nothing for so long has heard of the cancellation, and answers as if it had.
    this.#transaction.restartTimer();
  }
}
