import type { ReactiveElement } from 'lit';
import type {
  Application,
  ArchivedConversation,
  ArchivePort,
  ArchiveReader,
  ChatEvents,
  ChatPort,
  Conference,
  ConferenceChange,
  ConnectionState,
  FoundPeople,
  IncomingText,
  Invitation,
  LoggedItem,
  NetworkPort,
  OutboxPort,
  OwnPresence,
  OutgoingText,
  Page,
  PeoplePort,
  PeopleReader,
  PersonInfo,
  Presence,
  Profile,
  RosterEntry,
  SignInOptions,
} from '../../src/model/index.js';
import { Application as ApplicationModel, archiveReader, peopleReader, showConference } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';

export const alice: PersonInfo = { uri: 'sip:alice@contoso.example', displayName: 'Alice Adams' };
export const bob: PersonInfo = { uri: 'sip:bob@contoso.example', displayName: 'Bob Baker' };
export const carol: PersonInfo = { uri: 'sip:carol@contoso.example', displayName: 'Carol Chen' };

/** Reasons as the client makes them. */
export const wrongPassword = new Reason('SignInFailed', {
  reason: new Reason('Unauthorized', {
    subcode: 'InvalidCredentials',
    message: 'The user name or the password is wrong.',
  }),
});
export const notThere = new Reason('SignInFailed', {
  reason: new Reason('ServiceUnavailable', { subcode: 'Unreachable' }),
});
export const tooLong = new Reason('RequestFailed', {
  reason: new Reason('EntityTooLarge', { subcode: 'LimitExceeded', message: 'The message is too long.' }),
});

/** Something the network was asked to do. The test says how it ends. */
export class Asked<What, Answer = void> {
  readonly what: What;
  readonly done: Promise<Answer>;
  succeed!: (answer: Answer) => void;
  fail!: (reason: unknown) => void;

  constructor(what: What) {
    this.what = what;
    this.done = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
    this.done.catch(() => {}); // the model hears of it too
  }
}

/** One session, with everything it was asked, oldest first. */
export class FakeChat implements ChatPort {
  readonly target: string;
  readonly events: ChatEvents;
  readonly starts: Asked<OutgoingText | undefined>[] = [];
  readonly accepts: Asked<undefined>[] = [];
  readonly sends: Asked<OutgoingText>[] = [];
  readonly adds: Asked<string>[] = [];
  /** What the others were told of our typing, oldest first. */
  readonly typed: boolean[] = [];
  readonly seen: Asked<readonly IncomingText[]>[] = [];
  readonly removes: Asked<string>[] = [];
  readonly changes: Asked<ConferenceChange>[] = [];
  rejected = false;
  left = false;

  constructor(target: string, events: ChatEvents) {
    this.target = target;
    this.events = events;
  }

  start(first?: OutgoingText): Promise<void> {
    return ask(this.starts, first).then(() => this.events.begun(this.target));
  }
  accept(): Promise<void> {
    return ask(this.accepts, undefined).then(() => this.events.begun(this.target));
  }
  async reject(): Promise<void> {
    this.rejected = true;
  }
  send(message: OutgoingText): Promise<void> {
    return ask(this.sends, message);
  }
  typing(active: boolean): void {
    this.typed.push(active);
  }
  displayed(messages: readonly IncomingText[]): Promise<void> {
    return ask(this.seen, messages);
  }
  add(uri: string): Promise<void> {
    return ask(this.adds, uri);
  }
  remove(uri: string): Promise<void> {
    return ask(this.removes, uri);
  }
  change(change: ConferenceChange): Promise<void> {
    return ask(this.changes, change);
  }
  async leave(): Promise<void> {
    this.left = true;
  }
  /** The server tells who is in, and what else is said of the group. */
  conference(people: readonly Partial<RosterEntry>[], more: Partial<Conference> = {}): void {
    const role = 'Attendee';
    const entries = people.map(entry => ({ uri: '', displayName: '', role, inLobby: false, ...entry }) as const);
    const unsaid = { topic: undefined, isJoiningEnabled: undefined, creator: undefined };
    this.events.conference({ people: entries, role, ...unsaid, ...more }, showConference);
  }
  /** Lets `from` say something. */
  say(from: PersonInfo, text: string, at = new Date()): void {
    this.events.message(incoming(from, text, at));
  }
}

/** A network in which nothing happens unless the test lets it. */
export class FakeNetwork implements NetworkPort, ArchivePort, PeoplePort {
  archive(read: (archive: ArchivePort, reader: ArchiveReader) => Promise<void>): Promise<void> {
    return read(this, archiveReader);
  }
  onInvitation: (invitation: Invitation) => void = () => {};
  onConnection: (state: ConnectionState, reason?: Reason) => void = () => {};
  readonly signIns: Asked<SignInOptions, PersonInfo>[] = [];
  readonly chats: FakeChat[] = [];
  readonly published: Asked<Partial<OwnPresence>>[] = [];
  /** Who is watched now, by address. */
  readonly watchers = new Map<string, (presence: Presence) => void>();
  signedOut = 0;

  people<T>(ask: (port: PeoplePort, reader: PeopleReader) => Promise<T>): Promise<T> {
    return ask(this, peopleReader);
  }
  watchPeople(begin: (port: PeoplePort, reader: PeopleReader) => () => void): () => void {
    return begin(this, peopleReader);
  }
  profile(): Promise<Profile> {
    return Promise.reject(new Reason('RequestFailed'));
  }
  presence(): Promise<Presence> {
    return Promise.reject(new Reason('RequestFailed'));
  }
  watchPresence(uri: string, onPresence: (presence: Presence) => void): () => void {
    this.watchers.set(uri, onPresence);
    return () => void this.watchers.delete(uri);
  }
  publish(changes: Partial<OwnPresence>): Promise<void> {
    return ask(this.published, changes);
  }
  readonly searches: Asked<{ readonly text: string; readonly skip: number }, FoundPeople>[] = [];
  searchPeople(text: string, _limit: number, skip: number): Promise<FoundPeople> {
    return ask(this.searches, { text, skip });
  }
  signIn(options: SignInOptions): Promise<PersonInfo> {
    return ask(this.signIns, options);
  }
  async signOut(): Promise<void> {
    this.signedOut++;
  }
  readonly pages: Asked<number | undefined, Page<ArchivedConversation>>[] = [];
  readonly histories: Asked<number | undefined, Page<LoggedItem>>[] = [];
  conversations(_count: number, next?: number): Promise<Page<ArchivedConversation>> {
    return ask(this.pages, next);
  }
  history(_uri: string, _count: number, before?: number): Promise<Page<LoggedItem>> {
    return ask(this.histories, before);
  }
  async markRead(): Promise<void> {}
  openChat(target: string, events: ChatEvents): FakeChat {
    const chat = new FakeChat(target, events);
    this.chats.push(chat);
    return chat;
  }
  openGroup(uri = '', events: ChatEvents): FakeChat {
    return this.openChat(uri, events);
  }
  reopen(uri: string, events: ChatEvents): FakeChat {
    return this.openChat(uri, events);
  }
  hurried = 0;
  hurry(): void {
    this.hurried++;
  }
  /** Has `from` invite us. */
  invite(from: PersonInfo, { uri, first }: { uri?: string; first?: string } = {}): FakeChat {
    let chat: FakeChat | undefined;
    this.onInvitation({
      from,
      uri,
      subject: '',
      first: first === undefined ? undefined : incoming(from, first, new Date()),
      open: events => (chat = this.openChat(uri ?? from.uri, events)),
    });
    if (!chat) throw new Error('The model did not open the invitation');
    return chat;
  }
  /** The session opened last. */
  get chat(): FakeChat {
    const chat = this.chats.at(-1);
    if (!chat) throw new Error('No chat was opened');
    return chat;
  }
}

/** Somebody as the directory tells of them. */
export const profile = (person: PersonInfo): Profile => ({
  title: '',
  department: '',
  company: '',
  office: '',
  avatarUrl: '',
  emails: [],
  phoneNumbers: [],
  ...person,
});

/** An application over a fake network, signed in. */
export async function signedIn(me = alice): Promise<{ application: Application; network: FakeNetwork }> {
  const network = new FakeNetwork();
  const application = new ApplicationModel(network);
  const signedIn = application.signInManager.signIn({ username: me.uri, password: 'secret' });
  await Promise.resolve();
  network.signIns.at(-1)?.succeed(me);
  await signedIn;
  return { application, network };
}

export const newApplication = (network: NetworkPort, outbox?: OutboxPort): Application =>
  new ApplicationModel(network, outbox);

/** Resolves when what the model is about to do, and the drawing of `element` and of all inside it, is done. */
export async function settle(element: ReactiveElement): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise(resolve => requestAnimationFrame(resolve));
  await element.updateComplete;
}

function ask<What, Answer>(list: Asked<What, Answer>[], what: What): Promise<Answer> {
  const asked = new Asked<What, Answer>(what);
  list.push(asked);
  return asked.done;
}

let count = 0;

export function incoming(from: PersonInfo, text: string, at: Date): IncomingText {
  return { id: `in-${count++}`, from, text, format: 'Text', at, position: 0 };
}
