import { Computed, Property, type Reason } from '../observable/index.js';
import type { Chat, FormerSession, OutgoingMessage } from './chat.js';
import type { NetworkPort } from './chat-port.js';
import type { ConversationList } from './conversation-list.js';
import { asReason, hasCode, isUnreachable } from './disconnection-reason.js';
import type { OutboxPort, OutboxStore } from './outbox-port.js';

/** A message in the outbox, and how whoever sent it is told how that ended. */
export interface OutboxEntry {
  readonly chat: Chat;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  /** It is in the hands of a session. */
  sent?: boolean;
  failed?: boolean;
}

/**
 * The messages that were sent here and that the server has not logged yet. Without a connection they wait; then they leave,
 * those of one conversation in the order in which they came. It keeps them where the application is told to, until the server
 * has logged them. docs/decisions/0023-outbox.md.
 */
export class Outbox {
  /** In the order in which they came. Those that have Failed stay until they are sent again. */
  readonly entries = new Map<OutgoingMessage, OutboxEntry>();
  /** Nothing can be sent any more: the application is signed out. */
  readonly closed = Property(false);
  /** Conversations that an earlier page has left open, which are to be come back into. */
  readonly former = new Map<Chat, FormerSession>();
  /** Where things are kept, while they are. */
  store: OutboxStore | undefined;
  readonly #network: NetworkPort;
  readonly #isConnected: () => boolean;
  readonly #port: OutboxPort | undefined;
  /** What is left from before is being looked at: that goes first. */
  readonly #restoring = Property(false);
  readonly #isOpen = Computed(() => this.#isConnected() && !this.#restoring());
  /** Whose messages wait until it is known what has become of them. */
  readonly #recovering = new Set<Chat>();
  #saving = false;
  /** Whose they are: one person's, whoever signs in. */
  account: string | undefined;
  #list: ConversationList | undefined;
  #following = false;
  /** Ends keeping which conversations are open; there when that has begun. */
  #unfollow: (() => void) | undefined;

  /** @param isConnected - Whether the server can be reached now. Reads properties. */
  constructor(network: NetworkPort, isConnected: () => boolean, port?: OutboxPort) {
    this.#network = network;
    this.#isConnected = isConnected;
    this.#port = port;
  }

  /** Begins to keep things for an account, and to take up what was left by those before. False when there is nothing to do so. */
  begin(account: string, list: ConversationList): boolean {
    if (this.#list) return false;
    this.#isOpen.when(true, () => {
      const waiting = [...this.entries.values()].map(({ chat }) => chat);
      for (const chat of new Set([...this.former.keys(), ...waiting])) void this.release(chat);
    });
    const store = (this.store = this.#port?.open(account));
    this.#list = list;
    this.account = account;
    this.changed();
    if (!store || store.isEmpty) return !!store;
    this.#restoring(true);
    void this.#network
      .archive(async (_, reader) => {
        await reader.restore(store, list as never);
        this.begun();
      })
      .catch(() => {}) // it stays where it is, for the next time
      .finally(() => this.#restoring(false));
    return true;
  }

  /**
   * Keeps nothing more, and lets what has not been sent fail. What is kept goes out when somebody signs in again.
   * @param leaving - There is nothing to come back to.
   */
  close(reason: Reason, leaving?: boolean): void {
    const { store } = this;
    this.#save();
    this.store = undefined;
    this.#unfollow?.();
    if (store && leaving) store.open = '';
    store?.close();
    this.closed(true);
    this.#fail(() => true, reason);
  }

  /** Puts a message in, and sends it as soon as possible. Resolves when the server has logged it. */
  deliver(message: OutgoingMessage, chat: Chat): Promise<void> {
    message.status('Pending');
    return new Promise((resolve, reject) => {
      this.entries.set(message, { chat, resolve, reject });
      this.changed();
      if (chat.hasSession && !this.#recovering.has(chat)) this.#send(message);
      else void this.release(chat); // behind what waits already
    });
  }

  /** Those of a conversation that wait for something else than their session, in the order in which they came. */
  waiting(chat: Chat): readonly OutgoingMessage[] {
    return [...this.entries.keys()].filter(message => {
      const entry = this.entries.get(message);
      return entry?.chat === chat && !entry.sent && message.status() === 'Pending';
    });
  }

  /** Sends what waits in a conversation, if possible; first looks what has become of what may have been sent before. */
  async release(chat: Chat): Promise<void> {
    if (this.#recovering.has(chat) || !this.#isOpen()) return;
    if (this.former.has(chat) || this.waiting(chat).some(({ tried }) => tried)) {
      this.#recovering.add(chat);
      try {
        await this.#network.archive((archive, reader) => reader.recover(archive, chat as never));
      } catch (reason) {
        if (this.#isOpen()) this.#fail(entry => entry.chat === chat, asReason(reason));
      }
      this.#recovering.delete(chat);
    }
    if (this.#isOpen()) for (const message of this.waiting(chat)) this.#send(message);
  }

  /** The server has logged it. */
  logged(message: OutgoingMessage): void {
    const entry = this.entries.get(message);
    this.entries.delete(message);
    this.changed();
    message.status('Succeeded');
    entry?.resolve();
  }

  /** Forgets what waits in a conversation. */
  discard(chat: Chat, reason: Reason): void {
    this.#fail(entry => entry.chat === chat, reason);
    for (const [message, entry] of this.entries) if (entry.chat === chat) this.entries.delete(message);
    this.changed();
  }

  /**
   * A session could not send it. It goes on waiting where the connection is to blame, else it has Failed.
   * @param own - The reason is about this very message.
   */
  returned(message: OutgoingMessage, reason: Reason, own: boolean): void {
    const entry = this.entries.get(message);
    if (entry) entry.sent = false;
    const keeps =
      reason.code === 'Dropped' ||
      (!this.#isConnected() && isUnreachable(reason)) ||
      (!own && hasCode(reason, ABOUT_ONE_MESSAGE));
    if (keeps && !this.closed()) return;
    message.tried = false; // it is up to the user whether it is sent again
    if (entry) entry.failed = true;
    message.status('Failed', reason);
  }

  /** A session is up: there is a conversation to come back to. */
  begun(): void {
    for (const [message, { chat, sent }] of this.entries) if (sent) message.uri = chat.currentUri;
    this.changed();
    const { store } = this;
    if (!store || this.#following) return;
    this.#following = true;
    this.#network
      .archive(async (_, reader) => {
        if (this.store === store) this.#unfollow = reader.keepOpen(store, this.#list as never);
      })
      .catch(() => (this.#following = false)); // the next session tries again
  }

  /** Something is to be kept otherwise than before. It is in the same task, which no end of the page can interrupt. */
  changed(): void {
    if (!this.store || this.#saving) return;
    this.#saving = true;
    queueMicrotask(() => this.#save());
  }

  #send(message: OutgoingMessage): void {
    const entry = this.entries.get(message);
    if (!entry) return;
    const { chat, reject } = entry;
    message.tried = true;
    message.uri = chat.currentUri;
    entry.sent = true;
    this.changed();
    chat.session.deliver(message).then(
      () => this.logged(message),
      (reason: unknown) => {
        this.changed();
        if (entry.failed) reject(reason);
        else void this.release(chat);
      },
    );
  }

  #fail(which: (entry: OutboxEntry) => boolean, reason: Reason): void {
    for (const [message, entry] of this.entries) {
      if (entry.sent || message.status() !== 'Pending' || !which(entry)) continue;
      message.status('Failed', reason);
      entry.reject(reason);
    }
    this.changed();
  }

  #save(): void {
    this.#saving = false;
    const kept = [...this.entries].flatMap(([message, { chat }]) => {
      const to = chat.isGroup() ? chat.uri() : chat.peer?.id();
      if (!to) return []; // a group that is not made yet
      const { said, at, tried, uri, status } = message;
      return {
        ...said,
        at: at.getTime(),
        to,
        group: chat.isGroup(),
        tried,
        uri,
        failed: failureOf(status.reason as Reason),
      };
    });
    this.store?.save(kept.length > 0 ? JSON.stringify(kept) : '');
  }
}

/** A reason as it is kept. */
function failureOf(reason: Reason | undefined): object | undefined {
  if (!reason) return undefined;
  const { code, subcode, message } = reason;
  return { code, subcode, message, reason: failureOf(reason.reason) };
}

/** Reasons to refuse one message that say nothing of the next. */
const ABOUT_ONE_MESSAGE = ['EntityTooLarge', 'UnsupportedMediaType'];
