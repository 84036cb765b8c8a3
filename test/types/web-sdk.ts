/*
 * The chat part of the Skype Web SDK's object model as a page uses it: names, arguments and results, written after
 * sections 1 to 4 of our reference. Not the SDK's own typings. `contract.ts` holds our declarations against it.
 *
 * A page reads most values and writes few: `Value` is what it reads, `Settable` what it writes too.
 */

export interface Disposable {
  dispose(): void;
}

/**
 * A function whose arguments may be of narrower types than named here, as those of a method may: pages hand in objects that
 * they were given, not any that look like them.
 */
type Method<A extends unknown[], R> = { call(...args: A): R }['call'];

type Wanted<T> = T | Method<[value: T], boolean>;

/** §1.1 */
export interface Event<Listener> {
  (listener: Listener): Disposable;
  on(listener: Listener): Disposable;
  off(listener: Listener): void;
}

/** §1.4, §1.5: `then` takes both callbacks, either of them null. */
export type Command<F extends (...args: never[]) => Promise<unknown>> = F & {
  readonly enabled: Value<boolean>;
  bind(self: unknown, ...args: unknown[]): unknown;
};

/** §1.2 */
export interface Value<T> {
  (): T;
  get(): Promise<T>;
  readonly reason: unknown;
  readonly changed: Event<(newValue: T, reason: unknown, oldValue: T | undefined) => void>;
  when(value: Wanted<T>, listener: (reason: unknown, oldValue: T | undefined) => void): Disposable;
  once(value: Wanted<T>, listener: (reason: unknown, oldValue: T | undefined) => void): Disposable;
  subscribe(seconds?: number): Disposable;
  map<U>(map: (value: T) => U): Value<U>;
}

export interface Settable<T> extends Value<T> {
  (value: T, reason?: unknown): unknown;
  readonly set: Command<(value: T, reason?: unknown) => Promise<T>>;
  fork(setter: (value: T, reason?: unknown) => Promise<T>): Settable<T>;
}

/** §1.3 */
export interface Items<T> {
  (): T[];
  (indexOrKey: number | string): T | undefined;
  readonly size: Value<number>;
  get(): Promise<T[]>;
  get(indexOrKey: number | string): Promise<T | undefined>;
  readonly added: Event<(item: T, key: string, index: number) => void>;
  readonly removed: Event<(item: T, key: string, index: number) => void>;
  readonly changed: Event<() => void>;
  subscribe(seconds?: number): Disposable;
  filter(keep: (item: T) => boolean): Items<T>;
  map<U>(map: (item: T) => U): Items<U>;
  sort(inOrder: (a: T, b: T) => boolean): Items<T>;
  reduce<R>(combine: (result: R, item: T) => R, initial: R): Value<R>;
}

/** §1.6 */
export interface Reason {
  readonly code: string;
  readonly subcode?: string;
  readonly message: string;
  readonly reason?: Reason;
}

/** §2.1 */
export interface Skype {
  initialize(
    options: { apiKey: string; version?: string },
    ok: (api: Api) => void,
    fail: (reason: Reason) => void,
  ): unknown;
  initialize(options: { apiKey: string }): Promise<Api>;
}

export interface Api {
  readonly application: new (settings?: { settings?: { convLogSettings?: boolean } }) => Application;
  readonly UIApplicationInstance: Application;
  /** §4 */
  renderConversation(
    container: string | HTMLElement,
    options?: {
      participants?: readonly string[] | null;
      conversation?: Conversation | null;
      conversationId?: string | null;
      modalities?: readonly string[] | null;
    },
  ): Promise<Conversation>;
}

export interface Application {
  readonly signInManager: SignInManager;
  readonly personsAndGroupsManager: PersonsAndGroupsManager;
  readonly conversationsManager: ConversationsManager;
  readonly devicesManager: object;
  getSnapshot(): unknown;
}

export type SignInState = 'SignedOut' | 'SigningIn' | 'SignedIn' | 'SigningOut';

export interface SignInManager {
  readonly state: Value<SignInState>;
  readonly signIn: Command<(options: { username: string; password: string }) => Promise<void>>;
  readonly signOut: Command<() => Promise<void>>;
}

export interface PersonsAndGroupsManager {
  readonly mePerson: MePerson;
  readonly all: Group;
  createPersonSearchQuery(): SearchQuery<Person>;
  createGroupSearchQuery(): SearchQuery<Group>;
}

export interface Group {
  readonly persons: Items<Person>;
  readonly groups: Items<Group>;
}

export interface SearchQuery<T> {
  readonly text: Settable<string>;
  readonly limit: Settable<number>;
  readonly results: Items<{ readonly result: T }>;
  readonly moreResultsAvailable: Value<boolean>;
  readonly getMore: Command<() => Promise<unknown>>;
}

export type PersonStatus =
  'Online' | 'Offline' | 'Hidden' | 'Busy' | 'Idle' | 'BeRightBack' | 'Away' | 'DoNotDisturb' | 'Unknown';

export interface Person {
  readonly id: Value<string>;
  readonly displayName: Value<string>;
  readonly title: Value<string>;
  readonly department: Value<string>;
  readonly company: Value<string>;
  readonly office: Value<string>;
  readonly avatarUrl: Value<string>;
  readonly emails: Items<{ readonly emailAddress: Value<string> }>;
  readonly phoneNumbers: Items<{ readonly displayString: Value<string>; readonly telUri: Value<string> }>;
  readonly status: Value<PersonStatus>;
  readonly activity: Value<string>;
  readonly lastSeenAt: Value<Date | undefined>;
  readonly endpointType: Value<string>;
  readonly note: { readonly type: Value<string>; readonly text: Value<string> };
  readonly location: Value<string>;
  readonly capabilities: {
    readonly chat: Value<boolean>;
    readonly audio: Value<boolean>;
    readonly video: Value<boolean>;
  };
  /** §7, 2 */
  readonly person: Person;
}

export interface MePerson extends Person {
  readonly status: Settable<PersonStatus>;
  readonly note: { readonly type: Value<string>; readonly text: Settable<string> };
}

/** §2.2 */
export interface ConversationsManager {
  readonly conversations: Items<Conversation> & {
    readonly remove: Command<Method<[conversation: Conversation], Promise<void>>>;
  };
  getConversation(whom: string | Person): Conversation;
  getConversationByUri(uri: string): Conversation;
  createConversation(): Conversation;
  readonly createMeeting: Command<() => Promise<unknown>>;
  readonly getMoreConversations: Command<(count?: number) => Promise<unknown>>;
  createSearchQuery(): SearchQuery<Conversation>;
  readonly unreadConversationsCount: Value<number>;
  readonly isHistoryEnabled: Value<boolean> & { readonly auto: Settable<boolean> };
}

/** §2.8 */
export type ConversationState =
  | 'Created'
  | 'Incoming'
  | 'Connecting'
  | 'Connected'
  | 'Conferencing'
  | 'Conferenced'
  | 'InLobby'
  | 'Disconnecting'
  | 'Disconnected';

/** §2.3 */
export interface Conversation {
  readonly id: Value<string>;
  readonly state: Value<ConversationState>;
  readonly selfParticipant: Participant;
  readonly participants: Items<Participant> & {
    readonly add: Command<Method<[whom: string | Person | Participant], Promise<string>>>;
    readonly remove: Command<Method<[participant: Participant], Promise<void>>>;
  };
  readonly participantsCount: Value<number>;
  createParticipant(whom: string | Person): Participant;
  readonly chatService: ChatService;
  readonly historyService: HistoryService;
  readonly audioService: Service;
  readonly videoService: Service;
  readonly phoneAudioService: Service;
  readonly activeModalities: {
    readonly chat: Value<boolean>;
    readonly audio: Value<boolean>;
    readonly video: Value<boolean>;
  };
  readonly topic: Settable<string>;
  readonly uri: Value<string | null>;
  readonly isGroupConversation: Value<boolean>;
  readonly isJoiningEnabled: Value<boolean>;
  readonly creator: Person;
  readonly leave: Command<() => Promise<void>>;
  readonly acknowledge: Command<() => Promise<void>>;
  readonly avatarUrl: Value<string>;
  readonly lastModificationTimestamp: Value<Date | undefined>;
  readonly context: Value<unknown> & { readonly type: Value<string | undefined> };
  readonly extensions: Items<unknown>;
}

export interface Service {
  readonly start: Command<() => Promise<void>>;
  readonly stop: Command<() => Promise<void>>;
  readonly accept: Command<() => Promise<void>>;
  readonly reject: Command<() => Promise<void>>;
}

/** §2.7 */
export type CallConnectionState =
  'Disconnected' | 'Notified' | 'Connecting' | 'Ringing' | 'Connected' | 'Disconnecting';

/** §2.4 */
export interface Participant {
  readonly person: Person;
  readonly state: Value<'Disconnected' | 'Connecting' | 'InLobby' | 'Connected' | 'Disconnecting'>;
  readonly role: Settable<'Attendee' | 'Leader'>;
  readonly isAnonymous: Value<boolean>;
  readonly admit: Command<() => Promise<void>>;
  readonly chat: Media & { readonly isTyping: Value<boolean> };
  readonly audio: Media;
  readonly video: Media;
  readonly displayName: Value<string>;
  readonly uri: Value<string>;
}

export interface Media {
  readonly state: Value<CallConnectionState>;
}

export type MessageFormat = 'Text' | 'Html';

/** §2.5 */
export interface ChatService extends Service {
  readonly start: Command<(options?: { context?: unknown; contextType?: string }) => Promise<void>>;
  readonly sendMessage: Command<(text: string, format?: MessageFormat) => Promise<void>>;
  readonly sendIsTyping: Command<() => Promise<void>>;
  readonly messages: Items<TextMessage>;
  readonly supportedMessageFormats: Items<MessageFormat>;
}

/** §2.6 */
export interface HistoryService {
  readonly activityItems: Items<ActivityItem>;
  readonly getMoreActivityItems: Command<(count?: number) => Promise<unknown>>;
  readonly unreadActivityItemsCount: Value<number>;
  readonly markAllAsRead: Command<() => Promise<void>>;
}

export interface ActivityItem {
  readonly type: Value<string>;
  readonly timestamp: Value<Date>;
  readonly status: Value<'Pending' | 'Succeeded' | 'Failed'>;
}

/** `ParticipantJoined`, `ParticipantLeft`, `ParticipantRoleUpdate`, `TopicUpdate`. */
export interface GroupActivity extends ActivityItem {
  readonly author: Value<Person | undefined>;
  readonly persons: Items<Person>;
  readonly context: Value<string>;
}

export interface TextMessage extends ActivityItem {
  readonly direction: Value<'Incoming' | 'Outgoing'>;
  readonly sender: Person;
  readonly text: Value<string>;
  readonly html: Value<string>;
  readonly isRead: Value<boolean>;
}
