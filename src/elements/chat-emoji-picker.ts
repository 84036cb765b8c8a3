import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ChatElement } from './chat-element.js';
import './chat-emoji-picker.events.js';
import { styles } from './chat-emoji-picker.styles.js';
import { emojiGroups } from './emoji.js';
import { fire } from './fire.js';
import './further-strings.js';
import { look } from './theme.styles.js';

/** Where the arrow keys lead: along the line, and across the lines. */
const STEPS: Readonly<Record<string, readonly [along: number, across: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Some emoji to choose from, by groups. One tab stop: the arrow keys, Home and End move inside it. `<message-composer>`
 * opens it by its button, as a popover, and writes what was chosen where the caret is. On a page of its own it is always
 * open. The emoji have no names here: screen readers know them, in the language of their users.
 *
 * @example
 * ```html
 * <chat-emoji-picker></chat-emoji-picker>
 * ```
 * @tagname chat-emoji-picker
 * @fires {EmojiPickEvent} emoji-pick - An emoji was chosen. As a popover, it has closed.
 * @csspart list - All the emoji.
 * @csspart title - The name of a group.
 * @csspart emoji - The button of an emoji.
 */
export class ChatEmojiPickerElement extends ChatElement {
  static override readonly tag = 'chat-emoji-picker';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = { at: { state: true }, shown: { state: true } };
  /** The place of the one that has the tab stop. */
  private at = 0;
  /** A popover draws nothing before it is opened. */
  private shown = false;

  constructor() {
    super();
    this.addEventListener('toggle', event => {
      if (event.newState === 'open') void this.#open();
    });
    this.addEventListener('beforetoggle', event => {
      if (event.newState === 'closed' && this.matches(':focus-within')) this.#giveBack();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.popover) this.shown = true;
    else if (this.matches(':popover-open')) void this.#open(); // before it was loaded
  }

  protected override render(): TemplateResult {
    let place = 0;
    // The tabindex of the list is for Firefox, where a box that scrolls is a stop of Tab of its own.
    return html`
      <div
        class="list"
        part="list"
        role="listbox"
        tabindex="-1"
        aria-label=${this.term('emoji')}
        ?hidden=${!this.shown}
        @click=${this.#pick}
        @focusin=${this.#follow}
        @keydown=${this.#move}
      >
        ${
          this.shown
            ? emojiGroups.map(
                ([name, emoji]) =>
                  html`<div role="group" aria-label=${this.term(name)}>
                    <p class="title quiet" part="title" aria-hidden="true">${this.term(name)}</p>
                    <div class="grid" role="none">${emoji.split(' ').map(each => this.#option(each, place++))}</div>
                  </div>`,
              )
            : nothing
        }
      </div>
    `;
  }

  #option(emoji: string, place: number): TemplateResult {
    const tabStop = place === this.at ? 0 : -1;
    return html`<button part="emoji" role="option" tabindex=${tabStop} aria-selected="false">${emoji}</button>`;
  }

  get #options(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }

  /** Opened by a button, so it takes the keyboard. */
  async #open(): Promise<void> {
    this.shown = true;
    await this.updateComplete;
    this.#options[this.at]?.focus();
  }

  /** The keyboard goes to the button that has opened it: out of a shadow root, Chrome does not find the way back. */
  #giveBack(): void {
    const root = this.getRootNode() as Document | ShadowRoot;
    root.querySelector<HTMLElement>(`[popovertarget="${this.id}"]`)?.focus();
  }

  #follow(event: FocusEvent): void {
    this.at = Math.max(0, this.#options.indexOf(event.target as HTMLElement));
  }

  #pick(event: MouseEvent): void {
    const option = (event.target as Element).closest('button');
    if (!option) return;
    if (this.popover) this.hidePopover();
    fire(this, 'emoji-pick', { emoji: option.textContent });
  }

  #move(event: KeyboardEvent): void {
    const { key } = event;
    if (this.popover && key === 'Tab') return this.hidePopover(); // goes on from the button
    if (key === 'Escape') return event.stopPropagation(); // closes this alone; the browser does that
    const options = this.#options;
    const next = key === 'Home' ? options[0] : key === 'End' ? options.at(-1) : this.#beside(options, STEPS[key]);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  #beside(options: readonly HTMLElement[], step: readonly [number, number] | undefined): HTMLElement | undefined {
    const current = options[this.at];
    if (!step || !current) return undefined;
    const [along, across] = step;
    if (along) return options[this.at + (this.matches(':dir(rtl)') ? -along : along)];
    const beyond = options.filter(({ offsetTop }) => (offsetTop - current.offsetTop) * across > 0);
    const line = (across > 0 ? beyond[0] : beyond.at(-1))?.offsetTop;
    const distance = ({ offsetLeft }: HTMLElement): number => Math.abs(offsetLeft - current.offsetLeft);
    return beyond
      .filter(({ offsetTop }) => offsetTop === line)
      .sort((one, other) => distance(one) - distance(other))[0];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-emoji-picker': ChatEmojiPickerElement;
  }
}
