import { formatCpim, formatImdn, IMDN_TYPE } from '../../sip/body/index.js';
import { formatPayload, randomToken, type NameAddr, type Payload } from '../../sip/codec/index.js';
import type { ConversationEvent, ReadEvent } from './conversation-event.js';
import type { ConversationLog, LoggedMessage } from './conversation-log.js';
import type { ConversationState } from './conversation-state.js';
import type { Leg } from './leg.js';
import type { Legs } from './legs.js';
import { SipError } from './sip-error.js';

export interface ReceiptsOptions {
  readonly legs: Legs;
  readonly log: ConversationLog;
  /** An address with the name that the server knows for it. */
  readonly nameOf: (address: string) => NameAddr;
}

/** The message that a notification is about. */
export interface NotifiedMessage {
  readonly by: string;
  readonly id: string;
}

/** In a conversation of more people nobody is told who has got a message or seen it, only whom it has not reached. */
const MOST_MEMBERS = 21;

/** Which wish of the sender each status answers. RFC 5438 §6.4. */
const WISHES = { delivered: 'positive-delivery', failed: 'negative-delivery', displayed: 'display' } as const;

type ToldStatus = keyof typeof WISHES;

/**
 * Tells the senders of messages, as far as they have asked for it, what has become of them: one notification for each
 * recipient, to all devices of the sender that take such. RFC 5438. What a sender misses while they are away is not kept,
 * but for what others have seen, which is in the log.
 */
export class Receipts {
  readonly #options: ReceiptsOptions;
  /** By recipient, the last message asking for a notification that a device of theirs has taken. */
  readonly #taken = new Map<string, number>();
  /** By recipient and sender, the last message that was told to have been seen. */
  readonly #seen = new Map<string, number>();
  /** Between which positions there are messages that ask for notifications, as far as they were sent since we began. */
  #first = Infinity;
  #last = 0;

  constructor(options: ReceiptsOptions) {
    this.#options = options;
  }

  /** A message that asks for notifications is being sent to everybody. */
  asked(position: number): void {
    this.#first = Math.min(this.#first, position);
    this.#last = position;
  }

  /**
   * A device of `recipient` has answered a message that asks for notifications. What one device has taken, another may refuse.
   */
  answered(recipient: string, message: LoggedMessage, taken: boolean): void {
    const { position } = message;
    if (recipient === message.event.by || position <= this.#takenBy(recipient)) return;
    if (taken) this.#taken.set(recipient, position);
    this.#tell(message, recipient, taken ? 'delivered' : 'failed');
  }

  /** `recipient` does not come back: what they have not got has failed. */
  async gone(recipient: string): Promise<void> {
    const { log } = this.#options;
    const joined = log.state.members.get(recipient)?.after ?? Infinity;
    const from = Math.max(this.#takenBy(recipient), joined, this.#first - 1);
    if (from >= this.#last) return;
    for await (const message of log.messagesAfter(from)) {
      if (message.event.by !== recipient) this.#tell(message, recipient, 'failed');
    }
  }

  /**
   * Logs that somebody has seen the message at `position`, which has that id, and all before it; tells their other devices,
   * and its sender, if they want to know.
   * @param leg - The device that has shown it.
   * @throws SipError 404 when there is no such message that they may read, 403 for one of their own.
   */
  async displayed(leg: Leg, position: number, id: string): Promise<void> {
    const { log } = this.#options;
    const who = leg.address;
    const member = log.state.members.get(who);
    const theirs = member && position > member.after && position <= log.state.position;
    const message = theirs ? await log.messageAt(position) : undefined;
    if (message?.event.id !== id) throw new SipError(404, 'No such message');
    if (message.event.by === who) throw new SipError(403, 'Not a message of somebody else');
    await this.seen(who, message, leg);
  }

  /**
   * The same of a message that they may read and is not theirs.
   * @param leg - The device that has shown it, if it was one that is in.
   */
  async seen(who: string, message: LoggedMessage, leg?: Leg): Promise<void> {
    const { log, legs } = this.#options;
    if (message.position > (log.state.read.get(who) ?? 0)) {
      await log.append(readEvent(who, message, log.state));
      legs.tell(who, () => this.#formatOf(message, who, 'displayed'), leg);
    }
    this.#seenBy(who, message);
  }

  /** The messages after `position`, for a device that was away; at their end it is told who has seen what its owner said. */
  async *missed(leg: Leg, position: number): AsyncGenerator<LoggedMessage> {
    /** By who has seen messages of the device's owner, the last of them. */
    const seen = new Map<string, ReadEvent & NotifiedMessage>();
    const note = (event: ConversationEvent): void => {
      if (isReadOf(event, leg.address)) seen.set(event.who, event);
    };
    yield* this.#options.log.messagesAfter(position, note);
    for (const event of seen.values()) {
      leg.tell(IMDN_TYPE, () => this.#format(event, event.upTo, undefined, event.who, 'displayed'));
    }
  }

  #seenBy(reader: string, message: LoggedMessage): void {
    const key = `${reader} ${message.event.by}`;
    if (message.position <= (this.#seen.get(key) ?? 0)) return;
    this.#seen.set(key, message.position);
    this.#tell(message, reader, 'displayed');
  }

  /** What somebody has seen they have got: that much is known after a restart too. */
  #takenBy(recipient: string): number {
    return Math.max(this.#taken.get(recipient) ?? 0, this.#options.log.state.read.get(recipient) ?? 0);
  }

  #tell(message: LoggedMessage, recipient: string, status: ToldStatus): void {
    if (!isWanted(message, status, this.#options.log.state)) return;
    this.#options.legs.tell(message.event.by, () => this.#formatOf(message, recipient, status));
  }

  #formatOf({ position, event }: LoggedMessage, recipient: string, status: ToldStatus): Payload {
    return this.#format(event, position, new Date(event.at), recipient, status);
  }

  /** @param dateTime - Of the message, where it is known. */
  #format(
    { by, id }: NotifiedMessage,
    position: number,
    dateTime: Date | undefined,
    recipient: string,
    status: ToldStatus,
  ): Payload {
    const { nameOf } = this.#options;
    const kind = status === 'displayed' ? 'display' : 'delivery';
    const said = { dateTime: new Date(), messageId: randomToken(), contentType: IMDN_TYPE };
    const content = formatImdn({ messageId: id, dateTime, recipient, kind, status });
    const body = formatCpim({ from: nameOf(recipient), to: nameOf(by), ...said, content });
    return formatPayload({ headers: { 'History-Position': String(position) }, contentType: 'message/cpim', body });
  }
}

/** That somebody has seen a message, and all before it. */
export function readEvent(who: string, message: LoggedMessage, state: ConversationState): ReadEvent {
  const { by, id } = message.event;
  const of = isWanted(message, 'displayed', state) ? { by, id } : {};
  return { type: 'read', at: Date.now(), who, upTo: message.position, ...of };
}

/** Whether the sender of a message is to be told that. */
function isWanted({ event }: LoggedMessage, status: ToldStatus, { members }: ConversationState): boolean {
  return (event.notify ?? '').includes(WISHES[status]) && (status === 'failed' || members.size <= MOST_MEMBERS);
}

/** Whether somebody has seen a message of `sender`, who wants to know. */
function isReadOf(event: ConversationEvent, sender: string): event is ReadEvent & NotifiedMessage {
  return event.type === 'read' && event.by === sender;
}
