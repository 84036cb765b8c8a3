import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, TextMessage } from '../model/index.js';
import { activitySentence } from './activity-sentence.js';
import { avatar } from './avatar.js';
import { formatDay } from './clock.js';
import { ConversationElement } from './conversation-element.js';
import { conversationTitle } from './conversation-title.js';
import { downIcon, warnIcon } from './icons.js';
import { drawRows } from './draw-rows.js';
import { fire } from './fire.js';
import { styles } from './message-list.styles.js';
import { isMessage, layRows, readMessage, type DayRow, type MessageRow, type Note, type Row } from './message-rows.js';
import { personName } from './person-name.js';
import { reasonSentence } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** A reader this near to the end, in CSS pixels, is at the end. */
const END_PX = 40;

/** How much of what was spoken is kept, for a screen reader that is busy. */
const SPOKEN_LINES = 3;

/**
 * The messages of a conversation, oldest first. It stays at the end while the reader is there, and else offers a button
 * that jumps to what is new. A screen reader hears each new message once.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <message-list></message-list>
 *   <message-composer></message-composer>
 * </chat-conversation>
 * ```
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
 * @cssproperty [--chat-bubble] - Behind what others wrote.
 * @cssproperty [--chat-own-bubble] - Behind what this user wrote.
 * @cssproperty [--chat-radius=1rem] - Corners of the bubbles.
 */
export class MessageListElement extends ConversationElement {
  static override readonly tag = 'message-list';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = {
    away: { state: true },
    unread: { state: true },
    copiedKey: { state: true },
  };
  /** The reader has scrolled away from the end. */
  private away = false;
  private unread = 0;
  private copiedKey = '';

  #rows: readonly Row[] = [];
  #shown: Conversation | undefined;
  #newest: string | undefined;
  #failed: readonly TextMessage[] = [];

  protected override nextFocus(): HTMLElement {
    return this.#scroller;
  }

  protected override willUpdate(): void {
    const { conversation } = this;
    const items = conversation?.historyService.activityItems() ?? [];
    this.#rows = layRows(items, this.term, this.language);
    const failed = items.filter(isMessage).filter(message => readMessage(message, this.language).status === 'Failed');
    let follow = conversation !== this.#shown;
    if (!follow) {
      const known = items.findLastIndex(item => item.key() === this.#newest);
      // Where the chat has ended, what comes into an empty list is old.
      const fresh = known < 0 && conversation?.phase() === 'ended' ? [] : items.slice(known + 1);
      const said = fresh.filter(isMessage);
      const incoming = said.filter(message => !readMessage(message, this.language).own);
      follow = said.length > incoming.length;
      this.#announce(incoming);
      for (const message of failed) {
        if (!this.#failed.includes(message)) this.#speak(this.#whyFailed(message));
      }
      for (const item of fresh) if (!isMessage(item)) this.#speak(activitySentence(item, this.term));
    }
    if (follow) this.#forgetUnread();
    this.#shown = conversation;
    this.#newest = items.at(-1)?.key();
    this.#failed = failed;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const lastOwn = this.#rows.findLast(row => 'own' in row && row.own);
    drawRows(
      this.#find('.list'),
      this.#rows,
      row => row.key,
      row => ('own' in row ? this.#message(row, row === lastOwn) : betweenMessages(row, this.language)),
    );
  }

  protected override firstUpdated(): void {
    new ResizeObserver(() => {
      this.#stay();
      this.#markRead(); // it may have come to be seen: a panel was opened
    }).observe(this.#scroller);
  }

  protected override updated(): void {
    this.#stay();
    queueMicrotask(this.#markRead); // what it changes is nothing that this drawing follows
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#markRead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#markRead);
  }

  /** Shows the newest message. */
  scrollToEnd(): void {
    this.#forgetUnread();
    this.#stay();
  }

  /** Shows the message with this `key()`. Does nothing when there is none. */
  scrollToMessage(key: string): void {
    this.#find(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'center' });
  }

  protected override render(): TemplateResult {
    const { conversation, away, unread } = this;
    const title = conversationTitle(conversation);
    const news = unread ? this.term('newMessages', unread) : '';
    return html`
      <div
        class="scroller"
        part="viewport"
        role="region"
        tabindex="0"
        aria-label=${title ? this.term('messagesWith', title) : this.term('messages')}
        @scroll=${this.#noteDistance}
      >
        ${this.#rows.length ? html`<div class="list" part="list" role="list"></div>` : html`<slot name="empty">${this.term('sayHello')}</slot>`}
      </div>
      ${
        away
          ? html`<button
              class="jump line"
              part="jump"
              aria-label=${news || this.term('toEnd')}
              @click=${this.#jumpToEnd}
            >
              ${downIcon}${news}
            </button>`
          : nothing
      }
      <div class="unseen" role="log"></div>
    `;
  }

  #message(row: MessageRow, lastOwn: boolean): TemplateResult {
    const { key, message, own, status, content, first } = row;
    const side = own ? 'own' : 'other';
    const mark = status === 'Failed' ? 'failed' : status === 'Pending' ? 'pending' : '';
    return html`<div class="row ${side} ${first ? 'first' : ''}" part="row ${side}" role="listitem" data-key=${key}>
      ${own ? nothing : html`<div class="side">${first ? avatar(message.sender) : nothing}</div>`}
      <div class="stack">
        ${this.#byline(row)}
        <div class="bubble ${mark}" part="bubble ${side} ${mark}" dir="auto">${content}</div>
        ${mark || lastOwn ? this.#status(message, mark) : nothing}
      </div>
    </div>`;
  }

  #byline({ message, own, at, time, first }: MessageRow): TemplateResult {
    const look = own || !this.conversation?.isGroupConversation() ? 'unseen' : 'sender';
    const name = own ? this.term('you') : personName(message.sender);
    return html`<div class=${first ? 'byline line quiet' : 'unseen'} part="byline">
      <bdi class=${look} part="sender">${name}</bdi>
      <time part="time" datetime=${at.toISOString()}>${time}</time>
    </div>`;
  }

  #status(message: TextMessage, mark: string): TemplateResult {
    if (mark !== 'failed') {
      return html`<div class="status line quiet" part="status">
        ${mark ? this.term('sending') : this.term('sent')}
      </div>`;
    }
    const again = (): void => {
      message.retry().catch(() => {}); // the row turns Failed again and says why
    };
    const copied = this.copiedKey === message.key();
    return html`<div class="status line wrap quiet alarm" part="status failed">
      <span class="line">${warnIcon}<bdi>${this.#whyFailed(message)}</bdi></span>
      <span class="line"
        >${
          message.retry.enabled()
            ? html`<button class="bare" part="retry" @click=${again}>${this.term('sendAgain')}</button>`
            : nothing
        }<button class="bare" part="copy" @click=${(event: Event) => this.#copy(message, event)}>
          ${copied ? this.term('copied') : this.term('copy')}
        </button>
      </span>
    </div>`;
  }

  /** Puts `text` where a screen reader speaks what is new, once. */
  #speak(text: string): void {
    const log = this.#find('[role=log]');
    const line = document.createElement('p');
    line.textContent = text;
    log?.append(line);
    if (log && log.children.length > SPOKEN_LINES) log.firstElementChild?.remove();
  }

  #announce(incoming: readonly TextMessage[]): void {
    const last = incoming.at(-1);
    if (!last) return;
    const count = incoming.length;
    if (this.away) this.unread += count;
    if (count > 3) this.#speak(this.term('burst', count, personName(last.sender), last.text()));
    else for (const { sender, text } of incoming) this.#speak(this.term('says', personName(sender), text()));
    // After the drawing, so that a listener finds the row.
    void this.updateComplete.then(() => {
      for (const message of incoming) fire(this, 'message-received', { message });
    });
  }

  #whyFailed(message: TextMessage): string {
    return `${this.term('notSent')} ${reasonSentence(message.status.reason, conversationTitle(this.conversation), this.term).what}`;
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  get #scroller(): HTMLElement {
    return this.#find('.scroller') ?? this;
  }

  #noteDistance(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.away = scrollHeight - scrollTop - clientHeight > END_PX;
    if (!this.away) this.unread = 0;
  }

  /** Who looks at the end of the list has read it. */
  readonly #markRead = (): void => {
    const { conversation, away } = this;
    if (!conversation || away || !this.#rows.length || document.hidden || !this.checkVisibility()) return;
    const { unreadActivityItemsCount, markAllAsRead } = conversation.historyService;
    if (!unreadActivityItemsCount() || conversation.phase() === 'incoming') return;
    markAllAsRead().catch(() => {}); // the server goes on counting them
  };

  #forgetUnread(): void {
    this.away = false;
    this.unread = 0;
  }

  /** Keeps a reader at the end who was there, after the box or its content has another size. */
  #stay(): void {
    if (!this.away) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #jumpToEnd(): void {
    this.scrollToEnd();
    this.#scroller.focus({ preventScroll: true });
  }

  async #copy(message: TextMessage, { target }: Event): Promise<void> {
    try {
      await navigator.clipboard.writeText(message.text());
      this.copiedKey = message.key();
    } catch {
      // The page may not write to the clipboard: select the text, so that the reader can copy it.
      const bubble = target instanceof Element && target.closest('.stack')?.querySelector('.bubble');
      if (bubble) getSelection()?.selectAllChildren(bubble);
    }
  }
}

function betweenMessages(row: DayRow | Note, language: string): TemplateResult {
  if ('text' in row) return html`<div class="note quiet" part="note" role="listitem">${row.text}</div>`;
  return html`<div class="note quiet day" part="day" role="listitem">
    <time datetime=${row.at.toISOString()}>${formatDay(row.at, language)}</time>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'message-list': MessageListElement;
  }
}
