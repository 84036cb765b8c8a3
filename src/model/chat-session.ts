import { batch, Constant, Reason } from '../observable/index.js';
import { addressKey } from './address.js';
import type { ChatEvents, ChatPort, IncomingText, PersonInfo, RosterEntry } from './chat-port.js';
import type { ConversationRecord } from './conversation-record.js';
import { Deferred } from './deferred.js';
import { asReason, disconnectionReason } from './disconnection-reason.js';
import type { OutgoingMessage } from './outgoing-message.js';
import type { Participant } from './participant.js';
import { type ActivityStatus, TextMessage } from './text-message.js';

/**
 * One session of a conversation, from invitation to end: what we wish goes to the port, what the port tells goes into
 * the record. After its end it is deaf, and the conversation may have another.
 */
export class ChatSession implements ChatEvents {
  readonly #record: ConversationRecord;
  readonly #port: ChatPort;
  /** What is being waited for; rejected at the end, so that nothing is pending for ever. */
  readonly #pending = new Set<Deferred<void>>();
  readonly #unsent = new Set<OutgoingMessage>();
  #waiting: (() => void)[] = [];
  #up = false;
  #over: Reason | undefined;
  #leaving: Promise<void> | undefined;

  constructor(record: ConversationRecord, open: (events: ChatEvents) => ChatPort) {
    this.#record = record;
    this.#port = open(this);
  }

  /** Whether it has ended. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  /**
   * Invites the other side, with `first` in the invitation.
   *
   * @throws {@link Reason} what the port rejects with, or `Canceled` when we have left meanwhile.
   */
  async invite(first?: OutgoingMessage): Promise<void> {
    const { state, chatState, incoming, roster } = this.#record;
    batch(() => {
      incoming(false);
      state('Connecting');
      chatState('Connecting');
      roster.connecting();
    });
    if (first) this.#unsent.add(first);
    await this.#connect(
      () => this.#port.start(first?.text),
      () => first && this.#sent(first),
    );
  }

  /** Takes the invitation. */
  async accept(): Promise<void> {
    const { state, chatState, answerable, roster } = this.#record;
    batch(() => {
      answerable(false);
      state('Connecting');
      chatState('Connecting');
      roster.connecting();
    });
    await this.#connect(() => this.#port.accept());
  }

  /** Declines the invitation. */
  async reject(): Promise<void> {
    this.#record.answerable(false);
    try {
      await this.#port.reject();
    } finally {
      const reason = new Reason('Refused', { message: 'You declined.' });
      this.end(reason, reason);
    }
  }

  /**
   * Quits, whatever the state.
   *
   * @param chatOnly - Leave the conversation's state as it is, if it is Connected.
   */
  leave(chatOnly = false): Promise<void> {
    this.#leaving ??= this.#quit(chatOnly);
    return this.#leaving;
  }

  /** Sends when the session is up, in the order of the calls. */
  async send(message: OutgoingMessage): Promise<void> {
    this.#unsent.add(message);
    try {
      await this.#whenUp(
        () => this.#port.send(message.text),
        () => this.#sent(message),
      );
    } finally {
      this.#unsent.delete(message);
    }
  }

  /** Asks somebody in when the session is up; resolves when they are there. */
  add(participant: Participant): Promise<void> {
    return this.#whenUp(
      () => this.#port.add(participant.uri()),
      () => this.#record.roster.admit(participant),
    );
  }

  /**
   * Ends it without asking the port: it has ended, or it is gone.
   *
   * @param reason - Why, for the states.
   * @param failure - What is still pending is rejected with.
   * @param chatOnly - The conversation goes on.
   */
  end(reason: Reason | undefined, failure: Reason, chatOnly = false): void {
    if (this.#over) return;
    this.#over = failure;
    const { state, chatState, answerable, roster } = this.#record;
    batch(() => {
      for (const message of this.#unsent) message.status('Failed', failure);
      answerable(false);
      chatState('Disconnected', reason);
      if (!chatOnly) state('Disconnected', reason);
      roster.disconnected(reason);
    });
    for (const task of this.#pending) task.reject(failure);
  }

  ringing(): void {
    if (!this.#over && this.#record.chatState() === 'Connecting') this.#record.chatState('Ringing');
  }

  identified(person: PersonInfo): void {
    this.#record.people.identified(person);
  }

  promoted(uri: string): void {
    if (this.#over) return;
    batch(() => {
      this.#record.uri(uri);
      this.#record.isGroupConversation(true);
    });
  }

  roster(people: readonly RosterEntry[]): void {
    if (!this.#over) this.#record.roster.reconcile(people);
  }

  message(message: IncomingText): void {
    if (this.#over) return;
    const { people, items } = this.#record;
    const sender = people.identified(message.from);
    const key = messageKey(message.from.uri, message.id);
    if (items(key)) return; // arrived before, or was sent from here
    const item = new TextMessage({
      key,
      direction: sender === people.me ? 'Outgoing' : 'Incoming',
      sender,
      content: message.text,
      format: message.format,
      timestamp: message.at,
      status: SUCCEEDED,
    });
    void items.add(item, key);
  }

  ended(reason: Reason): void {
    this.end(reason, reason);
  }

  /** Waits for the answer to an invitation; then the session is up, or over. */
  async #connect(ask: () => Promise<void>, done = (): void => {}): Promise<void> {
    try {
      await this.#guard(ask, () => {
        if (this.#leaving) throw canceled(); // the answer came too late
        this.#connected();
        done();
      });
    } catch (failure) {
      const reason = this.#leaving ? canceled() : asReason(failure);
      this.end(disconnectionReason(reason), reason);
      throw reason;
    }
  }

  #connected(): void {
    const { state, chatState, roster, isGroupConversation, incoming } = this.#record;
    this.#up = true;
    batch(() => {
      state('Connected');
      // who is in a group that we come back to, only its roster knows
      if (incoming() || !isGroupConversation()) roster.connected();
      chatState('Connected');
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const act of waiting) act(); // before a listener can send something that overtakes them
    });
  }

  async #quit(chatOnly: boolean): Promise<void> {
    const { chatState, answerable } = this.#record;
    if (answerable()) return this.reject();
    const up = this.#up;
    if (up) chatState('Disconnecting');
    try {
      await this.#port.leave();
    } finally {
      if (up) this.end(undefined, new Reason('Canceled', { message: 'You left before it was done.' }), chatOnly);
      else this.end(canceled(), canceled());
    }
  }

  #sent(message: OutgoingMessage): void {
    this.#unsent.delete(message);
    message.status('Succeeded');
  }

  #whenUp(act: () => Promise<void>, done: () => void): Promise<void> {
    if (this.#up) return this.#guard(act, done);
    const up = new Deferred<void>();
    // even an `act` that throws must not keep the next one from its turn
    this.#waiting.push(() => void new Promise<void>(resolve => resolve(act())).then(up.resolve, up.reject));
    return this.#guard(() => up.promise, done);
  }

  /**
   * Runs `act` now, and `done` when it has succeeded, unless the session has ended by then. The promise is rejected at
   * the latest when the session ends.
   */
  async #guard(act: () => Promise<void>, done: () => void): Promise<void> {
    if (this.#over) throw this.#over;
    const task = new Deferred<void>();
    this.#pending.add(task);
    const run = async (): Promise<void> => {
      await act();
      if (this.#over) return;
      done(); // at once: between two microtasks the session might end
      task.resolve();
    };
    run().catch(task.reject);
    try {
      await task.promise;
    } finally {
      this.#pending.delete(task);
    }
  }
}

const SUCCEEDED = Constant<ActivityStatus>('Succeeded');

/** A message's key in the history: the same id from somebody else is another message. */
export function messageKey(uri: string, id: string): string {
  return `${addressKey(uri)} ${id}`;
}

function canceled(): Reason {
  return new Reason('Canceled', { message: 'You withdrew the invitation.' });
}
