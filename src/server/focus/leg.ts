import { type Dialog, type IncomingRequest, InviteQueue } from '../../sip/agent/index.js';
import { COMPOSING_TYPE, takesWrapped, type TakenTypes } from '../../sip/body/index.js';
import type { NameAddr, Payload, SipResponse } from '../../sip/codec/index.js';
import { RequestMeter } from '../request-meter.js';
import type { LoggedMessage } from './conversation-log.js';

/** How much history may be on its way to a peer that has not answered yet, in bytes: well under what a slow reader may have waiting. */
const MAX_UNANSWERED = 262_144;

/** How much one device may tell beside messages in one second, as an average over ten. */
const NOTICES_PER_SECOND = 5;

/** What surrounds a message's content on the wire, about, in bytes. */
const MESSAGE_OVERHEAD = 1024;

/** The texts of one logged message, each made when the first leg asks for it, then shared by all legs. */
export interface Rendering {
  readonly message: LoggedMessage;
  readonly asCpim: Payload;
  readonly asText: Payload;
}

/** What a leg asks of its conversation. */
export interface LegOwner {
  onRequest(leg: Leg, request: IncomingRequest): void;
  /** The dialog is gone without a BYE: the connection closed, or the peer knows it no more. */
  onLost(leg: Leg): void;
  /** The peer has taken a message that asks for notifications, or refused it. Not called when it was lost over that. */
  onAnswer(leg: Leg, message: LoggedMessage, taken: boolean): void;
}

/** What a device told of itself when its dialog was made. */
export interface Peer {
  readonly instance: string;
  readonly types: TakenTypes;
}

export interface LegOptions {
  readonly address: string;
  readonly dialog: Dialog;
  readonly peer: Peer;
}

/**
 * One device of one member: an INVITE dialog in which messages go both ways. It sends each message that has a greater
 * position than the last one it sent, so that a message is never sent twice, nor after a later one.
 */
export class Leg {
  readonly address: string;
  readonly dialog: Dialog;
  /** The device's own id, `+sip.instance` of RFC 5626 §4.1; `''` when it told none. */
  readonly instance: string;
  readonly #invites: InviteQueue;
  /** What the device takes. */
  readonly types: TakenTypes;
  readonly #owner: LegOwner;
  readonly #takesCpim: boolean;
  /** Nothing with this position or a smaller one is sent: nothing at all before `admit`. */
  #last = Infinity;
  /** Live messages that wait while history is being sent; `undefined` when none is. */
  #waiting: Rendering[] | undefined;
  /** Whose writing it was told of, and has not answered yet. */
  #unanswered: Set<string> | undefined;
  #notices: RequestMeter | undefined;

  constructor(options: LegOptions, owner: LegOwner) {
    const { address, dialog, peer } = options;
    this.address = address;
    this.dialog = dialog;
    this.instance = peer.instance;
    this.#invites = new InviteQueue(dialog);
    this.types = peer.types;
    this.#owner = owner;
    this.#takesCpim = peer.types.plain.includes('message/cpim') || peer.types.plain.includes('*');
    dialog.onRequest = request => owner.onRequest(this, request);
    dialog.onLost = () => owner.onLost(this);
  }

  /** Has it been admitted? */
  get admitted(): boolean {
    return this.#last !== Infinity;
  }

  /** Is history being sent? */
  get catchesUp(): boolean {
    return this.#waiting !== undefined;
  }

  /** From now on what has a position greater than `after` is sent. */
  admit(after: number): void {
    this.#last = after;
  }

  /** Sends a live message, or lets it wait until history has been sent. */
  deliver(rendering: Rendering): void {
    if (this.#waiting) this.#waiting.push(rendering);
    else void this.#send(rendering);
  }

  /**
   * Sends logged messages, then the live ones that came meanwhile, no faster than the peer answers.
   * @throws What reading the history threw. Then live messages go on waiting, as they may not overtake: end the leg.
   */
  async catchUp(history: AsyncIterable<Rendering>): Promise<void> {
    const waiting: Rendering[] = (this.#waiting = []);
    let unanswered = 0;
    const send = async (rendering: Rendering): Promise<void> => {
      const answer = this.#send(rendering);
      unanswered += rendering.message.event.content.length + MESSAGE_OVERHEAD;
      if (unanswered < MAX_UNANSWERED) return;
      await answer; // the peer has read everything before it too
      unanswered = 0;
    };
    for await (const rendering of history) {
      if (this.dialog.ended) return;
      await send(rendering);
    }
    for (let next = waiting.shift(); next; next = waiting.shift()) await send(next);
    this.#waiting = undefined;
  }

  /** Tells the peer that the conversation is a conference now: re-INVITE with the new Contact. RFC 4579 §4.2. */
  async promote(contact: NameAddr, offer: Payload): Promise<void> {
    this.dialog.contact = contact;
    // A peer that refuses the re-INVITE goes on as it was (RFC 3261 §14.1); one that is gone is told by `onLost`.
    await this.#invites.request(offer);
  }

  /** Whether the device may tell one more thing now beside messages. */
  mayNotify(): boolean {
    this.#notices ??= new RequestMeter(NOTICES_PER_SECOND, performance.now());
    return this.#notices.take(performance.now());
  }

  /** Tells what is no message, if the device takes that type, and whether or not it answers. */
  tell(type: string, payload: () => Payload): void {
    if (this.admitted && takesWrapped(this.types, type)) void this.dialog.request('MESSAGE', payload());
  }

  /**
   * Tells that `who` is writing, or no longer is: not while history is being sent, nor before the device has answered what
   * it was told of them before. So a slow reader has little of this waiting.
   */
  tellTyping(who: string, payload: () => Payload): void {
    if (this.#waiting || !this.admitted || !takesWrapped(this.types, COMPOSING_TYPE)) return;
    const unanswered = (this.#unanswered ??= new Set());
    if (unanswered.has(who)) return;
    unanswered.add(who);
    void this.dialog.request('MESSAGE', payload()).then(() => unanswered.delete(who));
  }

  /** A peer that is gone is told by `onLost`, one that refuses a message has it in the log. */
  #send(rendering: Rendering): Promise<unknown> | undefined {
    const { position } = rendering.message;
    if (position <= this.#last || this.dialog.ended) return undefined;
    this.#last = position;
    const answer = this.dialog.request('MESSAGE', this.#takesCpim ? rendering.asCpim : rendering.asText);
    return rendering.message.event.notify === undefined ? answer : this.#watch(rendering.message, answer);
  }

  async #watch(message: LoggedMessage, answer: Promise<SipResponse>): Promise<void> {
    const { status } = await answer;
    const { dialog } = this;
    if (status < 300) this.#owner.onAnswer(this, message, true);
    else if (!dialog.ended && !dialog.flow.closed) this.#owner.onAnswer(this, message, false);
  }
}
