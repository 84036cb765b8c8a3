import { batch, Constant, Reason } from '../observable/index.js';
import type { Chat, OutgoingMessage } from './chat.js';
import type { ChatEvents, ChatPort, IncomingText, PersonInfo, RosterEntry } from './chat-port.js';
import { asReason, disconnectionReason } from './disconnection-reason.js';
import type { Participant } from './participant.js';
import type { ActivityStatus } from './text-message.js';

/**
 * One session of a conversation, from invitation to end: what we wish goes to the port, what the port tells goes into
 * the chat. After its end it is deaf, and the chat may have another.
 */
export class ChatSession implements ChatEvents {
  readonly #chat: Chat;
  readonly #open: (events: ChatEvents) => ChatPort;
  #port: ChatPort | undefined;
  /** Rejects what is being waited for, so that nothing is pending for ever; with the message, if it is one. */
  readonly #pending = new Map<(failure: unknown) => void, OutgoingMessage | undefined>();
  /** What is to be asked of the port when the session is up; `undefined` from then on. */
  #waiting: (() => void)[] | undefined = [];
  #over: Reason | undefined;
  #leaving: Promise<void> | undefined;

  constructor(chat: Chat, open: (events: ChatEvents) => ChatPort) {
    this.#chat = chat;
    this.#open = open;
  }

  /** Whether it has ended. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  /** Whether it has begun, and has not ended. */
  get live(): boolean {
    return this.#port !== undefined && !this.#over;
  }

  open(): ChatPort {
    return (this.#port ??= this.#open(this));
  }

  /**
   * Invites the other side, with `first` in the invitation.
   *
   * @throws {@link Reason} what the port rejects with, or `Canceled` when we have left meanwhile.
   */
  async invite(first?: OutgoingMessage): Promise<void> {
    const port = this.open();
    this.#chat.incoming(false);
    await this.#connect(() => port.start(first?.said), first);
  }

  /** Takes the invitation. */
  async accept(): Promise<void> {
    await this.#connect(async () => this.#port?.accept());
  }

  /** Declines the invitation. */
  async reject(): Promise<void> {
    this.#chat.answerable(false);
    try {
      await this.#port?.reject();
    } finally {
      this.end(REFUSED, REFUSED);
    }
  }

  /**
   * Quits, whatever the state.
   *
   * @param chatOnly - Leave the conversation's state as it is, if it is Connected.
   */
  leave(chatOnly = false): Promise<void> {
    return (this.#leaving ??= this.#quit(chatOnly));
  }

  /** Sends when the session is up, in the order of the calls; begins it if need be. */
  deliver(message: OutgoingMessage): Promise<void> {
    if (!this.#port) return this.invite(message);
    return this.#whenUp(async () => this.#port?.send(message.said), undefined, message);
  }

  /** Asks somebody in when the session is up; resolves when they are there. */
  add(participant: Participant): Promise<void> {
    const { roster } = this.#chat;
    if (this.#port) roster.show('Connecting', undefined, [participant]);
    return this.#whenUp(
      async () => this.#port?.add(participant.uri()),
      () => roster.admit(participant),
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
    const { state, chatState, answerable, roster } = this.#chat;
    if (this.#port) {
      batch(() => {
        for (const message of this.#pending.values()) message?.status('Failed', failure);
        answerable(false);
        chatState('Disconnected', reason);
        if (!chatOnly) state('Disconnected', reason);
        roster.show('Disconnected', reason);
      });
    }
    for (const reject of this.#pending.keys()) reject(failure);
  }

  ringing(): void {
    const { chatState } = this.#chat;
    if (!this.#over && chatState() === 'Connecting') chatState('Ringing');
  }

  identified(person: PersonInfo): void {
    this.#chat.people.identified(person);
  }

  promoted(uri: string): void {
    if (this.#over) return;
    batch(() => {
      this.#chat.uri(uri);
      this.#chat.isGroup(true);
    });
  }

  roster(people: readonly RosterEntry[]): void {
    if (!this.#over) this.#chat.roster.reconcile(people);
  }

  message(message: IncomingText): void {
    if (!this.#over) this.#chat.show(this.#chat.people.identified(message.from), message, message.at, SUCCEEDED);
  }

  ended(reason: Reason): void {
    this.end(reason, reason);
  }

  /** Waits for the answer to an invitation; then the session is up, or over. */
  async #connect(ask: () => Promise<void>, first?: OutgoingMessage): Promise<void> {
    const { state, chatState, answerable, roster } = this.#chat;
    batch(() => {
      answerable(false);
      state('Connecting');
      chatState('Connecting');
      roster.show('Connecting');
    });
    try {
      await this.#guard(ask, () => this.#connected(), first);
    } catch (failure) {
      const reason = this.#leaving ? CANCELED : asReason(failure);
      batch(() => {
        first?.status('Failed', reason);
        this.end(disconnectionReason(reason), reason);
      });
      throw reason;
    }
  }

  #connected(): void {
    if (this.#leaving) throw CANCELED; // the answer came too late
    const { state, chatState, roster, isGroup, incoming } = this.#chat;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    batch(() => {
      state('Connected');
      // who is in a group that we come back to, only its roster knows
      if (incoming() || !isGroup()) roster.connected();
      chatState('Connected');
      for (const act of waiting) act(); // before a listener can send something that overtakes them
    });
  }

  async #quit(chatOnly: boolean): Promise<void> {
    const { chatState, answerable } = this.#chat;
    if (answerable()) return this.reject();
    const up = !this.#waiting;
    if (up) chatState('Disconnecting');
    try {
      await this.#port?.leave();
    } finally {
      this.end(up ? undefined : CANCELED, CANCELED, up && chatOnly);
    }
  }

  #whenUp(act: () => Promise<void>, done?: () => void, message?: OutgoingMessage): Promise<void> {
    const waiting = this.#waiting;
    const turn = waiting ? () => new Promise<void>(resolve => waiting.push(() => resolve(act()))) : act;
    return this.#guard(turn, done, message);
  }

  /**
   * Runs `act` now, and `done` as soon as it has succeeded, unless the session has ended by then. The promise is rejected
   * at the latest when the session ends.
   */
  #guard(act: () => Promise<void>, done?: () => void, message?: OutgoingMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#over) throw this.#over;
      const finish = (): void => {
        if (this.#over) return;
        done?.(); // at once: between two microtasks the session might end
        message?.status('Succeeded');
        this.#pending.delete(reject);
        resolve();
      };
      const fail = (failure: unknown): void => {
        this.#pending.delete(reject);
        reject(failure);
      };
      this.#pending.set(reject, message);
      void act().then(finish).catch(fail);
    });
  }
}

const SUCCEEDED = Constant<ActivityStatus>('Succeeded');
const REFUSED = new Reason('Refused', { message: 'You declined.' });
const CANCELED = new Reason('Canceled', { message: 'You left before it was done.' });
