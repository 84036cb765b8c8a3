import type { ChatEvents, ChatPort, OutgoingText } from '../model/index.js';
import { Reason } from '../observable/index.js';
import type { Dialog, Flow, IncomingRequest, OutgoingInvite } from '../sip/agent/index.js';
import { TEXT_TYPES } from '../sip/body/index.js';
import {
  formatPayload,
  formatUri,
  header,
  isSipUri,
  NameAddr,
  parseNameAddr,
  parseUri,
  type Payload,
  type SipMessage,
  type SipUri,
  type Uri,
} from '../sip/codec/index.js';
import { addPerson } from './add-person.js';
import { ConferenceRoster } from './conference-roster.js';
import { answerTo, invitationPayload, SESSION_METHODS } from './message-session.js';
import { Outbox } from './outbox.js';
import type { Returnable, SipLink } from './sip-link.js';
import { endedBecause, invitationFailed, requestFailed } from './sip-reason.js';
import { contentTypeOf, formatText, personOf, readText } from './spoken-text.js';

/** How long the other side is asked, in seconds: Expires of the INVITE. */
const RING_SECONDS = 30;

/** One session over SIP: an INVITE dialog with the conversation's server, and its successors after a lost connection. */
export class SipChatPort implements ChatPort, Returnable {
  readonly #link: SipLink;
  readonly #target: Uri;
  readonly #events: ChatEvents;
  readonly #outbox = new Outbox();
  #invitation: IncomingRequest | undefined;
  #onAnswered = (): void => {};
  #invite: OutgoingInvite | undefined;
  #dialog: Dialog | undefined;
  #roster: ConferenceRoster | undefined;
  /** The conversation's own URI, known once the session is up. */
  #uri: SipUri | undefined;
  /** Of the last message seen in the log. */
  #position = 0;
  #isGroup = false;
  #over = false;

  /** @param target - A person's address or a conversation's URI. */
  constructor(link: SipLink, target: Uri, events: ChatEvents) {
    this.#link = link;
    this.#target = target;
    this.#events = events;
  }

  /**
   * A port for a session that somebody invites us to.
   * @param onAnswered - Called when the invitation is accepted or declined.
   */
  static incoming(link: SipLink, invitation: IncomingRequest, events: ChatEvents, onAnswered: () => void): SipChatPort {
    const port = new SipChatPort(link, invitation.message.from.uri, events);
    port.#invitation = invitation;
    port.#onAnswered = onAnswered;
    return port;
  }

  async start(first?: OutgoingText): Promise<void> {
    const uri = this.#target;
    const text = first && formatText(first, this.#link.me, uri);
    const response = await this.#ask(uri, invitationPayload({ Expires: String(RING_SECONDS) }, text));
    if (response) throw response;
  }

  accept(): Promise<void> {
    const invitation = this.#invitation;
    if (!invitation || this.#over) return Promise.reject(invitationFailed({ status: 487 }));
    if (invitation.flow.closed) {
      const lost = new Reason('Dropped', { message: 'The connection to the server was lost.' });
      this.withdraw(lost);
      return Promise.reject(lost);
    }
    this.#invitation = undefined;
    this.#onAnswered();
    const dialog = invitation.createDialog(this.#link.contact);
    invitation.respond(200, { payload: answerTo(invitation.message) });
    this.#up(dialog, invitation.message);
    return Promise.resolve();
  }

  reject(): Promise<void> {
    if (this.#over || !this.#invitation) return Promise.resolve();
    this.#over = true;
    this.#onAnswered();
    this.#invitation.respond(603, { reason: 'Decline' });
    return Promise.resolve();
  }

  /** The invitation to us was withdrawn, or the connection was lost before we answered it. */
  withdraw(reason: Reason): void {
    if (!this.#invitation) return;
    this.#invitation = undefined;
    this.#end(reason);
  }

  send(message: OutgoingText): Promise<void> {
    return this.#over ? Promise.reject(requestFailed(481)) : this.#outbox.send(message);
  }

  add(uri: string): Promise<void> {
    if (!this.#uri) return Promise.reject(requestFailed(481));
    return addPerson(this.#link, this.#uri, parseUri(uri));
  }

  async leave(): Promise<void> {
    if (this.#over) return;
    this.#finish(new Reason('Canceled', { message: 'You left the conversation.' }));
    this.#invite?.cancel();
    if (this.#dialog && !this.#dialog.ended) await this.#dialog.bye();
  }

  comeBack(): void {
    if (!this.#uri || this.#over) return;
    const payload = invitationPayload({ 'History-After': String(this.#position) });
    void this.#ask(this.#uri, payload).then(
      refusal => refusal && this.#end(new Reason('Dropped', { message: refusal.message, reason: refusal })),
    );
  }

  giveUp(): void {
    this.#end(new Reason('Dropped', { message: 'The connection to the server is lost.' }));
  }

  /** Sends an INVITE and sets the session up. Resolves with what it was refused for. */
  async #ask(uri: Uri, payload: Payload): Promise<Reason | undefined> {
    const { flow, me, contact } = this.#link;
    const invite = flow.invite({ method: 'INVITE', uri, from: me, to: NameAddr(uri), contact, payload });
    this.#invite = invite;
    invite.onProgress = response => this.#progress(response);
    const { response, dialog } = await invite.final;
    if (this.#invite === invite) this.#invite = undefined;
    if (dialog && this.#over) void dialog.bye();
    if (this.#over) return new Reason('Canceled', { message: 'The invitation was withdrawn.' });
    if (!dialog && this.#uri && (response.status === 408 || response.status === 503)) {
      flow.transport.close(); // coming back did not work over this connection: the next one tries again
      return undefined;
    }
    if (!dialog) return invitationFailed(response);
    this.#identify(response);
    this.#up(dialog, response);
    return undefined;
  }

  #progress(response: SipMessage & { readonly status: number }): void {
    if (this.#over || response.status === 100) return;
    this.#identify(response);
    this.#events.ringing();
  }

  /** The server's word on who is asked: P-Asserted-Identity, RFC 3325 §9.1. */
  #identify(response: SipMessage): void {
    const asserted = header(response, 'p-asserted-identity');
    if (asserted === undefined) return;
    const person = orUndefined(() => personOf(parseNameAddr(asserted)));
    if (person) this.#events.identified(person);
  }

  #up(dialog: Dialog, message: SipMessage): void {
    this.#dialog = dialog;
    if (isSipUri(dialog.remoteTarget)) this.#uri = dialog.remoteTarget;
    dialog.onRequest = request => this.#take(request);
    dialog.onLost = () => this.#lost(dialog.flow);
    this.#link.keep(this);
    this.#followFocus(message);
    this.#outbox.open(text =>
      dialog.request(
        'MESSAGE',
        formatPayload({ contentType: 'message/cpim', body: formatText(text, this.#link.me, dialog.remoteTarget) }),
      ),
    );
  }

  #take(request: IncomingRequest): void {
    switch (request.message.method) {
      case 'MESSAGE':
        return this.#hear(request);
      case 'INVITE':
        request.respond(200, { payload: answerTo(request.message) });
        return this.#followFocus(request.message);
      case 'BYE':
        request.respond(200);
        this.#dialog?.end();
        return this.#end(endedBecause(request.message));
      case 'OPTIONS':
        return request.respond(200, { headers: { Allow: SESSION_METHODS } });
      default:
        return request.respond(405, { headers: { Allow: SESSION_METHODS } });
    }
  }

  #hear(request: IncomingRequest): void {
    const { message } = request;
    const read = orUndefined(() => {
      return {
        text: typeof message.body === 'string' ? readText(message, contentTypeOf(message), message.body) : undefined,
      };
    });
    if (!read) return request.respond(400);
    const { text } = read;
    if (!text) return request.respond(415, { headers: { Accept: TEXT_TYPES.join(', ') } });
    request.respond(200);
    this.#position = Math.max(this.#position, Number(header(message, 'history-position')) || 0);
    if (!this.#over) this.#events.message(text);
  }

  /** `isfocus` in the Contact says that the conversation is a conference (RFC 4579 §4.2): then the roster counts. */
  #followFocus({ contact }: SipMessage): void {
    const [focus] = contact === '*' ? [] : contact;
    if (!focus?.params.has('isfocus') || !isSipUri(focus.uri)) return;
    if (!this.#isGroup) this.#events.promoted(formatUri(focus.uri));
    this.#isGroup = true;
    this.#uri = focus.uri;
    this.#roster?.close();
    this.#roster = new ConferenceRoster(this.#link, focus.uri, people => this.#events.roster(people));
  }

  /**
   * The dialog is gone without a BYE. A connection over which nobody answers, or over which the server no longer knows
   * us, is no good: the next one comes back.
   */
  #lost(flow: Flow): void {
    this.#dialog = undefined;
    this.#roster?.close();
    this.#outbox.hold();
    flow.transport.close();
  }

  /** Tells the model that it is over, once. */
  #end(reason: Reason): void {
    if (this.#over) return;
    this.#finish(reason);
    this.#events.ended(reason);
  }

  #finish(reason: Reason): void {
    this.#over = true;
    this.#roster?.close();
    this.#link.release(this);
    this.#outbox.fail(new Reason('RequestFailed', { message: reason.message, reason }));
  }
}

/** What `read` gives; `undefined` for text of the peer that cannot be parsed. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
