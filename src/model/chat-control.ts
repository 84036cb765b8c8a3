import { Command, Enabled, Property, Reason } from '../observable/index.js';
import type { Invitation, MessageFormat, NetworkPort } from './chat-port.js';
import { ChatSession, messageKey } from './chat-session.js';
import type { ConversationRecord } from './conversation-record.js';
import { Deferred } from './deferred.js';
import { asReason } from './disconnection-reason.js';
import type { OutgoingMessage } from './outgoing-message.js';
import type { Participant } from './participant.js';
import type { Person } from './person.js';
import { randomId } from './random-id.js';
import { participantKey } from './roster.js';
import { type ActivityStatus, TextMessage } from './text-message.js';

/** What can be wished of one conversation. It opens a session when one is needed, and passes the wishes on. */
export class ChatControl {
  readonly record: ConversationRecord;
  readonly #network: NetworkPort;
  readonly #signedIn: Property<boolean>;
  #session: ChatSession | undefined;
  /** For those who are to be asked in as soon as there is a session. */
  #nextSession = new Deferred<ChatSession>();

  constructor(record: ConversationRecord, network: NetworkPort, signedIn: Property<boolean>) {
    this.record = record;
    this.#network = network;
    this.#signedIn = signedIn;
  }

  /** Why nothing can be asked of the network now, if so. */
  get offline(): Reason | undefined {
    return this.#signedIn() ? undefined : NOT_SIGNED_IN;
  }

  /** Begins with somebody's invitation. The message inside it is there at once, to answer the invitation by. */
  receive(invitation: Invitation): void {
    const { state, chatState, answerable, incoming, topic, uri, isGroupConversation, roster } = this.record;
    answerable(true);
    incoming(true);
    topic(invitation.subject);
    uri(invitation.uri ?? null);
    isGroupConversation(invitation.uri !== undefined);
    roster.connecting();
    chatState('Notified');
    state('Incoming');
    const session = this.#use(new ChatSession(this.record, events => invitation.open(events)));
    if (invitation.first) session.message(invitation.first);
  }

  async start(): Promise<void> {
    await this.#open().invite();
  }

  async accept(): Promise<void> {
    await this.#session?.accept();
  }

  async reject(): Promise<void> {
    await this.#session?.reject();
  }

  async stop(): Promise<void> {
    await this.#session?.leave(true);
  }

  /** Does nothing when there is nothing to leave. */
  async leave(): Promise<void> {
    if (this.#live) await this.#live.leave();
    else this.#closeStopped();
  }

  /** Ends whatever goes on, without the network. */
  drop(reason: Reason): void {
    this.#session?.end(reason, reason);
    this.#closeStopped(reason);
    this.#nextSession.reject(reason);
  }

  /** @throws {@link Reason} what the port rejected with. */
  async send(content: string, format: MessageFormat): Promise<void> {
    if (typeof content !== 'string' || content === '') {
      throw new Reason('BadRequest', { subcode: 'ParameterValidationFailure', message: 'There is nothing to send.' });
    }
    await this.#deliver(this.#compose(content, format));
  }

  /** Asks somebody in, now or when there is a session; gives their key when they have joined. */
  async add(whom: string | Person | Participant): Promise<string> {
    const { roster } = this.record;
    const participant = roster.addInvitee(whom);
    try {
      if (this.#live) roster.connecting(participant);
      const session = this.#live ?? (await this.#nextSession.promise);
      await session.add(participant);
      return participantKey(participant);
    } catch (failure) {
      const reason = asReason(failure);
      roster.dismiss(participant, reason);
      throw reason;
    }
  }

  get #live(): ChatSession | undefined {
    return this.#session?.over ? undefined : this.#session;
  }

  /** A conversation whose chat was stopped is still Connected, without a session that could end it. */
  #closeStopped(reason?: Reason): void {
    if (this.record.state() === 'Connected') this.record.state('Disconnected', reason);
  }

  #open(): ChatSession {
    const { uri, peer } = this.record;
    const target = uri() ?? peer.id();
    return this.#use(new ChatSession(this.record, events => this.#network.openChat(target, events)));
  }

  #use(session: ChatSession): ChatSession {
    this.#session = session;
    this.#nextSession.resolve(session);
    this.#nextSession = new Deferred();
    return session;
  }

  #compose(content: string, format: MessageFormat): OutgoingMessage {
    const { people, items } = this.record;
    const message = { text: { id: randomId(), text: content, format }, status: Property<ActivityStatus>('Pending') };
    const key = messageKey(people.me.id(), message.text.id);
    const item = new TextMessage({
      key,
      direction: 'Outgoing',
      sender: people.me,
      content,
      format,
      timestamp: new Date(),
      status: message.status,
      makeRetry: () => this.#retry(message),
    });
    void items.add(item, key);
    return message;
  }

  #retry(message: OutgoingMessage): Command<() => Promise<void>> {
    const obstacle = (): Reason | undefined => (message.status() === 'Failed' ? this.sendObstacle : NOT_FAILED);
    return Command(() => this.#deliver(message), Enabled(obstacle));
  }

  async #deliver(message: OutgoingMessage): Promise<void> {
    message.status('Pending');
    try {
      await (this.#live ? this.#live.send(message) : this.#open().invite(message));
    } catch (failure) {
      const reason = asReason(failure);
      message.status('Failed', reason);
      throw reason;
    }
  }

  /** Why nothing can be sent now, if so. */
  get sendObstacle(): Reason | undefined {
    switch (this.record.chatState()) {
      case 'Notified':
        return NOT_ACCEPTED;
      case 'Disconnecting':
        return LEAVING;
      default:
        return this.offline;
    }
  }
}

const NOT_SIGNED_IN = new Reason('NotSignedIn', { message: 'You are not signed in.' });
const NOT_ACCEPTED = new Reason('NotAccepted', { message: 'Accept the invitation first.' });
const LEAVING = new Reason('Disconnecting', { message: 'You are leaving this conversation.' });
const NOT_FAILED = new Reason('NotFailed', { message: 'Only a message that failed can be sent again.' });
