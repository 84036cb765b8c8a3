import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { htmlToText } from '../model/index.js';
import { charactersLeft } from './characters-left.js';
import './chat-emoji-picker.events.js';
import { connectionContext } from './connection-context.js';
import { consume } from './context.js';
import { ConversationElement } from './conversation-element.js';
import { conversationTitle } from './conversation-title.js';
import { exported } from './exported-parts.js';
import { fire } from './fire.js';
import { emojiIcon, sendIcon } from './icons.js';
import { loadFurtherElements } from './load-further-elements.js';
import { styles } from './message-composer.styles.js';
import { MessageDraft } from './message-draft.js';
import { reasonSentence, reasonText } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** What browsers give as `keyCode` for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/** The server takes some 60,000 bytes: docs/decisions/0022. */
const MOST_CHARACTERS = 8000;

const PICKER_PARTS = exported('picker', 'list title emoji');

/**
 * A box to write a message in. Enter sends, Shift+Enter breaks the line, and Enter that only ends the composition of an
 * input method does neither. The box grows with its text. What is written and not sent is kept for each conversation
 * and is there again after a reload. In a form it takes part under its `name`, and Enter sends to the chat all the same.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <message-list></message-list>
 *   <message-composer placeholder="Ask us anything" maxlength="500"></message-composer>
 * </chat-conversation>
 * ```
 * @tagname message-composer
 * @fires {MessageSendEvent} message-send - Before the text is sent; cancel it to keep the text in the box.
 * @slot actions - Buttons beside the box.
 * @csspart composer - The rounded field with everything in one row.
 * @csspart box - The text area.
 * @csspart emoji - The button that opens the emoji.
 * @csspart send - The button that sends.
 * @csspart hint - Says why a text could not be sent, or that it is sent later.
 * @csspart count - Says how many characters may still be written, or are too many.
 * @csspart picker - The emoji.
 * @csspart picker-list - And all other parts of `<chat-emoji-picker>` with `picker-` before their names.
 * @csspart picker-title - The name of a group of emoji.
 * @csspart picker-emoji - The button of an emoji.
 * @cssproperty [--message-composer-max-rows=6] - So many lines the box grows to; then it scrolls.
 * @cssState empty - There is nothing in it to send.
 * @cssState composing - An input method is at work: Enter belongs to it.
 * @cssState too-long - There are more characters in it than can be sent.
 * @cssState disabled - It is switched off, by itself or by the `<fieldset>` around it.
 */
export class MessageComposerElement extends ConversationElement {
  static override readonly tag = 'message-composer';
  /** Takes part in forms. */
  static readonly formAssociated = true;
  static override styles = [look, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties: PropertyDeclarations = {
    placeholder: {},
    name: { reflect: true },
    maxLength: { attribute: 'maxlength', converter: text => Number(text) || MOST_CHARACTERS },
    disabled: { type: Boolean },
    value: { attribute: false },
    composing: { state: true },
    refusal: { state: true },
  };
  /** Shown while the box is empty. `Message Bob` unless the page sets it. */
  placeholder = '';
  /** Under which the text is in the data of a form. */
  name: string | undefined;
  /** So many characters can be sent, as people count them. More may be written, but are not sent. */
  maxLength = MOST_CHARACTERS;
  private composing = false;
  /** Says why what the reader wanted last cannot be done, as long as that is so. */
  private refusal: (() => string) | undefined;

  readonly #connection = consume(this, connectionContext);
  readonly #draft = new MessageDraft();
  #value = '';
  /** How many characters may still be written. */
  #left = 0;
  #ending: ReturnType<typeof setTimeout> | undefined;
  /** How near the limit was when it was told last, and what was said. */
  #step = 5;
  #said = '';

  /** What stands in the box. What the page sets counts more than what was kept. */
  get value(): string {
    return this.#value;
  }
  set value(text: string) {
    this.#follow(); // of the conversation that it is meant for, which may just have been set
    this.#draft.keep(text);
    this.#hold(text);
  }

  /** Nothing can be written or sent. A `<fieldset>` that is disabled does the same. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** The form that it is in. */
  get form(): HTMLFormElement | null {
    return this.internals?.form ?? null;
  }
  /** What is wrong with the text: nothing, or `tooLong`. */
  get validity(): ValidityState | undefined {
    return this.internals?.validity;
  }
  /** The same in words. */
  get validationMessage(): string {
    return this.internals?.validationMessage ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    visualViewport?.addEventListener('resize', this.#stayInView);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    visualViewport?.removeEventListener('resize', this.#stayInView);
  }

  protected override willUpdate(): void {
    this.#follow();
    this.#tellForm();
    this.showStates(
      !this.value.trim() && 'empty',
      this.composing && 'composing',
      this.#left < 0 && 'too-long',
      this.#off && 'disabled',
    );
  }

  protected override updated(): void {
    if (this.#box && this.#box.value !== this.value) this.#box.value = this.value;
  }

  /** Called by the browser. */
  formDisabledCallback(): void {
    this.requestUpdate();
  }

  /** Called by the browser. */
  formResetCallback(): void {
    this.value = '';
  }

  /** Called by the browser when it brings a page back. */
  formStateRestoreCallback(text: string): void {
    this.value ||= text;
  }

  /** Whether the text can be sent; fires `invalid` when it is too long. */
  checkValidity(): boolean {
    return this.internals?.checkValidity() ?? true;
  }

  /** The same, and shows what is wrong. */
  reportValidity(): boolean {
    return this.internals?.reportValidity() ?? true;
  }

  /**
   * Sends the text and empties the box. Does nothing when the box is blank or the event is cancelled, and when the text
   * cannot be sent now or is too long: then it says so.
   */
  send(): void {
    const text = this.value.trim();
    if (!text || this.#off) return;
    const send = this.conversation?.chatService.sendMessage;
    this.refusal = undefined;
    if (this.#left < 0) this.refusal = () => this.#room();
    else if (!send?.enabled()) this.refusal = () => this.#whyNot();
    else if (fire(this, 'message-send', { text }, true)) {
      send(text).catch(() => {}); // its item in the history turns Failed
      this.value = '';
    }
  }

  /** Writes `text` where the caret is, in place of what is marked. The user can undo it. */
  insert(text: string): void {
    const box = this.#box;
    if (!box) return void (this.value += text);
    box.focus();
    // The command goes to whatever has the focus.
    if (this.shadowRoot?.activeElement === box && document.execCommand('insertText', false, text)) return;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    this.#readBox();
  }

  protected override render(): TemplateResult {
    const { conversation, value, internals } = this;
    const title = conversationTitle(conversation);
    const label = title ? this.term('messageTo', title) : this.term('message');
    const name = internals?.labels[0]?.textContent?.trim();
    const tooLong = this.#left < 0;
    const near = Math.min(100, this.maxLength / 5);
    const step = Math.max(-1, Math.floor((this.#left / near) * 5));
    // For who does not see it: now and then, not with each key.
    if (step !== this.#step) this.#said = step < 5 ? this.#room() : '';
    this.#step = step;
    if (this.refusal) this.#said = ''; // the hint says it
    const count = step < 5 && !this.refusal && this.#room();
    return html`
      <div
        class="composer line"
        part="composer"
        @paste=${this.#take}
        @drop=${this.#take}
        @dragover=${this.#take}
        @emoji-pick=${this.#insertEmoji}
      >
        <slot name="actions"></slot>
        <div class="grow">
          <div class="twin" aria-hidden="true">${value}&#8203;</div>
          <textarea
            part="box"
            rows="1"
            dir="auto"
            enterkeyhint="send"
            aria-label=${name || label}
            aria-describedby="hint count"
            aria-invalid=${tooLong || nothing}
            placeholder=${this.placeholder || (conversation?.isGroupConversation() ? this.term('messageAll') : label)}
            ?disabled=${this.#off}
            @input=${this.#readBox}
            @keydown=${this.#sendOnEnter}
            @compositionstart=${this.#compose}
            @compositionend=${this.#endComposition}
          ></textarea>
        </div>
        <button
          class="bare round"
          part="emoji"
          popovertarget="picker"
          aria-label=${this.term('emoji')}
          ?disabled=${this.#off}
          @click=${this.#loadPicker}
        >
          ${emojiIcon}
        </button>
        <chat-emoji-picker
          id="picker"
          part="picker"
          exportparts=${PICKER_PARTS}
          popover
          .strings=${this.strings}
        ></chat-emoji-picker>
        <button
          class="primary round"
          part="send"
          aria-label=${this.term('send')}
          aria-disabled=${tooLong || !this.#possible || !value.trim()}
          ?disabled=${this.#off}
          @mousedown=${(event: Event) => event.preventDefault() /* which would close the keyboard on the screen */}
          @click=${this.#sendAndStay}
        >
          ${sendIcon}
        </button>
      </div>
      <div class="line quiet">
        <p id="hint" class="words ${this.refusal ? 'alarm' : ''}" part="hint" role="status">${this.#hint()}</p>
        <p id="count" class=${tooLong ? 'alarm' : ''} part="count" ?hidden=${!count}>${count}</p>
      </div>
      <p class="unseen" role="status">${this.#said}</p>
    `;
  }

  get #box(): HTMLTextAreaElement | null {
    return this.shadowRoot?.querySelector('textarea') ?? null;
  }

  get #off(): boolean {
    return this.matches(':disabled');
  }

  get #possible(): boolean | undefined {
    return this.conversation?.chatService.sendMessage.enabled();
  }

  /** What stands in the box belongs to a conversation. */
  #follow(): void {
    const text = this.#draft.follow(this.conversation, this.#value);
    if (text !== this.#value) this.#hold(text);
  }

  #hold(text: string): void {
    this.#value = text;
    this.#tellForm();
  }

  #tellForm(): void {
    const left = (this.#left = charactersLeft(this.value.trim(), this.maxLength));
    const { internals } = this;
    internals?.setFormValue(this.value);
    internals?.setValidity({ tooLong: left < 0 }, this.#room(), this.#box ?? undefined);
  }

  /** Says how many characters may still be written, or are too many. */
  #room(): string {
    const left = this.#left;
    return left < 0 ? this.term('tooLong', -left) : this.term('charactersLeft', left);
  }

  #hint(): string {
    const refusal = this.refusal?.();
    if (refusal) return refusal;
    const { state, reason } = this.#connection() ?? {};
    const lost = state === 'reconnecting' || (state === 'offline' && reason); // else nobody has signed in
    return this.#possible && lost ? this.term('sentLater') : '';
  }

  #whyNot(): string {
    if (this.#possible) return '';
    const reason = this.conversation?.chatService.sendMessage.enabled.reason;
    return reason ? `${reasonSentence(reason, '', this.term).what} ${this.term('textStays')}` : this.term('cannotSend');
  }

  #readBox(): void {
    this.value = this.#box?.value ?? '';
    this.refusal = undefined;
    const type = this.conversation?.chatService.sendIsTyping;
    if (type?.enabled()) void type(!!this.value);
  }

  #sendAndStay(): void {
    this.send();
    this.#box?.focus();
  }

  #sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // `keyCode` is the only sign of a composition in Safari, which ends it before the key comes.
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    event.preventDefault();
    if (!this.composing) this.send();
  }

  #compose(): void {
    clearTimeout(this.#ending);
    this.composing = true;
  }

  /** Some browsers tell of the end first, and only then of the key that brought it about. */
  #endComposition(): void {
    this.#compose();
    this.#ending = setTimeout(() => (this.composing = false));
  }

  /** The box takes text by itself; of what has none, HTML is read and files are refused. */
  #take(event: ClipboardEvent | DragEvent): void {
    const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (!data || data.types.includes('text/plain')) return;
    const html = data.getData('text/html');
    if (!html && !data.types.includes('Files')) return;
    event.preventDefault(); // a browser would leave the page for a file that is dropped
    if (event.type === 'dragover') return;
    if (html) this.insert(htmlToText(html));
    else this.refusal = () => this.term('noFiles');
  }

  #insertEmoji({ emoji }: GlobalEventHandlersEventMap['emoji-pick']): void {
    this.insert(emoji);
  }

  #loadPicker(): void {
    loadFurtherElements().catch((reason: unknown) => (this.refusal = () => reasonText(reason, '', this.term)));
  }

  /** The keyboard on a screen covers the lower part of the page. */
  readonly #stayInView = (): void => {
    // While the page is enlarged by hand, it stays where it was put.
    if (visualViewport?.scale === 1 && this.matches(':focus-within')) this.scrollIntoView({ block: 'nearest' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposerElement;
  }
}
