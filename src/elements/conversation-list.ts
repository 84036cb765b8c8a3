import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Application, Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { moveByArrows } from './arrow-keys.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import { formatDay, formatTime } from './clock.js';
import { connectionContext } from './connection-context.js';
import { connectionText } from './connection-state.js';
import { consume } from './context.js';
import { styles } from './conversation-list.styles.js';
import { snippet } from './conversation-snippet.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import { drawRows } from './draw-rows.js';
import { fire } from './fire.js';
import './further-strings.js';
import { LastMessages } from './last-messages.js';
import { readPastConversations } from './past-conversations.js';
import { PresenceBadgeElement } from './presence-badge.js';
import { reasonText } from './reason-sentence.js';
import { relativeTime } from './relative-time.js';
import { look } from './theme.styles.js';
import { badgeText, conversationsOf, unreadIn, unreadInAll } from './unread-count.js';

/** How often “5 min. ago” is looked at again, in milliseconds. */
const TICK_MS = 60_000;

/** Something that shows one conversation: a `<chat-conversation>`, a `<chat-launcher>`. */
type Shower = Element & { conversation?: Conversation | undefined };

/**
 * The open and past conversations of a user, the one with the latest news first: with whom, what was said last, when, and how
 * much is unread. One tab stop: arrows, Home and End move inside, Enter or Space selects. `for` names the
 * `<chat-conversation>` that shows what is selected; without it the page does, on `conversation-select`.
 *
 * @example
 * ```html
 * <chat-provider server="wss://chat.contoso.example/sip" account-sip="sip:alice@contoso.example">
 *   <conversation-list for="chat"></conversation-list>
 *   <chat-conversation id="chat"></chat-conversation>
 * </chat-provider>
 * ```
 * @tagname conversation-list
 * @fires {ConversationSelectEvent} conversation-select - The user has chosen a conversation. Can be cancelled.
 * @fires {UnreadChangeEvent} unread-change - Another number of messages is unread in all of them; carries `count`.
 * @slot empty - Shown while there are no conversations.
 * @csspart list - All conversations.
 * @csspart conversation - One of them; also `selected`, and `unread` when something in it is.
 * @csspart selected - The one that is shown.
 * @csspart unread - One with something unread.
 * @csspart avatar - The initials of who is in it.
 * @csspart presence-badge - How available the other side of a chat of two is.
 * @csspart title - With whom it is, or what about.
 * @csspart time - When something was said last.
 * @csspart snippet - What was said last, who is typing, or who asks.
 * @csspart count - How many messages are unread.
 * @csspart status - Says that conversations are loaded, or why there are none.
 * @csspart error - Says why older conversations could not be loaded.
 * @csspart more - The button that loads older ones.
 * @cssState empty - There are no conversations.
 * @cssState unread - Something is unread.
 */
export class ConversationListElement extends ChatElement {
  static override readonly tag = 'conversation-list';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = {
    application: { attribute: false },
    selected: { attribute: false },
    htmlFor: { attribute: 'for' },
    loading: { state: true },
    problem: { state: true },
  };
  /** Whose conversations. Comes from the nearest `<chat-provider>` unless the page sets it. */
  get application(): Application | undefined {
    return this.#given ?? this.#near();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }
  /** The conversation that is marked as the one shown. With `for`, that of the element which it names. */
  get selected(): Conversation | undefined {
    return this.htmlFor ? this.#shower?.conversation : this.#selected;
  }
  set selected(conversation: Conversation | undefined) {
    this.#selected = conversation;
    if (this.#shower) this.#shower.conversation = conversation;
  }
  /** The id of the `<chat-conversation>`, or `<chat-launcher>`, that shows what is selected. */
  htmlFor = '';
  private loading = false;
  /** Why older ones could not be loaded. */
  private problem: unknown;

  readonly #near = consume(this, applicationContext);
  readonly #connection = consume(this, connectionContext);
  readonly #lastMessages = new LastMessages();
  #given: Application | undefined;
  #selected: Conversation | undefined;
  #rows: readonly Conversation[] = [];
  /** The one that Tab comes to. */
  #stop: Conversation | undefined;
  /** The one that had the keyboard focus last. */
  #focused: Conversation | undefined;
  #asked: Application | undefined;
  #told = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #root: Node | undefined;

  /** Registers `<conversation-list>`, and `<presence-badge>`, which it draws. */
  static override define(registry?: CustomElementRegistry): void {
    super.define(registry);
    PresenceBadgeElement.define(registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), TICK_MS);
    this.#root = this.getRootNode();
    this.#root.addEventListener('conversation-phase-change', this.#followShower);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#root?.removeEventListener('conversation-phase-change', this.#followShower);
    this.#lastMessages.stop();
  }

  /** How many messages are unread in all of them; an invitation that is not answered counts as one. */
  get unread(): number {
    return unreadInAll(conversationsOf(this.application));
  }

  /** Moves the keyboard focus to the conversation that was there last, else to the one that is shown. */
  override focus(options?: FocusOptions): void {
    this.#find('.row[tabindex="0"]')?.focus(options);
  }

  protected override nextFocus(): HTMLElement | null {
    return [...this.#buttons()].at(-1) ?? null;
  }

  protected override willUpdate(): void {
    const { selected } = this;
    this.#rows = conversationsOf(this.application)
      .filter(conversation => conversation === selected || isUnderWay(conversation))
      .sort((a, b) => newsOf(b) - newsOf(a));
    const stop = this.#rows.includes(this.#focused as Conversation) ? this.#focused : selected;
    this.#stop = this.#rows.find(conversation => conversation === stop) ?? this.#rows[0];
    this.showStates(!this.#rows.length && 'empty', this.unread > 0 && 'unread');
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const focused = this.shadowRoot?.activeElement;
    drawRows(
      this.#find('.list'),
      this.#rows,
      conversation => conversation,
      conversation => this.#row(conversation),
    );
    // What has moved to another place has lost the focus.
    if (focused instanceof HTMLElement && focused.isConnected && this.shadowRoot?.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  protected override updated(): void {
    const { application, unread } = this;
    const more = application?.conversationsManager.getMoreConversations;
    if (application && application !== this.#asked && more?.enabled()) {
      this.#asked = application;
      void this.#load(() => readPastConversations(application));
    }
    this.#buttons().forEach((button, index) => {
      const conversation = this.#rows[index];
      if (conversation) this.#lastMessages.show(button, conversation);
    });
    if (unread === this.#told) return;
    this.#told = unread;
    fire(this, 'unread-change', { count: unread });
  }

  protected override render(): TemplateResult {
    const connection = this.#connection();
    const problem = connection ? connectionText(connection, this.term) : '';
    const more = this.application?.conversationsManager.getMoreConversations;
    const empty = !this.#rows.length;
    const status = this.loading ? this.term('loadingChats') : empty ? problem : '';
    return html`
      <div
        class="list"
        part="list"
        role="list"
        aria-label=${this.term('chats')}
        ?hidden=${empty}
        @keydown=${this.#moveByKey}
        @focusin=${this.#noteFocus}
      ></div>
      ${empty && !status && !this.problem ? html`<div class="empty"><slot name="empty">${this.term('noChats')}</slot></div>` : nothing}
      <div class="end">
        <p class="quiet" part="status" role="status">${status}</p>
        ${this.problem ? html`<p class="alarm" part="error" role="alert">${reasonText(this.problem, this.term('theServer'), this.term)}</p>` : nothing}
        ${
          !this.loading && (this.problem || !empty) && more?.enabled()
            ? html`<button part="more" @click=${this.#loadMore}>
                ${this.problem ? this.term('tryAgain') : this.term('olderChats')}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #row(conversation: Conversation): TemplateResult {
    const unread = unreadIn(conversation);
    const at = conversation.lastModificationTimestamp();
    const selected = conversation === this.selected;
    const title = conversation.topic() || conversationTitle(conversation) || this.term('groupChat');
    return html`<div role="listitem">
      <button
        class="row bare ${unread ? 'unread' : ''}"
        part="conversation ${selected ? 'selected' : ''} ${unread ? 'unread' : ''}"
        tabindex=${conversation === this.#stop ? 0 : -1}
        aria-current=${selected ? true : nothing}
        @click=${() => this.#select(conversation)}
      >
        <span class="words">
          <span class="line">
            <span class="title own-end" part="title"><bdi class="cut">${title}</bdi></span>
            ${at ? this.#time(at) : nothing}
          </span>
          <span class="line">
            <span class="snippet quiet own-end" part="snippet"
              ><bdi class="cut">${snippet(conversation, this.term) || '\u00A0'}</bdi></span
            >
            ${
              unread
                ? html`<span class="count" part="count" role="img" aria-label=${this.term('unreadMessages', unread)}
                    >${badgeText(unread, this.language)}</span
                  >`
                : nothing
            }
          </span>
        </span>
        ${faces(conversation)}
      </button>
    </div>`;
  }

  #time(at: Date): TemplateResult {
    const whole = `${formatDay(at, this.language)}, ${formatTime(at, this.language)}`;
    return html`<time class="quiet" part="time" datetime=${at.toISOString()} title=${whole}
      ><bdi>${relativeTime(at, this.language)}</bdi></time
    >`;
  }

  #select(conversation: Conversation): void {
    this.#focused = conversation;
    if (fire(this, 'conversation-select', { conversation }, true)) {
      this.selected = conversation;
      readPage(conversation);
    }
    this.requestUpdate();
  }

  #moveByKey(event: KeyboardEvent): void {
    moveByArrows(event, [...this.#buttons()]);
  }

  #noteFocus({ target }: FocusEvent): void {
    this.#focused = this.#rows[[...this.#buttons()].indexOf(target as HTMLElement)];
    this.requestUpdate();
  }

  readonly #loadMore = (): void => {
    const { application } = this;
    if (application) void this.#load(() => application.conversationsManager.getMoreConversations());
  };

  async #load(load: () => Promise<void>): Promise<void> {
    this.loading = true;
    this.problem = undefined;
    try {
      await load();
    } catch (reason) {
      this.problem = reason;
    } finally {
      this.loading = false;
    }
  }

  /** The element that `for` names shows another conversation. */
  readonly #followShower = ({ target }: Event): void => {
    if (target === this.#shower) this.requestUpdate();
  };

  get #shower(): Shower | undefined {
    const root = this.getRootNode();
    if (!this.htmlFor || !('getElementById' in root)) return undefined;
    return (root as Document | ShadowRoot).getElementById(this.htmlFor) ?? undefined;
  }

  #buttons(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>('.row');
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }
}

/** The pictures of who is in it: of a chat of two with a badge. */
function faces(conversation: Conversation): TemplateResult {
  const people = peopleInside(conversation).map(({ person }) => person);
  const [first] = people;
  if (!conversation.isGroupConversation() && first) {
    return html`<span class="faces"
      >${avatar(first)}<presence-badge exportparts="badge:presence-badge" .person=${first}></presence-badge
    ></span>`;
  }
  return html`<span class="faces ${people.length > 1 ? 'several' : ''}">${people.slice(0, 2).map(avatar)}</span>`;
}

/** Of a past conversation only the last message may be here: whoever opens it wants to see more. */
function readPage({ historyService }: Conversation): void {
  const { activityItems, getMoreActivityItems } = historyService;
  if (activityItems.size() > 1 || !getMoreActivityItems.enabled()) return;
  getMoreActivityItems().catch(() => {}); // who scrolls up tries again
}

/** Something was said, or is going on. One that was only looked at is not worth a row. */
function isUnderWay({ phase, chatService, lastModificationTimestamp }: Conversation): boolean {
  return phase() !== 'idle' || chatService.messages.size() > 0 || lastModificationTimestamp() !== undefined;
}

/** When there were news, for the order: what is not answered comes first. */
function newsOf({ chatService, lastModificationTimestamp }: Conversation): number {
  return chatService.accept.enabled() ? Infinity : (lastModificationTimestamp()?.getTime() ?? Number.MAX_VALUE);
}

declare global {
  interface HTMLElementTagNameMap {
    'conversation-list': ConversationListElement;
  }
}
