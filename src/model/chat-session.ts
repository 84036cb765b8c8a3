import { batch, Reason } from '../observable/index.js';
import type { Chat, OutgoingMessage } from './chat.js';
import type {
  ChatEvents,
  ChatPort,
  Conference,
  IncomingText,
  MessageFormat,
  PersonInfo,
  Receipt,
  ShowConference,
  ShowReceipt,
} from './chat-port.js';
import type { ContextInfo } from './conversation-context.js';
import { asReason, disconnectionReason } from './disconnection-reason.js';
import type { Participant } from './participant.js';

/** What is asked of the port. */
interface Request {
  readonly ask: (port: ChatPort) => Promise<void>;
  /** Called as soon as it has succeeded, unless the session has ended by then. */
  readonly done?: (() => void) | undefined;
  /** What it sends. */
  readonly message?: OutgoingMessage | undefined;
  /** It brings the session up, or ends it. Others wait until it is up. */
  readonly opening?: boolean;
}

/**
 * One session of a conversation, from invitation to end: what we wish goes to the port, what the port tells goes into
 * the chat. After its end it is deaf, and the chat may have another.
 */
export class ChatSession implements ChatEvents {
  readonly #chat: Chat;
  readonly #open: (events: ChatEvents) => ChatPort;
  #port: ChatPort | undefined;
  /** Each lets something that is not done yet fail, so that nothing is pending for ever. */
  readonly #pending = new Set<(reason: Reason) => void>();
  /** What is to be asked of the port when the session is up; `undefined` from then on. */
  #waiting: (() => void)[] | undefined = [];
  /** Messages that nobody is there to read yet; `undefined` when somebody is. */
  #unheard: (() => void)[] | undefined;
  /** Nobody has seen anything of it yet but that the chat is Connecting. */
  #resuming = false;
  #over: Reason | undefined;
  #leaving: Promise<void> | undefined;
  /** When the others were told last that we are writing, in milliseconds. */
  #toldAt = -Infinity;
  /** Runs while we are writing. */
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(chat: Chat, open: (events: ChatEvents) => ChatPort) {
    this.#chat = chat;
    this.#open = open;
  }

  /** Whether something has been asked of it, and it has not ended. */
  get isOpen(): boolean {
    return this.#port !== undefined && !this.over;
  }

  /** Whether it has ended. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  open(): ChatPort {
    return (this.#port ??= this.#open(this));
  }

  /**
   * Invites the other side, with `message` and `context` in the invitation.
   *
   * @throws {@link Reason} what the port rejects with, or `Canceled` when we have left meanwhile.
   */
  invite(message?: OutgoingMessage, context?: ContextInfo): Promise<void> {
    const { isGroup, uri, control, topic } = this.#chat;
    this.#chat.incoming = false;
    const closed = isGroup() && uri() === null && !control.isJoiningEnabled();
    return this.#connect(port => {
      const started = port.start(message && this.#chat.outgoing(message.said), topic(), context);
      return closed ? started.then(() => control.close(port)) : started;
    }, message);
  }

  /** Comes back into a session of an earlier page. Where that fails, the chat is as it was before. */
  resume(): Promise<void> {
    this.#resuming = true;
    return this.#connect(port => port.start());
  }

  /** Takes the invitation. */
  accept(): Promise<void> {
    return this.#connect(port => port.accept());
  }

  /** Declines the invitation. */
  async reject(): Promise<void> {
    const declined = this.#port?.reject();
    this.end(REFUSED);
    await declined;
  }

  /**
   * Quits, whatever the state. Does nothing when there is nothing to quit.
   *
   * @param chatOnly - Leave the conversation's state as it is, if it is Connected.
   */
  async leave(chatOnly = false): Promise<void> {
    const { chatState } = this.#chat;
    if (!this.#port || this.#over) return;
    if (chatState() === 'Notified') return this.reject();
    this.#leaving ??= this.#port.leave();
    if (this.#waiting) this.end(CANCELED);
    else chatState('Disconnecting');
    await this.#leaving;
    this.end(undefined, CANCELED, chatOnly);
  }

  /** Sends when the session is up, in the order of the calls; begins it if need be. */
  deliver(message: OutgoingMessage): Promise<void> {
    if (!this.#port) {
      if (!this.#chat.isGroup()) return this.invite(message);
      this.invite().catch(() => {}); // the message, which waits, fails with it
    }
    const ask = (port: ChatPort): Promise<void> => {
      this.#stopTyping(); // the message says so
      return this.#whenHeard(() => port.send(this.#chat.outgoing(message.said)));
    };
    return this.#request({ ask, message });
  }

  /** In a group to which nobody has come yet of whom we ask in, messages wait for them, since nobody would ever read them. */
  #whenHeard(send: () => Promise<void>): Promise<void> {
    const { awaiting } = this.#chat.roster;
    if (!this.#unheard && !awaiting()) return send();
    return new Promise(resolve => {
      const go = (): void => resolve(send());
      if (this.#unheard) return void this.#unheard.push(go);
      const unheard = (this.#unheard = [go]);
      awaiting.once(false, () => {
        this.#unheard = undefined;
        if (!this.#over) for (const each of unheard) each();
      });
    });
  }

  /**
   * We are writing. The others are told, and told again every few seconds; then, when nothing more is written, of that.
   * @param active - `false`: we are not any more.
   */
  type(active = true): void {
    const now = Date.now();
    clearTimeout(this.#idle);
    if (active) this.#idle = setTimeout(() => this.type(false), IDLE_MS);
    if (active ? now - this.#toldAt < TELL_AGAIN_MS : this.#toldAt < 0) return;
    this.#toldAt = active ? now : -Infinity;
    this.#port?.typing(active);
  }

  /** Asks somebody in when the session is up; resolves when they are there. */
  add(participant: Participant): Promise<void> {
    const { roster } = this.#chat;
    if (this.#port) roster.show('Connecting', undefined, [participant]);
    return this.ask(
      port => port.add(participant.uri()),
      () => roster.admit(participant),
    );
  }

  /** Asks something of the port when the session is up; then `done` is called, unless it has ended. */
  ask(ask: (port: ChatPort) => Promise<void>, done?: () => void): Promise<void> {
    return this.#request({ ask, done });
  }

  /**
   * Ends it without asking the port: it has ended, or it is gone.
   *
   * @param reason - Why, for the states.
   * @param failure - What is still pending is rejected with.
   * @param chatOnly - The conversation goes on.
   */
  end(reason: Reason | undefined, failure = reason ?? CANCELED, chatOnly = false): void {
    if (this.#over) return;
    this.#over = failure;
    this.#stopTyping();
    batch(() => {
      for (const fail of this.#pending) fail(failure);
      if (!this.#port) return;
      const { state, chatState, roster, control, uri } = this.#chat;
      chatState('Disconnected', reason);
      if (this.#resuming) return;
      if (!chatOnly) state('Disconnected', reason);
      if (uri()) control.role('Attendee'); // nobody leads from outside; who comes back may be no leader any more
      roster.show('Disconnected', reason);
    });
  }

  begun(uri: string): void {
    if (!this.#over && this.#waiting) this.#chat.history.begin(uri); // after a lost connection it goes on
  }

  ringing(): void {
    const { chatState } = this.#chat;
    if (!this.#over && chatState() === 'Connecting') chatState('Ringing');
  }

  identified(person: PersonInfo): void {
    this.#chat.people.identified(person);
  }

  promoted(uri: string): void {
    if (!this.#over) this.#chat.group(uri);
  }

  lobby(): void {
    const { chatState, state } = this.#chat;
    if (!this.#over && chatState() === 'Connecting') state('InLobby');
  }

  conference(conference: Conference, show: ShowConference): void {
    if (!this.#over) show(this.#chat as never, conference);
  }

  message(message: IncomingText): void {
    if (this.#over) return;
    this.#chat.roster.typing(message.from.uri, 0);
    this.#chat.hear(message);
  }

  logged(position: number): void {
    const { history } = this.#chat;
    if (!this.#over) history.latest = Math.max(history.latest, position);
  }

  formats(formats: readonly MessageFormat[]): void {
    if (!this.#over) this.#chat.takes(formats);
  }

  typing(from: PersonInfo, seconds: number): void {
    if (!this.#over) this.#chat.roster.typing(from.uri, seconds);
  }

  receipt(id: string, who: PersonInfo, receipt: Receipt, show: ShowReceipt): void {
    if (!this.#over) show(this.#chat as never, id, who, receipt);
  }

  ended(reason: Reason): void {
    this.end(reason);
  }

  #stopTyping(): void {
    clearTimeout(this.#idle);
    this.#toldAt = -Infinity;
  }

  /** Asks for the answer to an invitation; then the session is up, or over. */
  #connect(answer: (port: ChatPort) => Promise<void>, message?: OutgoingMessage): Promise<void> {
    const { state, chatState, roster, isGroup } = this.#chat;
    const ask = (port: ChatPort): Promise<void> => {
      batch(() => {
        if (!this.#resuming) state('Connecting');
        chatState('Connecting');
        if (!this.#resuming) roster.show('Connecting');
      });
      return answer(port);
    };
    const done = (): void => {
      const waiting = this.#waiting ?? [];
      this.#waiting = undefined;
      this.#resuming = false;
      state('Connected');
      // who is in a group that we come back to, only its roster knows
      if (this.#chat.incoming || !isGroup()) roster.connected();
      chatState('Connected');
      for (const begin of waiting) begin(); // before a listener can send something that overtakes them
      this.#chat.outbox.begun();
    };
    return this.#request({ ask, done, message, opening: true });
  }

  /** The promise is rejected at the latest when the session ends. */
  #request({ ask, done, message, opening }: Request): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#over) {
        if (message) this.#chat.outbox.returned(message, this.#over, false);
        throw this.#over;
      }
      const fail = (reason: Reason, own = false): void => {
        if (!this.#pending.delete(fail)) return;
        if (message) this.#chat.outbox.returned(message, reason, own);
        reject(reason);
      };
      const begin = async (): Promise<void> => {
        try {
          await ask(this.open());
          if (!this.#pending.delete(fail)) return;
          batch(() => done?.()); // at once: between two microtasks the session might end
          message?.status('Succeeded');
          resolve();
        } catch (failure) {
          const reason = asReason(failure);
          batch(() => {
            if (message || !opening) fail(reason, true);
            if (opening) this.end(disconnectionReason(reason), reason);
          });
        }
      };
      this.#pending.add(fail);
      if (opening || !this.#waiting) void begin();
      else this.#waiting.push(begin);
    });
  }
}

/** How often the others are told at most that we are writing, in milliseconds. */
const TELL_AGAIN_MS = 3000;
/** After so long without a key we are not writing any more. RFC 3994 §3.3. */
const IDLE_MS = 6000;

const REFUSED = new Reason('Refused', { message: 'You declined.' });
const CANCELED = new Reason('Canceled', { message: 'You left before it was done.' });
