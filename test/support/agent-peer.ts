import { WebSocket } from 'ws';
import { digestAnswer } from '../../src/client/digest-answer.js';
import { Flow, openWebSocket, type Dialog, type IncomingRequest } from '../../src/sip/agent/index.js';
import { type Cpim, formatCpim, formatSessionOffer, type TakenTypes } from '../../src/sip/body/index.js';
import {
  formatPayload,
  NameAddr,
  parseUri,
  SipUri,
  type Payload,
  type SipRequest,
  type SipResponse,
} from '../../src/sip/codec/index.js';

/** The payload of an INVITE or of its 200: our session, and perhaps a first message as CPIM. */
export function sessionPayload(headers: Record<string, string> = {}, first?: string, types?: TakenTypes): Payload {
  return formatPayload({ headers, ...formatSessionOffer(first, types) });
}

/** A SIP user agent for tests: a signed-in device that shows every request it gets, and answers none but as it is told. */
export class AgentPeer {
  readonly me: NameAddr;
  readonly contact: NameAddr;
  readonly flow: Flow;
  readonly #requests: IncomingRequest[] = [];
  readonly #waiting: ((request: IncomingRequest) => void)[] = [];

  private constructor(user: string, device: string, flow: Flow) {
    this.me = NameAddr(SipUri(user, 'contoso.example'));
    const params = new Map([['+sip.instance', `<urn:uuid:${device}>`]]);
    this.contact = NameAddr(SipUri(user, `${device}.invalid`, { params: new Map([['transport', 'ws']]) }), '', params);
    this.flow = flow;
  }

  /** Connects and registers, on a device of that name. Every test account's password is its user's name with `-pw`. */
  static async signIn(url: string, user: string, device = user): Promise<AgentPeer> {
    const flow = new Flow(await openWebSocket(url, WebSocket, 5000), {
      sentBy: `${user}.invalid`,
      onRequest: request => peer.#show(request),
      onChallenge: (response, request) => Promise.resolve(digestAnswer(response, request, user, `${user}-pw`)),
    });
    const peer: AgentPeer = new AgentPeer(user, device, flow);
    const response = await flow.request({
      method: 'REGISTER',
      uri: SipUri('', 'contoso.example'),
      from: peer.me,
      to: peer.me,
      contact: peer.contact,
    });
    if (response.status !== 200) throw new Error(`Cannot register ${user}: ${response.status}`);
    return peer;
  }

  /** The next request that this device has got and nobody has taken, outside a dialog or in one of `accept` or `invite`. */
  next(): Promise<IncomingRequest> {
    const request = this.#requests.shift();
    return request ? Promise.resolve(request) : new Promise(resolve => this.#waiting.push(resolve));
  }

  /** The next request, answered 200. */
  async take(): Promise<SipRequest> {
    const request = await this.next();
    request.respond(200);
    return request.message;
  }

  /** Sends an INVITE; the dialog's requests come by `next`. */
  async invite(
    uri: string,
    payload = sessionPayload(),
  ): Promise<{ response: SipResponse; dialog: Dialog | undefined }> {
    const { flow, me: from, contact } = this;
    const to = NameAddr(parseUri(uri));
    const result = await flow.invite({ method: 'INVITE', uri: to.uri, from, to, contact, payload }).final;
    if (result.dialog) result.dialog.onRequest = request => this.#show(request);
    return result;
  }

  /** Sends an INVITE to a conversation that may let it wait. `queued` is the next 182, `final` what `invite` gives. */
  knock(uri: string, payload = sessionPayload()): Knock {
    const { flow, me: from, contact } = this;
    const to = NameAddr(parseUri(uri));
    const invite = flow.invite({ method: 'INVITE', uri: to.uri, from, to, contact, payload });
    const progress: SipResponse[] = [];
    let wake = (): void => {};
    invite.onProgress = response => {
      progress.push(response);
      wake();
    };
    return {
      cancel: () => invite.cancel(),
      queued: async () => {
        while (progress.length === 0) await new Promise<void>(resolve => (wake = resolve));
        const [response] = progress.splice(0, 1);
        if (response?.status !== 182) throw new Error(`Not queued but ${response?.status}`);
        return response;
      },
      final: invite.final.then(({ response, dialog }) => {
        if (dialog) dialog.onRequest = request => this.#show(request);
        return { response, dialog };
      }),
    };
  }

  /** Accepts an INVITE, the next one unless another is given. */
  async accept(given?: IncomingRequest, payload = sessionPayload()): Promise<{ request: SipRequest; dialog: Dialog }> {
    const invitation = given ?? (await this.next());
    const dialog = invitation.createDialog(this.contact);
    dialog.onRequest = request => this.#show(request);
    invitation.respond(200, { payload });
    return { request: invitation.message, dialog };
  }

  /** Sends a request outside a dialog, as this device's owner. */
  request(method: string, uri: string, payload?: Payload): Promise<SipResponse> {
    const { flow, me: from, contact } = this;
    const to = NameAddr(parseUri(uri));
    return flow.request({ method, uri: to.uri, from, to, contact, ...(payload && { payload }) });
  }

  /** The payload of a MESSAGE with this text. */
  text(id: string, content: string, more: Partial<Cpim> = {}, headers: Record<string, string> = {}): Payload {
    return formatPayload({ headers, contentType: 'message/cpim', body: this.cpim(id, content, more) });
  }

  cpim(messageId: string, content: string, more: Partial<Cpim> = {}): string {
    const to = NameAddr(SipUri('x', 'contoso.example'));
    const contentType = 'text/plain';
    return formatCpim({
      from: this.me,
      to,
      dateTime: new Date(0),
      messageId,
      contentType,
      content,
      ...more,
    });
  }

  close(): void {
    this.flow.transport.close();
    this.flow.close();
  }

  #show(request: IncomingRequest): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(request);
    else this.#requests.push(request);
  }
}

/** An INVITE of somebody who may have to wait for its answer. */
export interface Knock {
  cancel(): void;
  /** The next 182. */
  queued(): Promise<SipResponse>;
  readonly final: Promise<{ response: SipResponse; dialog: Dialog | undefined }>;
}

/** `from` starts a chat with `to`. Resolves with both sides' dialogs, and the conversation's URI. */
export async function startChat(
  from: AgentPeer,
  to: AgentPeer,
): Promise<{ caller: Dialog; callee: Dialog; uri: string }> {
  const [{ dialog: caller }, { dialog: callee }] = await Promise.all([
    from.invite(`sip:${'user' in to.me.uri ? to.me.uri.user : ''}@contoso.example`),
    to.accept(),
  ]);
  if (!caller) throw new Error('The chat was refused');
  return { caller, callee, uri: conversationOf(caller) };
}

/** `from` creates a group, which they are alone in. */
export async function createGroup(from: AgentPeer, topic = ''): Promise<{ dialog: Dialog; uri: string }> {
  const payload = sessionPayload(topic ? { Subject: topic } : {});
  const { dialog } = await from.invite('sip:conference@contoso.example', payload);
  if (!dialog) throw new Error('The group was refused');
  return { dialog, uri: conversationOf(dialog) };
}

/** The URI of the conversation that a dialog is with. */
export function conversationOf(dialog: Dialog): string {
  const { remoteTarget } = dialog;
  if (!('user' in remoteTarget)) throw new Error('Not a conversation');
  return `sip:${remoteTarget.user}@${remoteTarget.host}`;
}
