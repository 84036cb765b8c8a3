import type { PersonInfo } from './chat-port.js';

/** How available somebody is. `Hidden` is seen by the person alone; others see `Offline`. */
export type PersonStatus =
  'Online' | 'Offline' | 'Hidden' | 'Busy' | 'Idle' | 'BeRightBack' | 'Away' | 'DoNotDisturb' | 'Unknown';

export type PhoneType = 'Work' | 'Mobile' | 'Home' | 'Other';

/** What the directory says of somebody: `''` and empty lists where it says nothing. */
export interface Profile extends PersonInfo {
  readonly title: string;
  readonly department: string;
  readonly company: string;
  readonly office: string;
  /** `https:`, or a path on the page's own server. */
  readonly avatarUrl: string;
  readonly emails: readonly string[];
  readonly phoneNumbers: readonly { readonly type: PhoneType; readonly number: string }[];
}

/** What somebody says of themselves. */
export interface OwnPresence {
  readonly status: PersonStatus;
  /** What they do, in words of their own or of the SDK: `in-a-meeting`, `on-the-phone`. */
  readonly activity: string;
  readonly note: string;
  readonly location: string;
}

/** What somebody shows of themselves. */
export interface Presence extends OwnPresence {
  /** When somebody who is away now was here last, as far as that is known. */
  readonly lastSeenAt: Date | undefined;
}

/** What a search has found. */
export interface FoundPeople {
  readonly people: readonly Profile[];
  /** Whether there are more after these. */
  readonly more: boolean;
}

/** What the model needs of a network to know of people. Called only between sign-in and sign-out. */
export interface PeoplePort {
  /** Asks the directory for one person. Rejects with `RequestFailed`, `NotFound` for somebody who is not in it. */
  profile(uri: string): Promise<Profile>;
  /** Asks once how available somebody is. */
  presence(uri: string): Promise<Presence>;
  /**
   * Has told how available somebody is, now and after each change, over lost connections too. Who may not be watched is not
   * told of.
   * @returns Ends it. Nothing is told after that.
   */
  watchPresence(uri: string, onPresence: (presence: Presence) => void): () => void;
  /** Shows others something else of us; what is not among the changes stays. Resolves when the server has it. */
  publish(changes: Partial<OwnPresence>): Promise<void>;
  /**
   * Looks for people by parts of names, addresses and e-mail addresses. Ourselves are not among them.
   * @param limit - At most so many, 1 to 100.
   * @param skip - So many that were found before.
   */
  searchPeople(text: string, limit: number, skip: number): Promise<FoundPeople>;
}

/** How the model takes over what a port says of people; `peopleReader` is one. */
export interface PeopleReader {
  /** Asks once for a profile or a presence. Rejects with `NotSignedIn` before sign-in or after sign-out. */
  fetch(port: PeoplePort, known: never, part: 'profile' | 'presence'): Promise<unknown>;
  /**
   * Has it kept up to date while we are signed in.
   * @param seconds - Only ask for it this often.
   * @returns Ends it.
   */
  hold(port: PeoplePort, known: never, part: 'profile' | 'presence', seconds?: number): () => void;
  /** Shows others something else of us; without a value what is shown of somebody who sets nothing. */
  show(port: PeoplePort, known: never, name: keyof OwnPresence, value?: unknown): Promise<unknown>;
  /** Looks for more people. */
  search(port: PeoplePort, search: never): Promise<unknown>;
}

/** How a network lets the model ask of people: what that takes need not be there before. */
export interface PeopleAccess {
  /**
   * Calls `ask` with the port, as soon as it is there, and with `peopleReader`. Resolves or rejects as `ask` does; rejects with
   * `LocalFailure` when they cannot be loaded.
   */
  people<T>(ask: (port: PeoplePort, reader: PeopleReader) => Promise<T>): Promise<T>;
  /**
   * Calls `begin` with the same, as soon as it is there, which is tried until it works.
   * @param begin - Begins something lasting; gives how to end it.
   * @returns Ends it; or keeps it from beginning.
   */
  watchPeople(begin: (port: PeoplePort, reader: PeopleReader) => () => void): () => void;
}
