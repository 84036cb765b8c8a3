import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ConversationElement } from './conversation-element.js';
import { conversationTitle } from './conversation-title.js';
import { fire } from './fire.js';
import { sendIcon } from './icons.js';
import type { Term } from './localize.js';
import { styles } from './message-composer.styles.js';
import { reasonSentence } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** What browsers give as `keyCode` for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * A box to write a message in. Enter sends, Shift+Enter breaks the line, and Enter that only ends the composition of an
 * input method does neither. The box grows with its text.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <message-list></message-list>
 *   <message-composer placeholder="Ask us anything"></message-composer>
 * </chat-conversation>
 * ```
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
  static override readonly tag = 'message-composer';
  static override styles = [look, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties: PropertyDeclarations = {
    placeholder: {},
    value: { attribute: false },
    refused: { state: true },
  };
  /** Shown while the box is empty. `Message Bob` unless the page sets it. */
  placeholder = '';
  /** What stands in the box. */
  value = '';
  /** The reader tried to send while that was not possible. */
  private refused = false;
  #justComposed = false;

  protected override updated(): void {
    if (this.#box && this.#box.value !== this.value) this.#box.value = this.value;
  }

  /** Sends the text and empties the box. Does nothing when the box is blank, sending is off, or the event is cancelled. */
  send(): void {
    const text = this.value.trim();
    if (!text) return;
    const send = this.conversation?.chatService.sendMessage;
    this.refused = !send?.enabled();
    if (!send || this.refused || !fire(this, 'message-send', { text }, true)) return;
    this.value = '';
    send(text).catch(() => {}); // its item in the history turns Failed
  }

  protected override render(): TemplateResult {
    const { conversation, value } = this;
    const title = conversationTitle(conversation);
    const label = title ? this.term('messageTo', title) : this.term('message');
    const enabled = conversation?.chatService.sendMessage.enabled;
    const possible = enabled?.();
    return html`
      <div class="composer line" part="composer">
        <slot name="actions"></slot>
        <div class="grow">
          <div class="twin" aria-hidden="true">${value}&#8203;</div>
          <textarea
            part="box"
            rows="1"
            dir="auto"
            enterkeyhint="send"
            aria-label=${label}
            aria-describedby="hint"
            placeholder=${this.placeholder || (conversation?.isGroupConversation() ? this.term('messageAll') : label)}
            @input=${this.#readBox}
            @keydown=${this.#sendOnEnter}
            @compositionend=${this.#noteComposition}
          ></textarea>
        </div>
        <button
          class="primary round"
          part="send"
          aria-label=${this.term('send')}
          aria-disabled=${!(possible && value.trim())}
          @click=${this.#sendAndStay}
        >
          ${sendIcon}
        </button>
      </div>
      <p id="hint" class="quiet alarm" part="hint" role="status">
        ${this.refused && !possible ? whyNot(enabled?.reason, this.term) : ''}
      </p>
    `;
  }

  get #box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #readBox(): void {
    this.value = this.#box?.value ?? '';
    const type = this.conversation?.chatService.sendIsTyping;
    if (this.value && type?.enabled()) void type();
  }

  #sendAndStay(): void {
    this.send();
    this.#box?.focus();
  }

  #sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // `keyCode` is the only sign of a composition in Safari, which ends it before the key comes.
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD || this.#justComposed) return;
    event.preventDefault();
    this.send();
  }

  /** The key that ends a composition comes in the same task as `compositionend`, in some browsers after it. */
  #noteComposition(): void {
    this.#justComposed = true;
    setTimeout(() => (this.#justComposed = false));
  }
}

const whyNot = (reason: unknown, term: Term): string =>
  reason ? `${reasonSentence(reason, '', term).what} ${term('textStays')}` : term('cannotSend');

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposerElement;
  }
}
