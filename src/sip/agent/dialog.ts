import { formatNameAddr, formatPayload, NO_PAYLOAD } from '../codec/index.js';
import type { NameAddr, Payload, SipRequest, SipResponse } from '../codec/index.js';
import { type DialogStart, DialogState, targetOf } from '../dialog/index.js';
import { dialogKey } from './dialog-key.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { InviteQueue } from './invite-queue.js';
import { sendRequest } from './send-request.js';
import type { ServedRequest } from './served-request.js';
import { refreshesTarget } from './target-refresh.js';

/**
 * One dialog, from its first 2xx (or, for the end that was asked, from `createDialog`) until BYE, `end()` or its loss. It lives on
 * one flow: a request from another is none of it. RFC 3261 §12.
 */
export class Dialog extends DialogState {
  /** The flow closed under it, or a request got 481 or 408: the dialog is gone. Not called by `bye()` and `end()`. §12.2.1.2. */
  onLost: (reason: string) => void = () => {};
  readonly flow: AgentFlow;
  /** For the agent: its `dialogKey`. */
  readonly key: string;
  readonly #invites: InviteQueue;
  readonly #held: ServedRequest[] = [];
  #onRequest: ((request: IncomingRequest) => void) | undefined;
  #contact: NameAddr;
  /** The line that says where we are. */
  #contactLine = '';
  /** The peer's latest INVITE. */
  #invite: ServedRequest | undefined;
  #ended = false;

  /** Made by the agent. */
  constructor(flow: AgentFlow, start: DialogStart, contact: NameAddr) {
    super(start);
    this.flow = flow;
    this.key = dialogKey(this.callId, this.localTag, this.remoteTag);
    this.contact = this.#contact = contact;
    this.#invites = new InviteQueue(start.ownsCallId, payload => this.#send('INVITE', payload));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Our Contact. The peer learns of a change by the next `invite()`. */
  get contact(): NameAddr {
    return this.#contact;
  }

  set contact(contact: NameAddr) {
    this.#contact = contact;
    this.#contactLine = `Contact: ${formatNameAddr(contact)}\r\n`;
  }

  /**
   * Gets the peer's requests: MESSAGE, BYE, INVITE (again), NOTIFY, REFER, SUBSCRIBE, INFO. After BYE the owner answers 200 and
   * calls `end()`. What comes before the slot is filled is kept for it.
   */
  get onRequest(): (request: IncomingRequest) => void {
    return this.#onRequest ?? (() => {});
  }

  set onRequest(slot: (request: IncomingRequest) => void) {
    this.#onRequest = slot;
    if (this.#held.length > 0) queueMicrotask(() => this.#showHeld());
  }

  /**
   * Sends a request and gives its final response; a time-out is a made-up 408, a closed flow 503, an ended dialog 481. It never
   * rejects. §12.2.1.
   * @param method - Any but ACK and CANCEL, which the agent sends by itself.
   */
  request(method: string, payload: Payload = NO_PAYLOAD): Promise<SipResponse> {
    return method === 'INVITE' ? this.invite(payload) : this.#send(method, payload);
  }

  /**
   * Sends a re-INVITE when no other is under way, acknowledges the response, and follows the peer's Contact. After 491 it is sent
   * again a little later. Gives the final response like `request`. §14.1.
   */
  invite(payload: Payload): Promise<SipResponse> {
    return this.#ended ? this.#send('INVITE', payload) : this.#invites.request(payload);
  }

  /** Sends BYE, if need be after the ACK that the peer owes us (§15), and forgets the dialog. Gives the final response. */
  async bye(headers: Readonly<Record<string, string>> = {}): Promise<SipResponse> {
    const invite = this.#invite;
    // Nothing to hang up on yet: the end of the dialog answers the INVITE 487, and callees send no BYE before. §15.
    const unsent = this.#ended || (invite?.beganDialog === true && invite.status === 0);
    this.end();
    if (invite?.acknowledged) await invite.acknowledged;
    return this.#send('BYE', formatPayload({ headers }), unsent);
  }

  /** Forgets the dialog without a word. What the peer sends in it from now on gets 481. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.flow.dialogs.delete(this.key);
    this.#invites.close();
    for (const request of this.#held.splice(0)) {
      if (request.status === 0) request.respond(481); // an INVITE has been answered above
    }
  }

  /** For the agent: the dialog is gone, and its owner does not know it yet. */
  lose(reason: string): void {
    if (this.#ended) return;
    this.end();
    this.flow.core.tell(() => this.onLost(reason));
  }

  /** For the agent: the INVITE that began the dialog, or a later one that may be shown. */
  adopt(invite: ServedRequest): boolean {
    const admitted = this.#invites.admit(invite);
    if (admitted) this.#invite = invite;
    return admitted;
  }

  /** For the agent: the peer's INVITE has its final response. */
  inviteAnswered(invite: ServedRequest): void {
    this.#invites.answered(invite);
  }

  /** For the agent: a request of the peer, ACK and CANCEL excepted. §12.2.2. */
  receive(request: ServedRequest): void {
    const { message } = request;
    if (!this.acceptSequence(message.cseq.sequence)) return request.respond(500);
    if (message.method === 'INVITE' && !this.adopt(request)) return;
    this.#follow(message.method, message);
    if (this.#onRequest && this.#held.length === 0) this.flow.core.show(request, this.#onRequest);
    else this.#held.push(request);
  }

  /** For the agent: sends the ACK for a 2xx, with the credentials of its INVITE, and returns its text. §13.2.2.4. */
  acknowledge(sequence: number, credentials: string): string {
    const { transactions, transport, core } = this.flow;
    const via = this.flow.via(transactions.nextBranch());
    const text = this.formatRequest('ACK', sequence, via, core.requestLine + credentials + NO_PAYLOAD);
    transport.send(text);
    return text;
  }

  #send(method: string, payload: Payload, ended?: boolean): Promise<SipResponse> {
    const lines = (refreshesTarget(method) ? this.#contactLine : '') + this.flow.core.requestLine;
    return sendRequest(this.flow, this, method, lines, payload, {
      over: () => ended ?? this.#ended,
      received: (response, credentials) => this.#heed(method, response, credentials),
    });
  }

  /** What a final response does to the dialog. */
  #heed(method: string, response: SipResponse, credentials: string): void {
    const { status } = response;
    if (status < 200) return;
    if (status < 300) {
      this.#follow(method, response);
      if (method === 'INVITE') this.acknowledge(response.cseq.sequence, credentials);
    } else if (status === 481 || status === 408) this.lose(`${method} got ${status} ${response.reason}`);
  }

  #follow(method: string, message: SipRequest | SipResponse): void {
    const target = refreshesTarget(method) ? targetOf(message) : undefined;
    if (target) this.remoteTarget = target;
  }

  #showHeld(): void {
    for (let request = this.#held.shift(); request; request = this.#held.shift()) {
      this.flow.core.show(request, this.onRequest);
    }
  }
}
