import {
  type Collection,
  type Command,
  Computed,
  Constant,
  disabledCommand,
  type Property,
  Reason,
} from '../observable/index.js';
import type { MessageFormat, OutgoingText } from './chat-port.js';
import { htmlToText, textToHtml } from './html-text.js';
import type { Person } from './person.js';
import { Receipts } from './receipts.js';

export type ActivityStatus = 'Pending' | 'Succeeded' | 'Failed';
export type MessageDirection = 'Incoming' | 'Outgoing';

/** @internal */
export interface TextMessageContent {
  readonly key: string;
  readonly direction: MessageDirection;
  readonly sender: Person;
  readonly said: OutgoingText;
  readonly at: Date;
  /** Whoever makes the item may change it. */
  readonly status: Property<ActivityStatus>;
  /** Sends it again; none for what cannot be. */
  readonly retry: Command<() => Promise<void>> | undefined;
  /** Reads properties. */
  readonly isRead: (message: TextMessage) => boolean;
}

/** One message in the history of a conversation. What it says never changes, its `status` does. */
export class TextMessage {
  readonly type: Property<'TextMessage'> = TEXT_MESSAGE;
  readonly direction: Property<MessageDirection>;
  /** May be somebody who is not among the participants any more. */
  readonly sender: Person;
  /** When it was written here, or logged by the server. */
  readonly timestamp: Property<Date>;
  /** `Pending` until the server has logged it. `status.reason` says why it `Failed`. */
  readonly status: Property<ActivityStatus>;
  /** Its key in `messages`; the same when it arrives a second time. */
  readonly key: () => string;
  /**
   * Ours: sends a message that `Failed` again, in its place and with its id, so that it cannot arrive twice. Enabled
   * only for one that is Outgoing, has Failed and could be sent now.
   */
  readonly retry: Command<() => Promise<void>>;
  readonly #said: OutgoingText;
  #text: Property<string> | undefined;
  #html: Property<string> | undefined;
  #reason: Property<unknown> | undefined;
  #receipts: Receipts | undefined;
  readonly #isRead: (message: TextMessage) => boolean;
  #read: Property<boolean> | undefined;

  /** @internal Made by {@link ChatService}. */
  constructor({ key, direction, sender, said, at, status, retry = NOT_OURS, isRead }: TextMessageContent) {
    this.key = () => key;
    this.direction = DIRECTIONS[direction];
    this.sender = sender;
    this.timestamp = Constant(at);
    this.status = status.readOnly();
    this.retry = retry;
    this.#said = said;
    this.#isRead = isRead;
  }

  /** Ours: what it was written in. */
  get format(): MessageFormat {
    return this.#said.format;
  }

  /** As plain text; made from the HTML if it was written in HTML. */
  get text(): Property<string> {
    return (this.#text ??= this.#as('Text', htmlToText));
  }

  /** As HTML; made from the plain text if it was written so. Not to be trusted: anybody may have written anything. */
  get html(): Property<string> {
    return (this.#html ??= this.#as('Html', textToHtml));
  }

  /** The same as `status.reason`. */
  get reason(): Property<unknown> {
    return (this.#reason ??= this.status.map(() => this.status.reason));
  }

  /** False of a message of somebody else that none of our devices has shown. */
  get isRead(): Property<boolean> {
    return (this.#read ??= Computed(() => this.#isRead(this)));
  }

  /**
   * Ours: who has got it, of a message that is Outgoing, as far as their devices and the server tell; who is not told of
   * may have it all the same.
   */
  get deliveredTo(): Collection<Person> {
    return this.receipts.of('Delivered');
  }

  /** Ours: who has seen it, in the same way. */
  get readBy(): Collection<Person> {
    return this.receipts.of('Read');
  }

  /** Ours: whom it could not be delivered to, although the server has logged it. */
  get failedFor(): Collection<Person> {
    return this.receipts.of('Failed');
  }

  /** @internal Whoever makes the item may take receipts down. */
  get receipts(): Receipts {
    return (this.#receipts ??= new Receipts());
  }

  #as(format: MessageFormat, convert: (text: string) => string): Property<string> {
    return Constant(this.#said.format === format ? this.#said.text : convert(this.#said.text));
  }
}

export const SUCCEEDED = Constant<ActivityStatus>('Succeeded');
const TEXT_MESSAGE = Constant<'TextMessage'>('TextMessage');
const DIRECTIONS = {
  Incoming: Constant<MessageDirection>('Incoming'),
  Outgoing: Constant<MessageDirection>('Outgoing'),
};
const NOT_OURS: Command<() => Promise<void>> = disabledCommand(new Reason('NotOutgoing'));
