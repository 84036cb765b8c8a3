import { type Dialog, type IncomingRequest, InviteQueue } from '../../sip/agent/index.js';
import type { TakenTypes } from '../../sip/body/index.js';
import type { NameAddr, Payload } from '../../sip/codec/index.js';
import type { LoggedMessage } from './conversation-log.js';

/** How much history may be on its way to a peer that has not answered yet, in bytes: well under what a slow reader may have waiting. */
const MAX_UNANSWERED = 262_144;

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
  readonly #takesCpim: boolean;
  /** Nothing with this position or a smaller one is sent: nothing at all before `admit`. */
  #last = Infinity;
  /** Live messages that wait while history is being sent; `undefined` when none is. */
  #waiting: Rendering[] | undefined;

  constructor(options: LegOptions, owner: LegOwner) {
    const { address, dialog, peer } = options;
    this.address = address;
    this.dialog = dialog;
    this.instance = peer.instance;
    this.#invites = new InviteQueue(dialog);
    this.#takesCpim = peer.types.plain.includes('message/cpim') || peer.types.plain.includes('*');
    dialog.onRequest = request => owner.onRequest(this, request);
    dialog.onLost = () => owner.onLost(this);
  }

  /** Has it been admitted? */
  get admitted(): boolean {
    return this.#last !== Infinity;
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

  /** Nothing to do with the answer: a peer that is gone is told by `onLost`, one that refuses a message has it in the log. */
  #send(rendering: Rendering): Promise<unknown> | undefined {
    const { position } = rendering.message;
    if (position <= this.#last || this.dialog.ended) return undefined;
    this.#last = position;
    return this.dialog.request('MESSAGE', this.#takesCpim ? rendering.asCpim : rendering.asText);
  }
}
