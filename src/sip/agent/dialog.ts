import { formatNameAddr, formatPayload, formatUri, NO_PAYLOAD } from '../codec/index.js';
import type { NameAddr, Payload, SipResponse, Uri } from '../codec/index.js';
import { type DialogState, targetOf } from '../dialog/index.js';
import { madeUpResponse } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import { answerChallenges, withLines } from './challenge.js';
import type { AgentFlow, Flow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { InviteQueue } from './invite-queue.js';
import { ServedInvite } from './served-invite.js';
import type { ServedRequest } from './served-request.js';
import { refreshesTarget } from './target-refresh.js';

/**
 * One dialog, from its first 2xx (or, for the end that was asked, from `createDialog`) until BYE, `end()` or its loss. It lives on
 * one flow: a request from another is none of it. RFC 3261 §12.
 */
export class Dialog {
  /** The flow closed under it, or a request got 481 or 408: the dialog is gone. Not called by `bye()` and `end()`. §12.2.1.2. */
  onLost: (reason: string) => void = () => {};
  readonly #core: AgentCore;
  readonly #flow: AgentFlow;
  readonly #state: DialogState;
  readonly #invites: InviteQueue;
  readonly #held: ServedRequest[] = [];
  #onRequest: ((request: IncomingRequest) => void) | undefined;
  #contact: NameAddr;
  /** The lines of the agent in a request that says where we are, and in any other. */
  #contactLines = '';
  #invite: ServedInvite | undefined;
  #ended = false;

  /** Made by the agent. */
  constructor(core: AgentCore, flow: AgentFlow, state: DialogState, contact: NameAddr) {
    this.#core = core;
    this.#flow = flow;
    this.#state = state;
    this.contact = this.#contact = contact;
    this.#invites = new InviteQueue(state.ownsCallId, payload => this.#challenged('INVITE', payload));
  }

  get callId(): string {
    return this.#state.callId;
  }

  get localTag(): string {
    return this.#state.localTag;
  }

  get remoteTag(): string {
    return this.#state.remoteTag;
  }

  /** Our address, with tag. */
  get local(): NameAddr {
    return this.#state.local;
  }

  /** The peer's address, with tag. */
  get remote(): NameAddr {
    return this.#state.remote;
  }

  /** Where requests go. It follows the peer's Contact (target refresh). §12.2. */
  get remoteTarget(): Uri {
    return this.#state.remoteTarget;
  }

  get flow(): Flow {
    return this.#flow;
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
    this.#contactLines = `Contact: ${formatNameAddr(contact)}\r\n${this.#core.requestLine}`;
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
    if (method === 'INVITE') return this.invite(payload);
    if (method === 'ACK' || method === 'CANCEL') throw new TypeError(`Cannot send ${method}: the agent does`);
    return this.#challenged(method, payload);
  }

  /**
   * Sends a re-INVITE when no other is under way, acknowledges the response, and follows the peer's Contact. After 491 it is sent
   * again a little later. Gives the final response like `request`. §14.1.
   */
  invite(payload: Payload): Promise<SipResponse> {
    if (this.#ended) return Promise.resolve(this.#unsent('INVITE', payload));
    return this.#invites.request(payload);
  }

  /** Sends BYE, if need be after the ACK that the peer owes us (§15), and forgets the dialog. Gives the final response. */
  async bye(headers: Readonly<Record<string, string>> = {}): Promise<SipResponse> {
    const payload = formatPayload({ headers });
    if (this.#ended) return this.#unsent('BYE', payload);
    const invite = this.#invite;
    // Nothing to hang up on yet: the end of the dialog answers the INVITE 487, and callees send no BYE before. §15.
    const early = invite?.beganDialog && invite.status === 0;
    this.end();
    if (early) return this.#unsent('BYE', payload);
    if (invite) await new Promise<void>(resolve => invite.whenAcknowledged(resolve));
    return answerChallenges(this.#core, 'BYE', formatUri(this.remoteTarget), credentials =>
      this.#attempt('BYE', withLines(credentials, payload)),
    );
  }

  /** Forgets the dialog without a word. What the peer sends in it from now on gets 481. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#core.forgetDialog(this.#flow, this);
    this.#invites.close(() => this.#unsent('INVITE', NO_PAYLOAD));
    for (const request of this.#held.splice(0)) request.respond(481);
  }

  /** For the agent: the dialog is gone, and its owner does not know it yet. */
  lose(reason: string): void {
    if (this.#ended) return;
    this.end();
    this.#core.tell(() => this.onLost(reason));
  }

  /** For the agent: the INVITE that began the dialog. */
  adopt(invite: ServedInvite): void {
    this.#invite = invite;
    this.#invites.admit(invite);
  }

  /** For the agent: the peer's INVITE has its final response. */
  inviteAnswered(invite: ServedInvite): void {
    this.#invites.answered(invite);
  }

  /** For the agent: a request of the peer, ACK and CANCEL excepted. §12.2.2. */
  receive(request: ServedRequest): void {
    const { message } = request;
    if (!this.#state.acceptSequence(message.cseq.sequence)) return request.respond(500);
    if (request instanceof ServedInvite) {
      if (!this.#invites.admit(request)) return;
      this.#invite = request;
    }
    if (refreshesTarget(message.method)) this.#follow(targetOf(message));
    if (this.#onRequest && this.#held.length === 0) this.#core.show(request, this.#onRequest);
    else this.#held.push(request);
  }

  /** For the agent: this dialog was confirmed by a 2xx to our request with this number. */
  continueFrom(sequence: number): void {
    this.#state.continueFrom(sequence);
  }

  /** For the agent: sends the ACK for a 2xx, with the credentials of its INVITE, and returns its text. §13.2.2.4. */
  acknowledge(sequence: number, credentials: string): string {
    const text = this.#format(
      'ACK',
      sequence,
      this.#flow.transactions.nextBranch(),
      withLines(credentials, NO_PAYLOAD),
    );
    this.#flow.transport.send(text);
    return text;
  }

  #challenged(method: string, payload: Payload): Promise<SipResponse> {
    if (this.#core.options.onChallenge === undefined) return this.#attempt(method, payload);
    return answerChallenges(this.#core, method, formatUri(this.remoteTarget), credentials =>
      this.#attempt(method, withLines(credentials, payload), credentials),
    );
  }

  #attempt(method: string, payload: Payload, credentials = ''): Promise<SipResponse> {
    if (this.#ended && method !== 'BYE') return Promise.resolve(this.#unsent(method, payload));
    return new Promise(resolve => {
      const sequence = this.#state.nextSequence();
      const branch = this.#flow.transactions.nextBranch();
      this.#flow.start(branch, method, this.#format(method, sequence, branch, payload), response => {
        if (response.status < 200) return;
        this.#heed(method, response, credentials);
        resolve(response);
      });
    });
  }

  /** What a final response does to the dialog. */
  #heed(method: string, response: SipResponse, credentials: string): void {
    const { status } = response;
    if (status < 300) {
      if (refreshesTarget(method)) this.#follow(targetOf(response));
      if (method === 'INVITE') this.acknowledge(response.cseq.sequence, credentials);
    } else if (status === 481 || status === 408) this.lose(`${method} got ${status} ${response.reason}`);
  }

  #format(method: string, sequence: number, branch: string, payload: Payload): string {
    const lines = refreshesTarget(method) ? this.#contactLines : this.#core.requestLine;
    return this.#state.formatRequest(method, sequence, this.#flow.via(branch), lines, payload);
  }

  /** The response to a request that is not sent because the dialog is over. */
  #unsent(method: string, payload: Payload): SipResponse {
    const branch = this.#flow.transactions.nextBranch();
    const text = this.#format(method, this.#state.nextSequence(), branch, payload);
    return madeUpResponse(text, this.#flow.closed ? 503 : 481);
  }

  #follow(target: Uri | undefined): void {
    if (target) this.#state.remoteTarget = target;
  }

  #showHeld(): void {
    for (let request = this.#held.shift(); request; request = this.#held.shift()) {
      this.#core.show(request, this.onRequest);
    }
  }
}
