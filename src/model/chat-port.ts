import type { Reason } from '../observable/index.js';
import type { ArchivePort } from './archive-port.js';

/** Somebody as the network knows them. */
export interface PersonInfo {
  /** `sip:alice@contoso.example`. */
  readonly uri: string;
  /** `''` when the network has told none. */
  readonly displayName: string;
}

/** Somebody who is in a conversation now. */
export interface RosterEntry extends PersonInfo {
  readonly role: 'Leader' | 'Attendee';
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
export interface NetworkPort extends ArchivePort {
  /** Connects and registers. Called once. Resolves with who the server says we are. */
  signIn(options: SignInOptions): Promise<PersonInfo>;
  /** Unregisters and disconnects; cancels a `signIn` that is pending, which then rejects. Never rejects. */
  signOut(): Promise<void>;
  /**
   * Makes the network side of one session, without a word on the wire yet.
   * @param target - A person's address (a two-party chat), or the URI of a group conversation to join.
   */
  openChat(target: string, events: ChatEvents): ChatPort;
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
  /** Gives the session's port. `accept` or `reject` it. */
  open(events: ChatEvents): ChatPort;
}

/** One session of one conversation, from invitation to end. After its end it is of no more use. */
export interface ChatPort {
  /**
   * Invites the target. Resolves when it has accepted. Rejects with `InvitationFailed`, whose `reason` says why:
   * `RemoteFailure` (`Declined`, `Busy`, `DoNotDisturb`), `Timeout`, `NotFound` (`DestinationNotFound`), …
   * @param first - A message to carry in the invitation. It is logged and delivered when this resolves.
   */
  start(first?: OutgoingText): Promise<void>;
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
   * roster; rejects as `start` does.
   */
  add(uri: string): Promise<void>;
  /**
   * Quits, in any state but that of an invitation to us, which `reject` declines: withdraws an invitation that is pending,
   * whose `start` no longer counts, however it ends. Never rejects.
   */
  leave(): Promise<void>;
}

/** What one session tells the model, in the order in which it happened. */
export interface ChatEvents {
  /** The other side is being asked. */
  ringing(): void;
  /** The network told somebody's name. */
  identified(person: PersonInfo): void;
  /** The two-party chat has become a group conversation (or was one from the start). */
  promoted(uri: string): void;
  /** Everybody else who is in a group conversation now. */
  roster(people: readonly RosterEntry[]): void;
  /** Somebody else's message, or our own from another device. */
  message(message: IncomingText): void;
  /** What the other side takes, or everybody in a group; before the session is up or when it becomes a group. */
  formats(formats: readonly MessageFormat[]): void;
  /** Somebody is writing: for so many seconds, unless it is said again; 0 when they no longer are. */
  typing(from: PersonInfo, seconds: number): void;
  /** `who` has got the message of ours with that id, or seen it, or cannot get it. */
  receipt(id: string, who: PersonInfo, receipt: Receipt): void;
  /**
   * The session is over, other than by our `leave` or `reject`, or by `start` that rejects. Codes: `Terminated` (the
   * other side ended; subcode `RemoteConnectionLost` when it only lost the connection), `Canceled` (the invitation was
   * withdrawn), `Missed` (we did not answer in time), `ConnectedElsewhere` (another device of ours answered), `Ejected`,
   * `Dropped` (the connection is lost for good, or before we answered).
   */
  ended(reason: Reason): void;
}
