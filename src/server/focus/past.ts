import type { Store } from '../store/index.js';
import { Turns } from '../turns.js';
import type { ConversationEvent } from './conversation-event.js';
import { applyEvent, EMPTY_STATE, readableRanges, type ConversationState, type Range } from './conversation-state.js';

/** An event with its place. Its fields are what the log has: one of another type is passed on, or over. */
export interface PastEvent {
  readonly position: number;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** How many events are read from the store at once. */
const PAGE = 500;

/** What a log adds up to for those who read it afterwards, be the conversation over or not. */
export class Past {
  readonly #id: string;
  readonly #store: Store;
  #state: ConversationState = EMPTY_STATE;
  /** The positions at which there was another topic, oldest first. */
  readonly #topics: { readonly position: number; readonly topic: string }[] = [];
  readonly #read = new Map<string, number>();
  #promotedAt = Infinity;

  constructor(id: string, store: Store) {
    this.#id = id;
    this.#store = store;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Reads what has been logged since it was read last. A long log keeps nobody else waiting. */
  async catchUp(): Promise<this> {
    for (const turns = new Turns(); ; await turns.next()) {
      const page = await this.#store.read(this.#id, this.#state.position, PAGE);
      for (const { position, event } of page) this.#apply(position, parse(event));
      if (page.length < PAGE) return this;
    }
  }

  /** What somebody may read, oldest first; none for a stranger. */
  rangesOf(address: string): readonly Range[] {
    return readableRanges(this.#state, address);
  }

  /** The message up to which somebody has read. */
  readBy(address: string): number {
    return this.#read.get(address) ?? 0;
  }

  /** Who was in when `address` was in last, besides them: in a two-party chat the other side, even if they never came. */
  othersOf(address: string): readonly string[] {
    const { members, former, creator, target } = this.#state;
    const { upTo = 0 } = this.rangesOf(address).at(-1) ?? {};
    if (!this.isGroup(upTo)) return [creator === address ? target : creator];
    const wasIn = (other: string): boolean =>
      this.rangesOf(other).some(range => range.after < upTo && range.upTo >= upTo);
    return [...new Set([...members.keys(), ...former.keys()])].filter(other => other !== address && wasIn(other));
  }

  /** Whether it is a chat of two people of which the other side has not answered yet. */
  get rings(): boolean {
    const { promoted, ended, members } = this.#state;
    return !promoted && !ended && members.size < 2;
  }

  /** Whether it was a group at that position. */
  isGroup(position: number): boolean {
    return this.#promotedAt < Infinity && this.#promotedAt <= position;
  }

  /** What it was about at that position. */
  topicAt(position: number): string {
    return this.#topics.findLast(topic => topic.position <= position)?.topic ?? '';
  }

  /** The events that somebody may read, newest first, from before a position on. */
  async *backwards(address: string, before: number): AsyncGenerator<PastEvent> {
    const turns = new Turns();
    let until = Math.min(before - 1, this.#state.position);
    for (const { after, upTo } of [...this.rangesOf(address)].reverse()) {
      until = Math.min(until, upTo);
      while (until > after) {
        const start = Math.max(after, until - PAGE);
        const page = await this.#store.read(this.#id, start, until - start);
        for (const { position, event } of [...page].reverse()) yield { position, event: parse(event) };
        until = start;
        await turns.next();
      }
    }
  }

  #apply(position: number, event: PastEvent['event']): void {
    const { type, topic, who, upTo } = event;
    if (type === 'promoted') this.#promotedAt = Math.min(this.#promotedAt, position);
    else if (type === 'topic' && typeof topic === 'string') this.#topics.push({ position, topic });
    else if (type === 'read' && typeof who === 'string' && typeof upTo === 'number') {
      this.#read.set(who, Math.max(this.readBy(who), upTo));
    }
    // `undefined` for a type that only a later version of the server knows.
    const next = applyEvent(this.#state, event as unknown as ConversationEvent, position) as
      ConversationState | undefined;
    this.#state = next ?? { ...this.#state, position };
  }
}

function parse(event: string): PastEvent['event'] {
  return JSON.parse(event) as PastEvent['event'];
}
