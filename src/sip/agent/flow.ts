import { formatVia, parseVia } from '../codec/index.js';
import type { SipResponse } from '../codec/index.js';
import { type ClientTransaction, madeUpResponse, type ServerTransaction, Transactions } from '../transaction/index.js';
import type { Transport } from '../transport/index.js';
import type { Dialog } from './dialog.js';
import type { ServedInvite } from './served-invite.js';

/** One connection of an agent. */
export interface Flow {
  readonly transport: Transport;
  /** Nothing can be sent any more: the transport or the agent has closed. */
  readonly closed: boolean;
  /** The transport has closed. Its dialogs have been told before. */
  onClose: (reason: string) => void;
}

/** A flow with what the agent keeps for it. */
export class AgentFlow implements Flow {
  readonly transport: Transport;
  readonly transactions: Transactions;
  readonly dialogs = new Set<Dialog>();
  /** The INVITEs that have a transaction, for the CANCEL and ACK that come for them. */
  readonly invites = new WeakMap<ServerTransaction, ServedInvite>();
  /** The INVITEs that were accepted and not acknowledged, by `ackKey`. */
  readonly unacknowledged = new Map<string, ServedInvite>();
  closed = false;
  onClose: (reason: string) => void = () => {};
  readonly #viaStart: string;

  /** @param sentBy - Host, or host and port. */
  constructor(transport: Transport, sentBy: string, timeoutMs: number) {
    this.transport = transport;
    this.transactions = new Transactions(text => transport.send(text), timeoutMs);
    this.#viaStart = `Via: ${formatVia(parseVia(`SIP/2.0/${transport.protocol} ${sentBy}`))};branch=`;
  }

  /** Ends everything that was under way here. RFC 3261 §17.1.4. */
  end(): void {
    this.closed = true;
    this.transactions.close();
    for (const invite of [...this.unacknowledged.values()]) invite.abandon();
  }

  /** The Via line of a request. */
  via(branch: string): string {
    return `${this.#viaStart}${branch}\r\n`;
  }

  /** Sends a request. On a closed flow it is answered at once, by a made-up 503. */
  start(
    branch: string,
    method: string,
    text: string,
    onResponse: (response: SipResponse) => void,
  ): ClientTransaction | undefined {
    if (!this.closed) return this.transactions.start(branch, method, text, onResponse);
    onResponse(madeUpResponse(text, 503));
    return undefined;
  }
}
