import type { NameAddr, SipRequest } from '../codec/index.js';
import { tagOf } from '../dialog/index.js';
import type { ServerTransaction } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import { ServedRequest } from './served-request.js';

/** An INVITE on its way through the agent, with the ACK or CANCEL that comes after it. */
export class ServedInvite extends ServedRequest {
  #waiting: (() => void)[] = [];
  #acknowledged = false;

  constructor(
    core: AgentCore,
    flow: AgentFlow,
    transaction: ServerTransaction,
    message: SipRequest,
    dialog: Dialog | undefined,
  ) {
    super(core, flow, transaction, message, dialog);
    flow.invites.set(transaction, this);
    transaction.onSlow = () => this.respond(100);
    transaction.onAck = () => this.#settle(() => this.onAck());
    transaction.onTimeout = () => this.#settle(() => this.onAckMissing());
  }

  override createDialog(contact: NameAddr): Dialog {
    const dialog = super.createDialog(contact);
    dialog.adopt(this);
    return dialog;
  }

  /** Takes the ACK for the 2xx. */
  acknowledge(): void {
    this.transaction.acknowledge();
  }

  /** Takes the CANCEL, which has been answered. After a final response it has no effect: RFC 3261 §9.2. */
  cancel(cancel: SipRequest): void {
    if (this.status === 0) this.core.tell(() => this.onCancel(cancel));
  }

  /** The flow has closed: nobody will acknowledge, and nobody needs to hear of it. */
  abandon(): void {
    this.#settle(() => {});
  }

  /** Calls back when BYE may be sent: at once, or when an ACK is due, after it or its time. RFC 3261 §15. */
  whenAcknowledged(callback: () => void): void {
    if (this.status < 200 || this.status >= 300 || this.#acknowledged || this.flow.closed) callback();
    else this.#waiting.push(callback);
  }

  protected override answered(status: number): void {
    if (status < 300 && !this.flow.closed) this.flow.unacknowledged.set(ackKey(this.message, this.toTag), this);
    super.answered(status);
    this.dialog?.inviteAnswered(this);
  }

  /** The ACK came or is given up, whichever is first. */
  #settle(tell: () => void): void {
    if (this.#acknowledged) return;
    this.#acknowledged = true;
    this.flow.unacknowledged.delete(ackKey(this.message, this.toTag));
    for (const callback of this.#waiting.splice(0)) callback();
    this.core.tell(tell);
  }
}

/** What the ACK of a 2xx has in common with its INVITE: not the branch. RFC 3261 §13.2.2.4. */
export function ackKey({ callId, cseq, from }: SipRequest, toTag: string): string {
  return `${callId}\n${cseq.sequence}\n${tagOf(from)}\n${toTag}`;
}
