import type { Reason } from '../observable/index.js';
import type { ArchivePort, ArchiveReader } from './archive-port.js';
import type { ContextInfo } from './conversation-context.js';
import type { PeopleAccess } from './people-port.js';

/** Somebody as the network knows them. */
export interface PersonInfo {
  /** `sip:alice@contoso.example`. */
  readonly uri: string;
  /** `''` when the network has told none. */
  readonly displayName: string;
}

/** What somebody is in a group conversation: leaders may change it, and who is in it. */
export type ParticipantRole = 'Leader' | 'Attendee';

/** Somebody who is in a group conversation now, or waits in its lobby. */
export interface RosterEntry extends PersonInfo {
  readonly role: ParticipantRole;
  /** They are not in, and wait until a leader lets them in. Leaders only are told of them. */
  readonly inLobby: boolean;
}

/** A group conversation as the server tells it. */
export interface Conference {
  /** Everybody else who is in it now, and, for leaders, who waits in the lobby. */
  readonly people: readonly RosterEntry[];
  /** Our own. */
  readonly role: ParticipantRole;
  /** `undefined` when the server does not say; then it stays as it was. So do the next two. */
  readonly topic: string | undefined;
  /** Whether whoever knows the URI may join; else they wait in the lobby. */
  readonly isJoiningEnabled: boolean | undefined;
  /** The address of whoever made it. */
  readonly creator: string | undefined;
  /** The one thing that has changed; none when it is not told apart. */
  readonly change?: {
    /** Its place in the server's log. */
    readonly position: number;
    /** Whose doing it was, if not of whom it is about. */
    readonly by: PersonInfo | undefined;
  };
}

/** What a leader wishes changed about a group; what is missing stays. */
export interface ConferenceChange {
  readonly topic?: string;
  readonly isJoiningEnabled?: boolean;
  /** Whose role becomes which; it may be our own. */
  readonly role?: { readonly uri: string; readonly role: ParticipantRole };
}

export type MessageFormat = 'Text' | 'Html';

/** A message on its way out. The same `id` is used when it is sent again, so that it is logged once. */
export interface OutgoingText {
  readonly id: string;
  readonly text: string;
  readonly format: MessageFormat;
  /** Its sender wants to hear who has got it and who has seen it; whom it failed to reach they hear in any case. */
  readonly receipts?: boolean;
}

/** A message as the server logged it. */
export interface IncomingText extends OutgoingText {
  readonly from: PersonInfo;
  readonly at: Date;
  /** Its place in the server's log; 0 when that is not known. */
  readonly position: number;
}

/** What has become of a message for one of those it was sent to. */
export type Receipt = 'Delivered' | 'Read' | 'Failed';

/** How to sign in. Other members of the SDK's options are read and ignored. */
export interface SignInOptions {
  /** SIP address, with or without `sip:`. */
  readonly username: string;
  readonly password?: string;
}

/** `Lost` is final: the network has given up, and every session is over without a word of its own. */
export type ConnectionState = 'Connected' | 'Reconnecting' | 'Lost';

/**
 * What the model needs of a network: the one thing it is handed. The owner fills the slots before it calls `signIn`.
 * Every rejection is a `Reason`.
 */
export interface NetworkPort extends PeopleAccess {
  /** Connects and registers. Called once. Resolves with who the server says we are. */
  signIn(options: SignInOptions): Promise<PersonInfo>;
  /** Unregisters and disconnects; cancels a `signIn` that is pending, which then rejects. Never rejects. */
  signOut(): Promise<void>;
  /**
   * Makes the network side of one session of a two-party chat, without a word on the wire yet.
   * @param target - The other side's address.
   */
  openChat(target: string, events: ChatEvents): ChatPort;
  /**
   * The same for a group conversation.
   * @param uri - Where to join; `undefined` makes a new one. `start` then invites nobody: it joins, or makes it.
   * @param after - The position of the last thing that we know of it: what was said after it is told, if we are in.
   */
  openGroup(uri: string | undefined, events: ChatEvents, after?: number): ChatPort;
  /**
   * The same for a conversation of ours that an earlier page has left open, be it of two or a group. `start` comes back into
   * it, and asks nobody; it rejects when we are not in it any more.
   * @param after - As in `openGroup`.
   */
  reopen(uri: string, events: ChatEvents, after: number): ChatPort;
  /** A connection that is lost, and waits for the next try to make it again, is tried at once. */
  hurry(): void;
  /**
   * Calls `read` with the archive, as soon as it is there, and with `archiveReader`, which need not be there before. Resolves or
   * rejects as `read` does; rejects with `LocalFailure` when it cannot be loaded.
   */
  archive(read: (archive: ArchivePort, reader: ArchiveReader) => Promise<void>): Promise<void>;
  /** Called when somebody invites us. The model calls `invitation.open` before it returns. */
  onInvitation: (invitation: Invitation) => void;
  /** Called when the connection that `signIn` made is lost, found again, or given up. */
  onConnection: (state: ConnectionState, reason?: Reason) => void;
}

/** Somebody asks us into a chat. */
export interface Invitation {
  readonly from: PersonInfo;
  /** The group conversation's URI; `undefined` for a two-party chat. */
  readonly uri: string | undefined;
  readonly subject: string;
  /** The message that came inside the invitation. */
  readonly first: IncomingText | undefined;
  /** The data that came inside the invitation. */
  readonly context?: ContextInfo | undefined;
  /** Gives the session's port. `accept` or `reject` it. */
  open(events: ChatEvents): ChatPort;
}

/** One session of one conversation, from invitation to end. After its end it is of no more use. */
export interface ChatPort {
  /**
   * Invites the target. Resolves when it has accepted. Rejects with `InvitationFailed`, whose `reason` says why:
   * `RemoteFailure` (`Declined`, `Busy`, `DoNotDisturb`), `Timeout`, `NotFound` (`DestinationNotFound`), … In the lobby of
   * a group that means: let in, refused (`Declined`), not let in in time (`Timeout`).
   * @param first - A message to carry in the invitation, of a two-party chat only. It is logged and delivered when this
   * resolves.
   * @param topic - What the conversation is to be about, in one line; `''` for nothing.
   * @param context - Data to carry in the invitation, of a two-party chat only.
   */
  start(first?: OutgoingText, topic?: string, context?: ContextInfo): Promise<void>;
  /** Takes the invitation. Resolves when the session is up. */
  accept(): Promise<void>;
  /** Declines the invitation. */
  reject(): Promise<void>;
  /**
   * Resolves when the server has logged the message. Messages are sent in the order of the calls. What is not answered when
   * the session ends may stay pending.
   */
  send(message: OutgoingText): Promise<void>;
  /** Tells the others that we are writing, or no longer are. Best effort: while the connection is lost, nobody is told. */
  typing(active: boolean): void;
  /**
   * Tells the server that these messages of others have been seen, and all before them; it tells their senders if they
   * want to know. Resolves when it knows, which it may only when a lost connection has been made again.
   */
  displayed(messages: readonly IncomingText[]): Promise<void>;
  /**
   * Asks `uri` in; the server makes the chat a group. Resolves when they have joined, and are or soon will be in the
   * roster; rejects as `start` does. Whoever waits in the lobby is let in.
   */
  add(uri: string): Promise<void>;
  /**
   * Removes `uri` from the group, or refuses them if they wait in the lobby. Resolves when they are out. Rejects with
   * `RequestFailed`, with `Forbidden` as its reason when we are no leader.
   */
  remove(uri: string): Promise<void>;
  /** Changes the group. Resolves when it is so, and everybody is being told. Rejects as `remove` does. */
  change(change: ConferenceChange): Promise<void>;
  /**
   * Quits, in any state but that of an invitation to us, which `reject` declines: withdraws an invitation that is pending,
   * whose `start` no longer counts, however it ends. Never rejects.
   */
  leave(): Promise<void>;
}

/** How the model shows what a group is now; `showConference` is one. */
export type ShowConference = (chat: never, conference: Conference) => void;

/** How the model shows what has become of a message; `showReceipt` is one. */
export type ShowReceipt = (chat: never, id: string, who: PersonInfo, receipt: Receipt) => void;

/** What one session tells the model, in the order in which it happened. */
export interface ChatEvents {
  /** The session is up, in the conversation with this URI; before anything else is told of it. Again when it has come back. */
  begun(uri: string): void;
  /** The other side is being asked. */
  ringing(): void;
  /** The network told somebody's name. */
  identified(person: PersonInfo): void;
  /** The two-party chat has become a group conversation (or was one from the start). */
  promoted(uri: string): void;
  /** We wait in the lobby of a group: `start` is settled when a leader has let us in, or refused us. */
  lobby(): void;
  /**
   * What a group conversation is now: after `start` or `accept`, and after each change.
   * @param show - `showConference`. It is handed over by who tells, so that it need not be there before.
   */
  conference(conference: Conference, show: ShowConference): void;
  /** Somebody else's message, or our own from another device. */
  message(message: IncomingText): void;
  /** The server has logged something of ours there, and has told us everything that is before it. */
  logged(position: number): void;
  /** What the other side takes, or everybody in a group; before the session is up or when it becomes a group. */
  formats(formats: readonly MessageFormat[]): void;
  /** Somebody is writing: for so many seconds, unless it is said again; 0 when they no longer are. */
  typing(from: PersonInfo, seconds: number): void;
  /**
   * `who` has got the message of ours with that id, or seen it, or cannot get it.
   * @param show - `showReceipt`, as in `conference`.
   */
  receipt(id: string, who: PersonInfo, receipt: Receipt, show: ShowReceipt): void;
  /**
   * The session is over, other than by our `leave` or `reject`, or by `start` that rejects. Codes: `Terminated` (the
   * other side ended; subcode `RemoteConnectionLost` when it only lost the connection), `Canceled` (the invitation was
   * withdrawn), `Missed` (we did not answer in time), `ConnectedElsewhere` (another device of ours answered), `Ejected`
   * (a leader removed us from the group), `Ended` (the group is over), `Dropped` (the connection is lost for good, or
   * before we answered).
   */
  ended(reason: Reason): void;
}
