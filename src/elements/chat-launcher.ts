import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { type ChatConversationElement, FORWARDED_PARTS } from './chat-conversation.js';
import { ChatElement } from './chat-element.js';
import { styles } from './chat-launcher.styles.js';
import { consume } from './context.js';
import type { ConversationSelectEvent } from './conversation-list.events.js';
import { ConversationListElement } from './conversation-list.js';
import { exported, exportedAll } from './exported-parts.js';
import { fire } from './fire.js';
import { focusInside } from './focus-inside.js';
import { backIcon, chatIcon, closeIcon, foldIcon } from './further-icons.js';
import './further-strings.js';
import { InstanceStyle } from './instance-style.js';
import { isOfAnotherAccount } from './is-of-another-account.js';
import { PANEL_PARTS } from './people-panel-parts.js';
import { readPastConversations } from './past-conversations.js';
import { look } from './theme.styles.js';
import { setOnTop } from './top-layer.js';
import { badgeText, conversationsOf, unreadInAll } from './unread-count.js';

const LIST_PARTS = exported(
  'list',
  'list conversation selected unread avatar presence-badge title time snippet count status error more',
);
const CONVERSATION_PARTS = exportedAll(
  'conversation',
  'chat header avatar title state add-button end-button presence-badge side people adding close-button banner empty notice footer typing button',
  [...FORWARDED_PARTS, ...PANEL_PARTS],
);

/** Where the panel fills the screen. The same as in the styles. */
const FULL_SCREEN = '(width < 480px)';

/**
 * A round button at the edge of the window that opens the chat in a panel above the page, and shows how many messages are
 * unread while it is closed. The page puts into it what the panel shows. With nothing inside, in a `<chat-provider>`, it shows the
 * user's conversations and the one that they choose. What stands in a `<template>` inside is made when the panel is first opened.
 *
 * @example
 * ```html
 * <chat-launcher>
 *   <chat-conversation
 *     target-sip="sip:helpdesk@contoso.example"
 *     account-sip="sip:alice@contoso.example"
 *     server="wss://chat.contoso.example/sip"
 *   ></chat-conversation>
 * </chat-launcher>
 * ```
 * @tagname chat-launcher
 * @fires {ChatOpenEvent} chat-open - Before the panel opens. Can be cancelled.
 * @fires {ChatCloseEvent} chat-close - Before the panel closes. Can be cancelled.
 * @fires {UnreadChangeEvent} unread-change - Another number of messages is unread; carries `count`.
 * @slot - What the panel shows: a `<chat-conversation>`, or anything else.
 * @slot icon - In place of the picture on the button.
 * @slot close-icon - In place of the picture on the button while the panel is open.
 * @csspart button - The round button.
 * @csspart badge - How many messages are unread.
 * @csspart panel - The panel.
 * @csspart bar - The top of the panel: where there is no content of the page's own, and on narrow screens.
 * @csspart title - The words in it.
 * @csspart back - The button that goes back to the list of conversations.
 * @csspart close - The button in the bar that closes the panel.
 * @csspart content - What is below the bar.
 * @cssproperty [--chat-launcher-offset-block] - How far it is from the lower edge of the window, or the upper one. 1.25rem unless `offset` says it.
 * @cssproperty [--chat-launcher-offset-inline] - How far it is from the edge at its side. 1.25rem unless `offset` says it.
 * @cssproperty [--chat-launcher-size=3.5rem] - How wide and high the button is.
 * @cssproperty [--chat-launcher-width=24rem] - How wide the panel is, where there is room.
 * @cssproperty [--chat-launcher-height=40rem] - How high the panel is, where there is room.
 * @cssproperty [--chat-launcher-badge=#c42b2b] - Behind the number of unread messages.
 * @cssState open - The panel is open.
 * @cssState unread - Something is unread.
 */
export class ChatLauncherElement extends ChatElement {
  static override readonly tag = 'chat-launcher';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = {
    open: { type: Boolean, reflect: true },
    position: {},
    offset: {},
    label: {},
    unread: { type: Number, reflect: true },
    conversation: { attribute: false },
  };
  /** Whether the panel is open. */
  open = false;
  /** In which corner of the window it is: `bottom-end`, `bottom-start`, `top-end`, `top-start`. */
  position = 'bottom-end';
  /**
   * How far it is from the edges, as lengths of CSS: `2rem`, or `2rem 1rem` for the lower or upper edge and for the side. The custom
   * properties come first.
   */
  offset = '';
  /** What the button and the panel are called. “Chat” unless the page says it. */
  label = '';
  /** How many messages are unread. It is told here, setting it changes nothing. */
  unread = 0;
  /** The conversation that the panel shows. Setting it does not open the panel. */
  get conversation(): Conversation | undefined {
    return this.#chats[0] ? this.#chats[0].conversation : this.#chosen;
  }
  set conversation(conversation: Conversation | undefined) {
    if (this.#chats[0]) this.#chats[0].conversation = conversation;
    else this.#chosen = conversation;
  }

  readonly #application = consume(this, applicationContext);
  #chosen: Conversation | undefined;
  #style: InstanceStyle | undefined;
  /** It has been open, so that its content is there. */
  #used = false;
  /** The panel is open. */
  #shown = false;
  /** As the events have told it. */
  #toldOpen = false;
  #toldUnread = 0;
  /** What the user has opened it by. */
  #opener: HTMLElement | undefined;
  /** The panel had the keyboard focus when it began to close. */
  #hadFocus = false;

  constructor() {
    super();
    this.addEventListener('keydown', event => this.#closeOnEscape(event));
    this.addEventListener('focusout', event => this.#closeWhenCovering(event));
    this.addEventListener('conversation-phase-change', () => this.requestUpdate()); // another one may be shown
    this.addEventListener('command', event => this.#obey(event));
  }

  /** Registers `<chat-launcher>`, and `<conversation-list>`, which it draws. */
  static override define(registry?: CustomElementRegistry): void {
    super.define(registry);
    ConversationListElement.define(registry);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#style ??= new InstanceStyle(this.renderRoot as ShadowRoot);
    document.addEventListener('visibilitychange', this.#redraw);
    visualViewport?.addEventListener('resize', this.#fitView);
    visualViewport?.addEventListener('scroll', this.#fitView);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#redraw);
    visualViewport?.removeEventListener('resize', this.#fitView);
    visualViewport?.removeEventListener('scroll', this.#fitView);
  }

  /**
   * Opens the panel, unless `chat-open` is cancelled.
   * @param opener - The control by which the user did it: the keyboard focus moves into the panel, and back there when it is
   * closed. Without it the focus stays where it is.
   */
  show(opener?: HTMLElement): void {
    if (!this.open) this.#opener = opener;
    this.open = true;
  }

  /** Closes the panel, unless `chat-close` is cancelled. */
  hide(): void {
    this.open = false;
  }

  /** Opens or closes the panel. @param opener - As for `show`. */
  toggle(opener?: HTMLElement): void {
    if (this.open) this.hide();
    else this.show(opener);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.open !== this.#toldOpen) {
      const goOn = this.open ? fire(this, 'chat-open', {}, true) : fire(this, 'chat-close', {}, true);
      if (goOn) this.#toldOpen = this.open;
      else this.open = this.#toldOpen;
    }
    if (isOfAnotherAccount(this.#chosen, this.#application())) this.#chosen = undefined;
    if (this.open) this.#use();
    this.#hadFocus = this.#panel?.matches(':focus-within') ?? false;
    if (changed.has('offset')) {
      const [block = '', inline = block] = this.offset.trim().split(/\s+/);
      this.#style?.set('--_offset-block', lengthOf(block));
      this.#style?.set('--_offset-inline', lengthOf(inline));
    }
    this.unread = unreadInAll(this.#counted());
    this.showStates(this.open && 'open', this.unread > 0 && 'unread');
  }

  protected override updated(): void {
    this.#placePanel();
    const application = this.#application();
    // Only the server knows what has come while nobody was here.
    if (application && !this.#slotted.length && application.conversationsManager.getMoreConversations.enabled()) {
      readPastConversations(application).catch(() => {}); // the list says why
    }
    if (this.unread === this.#toldUnread) return;
    this.#toldUnread = this.unread;
    fire(this, 'unread-change', { count: this.unread });
  }

  protected override render() {
    const { open, unread } = this;
    const label = this.label || this.term('chat');
    const news = !open && unread ? this.term('unreadMessages', unread) : '';
    return html`
      <button
        class="launcher primary"
        part="button"
        aria-label=${news ? this.term('chatUnread', label, unread) : label}
        aria-expanded=${open}
        aria-controls="panel"
        @click=${({ currentTarget }: Event) => this.toggle(currentTarget as HTMLElement)}
      >
        <span ?hidden=${open}><slot name="icon">${chatIcon}</slot></span>
        <span ?hidden=${!open}><slot name="close-icon">${foldIcon}</slot></span>
        ${news ? html`<span class="badge" part="badge" aria-hidden="true">${badgeText(unread, this.language)}</span>` : nothing}
      </button>
      <p class="unseen" role="status">${news}</p>
      <div
        id="panel"
        class="panel card"
        part="panel"
        popover="manual"
        role="dialog"
        tabindex="-1"
        aria-label=${label}
        ?hidden=${!open}
      >
        ${this.#bar(label)}
        <div class="content" part="content">
          <slot @slotchange=${this.#redraw}></slot
          >${this.#used && !this.#slotted.length ? this.#conversations() : nothing}
        </div>
      </div>
    `;
  }

  #bar(label: string): TemplateResult {
    const back = this.#chosen && !this.#slotted.length;
    return html`<div class="bar line ${this.#slotted.length ? 'slotted' : ''}" part="bar">
      ${
        back
          ? html`<button class="bare back line" part="back" @click=${this.#showList}>
              ${backIcon}${this.term('allChats')}
            </button>`
          : nothing
      }
      <p class="title cut" part="title">${back ? '' : label}</p>
      <button class="bare round" part="close" aria-label=${this.term('closeChat')} @click=${this.hide}>
        ${closeIcon}
      </button>
    </div>`;
  }

  /** The list, and the conversation that was chosen in it. */
  #conversations(): TemplateResult {
    return html`<conversation-list
        .strings=${this.strings}
        exportparts=${LIST_PARTS}
        .selected=${this.#chosen}
        ?hidden=${this.#chosen}
        @conversation-select=${this.#choose}
        @unread-change=${(event: Event) => event.stopPropagation()}
      ></conversation-list>
      ${
        this.#chosen
          ? html`<chat-conversation
              .strings=${this.strings}
              exportparts=${CONVERSATION_PARTS}
              .conversation=${this.#chosen}
            ></chat-conversation>`
          : nothing
      }`;
  }

  /** Once all have heard of it, unless somebody has cancelled it. */
  #choose(event: ConversationSelectEvent): void {
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      this.conversation = event.conversation;
      void this.#focusContent();
    });
  }

  #showList(): void {
    this.conversation = undefined;
    void this.#focusContent();
  }

  async #focusContent(): Promise<void> {
    await this.updateComplete;
    const panel = this.#panel;
    const content = panel?.querySelector('.content');
    if (panel && content) await focusInside(panel, [...this.#slotted, ...content.children]);
  }

  #placePanel(): void {
    const panel = this.#panel;
    if (!panel) return;
    setOnTop(panel, this.open);
    if (this.#shown === this.open) return;
    this.#shown = this.open;
    this.#fitView();
    if (this.open && this.#opener) void this.#focusContent();
    if (!this.open && this.#hadFocus) (this.#opener?.isConnected ? this.#opener : this.#button)?.focus();
    if (!this.open) this.#opener = undefined;
  }

  /** Makes what waits in a `<template>`. */
  #use(): void {
    this.#used = true;
    for (const template of this.querySelectorAll<HTMLTemplateElement>(':scope > template')) {
      template.replaceWith(document.importNode(template.content, true));
    }
  }

  /** Those whose messages count: what the panel can show, but for what is being looked at. */
  #counted(): readonly Conversation[] {
    const chats = this.#chats;
    const several =
      !chats.length || chats.some(({ follow }) => follow) || this.querySelector('conversation-list, chat-invitations');
    const all = several
      ? conversationsOf(this.#application())
      : chats.flatMap(({ conversation }) => conversation ?? []);
    const shown = chats.length ? chats.map(({ conversation }) => conversation) : [this.#chosen];
    return this.open && !document.hidden ? all.filter(conversation => !shown.includes(conversation)) : all;
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    this.hide();
  }

  /** Where the panel fills the screen, the focus must not go to what it covers. */
  #closeWhenCovering({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget) && matchMedia(FULL_SCREEN).matches) this.hide();
  }

  /** `<button commandfor="launcher" command="--show">`, where the browser knows commands. */
  #obey(event: Event): void {
    const { command, source } = event as CommandEvent;
    const opener = source instanceof HTMLElement ? source : undefined;
    if (command === '--show') this.show(opener);
    else if (command === '--hide') this.hide();
    else if (command === '--toggle') this.toggle(opener);
  }

  /** What is in the panel stays above the screen's keyboard. */
  readonly #fitView = (): void => {
    const { height, offsetTop, scale } = visualViewport ?? { scale: 0, height: 0, offsetTop: 0 };
    const fits = this.open && scale === 1; // not while it is magnified
    this.#style?.set('--_view-height', fits ? `${height}px` : '');
    this.#style?.set('--_view-top', fits ? `${offsetTop}px` : '');
  };

  readonly #redraw = (): void => this.requestUpdate();

  /** What the page has put into the panel. */
  get #slotted(): Element[] {
    return [...this.children].filter(child => !child.slot && child.localName !== 'template');
  }

  get #chats(): ChatConversationElement[] {
    return [...this.querySelectorAll('chat-conversation')];
  }

  get #panel(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.panel') ?? null;
  }

  get #button(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.launcher');
  }
}

/** `''` for what is no length. */
const lengthOf = (text: string): string => (CSS.supports('top', text) ? text : '');

declare global {
  interface HTMLElementTagNameMap {
    'chat-launcher': ChatLauncherElement;
  }
}
