import {
  formatAddresses,
  formatCSeq,
  formatHeaders,
  formatNameAddr,
  formatStatusLine,
  formatVia,
  NO_PAYLOAD,
} from '../codec/index.js';
import { type NameAddr, randomToken, type SipRequest } from '../codec/index.js';
import { tagOf, withTag } from '../dialog/index.js';
import { ServerTransaction } from '../transaction/index.js';
import { Dialog, refreshesTarget } from './dialog.js';
import type { Flow } from './flow.js';
import type { IncomingRequest, ResponseOptions } from './incoming-request.js';
import { contactLines } from './send-request.js';

/** A request on its way through the agent; of an INVITE, also the ACK or CANCEL that comes after it. */
export class ServedRequest extends ServerTransaction implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  dialog: Dialog | undefined;
  onCancel: (cancel: SipRequest) => void = nothing;
  #toTag: string;

  /**
   * @param key - From `serverKey`.
   * @param toTag - For To, if it must be a certain one.
   */
  constructor(flow: Flow, key: string, message: SipRequest, toTag = tagOf(message.to)) {
    super(flow, key, message.method);
    this.flow = flow;
    this.message = message;
    this.#toTag = toTag;
    flow.accept(this);
  }

  /** The tag in To of each response but 100. RFC 3261 §8.2.6.2. */
  get toTag(): string {
    return (this.#toTag ||= randomToken());
  }

  /** Whether `createDialog` was called. */
  get beganDialog(): boolean {
    return this.dialog !== undefined && !this.message.to.params.has('tag');
  }

  respond(status: number, options: ResponseOptions = {}): void {
    this.#checkOpen(`answer ${this.message.method} with ${status}`);
    this.answer(status, this.#format(status, options));
    if (status >= 300 && this.beganDialog) this.dialog?.end();
  }

  createDialog(contact: NameAddr): Dialog {
    const { message, flow } = this;
    const { callId, to, cseq, method } = message;
    this.#checkOpen(`begin a dialog by ${method}`);
    const dialog = new Dialog(flow, contact, { callId, local: withTag(to, this.toTag), localSequence: 0 });
    this.dialog = dialog;
    dialog.acceptSequence(cseq.sequence);
    dialog.confirm(message);
    if (method === 'INVITE') dialog.invite = this;
    return dialog;
  }

  #checkOpen(deed: string): void {
    if (this.status !== 0) throw new Error(`Cannot ${deed}: it was answered with ${this.status}`);
  }

  /** Via, From, To, Call-ID and CSeq are the request's. RFC 3261 §8.2.6.2. */
  #format(status: number, options: ResponseOptions): string {
    const { flow, dialog } = this;
    const { reason = phrase(flow, status), headers, payload = NO_PAYLOAD } = options;
    const { method, via, from, to, callId, cseq, recordRoute } = this.message;
    const tag = status === 100 || to.params.has('tag') ? '' : `;tag=${this.toTag}`;
    // By these the peer learns of a dialog (§12.1.1), or of its bindings (§10.3).
    const teaches = status > 100 && status < 300 && refreshesTarget(method);
    let text = formatStatusLine(status, reason);
    for (const hop of via) text += `Via: ${formatVia(hop)}\r\n`;
    if (teaches && this.beganDialog) text += formatAddresses('Record-Route', recordRoute);
    text += `From: ${formatNameAddr(from)}\r\nTo: ${formatNameAddr(to)}${tag}\r\nCall-ID: ${callId}\r\n`;
    text += `CSeq: ${formatCSeq(cseq)}\r\n${contactLines(options.contact ?? (teaches && dialog ? dialog.contact : []))}`;
    return text + flow.responseLine + formatHeaders(headers) + payload;
  }
}

function phrase({ options }: Flow, status: number): string {
  if (options.reasonPhrase) return options.reasonPhrase(status);
  if (status < 200) return 'Ringing';
  return status < 300 ? 'OK' : 'Refused';
}

/** One for all, so that an empty slot costs nothing. */
function nothing(): void {}
