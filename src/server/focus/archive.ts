import { formatUri, type NameAddr, SipUri } from '../../sip/codec/index.js';
import type { Store } from '../store/index.js';
import { Turns } from '../turns.js';
import type { MessageEvent } from './conversation-event.js';
import type { LoggedMessage } from './conversation-log.js';
import type { Conversation } from './conversation.js';
import { Past, type PastEvent } from './past.js';
import { readEvent } from './receipts.js';
import { SipError } from './sip-error.js';

export interface ArchiveOptions {
  readonly store: Store;
  readonly domain: string;
  /** An address with the name that the server knows for it. */
  readonly nameOf: (address: string) => NameAddr;
  /** The conversation of that id, if somebody is in it now. */
  readonly live: (id: string) => Promise<Pick<Conversation, 'seen'> | undefined>;
}

/** What a question says. Nobody has looked into it. */
export type Question = Readonly<Record<string, unknown>>;

/** The names of people, by their addresses; those without a name are left out. */
type Names = Readonly<Record<string, string>>;

/** One conversation of somebody's. */
export interface ArchivedConversation {
  readonly uri: string;
  readonly group: boolean;
  readonly topic: string;
  readonly creator: string;
  /** False of a chat of two into which the other side has never come. */
  readonly answered: boolean;
  /** The others who were in when the one who asks was in last. */
  readonly people: readonly string[];
  /** When the last message came that they may read, in milliseconds since 1970. */
  readonly at: number;
  /** How many messages of others there are that they have not read: {@link MAX_UNREAD} at most. */
  readonly unread: number;
  /** The position up to which they have read. */
  readonly read: number;
}

export interface ConversationsPage {
  /** The one in which something happened last first. */
  readonly conversations: readonly ArchivedConversation[];
  readonly names: Names;
  /** What to give as `before` for those that come next; none after the last. */
  readonly next?: number;
}

export interface HistoryPage {
  /** Oldest first: events as they were logged, each with its `position`. */
  readonly events: readonly Question[];
  readonly names: Names;
  /** What to give as `before` for the page before this one; none before the first. */
  readonly next?: number;
}

/** What is counted of what is unread. */
export const MAX_UNREAD = 99;

/** How many events one question may have looked through; the answer is then shorter, and the next one goes on. */
const MAX_LOOKED_THROUGH = 2000;

/** How many conversations one question may have looked at. */
const MAX_LOOKED_AT = 100;

/** About how much one answer may hold, in characters of its events. One event is always there, however long. */
const MAX_LENGTH = 65_536;

/** How many logs are kept in memory as what they add up to. */
const MAX_PASTS = 500;

/** What stands in a page of history. */
const TOLD = new Set(['message', 'joined', 'left', 'removed', 'topic', 'role']);

/** Answers what people ask about their own conversations of the past: which there are, and what they may read of them. */
export class Archive {
  readonly #options: ArchiveOptions;
  /** The one asked for last at the end. */
  readonly #pasts = new Map<string, Promise<Past>>();

  constructor(options: ArchiveOptions) {
    this.#options = options;
  }

  /**
   * A page of the conversations that somebody was or is in, and in which something was said that they may read.
   * @throws SipError 400 for `count` or `before` that are no numbers.
   */
  async conversations(by: string, question: Question): Promise<ConversationsPage> {
    const count = readCount(question);
    const before = readBefore(question);
    const memberships = await this.#options.store.memberships(by, before, MAX_LOOKED_AT);
    const conversations: ArchivedConversation[] = [];
    const turns = new Turns();
    let next = memberships.length === MAX_LOOKED_AT ? memberships.at(-1)?.active : undefined;
    let length = 0;
    for (const [index, { conversation, active }] of memberships.entries()) {
      await turns.next();
      const found = await this.#describe(conversation, by);
      if (found) conversations.push(found);
      length += found ? JSON.stringify(found).length : 0;
      if (conversations.length < count && length < MAX_LENGTH) continue;
      if (index < memberships.length - 1) next = active;
      break;
    }
    const people = conversations.flatMap(({ creator, people }) => [creator, ...people]);
    return { conversations, names: this.#namesOf(people), ...(next !== undefined && { next }) };
  }

  /**
   * A page of what somebody may read of a conversation, the newest first. `read` says up to which position they have read.
   * @throws SipError 404 for a conversation that there is not, 403 for a stranger, 400 for `count`, `before` or `read`
   * that are no numbers.
   */
  async history(id: string, by: string, question: Question): Promise<HistoryPage> {
    const count = readCount(question);
    const before = readBefore(question);
    const past = await this.#past(id);
    if (past.state.position === 0) throw new SipError(404, 'No such conversation');
    if (past.rangesOf(by).length === 0) throw new SipError(403, 'Not in this conversation');
    await this.#markRead(id, by, question, past);
    const events: Question[] = [];
    let next: number | undefined;
    let [length, looked] = [0, 0];
    for await (const { position, event } of past.backwards(by, before)) {
      const size = JSON.stringify(event).length;
      const full = events.length >= count || (length > 0 && length + size > MAX_LENGTH);
      if (full || ++looked > MAX_LOOKED_THROUGH) {
        next = position + 1;
        break;
      }
      if (!isTold(event, past.isGroup(position))) continue;
      length += size;
      events.push({ ...event, position });
    }
    events.reverse();
    const people = events.flatMap(({ by, who }) => [by, who]);
    return { events, names: this.#namesOf(people), ...(next !== undefined && { next }) };
  }

  /** Logs what somebody has read, if that is more than before; of each sender the last message, so that they can be told. */
  async #markRead(id: string, who: string, { read = 0 }: Question, past: Past): Promise<void> {
    if (typeof read !== 'number' || !(read >= 0)) throw new SipError(400, 'read is no position');
    const messages = await lastOfEach(past, who, Math.floor(read));
    if (messages.length === 0) return;
    const live = await this.#options.live(id);
    for (const message of messages) {
      if (live) await live.seen(who, message);
      else await this.#options.store.append(id, JSON.stringify(readEvent(who, message, past.state)));
    }
  }

  async #describe(id: string, by: string): Promise<ArchivedConversation | undefined> {
    const past = await this.#past(id);
    const { upTo = 0 } = past.rangesOf(by).at(-1) ?? {};
    if (past.rings) return undefined;
    const read = past.readBy(by);
    let [unread, looked] = [0, 0];
    let at: unknown;
    for await (const { position, event } of past.backwards(by, Infinity)) {
      if (++looked > MAX_LOOKED_THROUGH || unread === MAX_UNREAD) break;
      if (at !== undefined && position <= read) break;
      if (event.type !== 'message') continue;
      at ??= event.at;
      if (event.by !== by && position > read) unread++;
    }
    if (typeof at !== 'number') return undefined;
    const uri = formatUri(SipUri(id, this.#options.domain));
    const { creator } = past.state;
    const people = past.othersOf(by);
    const group = past.isGroup(upTo);
    const answered = group || people.some(other => past.rangesOf(other).length > 0);
    return { uri, group, topic: past.topicAt(upTo), creator, answered, people, at, unread, read };
  }

  /** What a log adds up to now. Several who ask at once have it read once. */
  #past(id: string): Promise<Past> {
    const known = this.#pasts.get(id) ?? Promise.resolve(new Past(id, this.#options.store));
    const past = known.then(past => past.catchUp());
    this.#pasts.delete(id);
    this.#pasts.set(id, past);
    past.then(
      // Made-up ids cost no memory.
      ({ state }) => state.position === 0 && this.#pasts.delete(id),
      () => this.#pasts.delete(id),
    );
    for (const oldest of this.#pasts.keys()) {
      if (this.#pasts.size <= MAX_PASTS) break;
      this.#pasts.delete(oldest);
    }
    return past;
  }

  #namesOf(people: readonly unknown[]): Names {
    const names = new Map<string, string>();
    for (const address of people) {
      const name = typeof address === 'string' && this.#options.nameOf(address).displayName;
      if (name) names.set(address as string, name);
    }
    return Object.fromEntries(names);
  }
}

/** Of each other person the last message up to a position that somebody has not read yet, in the order of the log. */
async function lastOfEach(past: Past, who: string, upTo: number): Promise<readonly LoggedMessage[]> {
  const last = new Map<string, LoggedMessage>();
  const read = past.readBy(who);
  if (upTo <= read) return [];
  let looked = 0;
  for await (const { position, event } of past.backwards(who, upTo + 1)) {
    if (position <= read || ++looked > MAX_LOOKED_THROUGH) break;
    if (isMessage(event) && event.by !== who && !last.has(event.by)) last.set(event.by, { position, event });
  }
  return [...last.values()].reverse();
}

function isMessage(event: PastEvent['event']): event is PastEvent['event'] & MessageEvent {
  return event.type === 'message';
}

/** Coming and going is told of groups only. */
function isTold({ type }: PastEvent['event'], group: boolean): boolean {
  return TOLD.has(type) && (group || type === 'message');
}

/** @throws SipError 400. */
function readCount({ count = 20 }: Question): number {
  if (typeof count === 'number' && count >= 1) return Math.min(Math.floor(count), 100);
  throw new SipError(400, 'count is no number of things');
}

/** @throws SipError 400. */
function readBefore({ before = Infinity }: Question): number {
  if (typeof before === 'number' && before >= 0) return before;
  throw new SipError(400, 'before is no place to begin at');
}
