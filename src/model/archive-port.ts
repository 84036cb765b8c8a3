import type { IncomingText, PersonInfo } from './chat-port.js';
import type { OutboxStore } from './outbox-port.js';

/** Something that happened in a group besides messages. */
export interface LoggedActivity {
  readonly type: 'ParticipantJoined' | 'ParticipantLeft' | 'ParticipantRoleUpdate' | 'TopicUpdate';
  readonly at: Date;
  /** Its place in the server's log; 0 when that is not known. */
  readonly position: number;
  /** Whose doing it was, as far as that is known. */
  readonly author: PersonInfo | undefined;
  /** Whom it happened to; nobody for a topic. */
  readonly persons: readonly PersonInfo[];
  /** The new topic or role, else `''`. */
  readonly context: string;
}

/** One entry of the server's log of a conversation. */
export type LoggedItem = LoggedActivity | (IncomingText & { readonly type: 'TextMessage' });

/** A part of something long. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What to ask for next; `undefined` when there is no more. */
  readonly next: number | undefined;
}

/** A conversation that we were in, or still are. */
export interface ArchivedConversation {
  /** That of the conversation itself, also of a two-party chat. */
  readonly uri: string;
  readonly isGroup: boolean;
  readonly topic: string;
  readonly creator: PersonInfo;
  /** The others who were in when we were last; the other side of a two-party chat. */
  readonly people: readonly PersonInfo[];
  /** False of a chat of two into which the other side has never come. */
  readonly isAnswered?: boolean;
  /** When the last message came. */
  readonly at: Date;
  /** How many messages we have not read; no more than the server cares to count. */
  readonly unread: number;
  /** The position up to which we have read. */
  readonly read: number;
}

/** How the model reads the past; `archiveReader` is one. */
export interface ArchiveReader {
  /** Reads older items of a conversation, at least so many if there are. */
  items(archive: ArchivePort, history: never, count: number): Promise<void>;
  /** Reads older conversations, in the same way. */
  conversations(archive: ArchivePort, list: never, count: number): Promise<void>;
  /** Takes up what earlier applications have left: the messages, and the conversations that were open. */
  restore(store: OutboxStore, list: never): Promise<void>;
  /** Keeps written down which conversations are open. Gives how to end that. */
  keepOpen(store: OutboxStore, list: never): () => void;
  /** Comes back into a conversation, if it was left open, and finds out which messages that wait have been logged already. */
  recover(archive: ArchivePort, chat: never): Promise<void>;
}

/** What the model needs to know of the past. Every rejection is a `Reason`. */
export interface ArchivePort {
  /**
   * Our conversations in which something was said, the one with the latest event first.
   * @param next - Of the page before this one; none for the first.
   */
  conversations(count: number, next?: number): Promise<Page<ArchivedConversation>>;
  /**
   * What happened in a conversation while we were in, the newest page first, each page oldest first. Without our own coming
   * and going.
   * @param uri - Of an `ArchivedConversation` or a group.
   * @param before - A position: only what was before it; or `next` of the page before this one.
   */
  history(uri: string, count: number, before?: number): Promise<Page<LoggedItem>>;
  /** We have read everything that we may read of a conversation; for one that we are not in. */
  markRead(uri: string): Promise<void>;
}
