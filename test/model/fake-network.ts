import type {
  ArchivedConversation,
  ArchivePort,
  ArchiveReader,
  ChatEvents,
  ChatPort,
  Conference,
  ConferenceChange,
  ContextInfo,
  ConnectionState,
  FoundPeople,
  IncomingText,
  Invitation,
  LoggedItem,
  NetworkPort,
  OwnPresence,
  OutgoingText,
  Page,
  ParticipantRole,
  PeoplePort,
  PeopleReader,
  PersonInfo,
  Presence,
  Profile,
  RosterEntry,
  SignInOptions,
} from '../../src/model/index.js';
import { archiveReader, peopleReader, showConference } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';

/** Somebody the network knows: `person('bob')` is Bob, `sip:bob@contoso.example`. */
export function person(user: string): PersonInfo {
  return { uri: `sip:${user}@contoso.example`, displayName: user.charAt(0).toUpperCase() + user.slice(1) };
}

/** Somebody in a group. */
export function entry(user: string, role: ParticipantRole = 'Attendee', inLobby = false): RosterEntry {
  return { ...person(user), role, inLobby };
}

/** A message that somebody sends us. */
export function text(user: string, words: string, id = `${user}-${words}`): IncomingText {
  return { id, text: words, format: 'Text', from: person(user), at: new Date(0), position: 0 };
}

/** Lets everything happen that waits for nothing but promises. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

interface Call {
  readonly name: string;
  readonly argument: unknown;
  readonly resolve: (value?: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Writes down what it is asked and leaves it pending until the test answers. */
class Script {
  /** What was asked, in order: `start`, `send hi`, `add sip:carol@contoso.example`. */
  readonly log: string[] = [];
  readonly #pending: Call[] = [];

  ask<T>(name: string, argument?: unknown, shown = argument): Promise<T> {
    this.log.push(shown === undefined ? name : `${name} ${String(shown)}`);
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ name, argument, resolve: value => resolve(value as T), reject });
    });
  }

  /** Lets the oldest pending request of that name succeed, and what follows happen. */
  async answer(name: string, value?: unknown): Promise<void> {
    this.#take(name).resolve(value);
    await settled();
  }

  /** Lets it fail. */
  async refuse(name: string, reason: Reason): Promise<void> {
    this.#take(name).reject(reason);
    await settled();
  }

  /** Settles one of the pending requests, if there are any. */
  async settleAny(which: number, reason?: Reason): Promise<void> {
    const [call] = this.#pending.splice(which % Math.max(1, this.#pending.length), 1);
    if (reason && call?.name !== 'leave') call?.reject(reason);
    else call?.resolve(); // `leave` never rejects
    await settled();
  }

  /** Settles all of them. */
  async settleAll(reason: Reason): Promise<void> {
    while (this.#pending.length > 0) await this.settleAny(0, reason);
  }

  #take(name: string): Call {
    const index = this.#pending.findIndex(call => call.name === name);
    const [call] = index < 0 ? [] : this.#pending.splice(index, 1);
    if (!call) throw new Error(`Cannot answer "${name}": it was not asked`);
    return call;
  }
}

/** A session's network side. */
export class FakeChat extends Script implements ChatPort {
  readonly target: string;
  readonly events: ChatEvents;
  /** The position that is known of a group to be joined. */
  readonly after: number | undefined;
  /** What was handed over to be sent, in the invitation or later. */
  readonly sent: OutgoingText[] = [];
  /** The data of the last `start`. */
  context: ContextInfo | undefined;

  constructor(target: string, events: ChatEvents, after?: number) {
    super();
    this.target = target;
    this.after = after;
    this.events = events;
  }

  start(first?: OutgoingText, topic?: string, context?: ContextInfo): Promise<void> {
    if (first) this.sent.push(first);
    this.context = context;
    return this.ask('start', first, topic ? `${first?.text ?? ''}(${topic})` : first?.text);
  }
  accept(): Promise<void> {
    return this.ask('accept');
  }
  reject(): Promise<void> {
    return this.ask('reject');
  }
  send(message: OutgoingText): Promise<void> {
    this.sent.push(message);
    return this.ask('send', message, message.text);
  }
  typing(active: boolean): void {
    this.log.push(active ? 'typing' : 'idle');
  }
  displayed(messages: readonly IncomingText[]): Promise<void> {
    return this.ask('displayed', messages, messages.map(({ text }) => text).join(', '));
  }
  add(uri: string): Promise<void> {
    return this.ask('add', uri);
  }
  remove(uri: string): Promise<void> {
    return this.ask('remove', uri);
  }
  change(change: ConferenceChange): Promise<void> {
    return this.ask('change', change, JSON.stringify(change));
  }
  leave(): Promise<void> {
    return this.ask('leave');
  }
  /** The server tells who is in, and what else is said of the group. */
  conference(people: readonly RosterEntry[], more: Partial<Conference> = {}): void {
    const unsaid = { topic: undefined, isJoiningEnabled: undefined, creator: undefined };
    this.events.conference({ people, role: 'Attendee', ...unsaid, ...more }, showConference);
  }
}

/** A network that does what the test says. */
export class FakeNetwork extends Script implements NetworkPort, ArchivePort, PeoplePort {
  readonly chats: FakeChat[] = [];
  /** Who is watched now, by address. */
  readonly watchers = new Map<string, (presence: Presence) => void>();
  archive(read: (archive: ArchivePort, reader: ArchiveReader) => Promise<void>): Promise<void> {
    return read(this, archiveReader);
  }
  onInvitation: (invitation: Invitation) => void = () => {};
  onConnection: (state: ConnectionState, reason?: Reason) => void = () => {};

  signIn(options: SignInOptions): Promise<PersonInfo> {
    return this.ask('signIn', options, options.username);
  }
  signOut(): Promise<void> {
    return this.ask('signOut');
  }
  conversations(count: number, next?: number): Promise<Page<ArchivedConversation>> {
    return this.ask('conversations', { count, next }, [count, next].join(' ').trim());
  }
  history(uri: string, count: number, before?: number): Promise<Page<LoggedItem>> {
    return this.ask('history', { uri, count, before }, [uri, count, before].join(' ').trim());
  }
  people<T>(ask: (port: PeoplePort, reader: PeopleReader) => Promise<T>): Promise<T> {
    return ask(this, peopleReader);
  }
  watchPeople(begin: (port: PeoplePort, reader: PeopleReader) => () => void): () => void {
    return begin(this, peopleReader);
  }
  profile(uri: string): Promise<Profile> {
    return this.ask('profile', uri);
  }
  presence(uri: string): Promise<Presence> {
    return this.ask('presence', uri);
  }
  watchPresence(uri: string, onPresence: (presence: Presence) => void): () => void {
    this.log.push(`watch ${uri}`);
    this.watchers.set(uri, onPresence);
    return () => {
      this.log.push(`unwatch ${uri}`);
      this.watchers.delete(uri);
    };
  }
  publish(changes: Partial<OwnPresence>): Promise<void> {
    return this.ask('publish', changes, JSON.stringify(changes));
  }
  searchPeople(words: string, limit: number, skip: number): Promise<FoundPeople> {
    return this.ask('searchPeople', words, [words, limit, skip].join(' '));
  }
  markRead(uri: string): Promise<void> {
    return this.ask('markRead', uri);
  }
  openChat(target: string, events: ChatEvents, after?: number): FakeChat {
    const chat = new FakeChat(target, events, after);
    this.chats.push(chat);
    return chat;
  }
  openGroup(uri = 'a new group', events: ChatEvents, after?: number): FakeChat {
    return this.openChat(uri, events, after);
  }

  reopen(uri: string, events: ChatEvents, after: number): FakeChat {
    this.log.push(`reopen ${uri}`);
    return this.openChat(uri, events, after);
  }
  hurry(): void {
    this.log.push('hurry');
  }

  /** The session opened last. */
  get chat(): FakeChat {
    const chat = this.chats.at(-1);
    if (!chat) throw new Error('No session was opened');
    return chat;
  }

  /** Somebody asks us in. */
  invite(
    user: string,
    { uri, subject = '', first }: Partial<Pick<Invitation, 'uri' | 'subject' | 'first'>> = {},
  ): void {
    const from = person(user);
    this.onInvitation({ from, uri, subject, first, open: events => this.openChat(from.uri, events) });
  }
}
