import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ActivityItem, TextMessage } from '../model/index.js';
import { OnDemand, untracked } from '../observable/index.js';
import { activitySentence } from './activity-sentence.js';
import { Announcer } from './announcer.js';
import { ConversationElement } from './conversation-element.js';
import { conversationTitle } from './conversation-title.js';
import { fire } from './fire.js';
import { downIcon } from './icons.js';
import type { ListTools } from './message-list.further.js';
import { styles } from './message-list.styles.js';
import { isOwn } from './message-row.js';
import { isMessage } from './message-rows.js';
import { look } from './theme.styles.js';
import { Transcript } from './transcript.js';
import { type MessageData, dataOf, textOf } from './transcript-data.js';

/** A reader this near to the end, in CSS pixels, is at the end. */
const END_PX = 40;

/** What was said so long before the list began to show it, in milliseconds, is no news; clocks differ. */
const OLD_MS = 60_000;

const loadTools = OnDemand(() => import('./further.js'));

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
 * @fires {MessageSentEvent} message-sent - A message of this user has been stored by the server.
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
 * @csspart bubble - The text; also `own` or `other`, `emoji`, and what has become of an own message: `pending` …
 * @csspart emoji - On a bubble with nothing but a few emoji.
 * @csspart link - An address in a text.
 * @csspart code - Code in a text.
 * @csspart status - What has become of an own message, in words; also one of the next six.
 * @csspart pending - On bubble and status of a message that is on its way.
 * @csspart sent - On those of one that the server has stored.
 * @csspart delivered - On those of one that has come to somebody.
 * @csspart read - On those of one that somebody has seen.
 * @csspart undelivered - On those of one that cannot come to somebody.
 * @csspart failed - On those of one that was not sent.
 * @csspart retry - The button that sends again.
 * @csspart actions - The box with what can be done with the message that is pointed at.
 * @csspart copy - The button that copies the text.
 * @csspart marker - The line above what is new.
 * @csspart older - What stands above the first row: the next two, or that it is the beginning.
 * @csspart load - The button that loads older messages.
 * @csspart error - Says why they could not be loaded.
 * @csspart beginning - Says that there are none.
 * @csspart jump - The button that leads to the newest messages.
 * @cssState away - The reader is not at the end.
 * @cssState empty - There are no messages.
 * @cssState loading - Older messages are being loaded.
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
    loading: { state: true },
  };
  /** The reader has scrolled away from the end. */
  private away = false;
  private unread = 0;
  private loading = false;

  #transcript: Transcript | undefined;
  /** What the rows depend on as a whole. */
  #drawn: readonly unknown[] = [];
  readonly #announcer = new Announcer(() => this.#find('[role=log]'), this.term);
  /** When it began to show the conversation, in milliseconds. */
  #since = 0;
  /** Where it was scrolled to when last looked at. */
  #top = 0;
  #tools: ListTools | undefined;

  protected override nextFocus(): HTMLElement {
    return this.#scroller;
  }

  protected override willUpdate(): void {
    if (this.isConnected) untracked(() => this.#readNews()); // the rows follow the model one by one
    this.showStates(this.away && 'away', !this.#rows.length && 'empty', this.loading && 'loading');
  }

  protected override firstUpdated(): void {
    const observer = new ResizeObserver(() => {
      this.#stay();
      this.#look(); // it may have come to be seen: a panel was opened
    });
    for (const box of ['.scroller', '.all']) observer.observe(this.#find(box) ?? this);
  }

  protected override updated(): void {
    this.#stay();
    queueMicrotask(this.#look); // what it changes is nothing that this drawing follows
    const { activityItems, getMoreActivityItems } = this.conversation?.historyService ?? {};
    if (untracked(() => activityItems?.size() || getMoreActivityItems?.enabled()))
      this.#withTools(tools => tools.draw());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#top = 0; // who is moved is at the top, and has not gone there
    document.addEventListener('visibilitychange', this.#return);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#return);
    this.#tools?.days.stop();
    this.#announcer.stop();
    this.#transcript?.release();
  }

  /** Shows the newest message. */
  scrollToEnd(): void {
    this.#forgetUnread();
    this.#stay();
  }

  /** Shows the message with this `key()`. Does nothing when there is none. */
  scrollToMessage(key: string): void {
    const node = this.#transcript?.row(key)?.node;
    if (!node) return;
    node.scrollIntoView({ block: 'center' });
    this.#noteDistance();
    this.#withTools(tools => tools.rest(node));
  }

  /** What is in the list, oldest first, as plain data. */
  toJSON(): MessageData[] {
    return this.#rows.map(({ item, mark }) => dataOf(item, mark, this.term));
  }

  /** What is in the list as text, a line for each item: when, who, what. */
  toText(): string {
    return this.toJSON()
      .map(data => textOf(data, this.language, this.term))
      .join('\n');
  }

  protected override render(): TemplateResult {
    const { conversation, away, unread, loading } = this;
    const title = conversationTitle(conversation);
    const news = unread ? this.term('newMessages', unread) : '';
    const older = loading || conversation?.historyService.getMoreActivityItems.enabled();
    return html`
      <div
        class="scroller"
        part="viewport"
        role="region"
        tabindex="0"
        aria-label=${title ? this.term('messagesWith', title) : this.term('messages')}
        @scroll=${this.#noteScroll}
      >
        <div class="all">${this.#transcript?.list}</div>
        ${!older && !this.#rows.length ? html`<slot name="empty">${this.term('sayHello')}</slot>` : nothing}
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

  get #rows(): Transcript['rows'] {
    return this.#transcript?.rows ?? [];
  }

  /** Draws what has come, and tells of it. */
  #readNews(): void {
    const { conversation, language, strings, term } = this;
    const drawn = [conversation, language, strings, term('sending')]; // a language's words come later than its name
    if (this.#transcript && !drawn.some((value, index) => value !== this.#drawn[index])) {
      this.#transcript.follow();
      return this.#hear(this.#transcript);
    }
    this.#drawn = drawn;
    this.#transcript?.release();
    this.#transcript = conversation && new Transcript(conversation, { language, term }, () => this.requestUpdate());
    this.#begin();
  }

  /** It has drawn all rows anew. */
  #begin(): void {
    this.#announcer.stop();
    this.#forgetUnread();
    this.#since = Date.now();
    this.loading = false;
    const unread = this.conversation?.historyService.unreadActivityItemsCount() ?? 0;
    const incoming = this.#rows.filter(({ item }) => isMessage(item) && !isOwn(item));
    const first = unread > 0 ? incoming.at(-unread) : undefined;
    if (first && first !== this.#rows[0]) this.#withTools(({ newLine }) => newLine.above(first));
  }

  #hear(transcript: Transcript): void {
    const { fresh, marked } = transcript.draw();
    const incoming = fresh.filter(isMessage).filter(message => !isOwn(message));
    const [first] = incoming;
    if (fresh.some(item => isMessage(item) && isOwn(item))) {
      this.#forgetUnread();
      this.#tools?.newLine.remove();
    } else if (first && this.#looked) this.#tools?.newLine.remove();
    else if (first) {
      if (this.away) this.unread += incoming.length;
      const row = transcript.row(first.key());
      if (row) this.#withTools(({ newLine }) => newLine.above(row));
    }

    const isNew = (item: ActivityItem): boolean => item.timestamp().getTime() > this.#since - OLD_MS;
    for (const item of fresh) {
      if (!isMessage(item) && isNew(item)) this.#announcer.say(activitySentence(item, this.term));
    }
    const received = incoming.filter(isNew);
    if (received.length > 0) this.#announcer.tell(received);
    const sent: TextMessage[] = [];
    for (const [message, mark, before] of marked) {
      if (before && mark.state === 'failed') this.#announcer.say(mark.text);
      else if (before && !(before.step > 0)) sent.push(message);
    }
    // After the drawing, so that a listener finds the row.
    void this.updateComplete.then(() => {
      for (const message of received) fire(this, 'message-received', { message });
      for (const message of sent) fire(this, 'message-sent', { message });
    });
  }

  /** The reader looks at the end of the list. */
  get #looked(): boolean {
    return !this.away && !document.hidden && this.checkVisibility();
  }

  /** Who looks at the end of the list has read it. */
  readonly #look = (): void => {
    const { conversation } = this;
    if (!conversation || !this.#rows.length || !this.#looked) return;
    this.#tools?.newLine.seen();
    const { unreadActivityItemsCount, markAllAsRead } = conversation.historyService;
    if (!unreadActivityItemsCount() || conversation.phase() === 'incoming') return;
    markAllAsRead().catch(() => {}); // the server goes on counting them
  };

  /** The page is looked at again, perhaps on another day. */
  readonly #return = (): void => {
    this.#tools?.days.redraw();
    this.#look();
  };

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  get #scroller(): HTMLElement {
    return this.#find('.scroller') ?? this;
  }

  /** The reader has gone somewhere. */
  #noteScroll(): void {
    const { away } = this;
    this.#noteDistance();
    this.#tools?.scrolled(away);
  }

  #noteDistance(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#top = scrollTop;
    this.away = scrollHeight - scrollTop - clientHeight > END_PX;
    if (!this.away) this.unread = 0;
  }

  #forgetUnread(): void {
    this.away = false;
    this.unread = 0;
  }

  /** Keeps a reader at the end who was there, and others where they are, after the box or its content has another size. */
  #stay(): void {
    const scroller = this.#scroller;
    if (!scroller.clientHeight) return; // it is not on the page now, or hidden
    if (scroller.scrollTop < this.#top) this.#noteScroll(); // they have gone, and it is about to be told
    if (this.away) this.#tools?.hold();
    else scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
  }

  #jumpToEnd(): void {
    this.scrollToEnd();
    this.#scroller.focus({ preventScroll: true });
  }

  /** What is not needed to draw messages is loaded when there are some. */
  #withTools(then: (tools: ListTools) => void): void {
    if (this.#tools) return then(this.#tools);
    loadTools().then(
      further => {
        this.#tools ??= new further.ListTools({
          transcript: () => this.#transcript,
          viewport: this.#scroller,
          term: this.term,
          say: text => this.#announcer.say(text),
          setLoading: loading => (this.loading = loading),
        });
        then(this.#tools);
      },
      () => {}, // the next time tries again
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-list': MessageListElement;
  }
}
