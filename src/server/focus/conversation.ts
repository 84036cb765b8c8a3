import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { ALL_TYPES, type IsComposing, type TakenTypes } from '../../sip/body/index.js';
import { NameAddr, SipUri } from '../../sip/codec/index.js';
import type { Store } from '../store/index.js';
import { Attendance } from './attendance.js';
import type { RecordedEvent } from './conversation-event.js';
import { ConversationLog, type LoggedMessage } from './conversation-log.js';
import type { ConversationState } from './conversation-state.js';
import { INFO_PACKAGE } from './info.js';
import { Invitations } from './invitations.js';
import { Knocks } from './knocks.js';
import { Leg, type LegOwner, type Peer, type Rendering } from './leg.js';
import { byeHeaders, Legs } from './legs.js';
import { Lobby } from './lobby.js';
import { passedOn } from './peer.js';
import { Receipts } from './receipts.js';
import { render } from './rendering.js';
import { Roster } from './roster.js';
import { SipError } from './sip-error.js';
import type { Spoken } from './spoken.js';
import { typingPayload } from './typing.js';

export interface ConversationOptions {
  readonly id: string;
  readonly domain: string;
  readonly store: Store;
  /** How long somebody whose connection is lost is still in, in seconds. */
  readonly graceSeconds: number;
  /** Most people in it. */
  readonly maxMembers: number;
  /** Most devices in its lobby. */
  readonly maxLobby: number;
  /** How long somebody may wait in its lobby, in seconds. */
  readonly lobbySeconds: number;
  /** An address with the name that the server knows for it. */
  readonly nameOf: (address: string) => NameAddr;
  readonly onRequest: (conversation: Conversation, leg: Leg, request: IncomingRequest) => void;
  /** Called once, when nobody is in any more. */
  readonly onEnded: (conversation: Conversation) => void;
}

/**
 * A conversation: its log, the state that the log adds up to, and the legs of those who are connected now. Whatever
 * happens is appended first; it takes effect when it is on disk, in log order.
 */
export class Conversation implements LegOwner {
  readonly id: string;
  /** Where its members find it: Contact of every dialog, target of REFER and SUBSCRIBE. */
  readonly uri: SipUri;
  /** The same, without a name. */
  readonly address: NameAddr;
  readonly roster: Roster;
  /** Who is in. */
  readonly attendance: Attendance;
  /** Who is on their way in. */
  readonly invitations = new Invitations();
  /** Who comes by its URI without being in. */
  readonly knocks = new Knocks();
  /** Who waits to be let in. */
  readonly lobby: Lobby;
  readonly #options: ConversationOptions;
  readonly #log: ConversationLog;
  readonly #legs = new Legs();
  readonly #receipts: Receipts;
  #promotion: Promise<unknown> | undefined;
  #closed = false;

  constructor(options: ConversationOptions) {
    this.id = options.id;
    this.uri = SipUri(options.id, options.domain);
    this.address = NameAddr(this.uri);
    this.#options = options;
    this.#log = new ConversationLog(options.id, options.store);
    this.#receipts = new Receipts({ legs: this.#legs, log: this.#log, nameOf: options.nameOf });
    this.attendance = new Attendance({
      conversation: this,
      log: this.#log,
      legs: this.#legs,
      receipts: this.#receipts,
      graceSeconds: options.graceSeconds,
    });
    this.roster = new Roster({
      uri: this.uri,
      state: () => this.state,
      waiting: () => this.lobby.addresses,
      nameOf: options.nameOf,
    });
    this.lobby = new Lobby({
      maxWaiting: options.maxLobby,
      seconds: options.lobbySeconds,
      onChange: (address, waits) => this.roster.lobbyChanged(address, waits),
    });
  }

  get state(): ConversationState {
    return this.#log.state;
  }

  /** Contact of our side of every dialog. RFC 4579 §4.1: `isfocus` says that this is a conference. */
  get contact(): NameAddr {
    return NameAddr(this.uri, '', new Map(this.state.promoted ? [['isfocus', '']] : []));
  }

  /** What INVITEs of a conference and the answers to them say of it: that INFO may change it. RFC 6086 §5.2. */
  get sessionHeaders(): Record<string, string> {
    return this.state.promoted ? { 'Recv-Info': INFO_PACKAGE } : {};
  }

  /** Reads the log back. Those who are in have the grace time to come back. */
  async load(): Promise<void> {
    await this.#log.load();
    for (const address of this.state.members.keys()) this.attendance.watch(address);
  }

  /**
   * Logs events, in one commit, and tells the roster what they change. For those by which somebody comes, goes or speaks,
   * and for the promotion, there are methods of their own.
   * @throws SipError 410 when the conversation has ended.
   */
  async record(...events: readonly RecordedEvent[]): Promise<void> {
    this.checkOpen();
    const append = (event: RecordedEvent) =>
      this.#log.append(event, { applied: (_, before) => this.roster.changed(before, event.by) });
    await Promise.all(events.map(append));
  }

  /** Gives a dialog of `address` its leg. It hears what comes once `join` or `resume` admits it. */
  attach(address: string, dialog: Dialog, peer: Peer): Leg {
    const leg = new Leg({ address, dialog, peer }, this);
    this.#legs.add(leg);
    return leg;
  }

  /** Takes a leg away. Its dialog is the caller's to end. */
  detach(leg: Leg): void {
    this.#legs.delete(leg);
  }

  /** A leg of a member who was away: sends what is logged after `after`, as far as they may read it, then what comes. */
  async resume(leg: Leg, after: number): Promise<void> {
    const member = this.state.members.get(leg.address);
    if (!member) throw new SipError(403, 'Not in this conversation');
    this.attendance.back(leg.address);
    this.#legs.replaceOlder(leg);
    const from = Math.max(after, member.after);
    leg.admit(from);
    try {
      await leg.catchUp(this.#renderedAfter(from, leg));
    } catch (error) {
      this.#legs.delete(leg);
      void leg.dialog.bye(byeHeaders({ cause: 500, text: 'Cannot read the log' }));
      this.onLost(leg);
      throw error;
    }
  }

  /**
   * Logs a message and sends it to every other leg. Resolves when it is on disk; the same message said again is not
   * logged again, and has the first one's position.
   * @param origin - The leg it came by, which gets no echo.
   */
  async say(address: string, spoken: Spoken, origin: Leg): Promise<LoggedMessage> {
    this.checkOpen();
    const event = { type: 'message', at: Date.now(), by: address, ...spoken } as const;
    const { position } = await this.#log.append(event, {
      key: `${address} ${spoken.id}`,
      applied: position => {
        if (spoken.notify !== undefined) this.#receipts.asked(position);
        this.#legs.deliver(this.#render({ position, event }), origin);
      },
    });
    return { position, event };
  }

  /** Tells the others that the member on this leg is writing, or no longer is. Nothing is logged. RFC 3994. */
  relayTyping({ address }: Leg, composing: IsComposing): void {
    this.#legs.tellTyping(address, () => typingPayload(this.#options.nameOf(address), this.address, composing));
  }

  /**
   * Logs that the message at `position`, which has that id, was seen on a device; tells the other devices of the same person,
   * and its sender, if they want to know.
   * @throws SipError 404 when there is no such message that they may read, 403 for one of their own.
   */
  async displayed(leg: Leg, position: number, id: string): Promise<void> {
    this.checkOpen();
    await this.#receipts.displayed(leg, position, id);
  }

  /** The same of somebody who has read the log, whether they are in or not. The message is one that they may read, and not theirs. */
  async seen(who: string, message: LoggedMessage): Promise<void> {
    await this.#receipts.seen(who, message);
  }

  /** What `address` may send, in the words of their session: in a two-party chat what the other side takes, and notices to us. */
  typesFor(address: string): TakenTypes {
    const types = this.state.promoted ? undefined : this.#legs.typesOfOther(address);
    return types ? passedOn(types) : ALL_TYPES;
  }

  onAnswer(leg: Leg, message: LoggedMessage, taken: boolean): void {
    this.#receipts.answered(leg.address, message, taken);
  }

  /** Makes it a conference, once. The running dialogs are told by re-INVITE. RFC 4579 §4.2. */
  async promote(by: string): Promise<void> {
    if (this.state.promoted) return;
    this.#promotion ??= this.#log
      .append(
        { type: 'promoted', at: Date.now(), by },
        { applied: () => this.#legs.promote(this.contact, this.sessionHeaders) },
      )
      .finally(() => (this.#promotion = undefined));
    await this.#promotion;
  }

  /** Ends it for everybody. They are told even when it cannot be logged. */
  async end(cause = 200): Promise<void> {
    if (this.#closed || this.state.ended) return;
    this.#release();
    this.roster.close();
    this.lobby.close();
    try {
      await this.#log.append({ type: 'ended', at: Date.now() });
    } finally {
      this.#legs.hangUp({ cause, text: cause === 200 ? 'Ended' : 'Connection lost' });
      this.#options.onEnded(this);
    }
  }

  /** Lets go of everything that waits, without a word to anybody. */
  close(): void {
    this.#release();
    this.roster.forget();
    this.lobby.forget();
  }

  onRequest(leg: Leg, request: IncomingRequest): void {
    this.#options.onRequest(this, leg, request);
  }

  onLost(leg: Leg): void {
    this.#legs.delete(leg);
    // A device that is connected and does not answer would stay deaf: without its connection it comes back.
    if (!leg.dialog.flow.closed) leg.dialog.flow.transport.close('no answer in a session');
    if (!this.answered) this.end(480).catch(report);
    else this.attendance.watch(leg.address);
  }

  /**
   * Is `address` in? What somebody sends right behind their acceptance may be here before it has been taken, so the
   * question waits until they are in or not.
   */
  async includes(address: string): Promise<boolean> {
    await this.invitations.settled(address);
    return this.state.members.has(address);
  }

  /** Has it ended, or is it about to? Where nobody is in it has, even if that could not be logged. */
  get over(): boolean {
    const { position, members } = this.state;
    return this.#closed || (position > 0 && members.size === 0);
  }

  /** Has the other side of the two-party chat ever come in? */
  get answered(): boolean {
    return this.state.promoted || this.state.members.size > 1;
  }

  /** Are as many in, or on their way in, as may be? */
  get full(): boolean {
    return this.state.members.size + this.invitations.size >= this.#options.maxMembers;
  }

  /** @throws SipError 410 when it has ended, or is about to. */
  checkOpen(): void {
    if (this.over) throw new SipError(410, 'The conversation has ended');
  }

  #release(): void {
    this.#closed = true;
    this.invitations.close();
    this.attendance.close();
  }

  async *#renderedAfter(position: number, leg: Leg): AsyncGenerator<Rendering> {
    for await (const message of this.#receipts.missed(leg, position)) yield this.#render(message);
  }

  #render(message: LoggedMessage): Rendering {
    return render(message, this.#options.nameOf(message.event.by), this.address);
  }
}

function report(error: unknown): void {
  console.error(error);
}
