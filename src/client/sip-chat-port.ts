import type {
  ChatEvents,
  ChatPort,
  ConferenceChange,
  ContextInfo,
  IncomingText,
  OutgoingText,
} from '../model/index.js';
import { Reason } from '../observable/index.js';
import type { Dialog, IncomingRequest, OutgoingInvite } from '../sip/agent/index.js';
import {
  ALL_TYPES,
  COMPOSING_TYPE,
  formatIsComposing,
  takenTypesOf,
  takesText,
  takesWrapped,
  TEXT_TYPES,
} from '../sip/body/index.js';
import {
  formatUri,
  header,
  NameAddr,
  parseUri,
  type Payload,
  type SipMessage,
  type SipResponse,
  type Uri,
} from '../sip/codec/index.js';
import { answerOther } from './answer-other.js';
import { answerTo, invitationPayload, offerOf } from './message-session.js';
import { focusOf } from './focus-of.js';
import { loadFurther, whenLoaded } from './load-further.js';
import { nameIn } from './name-in.js';
import type { Returnable, SipLink } from './sip-link.js';
import { endedBecause, failed, refused, withdrawnBecause } from './sip-reason.js';
import { formatSaid, FORMATS, formatText, personOf, saidPayload, TYPES } from './spoken-text.js';
import { REFRESH_SECONDS, tellSaid } from './tell-said.js';

/** How long the other side is asked, in seconds: Expires of the INVITE. */
const RING_SECONDS = 30;

/** One session over SIP: an INVITE dialog with the conversation's server, and its successors after a lost connection. */
export class SipChatPort implements ChatPort, Returnable {
  readonly #link: SipLink;
  readonly #events: ChatEvents;
  /** Whom to ask; the conversation's own URI as soon as the session is up. */
  #uri: Uri;
  /** Nobody is asked for an answer: we join a group, or make it. */
  readonly #joins: boolean;
  readonly #returns: boolean;
  /** Theirs, while it waits for an answer. */
  #invitation: IncomingRequest | undefined;
  /** Ours. */
  #invite: OutgoingInvite | undefined;
  /** There while the session is up. */
  #dialog: Dialog | undefined;
  /** Sends each message that has no answer, in the order of the calls. */
  readonly #unanswered = new Set<() => void>();
  #unfollow: (() => void) | undefined;
  /** What the other side takes. */
  #types = ALL_TYPES;
  /** Of the last message seen in the log. */
  #position = 0;
  #over = false;

  /**
   * @param uri - A person's address, a conversation's URI or that of the conference factory.
   * @param after - It is no person's: the position in its log after which we want to hear what was said; 0 for what is said
   * from now on.
   * @param returns - Only who is still in may come: it is not joined again.
   */
  constructor(link: SipLink, uri: Uri, events: ChatEvents, after?: number, returns = false) {
    this.#link = link;
    this.#uri = uri;
    this.#events = events;
    this.#joins = after !== undefined;
    this.#returns = returns;
    this.#position = after ?? 0;
  }

  /** A port for a session that somebody invites us to. It rings at once, in a dialog, which hears when they are lost. */
  static incoming(link: SipLink, invitation: IncomingRequest, events: ChatEvents): SipChatPort {
    const port = new SipChatPort(link, invitation.message.from.uri, events);
    port.#invitation = invitation;
    invitation.createDialog(link.contact).onLost = () =>
      port.#end(new Reason('Dropped', { message: 'The connection to the server was lost.' }));
    invitation.onCancel = cancel => {
      invitation.respond(487);
      port.#end(withdrawnBecause(cancel));
    };
    invitation.respond(180);
    return port;
  }

  async start(first?: OutgoingText, topic?: string, context?: ContextInfo): Promise<void> {
    const text = first && formatText(first, this.#link.me, this.#uri);
    const headers = {
      ...(!this.#joins && { Expires: String(RING_SECONDS) }),
      ...(topic && { Subject: topic }),
    };
    const ask = (after = {}) => this.#ask(invitationPayload({ ...headers, ...after }, text, context));
    let response = await ask(this.#position > 0 || this.#returns ? this.#after() : {});
    // Only who is still in comes back to what they have missed. Who is not, joins.
    if (response.status === 403 && this.#position > 0 && !this.#returns && !this.#over) response = await ask();
    const meant = this.#joins && IN_A_GROUP[response.status];
    if (meant) throw failed('InvitationFailed', meant);
    if (response.status >= 300) throw refused('InvitationFailed', response);
    if (this.#position === 0) this.#logged(response); // else what comes before it is yet to come
  }

  async accept(): Promise<void> {
    const invitation = this.#invitation;
    if (!invitation?.dialog) return;
    invitation.respond(200, { payload: answerTo(invitation.message) });
    this.#up(invitation.dialog, invitation.message);
  }

  async reject(): Promise<void> {
    this.#invitation?.respond(603, { reason: 'Decline' });
  }

  send(message: OutgoingText): Promise<void> {
    return this.#say(to => saidPayload(formatText(message, this.#link.me, to)));
  }

  typing(active: boolean): void {
    const dialog = this.#dialog;
    if (!dialog || !takesWrapped(this.#types, COMPOSING_TYPE)) return;
    const content = formatIsComposing({ active, refresh: active ? REFRESH_SECONDS : 0 });
    const said = { messageId: '', contentType: COMPOSING_TYPE, content };
    void dialog.request('MESSAGE', saidPayload(formatSaid(this.#link.me, dialog.remoteTarget, said)));
  }

  async displayed(messages: readonly IncomingText[]): Promise<void> {
    const { displayedPayload, lastOfEach } = await loadFurther();
    await Promise.all(lastOfEach(messages).map(message => this.#say(() => displayedPayload(message, this.#link.me))));
  }

  async add(uri: string): Promise<void> {
    const { addPerson } = await loadFurther().catch(notEscalated);
    if (this.#over) throw new Reason('Canceled');
    await addPerson(this.#link, this.#uri, parseUri(uri), !this.#unfollow);
  }

  async remove(uri: string): Promise<void> {
    const { removePerson } = await loadFurther();
    await removePerson(this.#link, this.#uri, parseUri(uri));
  }

  async change(change: ConferenceChange): Promise<void> {
    const { changePayload } = await loadFurther();
    await this.#say(() => changePayload(this.#uri, change), 'INFO');
  }

  async leave(): Promise<void> {
    this.#finish();
    this.#invite?.cancel();
    await this.#dialog?.bye();
  }

  async comeBack(): Promise<void> {
    const response = await this.#ask(invitationPayload(this.#after()));
    const { status } = response;
    if (this.#over || status < 300) return;
    // It did not work over this connection: the next one tries again.
    if (status === 408 || status === 503) this.#link.flow.transport.close();
    else {
      const message = status < 500 ? 'You are not in this chat any more.' : undefined;
      this.#end(new Reason('Dropped', { message, reason: refused('InvitationFailed', response) }));
    }
  }

  /** Sends an INVITE and sets the session up, if it is still wanted. Resolves with the final response. */
  async #ask(payload: Payload): Promise<SipResponse> {
    const { flow, me, contact } = this.#link;
    const uri = this.#uri;
    const invite = flow.invite({ method: 'INVITE', uri, from: me, to: NameAddr(uri), contact, payload });
    this.#invite = invite;
    invite.onProgress = response => {
      this.#identify(response);
      if (this.#joins && response.status === 182) this.#events.lobby();
      else this.#events.ringing();
    };
    const { response, dialog } = await invite.final;
    if (this.#over) void dialog?.bye();
    else if (dialog) {
      this.#identify(response);
      this.#up(dialog, response);
    }
    return response;
  }

  /**
   * What a lost connection has left without an answer is sent again over the next: a message's id keeps it from being logged
   * twice, and a change that is made again changes nothing.
   */
  #say(format: (to: Uri) => Payload, method = 'MESSAGE'): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        const dialog = this.#dialog;
        if (!dialog) return;
        void dialog.request(method, format(dialog.remoteTarget)).then(response => {
          if (dialog !== this.#dialog) return;
          this.#unanswered.delete(go);
          if (response.status < 300) resolve(this.#logged(response));
          else reject(refused('RequestFailed', response));
        });
      };
      this.#unanswered.add(go);
      go();
    });
  }

  #logged(response: SipMessage): void {
    const position = Number(header(response, 'history-position')) || 0;
    if (!position) return;
    this.#position = Math.max(this.#position, position);
    this.#events.logged(position);
  }

  /** What was said after it, we want to hear. */
  #after(): Record<string, string> {
    return { 'History-After': String(this.#position) };
  }

  #identify(response: SipMessage): void {
    const name = nameIn(response, 'p-asserted-identity');
    if (name) this.#events.identified(personOf(name));
  }

  #up(dialog: Dialog, message: SipMessage): void {
    this.#dialog = dialog;
    this.#uri = dialog.remoteTarget;
    this.#link.sessions.add(this);
    this.#events.begun(formatUri(this.#uri));
    dialog.onLost = () => this.#lost();
    // Before anybody hears of anything, and says something that would overtake these.
    for (const go of this.#unanswered) go();
    this.#negotiate(message);
    dialog.onRequest = request => this.#take(request);
    this.#followFocus(message);
    if (dialog.ended) this.#lost(); // in the same turn, when nobody listened
  }

  #take(request: IncomingRequest): void {
    const { message } = request;
    switch (message.method) {
      case 'MESSAGE':
        return this.#hear(request);
      case 'INVITE':
        request.respond(200, { payload: answerTo(message) });
        this.#negotiate(message);
        return this.#followFocus(message);
      case 'BYE':
        request.respond(200);
        this.#dialog?.end();
        return this.#end(endedBecause(message, this.#unfollow !== undefined));
      default:
        return answerOther(request);
    }
  }

  #hear(request: IncomingRequest): void {
    const said = tellSaid(request.message, this.#events);
    if (!said) return request.respond(415, { headers: { Accept: TEXT_TYPES.join(', ') } });
    request.respond(200);
    if (said === true) return;
    this.#position = Math.max(this.#position, said.position);
    this.#events.message(said);
  }

  /** What the session description says that the other side takes. */
  #negotiate(message: SipMessage): void {
    const { sdp } = offerOf(message);
    this.#types = (sdp && takenTypesOf(sdp)) || ALL_TYPES;
    this.#events.formats(FORMATS.filter(format => takesText(this.#types, TYPES[format])));
  }

  /** From when on the conversation is a conference, the roster counts. */
  #followFocus(message: SipMessage): void {
    const focus = focusOf(message);
    if (!focus) return;
    if (!this.#unfollow) this.#events.promoted(formatUri(focus));
    this.#uri = focus;
    this.#unfollow?.();
    this.#unfollow = whenLoaded(({ followConference, showConference }) =>
      followConference(this.#link, focus, conference => this.#events.conference(conference, showConference)),
    );
  }

  /**
   * The dialog is gone without a BYE. A connection over which nobody answers, or over which the server no longer knows
   * us, is no good: the next one comes back.
   */
  #lost(): void {
    this.#unfollow?.();
    this.#dialog = undefined;
    this.#link.flow.transport.close();
  }

  #end(reason: Reason): void {
    this.#finish();
    this.#events.ended(reason);
  }

  #finish(): void {
    this.#over = true;
    this.#unfollow?.();
    this.#link.sessions.delete(this);
  }
}

/** What a status means in a group that means something else of a person. */
const IN_A_GROUP: Readonly<Record<number, number>> = {
  404: 481, // no such conversation
  480: 408, // nobody has let us in from the lobby in time
};

/** What it needs cannot be loaded; the chat goes on as it was. */
function notEscalated({ message }: Reason): never {
  const reason = new Reason('LocalFailure', { subcode: 'EscalationFailed', message });
  throw new Reason('InvitationFailed', { reason });
}
