import { type Collection, Command, Enabled } from '../observable/index.js';
import { type Chat, STARTED_STATES } from './chat.js';
import type { MessageFormat } from './chat-port.js';
import type { StartOptions } from './conversation-context.js';
import type { CallConnectionState } from './participant.js';
import { randomId } from './random-id.js';
import type { TextMessage } from './text-message.js';

/** The text side of one conversation. */
export class ChatService {
  /**
   * Invites the other side, or joins the group again. Resolves when the chat is up; rejects with `InvitationFailed`, or
   * with `Canceled` when it is stopped meanwhile. Enabled while the chat is Disconnected.
   * @param options - Data for the other side of a two-party chat, which it finds in `conversation.context`.
   */
  readonly start: Command<(options?: StartOptions) => Promise<void>>;
  /**
   * Ends the chat, but not the conversation: see `Conversation.leave`. Withdraws an invitation that is not answered.
   * Enabled while the chat is Connecting, Ringing or Connected.
   */
  readonly stop: Command<() => Promise<void>>;
  /** Takes an invitation. Resolves when the chat is up. Enabled while there is one, even before Notified is heard. */
  readonly accept: Command<() => Promise<void>>;
  /** Declines an invitation. Enabled as `accept`. */
  readonly reject: Command<() => Promise<void>>;
  /**
   * Sends a message to everyone in the conversation. Its item joins `messages` at once as `Pending`. It turns
   * `Succeeded` when the server has logged it, then the promise resolves; else `Failed`, and the promise rejects with the
   * same reason.
   *
   * When there is no chat, it starts one, with the message inside the invitation; even after the end of a former one.
   * While an invitation is not answered, messages wait in the order of the calls; in a group too, as long as nobody has
   * come of whom we have asked in. They wait too, ours, while there is no connection, before we are signed in as well, and go
   * out as soon as there is one; see `Application.outbox`. A connection that is lost lets no message fail: it is sent again
   * with the same id, in the same conversation if that still goes on, and is logged once.
   *
   * @param text - Not empty.
   * @param format - `Text` unless given. What the other side does not take is sent in the other format.
   * @throws {@link Reason} `BadRequest` with subcode `ParameterValidationFailure` for an empty text or another format.
   */
  readonly sendMessage: Command<(text: string, format?: MessageFormat) => Promise<void>>;
  /** The text messages among the history's items. */
  readonly messages: Collection<TextMessage>;
  /** What the other side takes, as the session says; both until then. Everybody takes both in a group. */
  readonly supportedMessageFormats: Collection<MessageFormat>;
  /**
   * Tells the others that we are writing. Call it with every key: they are told at most every 3 s, and that it is over when
   * there was no call for 6 s. A message says so by itself. While our status is Hidden, nobody is told. Enabled while the
   * chat is Connected.
   * @param active - Ours: `false` tells at once that it is over.
   */
  readonly sendIsTyping: Command<(active?: boolean) => Promise<void>>;

  /** @internal Made by {@link Conversation}. */
  constructor(chat: Chat) {
    const during = (states: readonly CallConnectionState[]) => Enabled(() => chat.obstacle(states));
    const pending = during(['Notified']);

    this.start = Command((options: StartOptions = {}) => chat.start(options), during(['Disconnected']));
    this.stop = Command(() => chat.session.leave(true), during(STARTED_STATES));
    this.accept = Command(() => chat.session.accept(), pending);
    this.reject = Command(() => chat.session.reject(), pending);
    this.sendMessage = Command(
      (text: string, format: MessageFormat = 'Text') => chat.send({ id: randomId(), text, format }),
      Enabled(() => chat.sendObstacle),
    );
    this.messages = chat.history.messages;
    this.supportedMessageFormats = chat.formats.readOnly();
    this.sendIsTyping = Command(
      async (active?: boolean) => {
        if (!chat.people.hidden) chat.session.type(active);
      },
      during(['Connected']),
    );
  }
}
