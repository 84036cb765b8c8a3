import { formatCSeq, formatNameAddr, formatStatusLine, formatVia, NO_PAYLOAD, randomToken } from '../codec/index.js';
import type { NameAddr, SipRequest } from '../codec/index.js';
import { dialogOfRequest, formatAddresses, tagOf } from '../dialog/index.js';
import { type ServerNews, ServerTransaction } from '../transaction/index.js';
import type { Dialog } from './dialog.js';
import { dialogKey } from './dialog-key.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest, ResponseOptions } from './incoming-request.js';
import { contactLines } from './outside-request.js';
import { reasonPhrase } from './reason-phrase.js';
import { formatHeaders } from './send-request.js';
import { refreshesTarget } from './target-refresh.js';

/** A request on its way through the agent; of an INVITE, also the ACK or CANCEL that comes after it. */
export class ServedRequest extends ServerTransaction implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: AgentFlow;
  dialog: Dialog | undefined;
  status = 0;
  onCancel: (cancel: SipRequest) => void = nothing;
  onAck: () => void = nothing;
  onAckMissing: () => void = nothing;
  /** There while the ACK of our 2xx is due; resolves when it has come, or will not come any more. */
  acknowledged: Promise<void> | undefined;
  #settle = nothing;
  #toTag: string;

  /**
   * @param key - From `serverKey`.
   * @param toTag - For To, if it must be a certain one.
   */
  constructor(flow: AgentFlow, key: string, message: SipRequest, toTag = tagOf(message.to)) {
    super(flow.transactions, key, message.method);
    this.flow = flow;
    this.message = message;
    this.#toTag = toTag;
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
    this.#checkOpen('answer', ` with ${status}`);
    const text = this.#format(status, options);
    if (status >= 200) this.status = status;
    this.answer(status, text);
    if (status >= 200) this.#finish(status);
  }

  createDialog(contact: NameAddr): Dialog {
    this.#checkOpen('begin the dialog of');
    if (this.dialog) throw new Error(`Cannot begin the dialog of ${this.message.method}: it has one`);
    this.dialog = this.flow.openDialog(dialogOfRequest(this.message, this.toTag), contact);
    if (this.message.method === 'INVITE') this.dialog.adopt(this);
    return this.dialog;
  }

  /** Takes the CANCEL, which has been answered. After a final response it has no effect: RFC 3261 §9.2. */
  cancel(cancel: SipRequest): void {
    if (this.status === 0) this.flow.core.tell(() => this.onCancel(cancel));
  }

  override hear(news: ServerNews): void {
    if (news === 'slow') return this.respond(100);
    if (!this.acknowledged) return;
    this.settle();
    this.flow.core.tell(() => (news === 'ack' ? this.onAck() : this.onAckMissing()));
  }

  /** The ACK came, or is given up. */
  settle(): void {
    this.acknowledged = undefined;
    this.flow.unacknowledged.delete(ackKey(this.message, this.toTag));
    this.#settle();
  }

  /** The final response went out. */
  #finish(status: number): void {
    if (status >= 300 && this.beganDialog) this.dialog?.end();
    if (this.message.method !== 'INVITE') return;
    if (status < 300 && !this.flow.closed) {
      this.acknowledged = new Promise(resolve => (this.#settle = resolve));
      this.flow.unacknowledged.set(ackKey(this.message, this.toTag), this);
    }
    this.dialog?.inviteAnswered(this);
  }

  #checkOpen(deed: string, how = ''): void {
    if (this.status === 0) return;
    throw new Error(`Cannot ${deed} ${this.message.method}${how}: it was answered with ${this.status}`);
  }

  /** Via, From, To, Call-ID and CSeq are the request's. RFC 3261 §8.2.6.2. */
  #format(status: number, options: ResponseOptions): string {
    const { reason = reasonPhrase(status), headers, payload = NO_PAYLOAD } = options;
    const { method, via, from, to, callId, cseq, recordRoute } = this.message;
    const tag = status === 100 || to.params.has('tag') ? '' : `;tag=${this.toTag}`;
    // By these the peer learns of a dialog (§12.1.1), or of its bindings (§10.3).
    const teaches = status > 100 && status < 300 && refreshesTarget(method);
    const contact = options.contact ?? (teaches ? this.dialog?.contact : []);
    let text = formatStatusLine(status, reason);
    for (const hop of via) text += `Via: ${formatVia(hop)}\r\n`;
    if (teaches && this.beganDialog) text += formatAddresses('Record-Route', recordRoute);
    text += `From: ${formatNameAddr(from)}\r\nTo: ${formatNameAddr(to)}${tag}\r\nCall-ID: ${callId}\r\n`;
    text += `CSeq: ${formatCSeq(cseq)}\r\n${contactLines(contact)}${this.flow.core.responseLine}`;
    return text + formatHeaders(headers) + payload;
  }
}

/** What the ACK of a 2xx has in common with its INVITE: not the branch. RFC 3261 §13.2.2.4. */
export function ackKey({ callId, cseq, from }: SipRequest, toTag: string): string {
  return `${dialogKey(callId, toTag, tagOf(from))}\n${cseq.sequence}`;
}

/** One for all, so that an empty slot costs nothing. */
function nothing(): void {}
