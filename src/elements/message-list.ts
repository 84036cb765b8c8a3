import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators/query.js';
import { state } from 'lit/decorators/state.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation, TextMessage } from '../model/index.js';
import { Announcer } from './announcer.js';
import { avatar } from './avatar.js';
import { avatarStyles } from './avatar.styles.js';
import { formatDay, formatTime } from './clock.js';
import { controls } from './control.styles.js';
import { ConversationElement } from './conversation-element.js';
import { ConversationNotes } from './conversation-notes.js';
import { conversationTitle, titleObservables } from './conversation-title.js';
import { define } from './define.js';
import { downIcon, warnIcon } from './icons.js';
import { keepFocus } from './keep-focus.js';
import { MessageReceivedEvent } from './message-list.events.js';
import { styles } from './message-list.styles.js';
import { cutBlocks, layRows, type MessageRow, type Note, type Row } from './message-rows.js';
import { messageText } from './message-text.js';
import { observe } from './observe.js';
import { personName } from './person-name.js';
import { reasonSentence } from './reason-sentence.js';
import { strings } from './strings.js';
import { theme } from './theme.styles.js';

/** A reader this near to the end, in CSS pixels, is at the end. */
const END_PX = 40;

/**
 * The messages of a conversation, oldest first. It stays at the end while the reader is there, and else offers a button
 * that jumps to what is new. A screen reader hears each new message once.
 *
 * @tagname message-list
 * @fires {MessageReceivedEvent} message-received - Somebody else's message has been added.
 * @slot empty - Shown while there are no messages.
 * @csspart viewport - The box that scrolls.
 * @csspart list - All rows.
 * @csspart day - The line above the first message of a day.
 * @csspart note - A line such as “Carol joined”.
 * @csspart row - One message with all that belongs to it; also `own` or `other`.
 * @csspart own - On row and bubble of what this user wrote.
 * @csspart other - On row and bubble of what others wrote.
 * @csspart avatar - The initials of a sender.
 * @csspart byline - Name and time above the first message of a group.
 * @csspart sender - The name in it.
 * @csspart time - The time in it.
 * @csspart bubble - The text; also `own` or `other`, and `pending` or `failed`.
 * @csspart pending - On the bubble of a message that is on its way.
 * @csspart failed - On bubble and status of a message that was not sent.
 * @csspart link - An address in a text.
 * @csspart status - “Sending…”, “Sent” or why not.
 * @csspart retry - The button that sends again.
 * @csspart copy - The button that copies the text.
 * @csspart jump - The button that leads to the newest messages.
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 * @cssproperty [--chat-bubble] - Behind what others wrote.
 * @cssproperty [--chat-own-bubble] - Behind what this user wrote.
 * @cssproperty [--chat-radius=1rem] - Corners of the bubbles.
 */
export class MessageListElement extends ConversationElement {
  static override styles = [theme, controls, avatarStyles, styles];
  @query('.scroller') private readonly scroller!: HTMLElement;
  /** The reader has scrolled away from the end. */
  @state() private away = false;
  @state() private unread = 0;
  @state() private copiedKey = '';

  readonly #announcer = new Announcer();
  readonly #resizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#stay());
  #shown: Conversation | undefined;
  #newest: string | undefined;
  #failed = new Set<string>();
  #notesTold = 0;
  #followNext = true;

  constructor() {
    super();
    observe(this, () => (this.conversation ? this.#observables(this.conversation) : []));
    keepFocus(this, () => this.scroller);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#resizes?.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes?.disconnect();
  }

  protected override willUpdate(): void {
    const { conversation } = this;
    const messages = conversation?.chatService.messages() ?? [];
    const fresh = conversation === this.#shown ? messages.slice(this.#indexAfterNewest(messages)) : [];
    if (conversation !== this.#shown) this.#begin(conversation);
    this.#newest = messages.at(-1)?.key();
    this.#announce(fresh.filter(message => message.direction() === 'Incoming'));
    this.#announceFailures(messages);
    this.#announceNotes(conversation ? ConversationNotes.of(conversation).list() : []);
    if (fresh.some(message => message.direction() === 'Outgoing')) this.#followNext = true;
  }

  protected override firstUpdated(): void {
    this.#resizes?.observe(this.scroller);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#followNext) this.scrollToEnd();
    else this.#stay();
    this.#followNext = false;
  }

  /** Shows the newest message. */
  scrollToEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.away = false;
    this.unread = 0;
  }

  /** Shows the message with this `key()`. Does nothing when there is none. */
  scrollToMessage(key: string): void {
    this.#rowOf(key)?.scrollIntoView({ block: 'center' });
  }

  protected override render() {
    const { conversation } = this;
    const title = conversation ? conversationTitle(conversation) : '';
    const rows = conversation
      ? layRows(conversation.chatService.messages(), ConversationNotes.of(conversation).list())
      : [];
    return html`
      <div
        class="scroller"
        part="viewport"
        role="region"
        tabindex="0"
        aria-label=${title ? strings.messagesWith(title) : strings.messages}
        @scroll=${this.#noteDistance}
        @click=${this.#act}
      >
        ${rows.length ? this.#list(rows) : html`<slot name="empty"><p class="empty">${strings.sayHello}</p></slot>`}
      </div>
      ${this.away ? this.#jump() : nothing} ${this.#announcer.template()}
    `;
  }

  #list(rows: readonly Row[]): TemplateResult {
    const group = this.conversation?.isGroupConversation() ?? false;
    const lastOwn = rows.findLast(row => row.kind === 'message' && row.own);
    const block = (stretch: readonly Row[]): unknown =>
      repeat(
        stretch,
        row => row.key,
        row => this.#row(row, group, row === lastOwn),
      );
    return html`<div class="list" part="list" role="list">
      ${repeat(
        cutBlocks(rows),
        ({ key }) => key,
        stretch => html`<div class="block" role="none">${block(stretch.rows)}</div>`,
      )}
    </div>`;
  }

  #row(row: Row, group: boolean, lastOwn: boolean): TemplateResult {
    if (row.kind === 'message') return this.#message(row, group, lastOwn);
    if (row.kind === 'note') return html`<div class="note" part="note" role="listitem">${row.note.text}</div>`;
    return html`<div class="day" part="day" role="listitem">
      <time datetime=${row.at.toISOString()}>${formatDay(row.at)}</time>
    </div>`;
  }

  #message({ message, own, first, last }: MessageRow, group: boolean, lastOwn: boolean): TemplateResult {
    const side = own ? 'own' : 'other';
    const status = own ? message.status() : 'Succeeded';
    const mark = status === 'Failed' ? 'failed' : status === 'Pending' ? 'pending' : '';
    return html`<div
      class="row ${side} ${first ? 'first' : ''} ${last ? 'last' : ''}"
      part="row ${side}"
      role="listitem"
      data-key=${message.key()}
    >
      ${own ? nothing : html`<div class="side">${first ? avatar(message.sender) : nothing}</div>`}
      <div class="stack">
        ${this.#byline(message, own, first, group)}
        <div class="bubble ${mark}" part="bubble ${side} ${mark}" dir="auto">${messageText(message.text())}</div>
        ${status === 'Succeeded' && !lastOwn ? nothing : this.#status(message)}
      </div>
    </div>`;
  }

  #byline(message: TextMessage, own: boolean, first: boolean, group: boolean): TemplateResult {
    const at = message.timestamp();
    const name = html`<bdi class=${own || !group ? 'unseen' : 'sender'} part="sender"
      >${own ? strings.you : personName(message.sender)}</bdi
    >`;
    return html`<div class=${first ? 'byline' : 'unseen'} part="byline">
      ${name} <time part="time" datetime=${at.toISOString()}>${formatTime(at)}</time>
    </div>`;
  }

  #status(message: TextMessage): TemplateResult {
    const status = message.status();
    if (status !== 'Failed') {
      return html`<div class="status" part="status">${status === 'Pending' ? strings.sending : strings.sent}</div>`;
    }
    const copied = this.copiedKey === message.key();
    return html`<div class="status failed" part="status failed">
      <span class="why">${warnIcon}<bdi>${strings.notSent} ${this.#reasonOf(message)}</bdi></span>
      <span class="actions"
        >${
          message.retry.enabled()
            ? html`<button class="bare" part="retry" data-action="retry">${strings.sendAgain}</button>`
            : nothing
        }<button class="bare" part="copy" data-action="copy">${copied ? strings.copied : strings.copy}</button>
      </span>
    </div>`;
  }

  #jump(): TemplateResult {
    const text = this.unread ? strings.newMessages(this.unread) : '';
    return html`<button class="jump" part="jump" aria-label=${text || strings.toEnd} @click=${this.#jumpToEnd}>
      ${downIcon}${text}
    </button>`;
  }

  #observables(conversation: Conversation) {
    const messages = conversation.chatService.messages();
    const senders = new Set(messages.map(message => message.sender));
    return [
      ...titleObservables(conversation),
      conversation.chatService.messages,
      ConversationNotes.of(conversation),
      conversation.isGroupConversation,
      ...[...senders].map(sender => sender.displayName),
      ...messages.filter(isUnsettled).map(message => message.status),
    ];
  }

  #begin(conversation: Conversation | undefined): void {
    this.#shown = conversation;
    this.#followNext = true;
    this.#notesTold = conversation ? ConversationNotes.of(conversation).list().length : 0;
    this.#failed = new Set(
      conversation?.chatService
        .messages()
        .filter(hasFailed)
        .map(message => message.key()),
    );
  }

  #indexAfterNewest(messages: readonly TextMessage[]): number {
    return messages.findLastIndex(message => message.key() === this.#newest) + 1;
  }

  #announce(incoming: readonly TextMessage[]): void {
    const last = incoming.at(-1);
    if (!last) return;
    if (this.away) this.unread += incoming.length;
    const name = personName(last.sender);
    if (incoming.length > 3) this.#announcer.speak(strings.burst(incoming.length, name, last.text()));
    else
      for (const message of incoming) this.#announcer.speak(strings.says(personName(message.sender), message.text()));
    // After the drawing, so that a listener finds the row.
    void this.updateComplete.then(() => {
      for (const message of incoming) {
        const event = new MessageReceivedEvent(message);
        this.dispatchEvent(event);
      }
    });
  }

  #announceNotes(notes: readonly Note[]): void {
    for (const note of notes.slice(this.#notesTold)) this.#announcer.speak(note.text);
    this.#notesTold = notes.length;
  }

  #announceFailures(messages: readonly TextMessage[]): void {
    const failed = messages.filter(hasFailed);
    for (const message of failed) {
      if (!this.#failed.has(message.key())) this.#announcer.speak(`${strings.notSent} ${this.#reasonOf(message)}`);
    }
    this.#failed = new Set(failed.map(message => message.key()));
  }

  #reasonOf(message: TextMessage): string {
    const name = this.conversation ? conversationTitle(this.conversation) : '';
    return reasonSentence(message.status.reason, name).what;
  }

  #rowOf(key: string): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  readonly #noteDistance = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.away = scrollHeight - scrollTop - clientHeight > END_PX;
    if (!this.away) this.unread = 0;
  };

  /** Keeps a reader at the end who was there, after the box or its content has another size. */
  #stay(): void {
    if (!this.away) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  readonly #jumpToEnd = (): void => {
    this.scrollToEnd();
    this.scroller.focus({ preventScroll: true });
  };

  /** One listener for the buttons of all rows. */
  readonly #act = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
    const key = button?.closest<HTMLElement>('[data-key]')?.dataset.key;
    const message = key === undefined ? undefined : this.conversation?.chatService.messages(key);
    if (!message) return;
    if (button?.dataset.action === 'copy') void this.#copy(message);
    else message.retry().catch(() => {}); // the row turns Failed again and says why
  };

  async #copy(message: TextMessage): Promise<void> {
    try {
      await navigator.clipboard.writeText(message.text());
      this.copiedKey = message.key();
    } catch {
      // The page may not write to the clipboard: select the text, so that the reader can copy it.
      const bubble = this.#rowOf(message.key())?.querySelector('.bubble');
      if (bubble) getSelection()?.selectAllChildren(bubble);
    }
  }

  /** Registers `<message-list>`. */
  static define(registry?: CustomElementRegistry): void {
    define('message-list', this, registry);
  }
}

const hasFailed = (message: TextMessage): boolean => message.status() === 'Failed';
const isUnsettled = (message: TextMessage): boolean => message.status() !== 'Succeeded';

declare global {
  interface HTMLElementTagNameMap {
    'message-list': MessageListElement;
  }
}
