import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { formatSessionOffer } from '../../sip/body/index.js';
import { formatPayload, formatReason, NameAddr, SipUri, type Payload } from '../../sip/codec/index.js';
import type { Store } from '../store/index.js';
import type { AddOutcome } from './adding.js';
import { ConversationLog, type LoggedMessage } from './conversation-log.js';
import type { ConversationState } from './conversation-state.js';
import { Leg, type LegOwner, type Peer, type Rendering } from './leg.js';
import type { Ringing } from './ringing.js';
import { Roster } from './roster.js';
import { SipError } from './sip-error.js';
import { formatSpoken, spokenPayload, type Spoken } from './spoken.js';

export interface ConversationOptions {
  readonly id: string;
  readonly domain: string;
  readonly store: Store;
  /** How long somebody whose connection is lost is still in, in seconds. */
  readonly graceSeconds: number;
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
  readonly #options: ConversationOptions;
  readonly #log: ConversationLog;
  readonly #legs = new Set<Leg>();
  readonly #ringing = new Set<Ringing>();
  /** Whose `joined` is being logged. */
  readonly #joining = new Set<string>();
  /** Who is being added now, by address. */
  readonly #adding = new Map<string, Promise<AddOutcome>>();
  /** Members with no leg, and what ends their grace time. */
  readonly #away = new Map<string, NodeJS.Timeout>();
  #promotion: Promise<unknown> | undefined;
  #closed = false;

  constructor(options: ConversationOptions) {
    this.id = options.id;
    this.uri = SipUri(options.id, options.domain);
    this.address = NameAddr(this.uri);
    this.#options = options;
    this.#log = new ConversationLog(options.id, options.store);
    this.roster = new Roster(this.uri, () => this.state, options.nameOf);
  }

  get state(): ConversationState {
    return this.#log.state;
  }

  /** Contact of our side of every dialog. RFC 4579 §4.1: `isfocus` says that this is a conference. */
  get contact(): NameAddr {
    return NameAddr(this.uri, '', new Map(this.state.promoted ? [['isfocus', '']] : []));
  }

  /** Reads the log back. Those who are in have the grace time to come back. */
  async load(): Promise<void> {
    await this.#log.load();
    for (const address of this.state.members.keys()) this.#watch(address);
  }

  /** The first event: `by` asks `to` into a two-party chat. */
  async start(by: string, to: string): Promise<void> {
    await this.#log.append({ type: 'started', at: Date.now(), by, to });
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

  /**
   * Logs that `address` has come in, and admits `legs` to what comes after.
   * @param after - What they may read of what was before; without it nothing.
   */
  async join(address: string, legs: readonly Leg[], after?: number): Promise<number> {
    const event = { type: 'joined', at: Date.now(), who: address, ...(after === undefined ? {} : { after }) } as const;
    this.#joining.add(address);
    const applied = (position: number): void => {
      for (const leg of legs) leg.admit(position);
      this.roster.joined(address);
      for (const leg of legs) this.#watch(leg.address); // who was lost meanwhile
    };
    try {
      return (await this.#log.append(event, { applied })).position;
    } finally {
      this.#joining.delete(address);
    }
  }

  /** May what comes by this leg be said here? Not before the chat is up, nor after its member has left. */
  maySpeak(leg: Leg): boolean {
    return this.#joining.has(leg.address) || (leg.admitted && this.state.members.has(leg.address));
  }

  /** A leg of a member who was away: sends what is logged after `after`, as far as they may read it, then what comes. */
  async resume(leg: Leg, after: number): Promise<void> {
    const member = this.state.members.get(leg.address);
    if (!member) throw new SipError(403, 'Not in this conversation');
    this.#clearWatch(leg.address);
    this.#replaceOlder(leg);
    const from = Math.max(after, member.after);
    leg.admit(from);
    try {
      await leg.catchUp(this.#renderedAfter(from));
    } catch (error) {
      this.#legs.delete(leg);
      void leg.dialog.bye(byeReason(500, 'Cannot read the log'));
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
    if (this.#closed) throw new SipError(410, 'The conversation has ended');
    const event = { type: 'message', at: Date.now(), by: address, ...spoken } as const;
    const { position } = await this.#log.append(event, {
      key: `${address} ${spoken.id}`,
      applied: position => this.#deliver({ position, event }, origin),
    });
    return { position, event };
  }

  /** Keeps a question while it is open, so that it is withdrawn when the conversation ends. Call the result after it. */
  hold(ringing: Ringing): () => void {
    if (this.#closed) ringing.cancel();
    this.#ringing.add(ringing);
    return () => this.#ringing.delete(ringing);
  }

  /** Runs `add`, which asks `who` in, unless they are being asked already: then its outcome serves both. */
  addOnce(who: string, add: () => Promise<AddOutcome>): Promise<AddOutcome> {
    const running = this.#adding.get(who);
    if (running) return running;
    const adding = add().finally(() => this.#adding.delete(who));
    this.#adding.set(who, adding);
    return adding;
  }

  /** Logs that `by` asked `who` in. */
  async invited(by: string, who: string): Promise<void> {
    await this.#log.append({ type: 'invited', at: Date.now(), by, who });
  }

  /** Makes it a conference, once. The running dialogs are told by re-INVITE. RFC 4579 §4.2. */
  async promote(by: string): Promise<void> {
    if (this.state.promoted) return;
    this.#promotion ??= this.#log
      .append(
        { type: 'promoted', at: Date.now(), by },
        { applied: () => this.#legs.forEach(leg => void leg.promote(this.contact, OFFER_PAYLOAD)) },
      )
      .finally(() => (this.#promotion = undefined));
    await this.#promotion;
  }

  /** Logs that `address` has left, which ends a two-party chat. Their legs are gone at once. */
  async leave(address: string, cause = 200): Promise<void> {
    this.#clearWatch(address);
    this.#hangUp(address);
    if (!(await this.includes(address))) return;
    if (!this.state.promoted) return this.end(cause);
    const applied = (): void => {
      this.#hangUp(address); // a leg that came back before this was on disk
      this.roster.left(address);
    };
    try {
      await this.#log.append({ type: 'left', at: Date.now(), who: address }, { applied });
    } catch (error) {
      this.#watch(address); // tried again when the grace time is over
      throw error;
    }
    if (this.state.members.size === 0) await this.end(cause);
  }

  /** Ends it for everybody. They are told even when it cannot be logged. */
  async end(cause = 200): Promise<void> {
    if (this.state.ended || this.#closed) return;
    this.#release();
    this.roster.close();
    try {
      await this.#log.append({ type: 'ended', at: Date.now() });
    } finally {
      for (const leg of this.#legs) void leg.dialog.bye(byeReason(cause, cause === 200 ? 'Ended' : 'Connection lost'));
      this.#legs.clear();
      this.#options.onEnded(this);
    }
  }

  /** Lets go of everything that waits, without a word to anybody. */
  close(): void {
    this.#release();
    this.roster.forget();
  }

  onRequest(leg: Leg, request: IncomingRequest): void {
    this.#options.onRequest(this, leg, request);
  }

  onLost(leg: Leg): void {
    this.#legs.delete(leg);
    // A device that is connected and does not answer would stay deaf: without its connection it comes back.
    if (!leg.dialog.flow.closed) leg.dialog.flow.transport.close('no answer in a session');
    if (!this.answered) this.end(480).catch(error => console.error(error));
    else if (this.state.members.has(leg.address)) this.#watch(leg.address);
  }

  /**
   * Is `address` in? What somebody sends right behind their acceptance may be here before it has been taken, so the
   * question waits until they are in or not.
   */
  async includes(address: string): Promise<boolean> {
    await this.#adding.get(address)?.catch(() => {}); // whoever adds them is told
    return this.state.members.has(address);
  }

  /** Has the other side of the two-party chat ever come in? */
  get answered(): boolean {
    return this.state.promoted || this.state.members.size > 1;
  }

  /** How many are in or being asked in. */
  get size(): number {
    return this.state.members.size + this.#adding.size;
  }

  #release(): void {
    this.#closed = true;
    for (const ringing of this.#ringing) ringing.cancel();
    for (const address of [...this.#away.keys()]) this.#clearWatch(address);
  }

  /** Takes away all legs of `address`. */
  #hangUp(address: string): void {
    for (const leg of this.#legs) {
      if (leg.address !== address) continue;
      this.#legs.delete(leg);
      if (!leg.dialog.ended) void leg.dialog.bye(byeReason(200, 'Left'));
    }
  }

  /** A device that comes back has one leg, and so has a connection of one person: earlier ones end without a word. */
  #replaceOlder(leg: Leg): void {
    for (const other of this.#legs) {
      if (other === leg || other.address !== leg.address) continue;
      const sameDevice = leg.instance !== '' && other.instance === leg.instance;
      if (!sameDevice && other.dialog.flow !== leg.dialog.flow) continue;
      this.detach(other);
      other.dialog.end();
    }
  }

  #deliver(message: LoggedMessage, origin: Leg): void {
    const rendering = this.#render(message);
    for (const leg of this.#legs) if (leg !== origin) leg.deliver(rendering);
  }

  async *#renderedAfter(position: number): AsyncGenerator<Rendering> {
    for await (const message of this.#log.messagesAfter(position)) yield this.#render(message);
  }

  #render(message: LoggedMessage): Rendering {
    const { address } = this;
    const { nameOf } = this.#options;
    let asCpim: Payload | undefined;
    let asText: Payload | undefined;
    return {
      message,
      get asCpim() {
        return (asCpim ??= spokenPayload(message, formatSpoken(message, nameOf(message.event.by), address)));
      },
      get asText() {
        return (asText ??= spokenPayload(message, undefined));
      },
    };
  }

  /** Somebody without a leg has the grace time to come back. */
  #watch(address: string): void {
    if (this.#closed || this.#away.has(address) || this.#hasLeg(address)) return;
    const gone = () => {
      this.#away.delete(address);
      this.leave(address, 480).catch(error => console.error(error));
    };
    this.#away.set(address, setTimeout(gone, this.#options.graceSeconds * 1000));
  }

  #hasLeg(address: string): boolean {
    return [...this.#legs].some(leg => leg.address === address);
  }

  #clearWatch(address: string): void {
    clearTimeout(this.#away.get(address));
    this.#away.delete(address);
  }
}

/** What our re-INVITEs carry. */
const OFFER_PAYLOAD = formatPayload(formatSessionOffer());

function byeReason(cause: number, text: string): Record<string, string> {
  return { Reason: formatReason({ protocol: 'SIP', cause, text }) };
}
