import { html } from 'lit';
import { property } from 'lit/decorators/property.js';
import { query } from 'lit/decorators/query.js';
import { state } from 'lit/decorators/state.js';
import { controls } from './control.styles.js';
import { ConversationElement } from './conversation-element.js';
import { conversationTitle, titleObservables } from './conversation-title.js';
import { define } from './define.js';
import { sendIcon } from './icons.js';
import { MessageSendEvent } from './message-composer.events.js';
import { styles } from './message-composer.styles.js';
import { observe } from './observe.js';
import { reasonSentence } from './reason-sentence.js';
import { strings } from './strings.js';
import { theme } from './theme.styles.js';

/** What browsers give as `keyCode` for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * A box to write a message in. Enter sends, Shift+Enter breaks the line, and Enter that only ends the composition of an
 * input method does neither. The box grows with its text.
 *
 * @tagname message-composer
 * @fires {MessageSendEvent} message-send - Before the text is sent; cancel it to keep the text in the box.
 * @slot actions - Buttons beside the box.
 * @csspart composer - Everything in one row.
 * @csspart box - The text area.
 * @csspart send - The button that sends.
 * @csspart hint - Says why a text could not be sent.
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 */
export class MessageComposerElement extends ConversationElement {
  static override styles = [theme, controls, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  /** Shown while the box is empty. `Message Bob` unless the page sets it. */
  @property() placeholder = '';
  /** What stands in the box. */
  @property({ attribute: false })
  get value(): string {
    return this.#text;
  }
  set value(text: string) {
    this.#text = text;
    if (this.hasUpdated && this.box.value !== text) this.box.value = text;
  }
  @query('textarea') private readonly box!: HTMLTextAreaElement;
  /** The reader tried to send while that was not possible. */
  @state() private refused = false;

  #text = '';
  #justComposed = false;

  constructor() {
    super();
    observe(this, () => {
      const { conversation } = this;
      return conversation ? [conversation.chatService.sendMessage.enabled, ...titleObservables(conversation)] : [];
    });
  }

  protected override firstUpdated(): void {
    this.box.value = this.#text;
  }

  /** Sends the text and empties the box. Does nothing when the box is blank, sending is off, or the event is cancelled. */
  send(): void {
    const text = this.#text.trim();
    if (!text) return;
    const chat = this.conversation?.chatService;
    this.refused = !chat?.sendMessage.enabled();
    if (!chat || this.refused || !this.dispatchEvent(new MessageSendEvent(text))) return;
    this.value = '';
    chat.sendMessage(text).catch(() => {}); // its item in the history turns Failed
  }

  protected override render() {
    const title = this.conversation ? conversationTitle(this.conversation) : '';
    const label = title ? strings.messageTo(title) : strings.message;
    const group = this.conversation?.isGroupConversation() ?? false;
    const possible = this.#canSend();
    return html`
      <div class="composer" part="composer">
        <slot name="actions"></slot>
        <div class="grow">
          <div class="twin" aria-hidden="true">${this.#text}&#8203;</div>
          <textarea
            part="box"
            rows="1"
            dir="auto"
            enterkeyhint="send"
            aria-label=${label}
            aria-describedby="hint"
            placeholder=${this.placeholder || (group ? strings.messageAll : label)}
            @input=${this.#readBox}
            @keydown=${this.#sendOnEnter}
            @compositionend=${this.#noteComposition}
          ></textarea>
        </div>
        <button
          class="primary round"
          part="send"
          aria-label=${strings.send}
          aria-disabled=${!(possible && this.#text.trim())}
          @click=${this.#sendAndStay}
        >
          ${sendIcon}
        </button>
      </div>
      <p id="hint" part="hint" role="status">${this.refused && !possible ? this.#whyNot() : ''}</p>
    `;
  }

  #canSend(): boolean {
    return this.conversation?.chatService.sendMessage.enabled() ?? false;
  }

  #whyNot(): string {
    const reason = this.conversation?.chatService.sendMessage.enabled.reason;
    return reason ? `${reasonSentence(reason, '').what} ${strings.textStays}` : strings.cannotSend;
  }

  readonly #readBox = (): void => {
    this.value = this.box.value;
  };

  readonly #sendAndStay = (): void => {
    this.send();
    this.box.focus();
  };

  readonly #sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // `keyCode` is the only sign of a composition in Safari, which ends it before the key comes.
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD || this.#justComposed) return;
    event.preventDefault();
    this.send();
  };

  /** The key that ends a composition comes in the same task as `compositionend`, in some browsers after it. */
  readonly #noteComposition = (): void => {
    this.#justComposed = true;
    setTimeout(() => {
      this.#justComposed = false;
    });
  };

  /** Registers `<message-composer>`. */
  static define(registry?: CustomElementRegistry): void {
    define('message-composer', this, registry);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposerElement;
  }
}
