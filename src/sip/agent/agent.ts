import { type NameAddr, parseVia, type SipResponse } from '../codec/index.js';
import type { Transport } from '../transport/index.js';
import { AgentCore } from './agent-core.js';
import type { AgentOptions } from './agent-options.js';
import type { Dialog } from './dialog.js';
import { AgentFlow, type Flow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { OutgoingInvite } from './outgoing-invite.js';
import { type RequestOptions, sendOutside } from './outside-request.js';
import { receive } from './receive.js';
import { subscribe } from './subscribe.js';

/**
 * One SIP user agent: sends requests, hands what comes in to its transaction, its dialog or its owner. It may have many flows (a
 * server), or one after another (a client). RFC 3261 §8.
 */
export class Agent {
  readonly #core: AgentCore;
  readonly #flows = new Set<AgentFlow>();
  #closed = false;

  /** @throws {SyntaxError} When `sentBy` is no host, or host and port. */
  constructor(options: AgentOptions) {
    parseVia(`SIP/2.0/WS ${options.sentBy}`);
    this.#core = new AgentCore(options);
  }

  /** How many transactions and dialogs there are: what leaks would show in. */
  get size(): number {
    let size = 0;
    for (const flow of this.#flows) size += flow.size;
    return size;
  }

  /** Takes over the slots of a transport. */
  attach(transport: Transport): Flow {
    if (this.#closed) throw new Error('Cannot attach a transport: the agent is closed');
    const flow = new AgentFlow(transport, this.#core);
    this.#flows.add(flow);
    transport.onClose = reason => this.#lose(flow, reason);
    // A wall: whatever a peer sends, it is not what ends the process.
    transport.onMessage = data => this.#core.tell(() => receive(flow, data));
    return flow;
  }

  /**
   * Sends a request outside a dialog, any but INVITE. Gives the final response; a time-out is a made-up 408, a closed flow 503
   * (RFC 3261 §8.1.3.1). It never rejects.
   */
  request(flow: Flow, options: RequestOptions): Promise<SipResponse> {
    if (options.method === 'INVITE') throw new TypeError('Cannot send INVITE as a request: use invite()');
    return sendOutside(own(flow), options);
  }

  /** Sends an INVITE outside a dialog. */
  invite(flow: Flow, options: RequestOptions & { readonly contact: NameAddr }): OutgoingInvite {
    return new OutgoingInvite(own(flow), options);
  }

  /**
   * Sends a SUBSCRIBE or REFER. Gives the final response and, with 2xx, the dialog that its NOTIFYs come in.
   * @param onRequest - The dialog's slot, given now because a NOTIFY may come before the 2xx.
   */
  subscribe(
    flow: Flow,
    options: RequestOptions & { readonly contact: NameAddr },
    onRequest: (request: IncomingRequest) => void,
  ): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
    return subscribe(own(flow), options, onRequest);
  }

  /** Forgets everything: requests under way get a made-up 503, dialogs end without a word. The transports stay open. */
  close(): void {
    this.#closed = true;
    for (const flow of this.#flows) {
      flow.transport.onMessage = () => {};
      flow.end(dialog => dialog.end());
    }
    this.#flows.clear();
  }

  #lose(flow: AgentFlow, reason: string): void {
    this.#flows.delete(flow);
    flow.end(dialog => dialog.lose(reason));
    this.#core.tell(() => flow.onClose(reason));
  }
}

/** The flow as an agent made it; also one that has closed. */
function own(flow: Flow): AgentFlow {
  if (flow instanceof AgentFlow) return flow;
  throw new TypeError('Cannot send on a flow that no agent attached');
}
