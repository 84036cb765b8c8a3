import { formatAddresses, formatNameAddr, formatPayload, formatUri, NO_PAYLOAD } from '../codec/index.js';
import type { NameAddr, Payload, SipMessage, SipResponse, Uri } from '../codec/index.js';
import { requestUri, tagOf, targetOf } from '../dialog/index.js';
import type { Flow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { sendRequest } from './send-request.js';
import type { ServedRequest } from './served-request.js';

/** RFC 3261 §12.2, RFC 6665 §4.5.2, RFC 3515 §2.2, RFC 3311 §5.1. A MESSAGE must not have a Contact: RFC 3428 §4. */
const REFRESHING = /^(INVITE|NOTIFY|REFER|SUBSCRIBE|UPDATE)$/;

/** What keeps the INVITEs of one dialog apart. */
export interface InviteGuard {
  /** Whether the peer's INVITE may be shown; if not it has been answered. */
  admit(invite: IncomingRequest): boolean;
  /** The dialog has ended. */
  close(): void;
}

/** What we know of a dialog before the other end says anything. RFC 3261 §12.1. */
export interface DialogStart {
  readonly callId: string;
  /** With tag. */
  readonly local: NameAddr;
  /** The number of our latest request; 0 before the first. */
  readonly localSequence: number;
}

/**
 * One dialog, from its first 2xx (or, for the end that was asked, from `createDialog`) until BYE, `end()` or its loss. It lives on
 * one flow: a request from another is none of it. A request outside a dialog is one in a dialog whose other end is not known yet.
 * The lines that are the same in each request are formatted once: a conference sends each message in all of its dialogs.
 * RFC 3261 §12.
 */
export class Dialog {
  /** The flow closed under it, or a request got 481 or 408: the dialog is gone. Not called by `bye()` and `end()`. §12.2.1.2. */
  onLost: (reason: string) => void = () => {};
  readonly flow: Flow;
  readonly callId: string;
  readonly local: NameAddr;
  readonly localTag: string;
  /** `''` as long as the other end has not spoken, and for a peer of RFC 2543. */
  remoteTag = '';
  /** Where requests go. It follows the peer's Contact (target refresh). RFC 3261 §12.2. */
  remoteTarget!: Uri;
  /** The number of our latest request. RFC 3261 §12.2.1.1. */
  localSequence: number;
  /** The Request-URI of our requests. */
  requestUri!: string;
  /** Our Contact. The peer learns of a change by the next INVITE. */
  contact: NameAddr;
  /** For the owner to read. */
  ended = false;
  /** For the agent: the peer's latest INVITE that was shown. */
  invite: ServedRequest | undefined;
  /** Filled by an `InviteQueue`. */
  guard: InviteGuard | undefined;
  readonly #held: ServedRequest[] = [];
  #onRequest: ((request: IncomingRequest) => void) | undefined;
  #remote!: NameAddr;
  #routeSet!: readonly NameAddr[];
  /** The number of the peer's latest request. */
  #remoteSequence = -1;
  /** What stands between Via and CSeq. */
  #lines = '';

  /** Made by the agent. It is found once it is confirmed; `aim` or `confirm` says where requests go. */
  constructor(flow: Flow, contact: NameAddr, { callId, local, localSequence }: DialogStart) {
    this.flow = flow;
    this.contact = contact;
    this.callId = callId;
    this.local = local;
    this.localTag = tagOf(local);
    this.localSequence = localSequence;
  }

  /** For the agent: what it is found by. */
  get key(): string {
    return dialogKey(this.callId, this.localTag, this.remoteTag);
  }

  /**
   * Gets the peer's requests: MESSAGE, BYE, INVITE (again), NOTIFY, REFER, SUBSCRIBE, INFO. After BYE the owner answers 200 and
   * calls `end()`. What comes before the slot is filled is kept for it.
   */
  set onRequest(slot: (request: IncomingRequest) => void) {
    this.#onRequest = slot;
    queueMicrotask(() => this.#show());
  }

  /**
   * For the agent: says where requests go.
   * @param remote - With tag in a dialog.
   * @param routeSet - In the order in which our requests travel. Each is taken for a loose router. RFC 3261 §12.2.1.1.
   */
  aim(target: Uri, remote = this.#remote, routeSet = this.#routeSet): void {
    this.#remote = remote;
    this.#routeSet = routeSet;
    this.remoteTag = tagOf(remote);
    this.remoteTarget = target;
    this.requestUri = formatUri(requestUri(target));
    this.#lines =
      `Max-Forwards: 70\r\n${formatAddresses('Route', routeSet)}From: ${formatNameAddr(this.local)}\r\n` +
      `To: ${formatNameAddr(remote)}\r\nCall-ID: ${this.callId}\r\n`;
  }

  /** For the agent: takes the other end from what it says first: a 2xx to our request (§12.1.2), or a request (§12.1.1). */
  confirm(message: SipMessage): void {
    const { flow } = this;
    const { kind, from, to, recordRoute } = message;
    const asked = kind === 'response';
    const remote = asked ? to : from;
    flow.dialogs.delete(this.key);
    this.aim(targetOf(message) ?? remote.uri, remote, asked ? [...recordRoute].reverse() : recordRoute);
    flow.dialogs.set(this.key, this);
    // The owner may have waited for something while the flow went away.
    if (flow.closed) this.end();
  }

  /** For the agent: whether a request with this number is in order; if so it is the latest. Not for ACK. §12.2.2. */
  acceptSequence(sequence: number): boolean {
    if (sequence <= this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /**
   * For the agent.
   * @param via - The value of Via.
   * @param rest - All that comes after CSeq: whole lines, then a payload.
   */
  formatRequest(method: string, sequence: number, via: string, rest: string): string {
    return `${method} ${this.requestUri} SIP/2.0\r\nVia: ${via}\r\n${this.#lines}CSeq: ${sequence} ${method}\r\n${rest}`;
  }

  /**
   * Sends a request and gives its final response; a time-out is a made-up 408, a closed flow 503, an ended dialog 481. It never
   * rejects. The 2xx of an INVITE is acknowledged; `InviteQueue` sends it when no other is under way. §12.2.1.
   * @param method - Any but ACK and CANCEL, which the agent sends by itself.
   */
  request(method: string, payload: Payload = NO_PAYLOAD): Promise<SipResponse> {
    return this.#send(method, payload, () => this.ended);
  }

  /** Sends BYE, if need be after the ACK that the peer owes us (§15), and forgets the dialog. Gives the final response. */
  async bye(headers: Readonly<Record<string, string>> = {}): Promise<SipResponse> {
    const { ended } = this;
    this.end();
    const { invite } = this;
    if (invite?.pending) await invite.pending;
    // Where the INVITE that began the dialog was refused, there is nothing to hang up on.
    return this.#send('BYE', formatPayload({ headers }), () => ended || (invite?.beganDialog && invite.status >= 300));
  }

  /**
   * Forgets the dialog without a word. What the peer sends in it from now on gets 481, and an INVITE of its that waits for an
   * answer 487 (§15.1.2).
   */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.flow.dialogs.delete(this.key);
    if (this.invite?.status === 0) this.invite.respond(487);
    this.guard?.close();
    for (const request of this.#held.splice(0)) if (request.status === 0) request.respond(481);
  }

  /** For the agent: the dialog is gone, and its owner does not know it yet. */
  lose(reason: string): void {
    if (this.ended) return;
    this.end();
    this.flow.tell(() => this.onLost(reason));
  }

  /** For the agent: a request of the peer, ACK and CANCEL excepted. §12.2.2. */
  receive(request: ServedRequest): void {
    const { message } = request;
    const { method } = message;
    if (!this.acceptSequence(message.cseq.sequence)) return request.respond(500);
    if (method === 'INVITE') {
      if (this.guard && !this.guard.admit(request)) return;
      this.invite = request;
    }
    this.#follow(method, message);
    this.#held.push(request);
    this.#show();
  }

  /** For the agent: sends the ACK for a 2xx, with the credentials of its INVITE, and returns its text. §13.2.2.4. */
  acknowledge({ cseq }: SipResponse, credentials: string): string {
    const { flow } = this;
    const lines = flow.requestLine + credentials + NO_PAYLOAD;
    const text = this.formatRequest('ACK', cseq.sequence, flow.via(flow.nextBranch()), lines);
    flow.send(text);
    return text;
  }

  #send(method: string, payload: Payload, over: () => boolean | undefined): Promise<SipResponse> {
    const contact = refreshesTarget(method) ? this.contact : [];
    return sendRequest(this, method, contact, payload, over, (response, credentials) =>
      this.#heed(method, response, credentials),
    );
  }

  /** What a final response does to the dialog. */
  #heed(method: string, response: SipResponse, credentials: string): void {
    const { status } = response;
    if (status === 481 || status === 408) return this.lose(`${method} got ${status} ${response.reason}`);
    if (status < 200 || status >= 300) return;
    this.#follow(method, response);
    if (method === 'INVITE') this.acknowledge(response, credentials);
  }

  #follow(method: string, message: SipMessage): void {
    const target = refreshesTarget(method) && targetOf(message);
    if (target) this.aim(target);
  }

  #show(): void {
    while (this.#onRequest) {
      const request = this.#held.shift();
      if (!request) return;
      this.flow.show(request, this.#onRequest);
    }
  }
}

/** What tells the dialogs of a flow apart. RFC 3261 §12. None of the three has a line break in it. */
export function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}

/** Whether a request of this method, and its 2xx, says in Contact where its sender is from now on. */
export function refreshesTarget(method: string): boolean {
  return REFRESHING.test(method);
}
