import type { Appended, Store } from '../store/index.js';
import { memberOf, type ConversationEvent, type MessageEvent } from './conversation-event.js';
import { applyEvent, EMPTY_STATE, type ConversationState } from './conversation-state.js';

/** A message and its place in the log. */
export interface LoggedMessage {
  readonly position: number;
  readonly event: MessageEvent;
}

/** How many events are read from the store at once. */
const PAGE = 500;

export interface AppendOptions {
  /** Makes the append happen once: a second one with this key changes nothing and has `repeated` set. */
  readonly key?: string;
  /**
   * Called when the event is on disk and in the state, in log order: before the next event is applied.
   * @param before - The state without it.
   */
  readonly applied?: (position: number, before: ConversationState) => void;
}

/** One conversation's log and the state it adds up to. An event changes the state when it is on disk, in log order. */
export class ConversationLog {
  readonly #id: string;
  readonly #store: Store;
  #state = EMPTY_STATE;

  constructor(id: string, store: Store) {
    this.#id = id;
    this.#store = store;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /**
   * Resolves when the event is on disk and applied.
   * @throws What the store threw; then the log is as before.
   */
  append(event: ConversationEvent, { key, applied }: AppendOptions = {}): Promise<Appended> {
    // One `then` for each append, so that they are applied in the order in which the store resolves them.
    return this.#store.append(this.#id, JSON.stringify(event), key, memberOf(event)).then(appended => {
      if (!appended.repeated) {
        const before = this.#state;
        this.#state = applyEvent(before, event, appended.position);
        applied?.(appended.position, before);
      }
      return appended;
    });
  }

  /** Reads the whole log back into the state. Before the first append. */
  async load(): Promise<void> {
    for await (const { event, position } of this.#read(0)) this.#state = applyEvent(this.#state, event, position);
  }

  /**
   * The messages with a position greater than `after`, oldest first, a page of the log at a time.
   * @param onOther - Gets the events between them.
   */
  async *messagesAfter(after: number, onOther?: (event: ConversationEvent) => void): AsyncGenerator<LoggedMessage> {
    for await (const { event, position } of this.#read(after)) {
      if (event.type === 'message') yield { event, position };
      else onOther?.(event);
    }
  }

  /** The message at that place; `undefined` when there is something else, or nothing. */
  async messageAt(position: number): Promise<LoggedMessage | undefined> {
    const [stored] = await this.#store.read(this.#id, position - 1, 1);
    const event = stored && (JSON.parse(stored.event) as ConversationEvent);
    return stored?.position === position && event?.type === 'message' ? { position, event } : undefined;
  }

  async *#read(after: number): AsyncGenerator<{ event: ConversationEvent; position: number }> {
    for (let last = after; ;) {
      const page = await this.#store.read(this.#id, last, PAGE);
      for (const { event, position } of page) {
        last = position;
        yield { event: JSON.parse(event) as ConversationEvent, position };
      }
      if (page.length < PAGE) return;
    }
  }
}
