import { batch, Collection, Command, Enabled, Property, Reason } from '../observable/index.js';
import { addressKey } from './address.js';
import type {
  ChatEvents,
  ChatPort,
  IncomingText,
  Invitation,
  MessageFormat,
  NetworkPort,
  OutgoingText,
} from './chat-port.js';
import { ChatSession } from './chat-session.js';
import { formatContext, parseContext, type StartOptions } from './conversation-context.js';
import type { ConversationState } from './conversation-state.js';
import { GroupControl } from './group-control.js';
import { History } from './history.js';
import type { Outbox } from './outbox.js';
import { htmlToText, textToHtml } from './html-text.js';
import type { CallConnectionState, Participant } from './participant.js';
import type { People } from './people.js';
import type { Person } from './person.js';
import { Roster } from './roster.js';
import { type ActivityStatus, SUCCEEDED, TextMessage } from './text-message.js';

/** A message on its way out, and the status of its item. */
export interface OutgoingMessage {
  readonly said: OutgoingText;
  readonly at: Date;
  readonly status: Property<ActivityStatus>;
  /** It was sent before, and may have been logged without our hearing of it. */
  tried?: boolean | undefined;
  /** The conversation in which it was sent, if that is known. */
  uri?: string | undefined;
}

/** A session that an earlier page had: where to come back to. */
export interface FormerSession {
  readonly uri: string;
  /** The position of the last thing that we know of it. */
  readonly after: number;
  /** The position up to which we have read it. */
  readonly read: number;
  /** How many messages are unread. */
  readonly unread: number;
}

/**
 * A conversation from within: what it shows, in the hands of those who may change it, and what can be wished of it. It
 * opens a session when one is needed, and passes the wishes on.
 */
export class Chat {
  readonly people: People;
  /** The other side of a two-party chat, even after it has become a group; or whoever invited us into a group. */
  readonly peer: Person | undefined;
  /** Whoever began it; nobody as long as that is not known. */
  creator: Person;
  readonly roster: Roster;
  readonly history: History;
  readonly state = Property<ConversationState>('Created');
  /** Our own. */
  readonly chatState = Property<CallConnectionState>('Disconnected');
  readonly isGroup = Property(false);
  readonly uri = Property<string | null>(null);
  readonly topic = Property('');
  /** What the other side takes. */
  readonly formats = Collection<MessageFormat>();
  /** From the list of conversations: nothing can be asked of it any more. */
  readonly removed = Property(false);
  readonly control = new GroupControl(this);
  readonly context = Property<unknown>(undefined);
  readonly contextType = Property<string | undefined>(undefined);
  /** The present session, or the last one, was the other side's wish. Changes only before `state` does. */
  incoming = false;
  readonly outbox: Outbox;
  readonly #network: NetworkPort;
  readonly #isSignedIn: () => boolean;
  #session: ChatSession | undefined;

  /**
   * @param isSignedIn - Reads properties.
   * @param peer - Missing in a group that we make, or join by its URI.
   */
  constructor(people: People, network: NetworkPort, outbox: Outbox, isSignedIn: () => boolean, peer?: Person) {
    this.people = people;
    this.outbox = outbox;
    this.creator = people.nobody;
    this.#network = network;
    this.#isSignedIn = isSignedIn;
    this.peer = peer;
    this.roster = new Roster(this);
    this.history = new History(this, network);
    this.takes(MESSAGE_FORMATS); // until they say
    if (peer) this.roster.insert(this.roster.create(peer));
  }

  /** Why nothing can be asked of the network now, if so. */
  get offline(): Reason | undefined {
    if (this.removed()) return REMOVED;
    return this.#isSignedIn() ? undefined : NOT_SIGNED_IN;
  }

  /** Why something cannot be done now that can be done while the chat is in one of `states`, if so. */
  obstacle(states: readonly CallConnectionState[]): Reason | undefined {
    const state = this.chatState();
    return states.includes(state) ? this.offline : OBSTACLES[state];
  }

  /** Why nothing can be sent, not even later, if so. */
  get sendObstacle(): Reason | undefined {
    const state = this.chatState();
    if (!SENDABLE.includes(state)) return OBSTACLES[state];
    return this.removed() ? REMOVED : this.outbox.closed() ? NOT_SIGNED_IN : undefined;
  }

  /** The present session, else a new one. */
  get session(): ChatSession {
    return this.#session?.over === false ? this.#session : this.#make(events => this.#open(events));
  }

  /** The conversation on the server, while a session is up. */
  get currentUri(): string | undefined {
    return this.chatState() === 'Connected' ? this.history.logs.at(-1)?.uri : undefined;
  }

  /** Whether there is a session that takes messages, be it now or when it is up. */
  get hasSession(): boolean {
    return this.#session?.isOpen === true;
  }

  /** It is a group, at this URI; at none when it is to be made. */
  group(uri: string | null): void {
    batch(() => {
      this.uri(uri);
      this.isGroup(true);
    });
  }

  /** Begins with somebody's invitation. The message inside it is there at once, to answer the invitation by. */
  receive(invitation: Invitation): void {
    this.incoming = true;
    this.topic(invitation.subject);
    if (invitation.uri !== undefined) this.group(invitation.uri);
    const { context } = invitation;
    if (context) this.#carry(context.contentType, parseContext(context));
    this.roster.show('Connecting');
    this.chatState('Notified');
    this.state('Incoming');
    const session = this.#make(events => invitation.open(events));
    session.open();
    if (invitation.first) session.message(invitation.first);
  }

  /** Invites the other side, with data where there are any. */
  start(options: StartOptions): Promise<void> {
    const context = formatContext(options);
    this.#carry(context?.contentType, options.context);
    return this.session.invite(undefined, context);
  }

  /** Does nothing when there is nothing to leave. */
  async leave(): Promise<void> {
    await this.#session?.leave();
    this.#closeStopped();
  }

  /** Ends whatever goes on, without the network. */
  drop(reason: Reason): void {
    this.#session?.end(reason);
    this.#closeStopped(reason);
  }

  /** The other side takes these formats; everybody does in a group. */
  takes(formats: readonly MessageFormat[]): void {
    for (const format of MESSAGE_FORMATS) {
      if (!formats.includes(format))
        void this.formats.remove(format).catch(() => {}); // it was not there
      else if (!this.formats(format)) void this.formats.add(format, format);
    }
  }

  /** What is sent of a message: in a format that the other side takes, and asking for receipts of a few people. */
  outgoing({ id, text, format }: OutgoingText): OutgoingText {
    const receipts = this.roster.participants.size() <= MOST_RECEIPTS;
    if (this.formats(format) || this.formats.size() === 0) return { id, text, format, receipts };
    return format === 'Html'
      ? { id, text: htmlToText(text), format: 'Text', receipts }
      : { id, text: textToHtml(text), format: 'Html', receipts };
  }

  /** @throws {@link Reason} what the port rejected with. */
  async send(said: OutgoingText): Promise<void> {
    if (typeof said.text !== 'string' || said.text === '' || !MESSAGE_FORMATS.includes(said.format)) {
      throw new Reason('BadRequest', { subcode: 'ParameterValidationFailure' });
    }
    const message = { said, at: new Date(), status: Property<ActivityStatus>('Pending') };
    this.post(message);
    await this.outbox.deliver(message, this);
  }

  /** Shows a message on its way out. @param later - Which it stands before, unless it comes last. */
  post(message: OutgoingMessage, later?: OutgoingMessage): void {
    const { said, at, status } = message;
    const obstacle = (): Reason | undefined => (status() === 'Failed' ? this.sendObstacle : NOT_FAILED);
    const retry = Command(() => this.outbox.deliver(message, this), Enabled(obstacle));
    const next = later && this.history.items(this.keyOf(this.people.me, later.said.id));
    this.show(this.people.me, said, at, status, retry, next && this.history.items().indexOf(next));
  }

  /** Asks somebody in, now or when there is a session; gives their key when they have joined. */
  add(whom: string | Person | Participant): Promise<string> {
    return this.roster.add(whom, participant => this.session.add(participant));
  }

  /** Adds a message that the server has logged. @param index - For one that is older than all that is there. */
  hear(message: IncomingText, index?: number): void {
    this.show(this.people.identified(message.from), message, message.at, SUCCEEDED, undefined, index);
  }

  /** Adds a message to the history, unless it is there: it arrived before, or was sent from here. */
  show(
    sender: Person,
    said: OutgoingText,
    at: Date,
    status: Property<ActivityStatus>,
    retry?: Command<() => Promise<void>>,
    index?: number,
  ): void {
    const key = this.keyOf(sender, said.id);
    const { history } = this;
    if (history.items(key)) return;
    const direction = sender === this.people.me ? 'Outgoing' : 'Incoming';
    const isRead = (message: TextMessage): boolean => history.isRead(message);
    history.add(new TextMessage({ key, direction, sender, said, at, status, retry, isRead }), said, index);
  }

  /** What an item is found by: the same id from somebody else is another message. We may have no address yet. */
  keyOf(sender: Person, id: string): string {
    return `${sender === this.people.me ? '' : addressKey(sender.id())} ${id}`;
  }

  /**
   * Comes back into the conversation with this URI, without asking anybody.
   * @param after - The position of the last thing that we know of it.
   * @throws {@link Reason} what the port rejects with; then all is as before.
   */
  comeBack(uri: string, after: number): Promise<void> {
    return this.#make(events => this.#network.reopen(uri, events, after)).resume();
  }

  #carry(type: string | undefined, context: unknown): void {
    this.contextType(type);
    this.context(context);
  }

  #open(events: ChatEvents): ChatPort {
    return this.peer && !this.isGroup()
      ? this.#network.openChat(this.peer.id(), events)
      : this.#network.openGroup(this.uri() ?? undefined, events, this.history.latest);
  }

  #make(open: (events: ChatEvents) => ChatPort): ChatSession {
    return (this.#session = new ChatSession(this, open));
  }

  /** A conversation whose chat was stopped is still Connected, without a session that could end it. */
  #closeStopped(reason?: Reason): void {
    if (this.state() === 'Connected' && this.chatState() === 'Disconnected') this.state('Disconnected', reason);
  }
}

export const NOT_SIGNED_IN = new Reason('NotSignedIn');
export const REMOVED = new Reason('Removed');
const MESSAGE_FORMATS: readonly MessageFormat[] = ['Text', 'Html'];
/** Of so many others at most we want to be told who has got a message, and seen it. */
const MOST_RECEIPTS = 20;
const NOT_FAILED = new Reason('NotFailed');
const STARTED = new Reason('AlreadyStarted');
/** What stands against that which can be done in other states only. */
const OBSTACLES: Readonly<Record<CallConnectionState, Reason>> = {
  Disconnected: new Reason('NotStarted'),
  Notified: new Reason('NotAccepted', { message: 'Accept the invitation first.' }),
  Connecting: STARTED,
  Ringing: STARTED,
  Connected: STARTED,
  Disconnecting: new Reason('Disconnecting'),
};
/** When the chat can be stopped. */
export const STARTED_STATES: readonly CallConnectionState[] = ['Connecting', 'Ringing', 'Connected'];
/** When messages can be sent; they wait, or start the chat. */
const SENDABLE: readonly CallConnectionState[] = ['Disconnected', ...STARTED_STATES];
