import { formatRefusal, parseMessage, randomToken, SipSyntaxError } from '../codec/index.js';
import type { SipMessage, SipRequest } from '../codec/index.js';
import { tagOf } from '../dialog/index.js';
import { type ServerTransaction, serverKey } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import { subscriptionKey } from './pending-subscription.js';
import { ackKey, ServedInvite } from './served-invite.js';
import { ServedRequest } from './served-request.js';

const PING = '\r\n\r\n';
const PONG = '\r\n';

/** Brings each message that comes in to where it belongs. RFC 3261 §8.2, §12.2.2, §17.1.3, §17.2.3. */
export class Receiver {
  readonly #core: AgentCore;

  constructor(core: AgentCore) {
    this.#core = core;
  }

  receive(flow: AgentFlow, data: string | Uint8Array): void {
    if (data.length <= PING.length && this.#keepAlive(flow, data)) return;
    let message: SipMessage;
    try {
      message = parseMessage(data);
    } catch (error) {
      return this.#refuse(flow, data, error);
    }
    if (message.kind === 'request') return this.#request(flow, message);
    // More than one Via says that the response is for somebody behind us: §8.1.3.3. Strays are dropped: §18.1.2.
    if (message.via.length === 1) flow.transactions.receive(message);
  }

  /** Answers a ping; a pong needs no answer. Whether it was one of them. RFC 5626 §4.4.1. */
  #keepAlive(flow: AgentFlow, data: string | Uint8Array): boolean {
    const text = typeof data === 'string' ? data : String.fromCharCode(...data);
    if (text === PING) flow.transport.send(PONG);
    return text === PING || text === PONG;
  }

  #refuse(flow: AgentFlow, data: string | Uint8Array, error: unknown): void {
    if (!(error instanceof SipSyntaxError)) throw error; // a fault of ours: the agent reports it
    const answer = formatRefusal(data, error, randomToken());
    if (answer !== undefined) flow.transport.send(answer);
    this.#core.tell(() => this.#core.options.onMalformed?.(error, flow));
  }

  #request(flow: AgentFlow, message: SipRequest): void {
    if (message.method === 'ACK') return this.#acknowledge(flow, message);
    const key = serverKey(message);
    const known = flow.transactions.find(key);
    if (known) return known.repeat();
    const transaction = flow.transactions.accept(key, message.method);
    if (message.method === 'CANCEL') return this.#cancel(flow, message, transaction);
    const inDialog = message.to.params.has('tag');
    const dialog = inDialog ? this.#dialogOf(flow, message) : undefined;
    const Served = message.method === 'INVITE' ? ServedInvite : ServedRequest;
    const request = new Served(this.#core, flow, transaction, message, dialog);
    if (dialog) dialog.receive(request);
    else if (inDialog) request.respond(481);
    else this.#core.show(request, this.#core.options.onRequest);
  }

  /** Of a refusal by its branch, of a 2xx by dialog and number. An ACK that nobody waits for is dropped. §13.3.1.4, §17.2.1. */
  #acknowledge(flow: AgentFlow, ack: SipRequest): void {
    const invite = flow.unacknowledged.get(ackKey(ack, tagOf(ack.to)));
    if (invite) invite.acknowledge();
    else flow.transactions.find(serverKey(ack))?.acknowledge();
  }

  /** §9.2. */
  #cancel(flow: AgentFlow, cancel: SipRequest, transaction: ServerTransaction): void {
    const cancelled = flow.transactions.find(serverKey(cancel, 'INVITE'));
    const invite = cancelled && flow.invites.get(cancelled);
    const request = new ServedRequest(this.#core, flow, transaction, cancel, undefined, invite?.toTag);
    request.respond(invite ? 200 : 481);
    invite?.cancel(cancel);
  }

  /** The dialog that a request says it is in, or that it begins as the first NOTIFY of a subscription. */
  #dialogOf(flow: AgentFlow, message: SipRequest): Dialog | undefined {
    const localTag = tagOf(message.to);
    const dialog = this.#core.findDialog(flow, message.callId, localTag, tagOf(message.from));
    if (dialog || message.method !== 'NOTIFY') return dialog;
    const subscription = this.#core.subscriptions.get(subscriptionKey(message.callId, localTag));
    return subscription?.flow === flow ? subscription.notified(message) : undefined;
  }
}
