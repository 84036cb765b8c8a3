import type { NameAddr, SipRequest } from '../codec/index.js';
import type { DialogStart } from '../dialog/index.js';
import { Transactions } from '../transaction/index.js';
import type { Transport } from '../transport/index.js';
import type { AgentCore } from './agent-core.js';
import { Dialog } from './dialog.js';
import type { ServedRequest } from './served-request.js';

/** One connection of an agent. */
export interface Flow {
  readonly transport: Transport;
  /** Nothing can be sent any more: the transport or the agent has closed. */
  readonly closed: boolean;
  /** The transport has closed. Its dialogs have been told before. */
  onClose: (reason: string) => void;
}

/** A flow with what the agent keeps for it. Other flows have no part in it, whatever tags and branches they guess. */
export class AgentFlow implements Flow {
  readonly core: AgentCore;
  readonly transport: Transport;
  readonly transactions: Transactions;
  /** By `dialogKey`. */
  readonly dialogs = new Map<string, Dialog>();
  /** Our SUBSCRIBEs and REFERs without final response, by `dialogKey` without remote tag: what a NOTIFY begins, if anything. */
  readonly subscriptions = new Map<string, (notify: SipRequest) => Dialog | undefined>();
  /** The INVITEs that were accepted and not acknowledged, by `ackKey`. */
  readonly unacknowledged = new Map<string, ServedRequest>();
  closed = false;
  onClose: (reason: string) => void = () => {};

  constructor(transport: Transport, core: AgentCore) {
    this.core = core;
    this.transport = transport;
    this.transactions = new Transactions(text => transport.send(text), core.options.timeoutMs ?? 32_000);
  }

  /** How many transactions and dialogs there are. */
  get size(): number {
    return this.transactions.size + this.dialogs.size + this.subscriptions.size + this.unacknowledged.size;
  }

  /** Begins a dialog, to be found from now on until it ends. */
  openDialog(start: DialogStart, contact: NameAddr): Dialog {
    const dialog = new Dialog(this, start, contact);
    this.dialogs.set(dialog.key, dialog);
    // The owner may have waited for something while the flow went away.
    if (this.closed) dialog.end();
    return dialog;
  }

  /**
   * Ends everything that was under way here. RFC 3261 §17.1.4.
   * @param endDialog - What to do with each dialog.
   */
  end(endDialog: (dialog: Dialog) => void): void {
    this.closed = true;
    for (const dialog of this.dialogs.values()) this.core.tell(() => endDialog(dialog));
    this.transactions.close();
    for (const invite of this.unacknowledged.values()) invite.settle();
  }

  /** The Via of a request. */
  via(branch: string): string {
    return `SIP/2.0/${this.transport.protocol} ${this.core.options.sentBy};branch=${branch}`;
  }
}
