import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Application, Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { BrowserTabs } from './browser-tabs.js';
import { ChatElement } from './chat-element.js';
import { styles } from './chat-notifications.styles.js';
import { chime } from './chime.js';
import { consume } from './context.js';
import { askText } from './conversation-state.js';
import { conversationTitle } from './conversation-title.js';
import { notificationPermission, showNotification } from './desktop-notification.js';
import { fire } from './fire.js';
import { followNews, type News } from './follow-news.js';
import { bellIcon, bellOffIcon } from './further-icons.js';
import './further-strings.js';
import { InstanceStyle } from './instance-style.js';
import { pageStorage } from './page-storage.js';
import { personName } from './person-name.js';
import { look } from './theme.styles.js';
import { countInTitle } from './title-count.js';
import { setOnTop } from './top-layer.js';
import { conversationsOf, unreadInAll } from './unread-count.js';

/** What the user may choose, by where the choice is kept. */
type Choice = 'sip-chat sound' | 'sip-chat desktop';

/** No notification shows more of a message. */
const MAX_CHARACTERS = 200;
/** Between the button and its settings, and between these and the edge of the window. */
const GAP_PX = 8;

/** Something that shows a conversation that a notification was about. */
type Shower = Element & { conversation?: Conversation; show?(): void };

/**
 * Tells of messages and invitations while nobody looks at the page: by a sound, by notifications of the desktop, by numbers. It
 * is a button, with which the user chooses sound and notifications; nothing asks for permission before they do. Of several tabs
 * one tells, and none while one of them is looked at. It follows all conversations of the nearest `<chat-provider>`.
 *
 * @example
 * ```html
 * <chat-provider server="wss://chat.contoso.example/sip" account-sip="sip:alice@contoso.example">
 *   <chat-notifications title-count sound for="launcher"></chat-notifications>
 *   <chat-launcher id="launcher"></chat-launcher>
 * </chat-provider>
 * ```
 * @tagname chat-notifications
 * @fires {ConversationSelectEvent} conversation-select - The user has clicked on a notification of the desktop. Can be cancelled.
 * @slot icon - In place of the bell on the button.
 * @csspart button - The button.
 * @csspart settings - What it opens.
 * @csspart choice - One line in it: words and a switch.
 * @csspart hint - Says why there are no notifications of the desktop.
 * @cssState open - The settings are open.
 * @cssState on - Sound or notifications of the desktop are on.
 * @cssState blocked - The browser does not let the page show notifications.
 */
export class ChatNotificationsElement extends ChatElement {
  static override readonly tag = 'chat-notifications';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = {
    application: { attribute: false },
    sound: { type: Boolean },
    desktop: { type: Boolean },
    messageText: { attribute: 'message-text', type: Boolean },
    titleCount: { attribute: 'title-count', type: Boolean },
    appBadge: { attribute: 'app-badge', type: Boolean },
    htmlFor: { attribute: 'for' },
    open: { state: true },
  };
  /** Whose conversations. Comes from the nearest `<chat-provider>` unless the page sets it. */
  get application(): Application | undefined {
    return this.#given ?? this.#near();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }
  /** There is a sound as long as the user has chosen nothing else. */
  sound = false;
  /** There are notifications of the desktop, once they are permitted, as long as the user has chosen nothing else. */
  desktop = false;
  /** Notifications say what was written, not only by whom. */
  messageText = false;
  /** The number of unread messages stands before the title of the page. */
  titleCount = false;
  /** The number of unread messages stands on the page's icon, where it is installed as an app. */
  appBadge = false;
  /** The id of the `<chat-launcher>` or `<chat-conversation>` that shows what a notification was about. */
  htmlFor = '';
  private open = false;

  readonly #near = consume(this, applicationContext);
  readonly #notifications = new Set<Notification>();
  #given: Application | undefined;
  #followed: Application | undefined;
  #tabs: BrowserTabs | undefined;
  #stop: (() => void) | undefined;
  #style: InstanceStyle | undefined;
  #counting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addEventListener('keydown', event => this.#closeOnEscape(event));
    this.addEventListener('focusout', event => this.#closeOnLeaving(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#style ??= new InstanceStyle(this.renderRoot as ShadowRoot);
    for (const type of ['focus', 'blur', 'resize']) window.addEventListener(type, this.#look);
    for (const type of ['visibilitychange', 'pointerdown']) document.addEventListener(type, this.#look);
    document.addEventListener('scroll', this.#place, { capture: true, passive: true });
    window.addEventListener('storage', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of ['focus', 'blur', 'resize']) window.removeEventListener(type, this.#look);
    for (const type of ['visibilitychange', 'pointerdown']) document.removeEventListener(type, this.#look);
    document.removeEventListener('scroll', this.#place, { capture: true });
    window.removeEventListener('storage', this.#redraw);
    this.#follow(undefined);
    clearTimeout(this.#counting);
    this.#show(0);
  }

  protected override willUpdate(): void {
    this.showStates(
      this.open && 'open',
      (this.#hasSound || this.#hasDesktop) && 'on',
      notificationPermission() === 'denied' && 'blocked',
    );
  }

  protected override updated(): void {
    const { application } = this;
    if (!this.isConnected) return;
    this.#follow(application?.personsAndGroupsManager.mePerson.id() ? application : undefined);
    // Whoever looks at a conversation reads it in this very moment.
    clearTimeout(this.#counting);
    this.#counting = setTimeout(() => this.#show(unreadInAll(conversationsOf(application))));
    const settings = this.#settings;
    if (settings) setOnTop(settings, this.open);
    this.#place();
  }

  protected override render() {
    unreadInAll(conversationsOf(this.application)); // drawn anew with each change, to be counted
    const { open } = this;
    const permission = notificationPermission();
    const on = this.#hasSound || this.#hasDesktop;
    return html`
      <button
        class="bare round"
        part="button"
        aria-label=${this.term('notifications')}
        aria-expanded=${open}
        aria-controls="settings"
        @click=${this.#toggle}
      >
        <slot name="icon">${on ? bellIcon : bellOffIcon}</slot>
      </button>
      <div
        id="settings"
        class="settings card"
        part="settings"
        popover="manual"
        role="group"
        aria-label=${this.term('notifications')}
        ?hidden=${!open}
      >
        ${this.#choice(this.term('notifyBySound'), this.#hasSound, false, this.#chooseSound)}
        ${this.#choice(this.term('notifyOnDesktop'), this.#hasDesktop, permission === 'unsupported', this.#chooseDesktop)}
        ${
          permission === 'denied' || permission === 'unsupported'
            ? html`<p class="hint quiet" part="hint" role="status">
                ${permission === 'denied' ? this.term('notificationsBlocked') : this.term('notificationsUnsupported')}
              </p>`
            : nothing
        }
      </div>
    `;
  }

  #choice(words: string, on: boolean, off: boolean, choose: (event: Event) => void): TemplateResult {
    return html`<label class="line" part="choice">
      <span>${words}</span>
      <input type="checkbox" role="switch" .checked=${on} ?disabled=${off} @change=${choose} />
    </label>`;
  }

  get #hasSound(): boolean {
    return chosen('sip-chat sound') ?? this.sound;
  }

  get #hasDesktop(): boolean {
    return notificationPermission() === 'granted' && (chosen('sip-chat desktop') ?? this.desktop);
  }

  #chooseSound({ target }: Event): void {
    const on = target instanceof HTMLInputElement && target.checked;
    keep('sip-chat sound', on);
    if (on) chime(); // so will it sound
    this.requestUpdate();
  }

  async #chooseDesktop({ target }: Event): Promise<void> {
    const on = target instanceof HTMLInputElement && target.checked;
    keep('sip-chat desktop', on);
    if (on && notificationPermission() === 'default') await Notification.requestPermission();
    if (target instanceof HTMLInputElement) target.checked = this.#hasDesktop; // it may have been refused
    this.requestUpdate();
  }

  #follow(application: Application | undefined): void {
    if (application === this.#followed) return;
    this.#followed = application;
    this.#closeNotifications();
    this.#stop?.();
    this.#tabs?.look(false);
    this.#stop = application && followNews(application, news => void this.#tell(application, news));
    this.#tabs = application && new BrowserTabs(application.personsAndGroupsManager.mePerson.id());
    this.#tabs?.look(isLookedAt());
    void application?.personsAndGroupsManager.mePerson.status; // asked for as soon as anybody looks
  }

  async #tell({ personsAndGroupsManager }: Application, news: News): Promise<void> {
    if (isLookedAt() || personsAndGroupsManager.mePerson.status() === 'DoNotDisturb') return;
    const { creator } = news.conversation;
    await this.#tabs?.once(news.message?.key() ?? `invitation ${creator.id()}`, () => {
      if (this.#hasSound) chime();
      if (this.#hasDesktop) this.#notify(news);
    });
  }

  #notify({ conversation, message }: News): void {
    const { isGroupConversation, topic, uri, participants } = conversation;
    const name = message ? personName(message.sender) : '';
    const group = topic() || conversationTitle(conversation) || this.term('groupChat');
    const title = isGroupConversation() ? this.term('inChat', name, group) : name;
    const text = (message ?? conversation.chatService.messages().at(-1))?.text().slice(0, MAX_CHARACTERS);
    const announcement = {
      title: message ? title : askText(conversation, this.term),
      body: (this.messageText && text) || (message ? this.term('newMessages', 1) : ''),
      tag: `sip-chat ${uri() ?? participants()[0]?.person.id()}`,
      lang: this.language,
    };
    const shown = showNotification(announcement, () => this.#select(conversation));
    if (shown) this.#notifications.add(shown);
  }

  #closeNotifications(): void {
    for (const notification of this.#notifications) notification.close();
    this.#notifications.clear();
  }

  #select(conversation: Conversation): void {
    if (!fire(this, 'conversation-select', { conversation }, true)) return;
    const root = this.getRootNode() as Document | ShadowRoot;
    const shower: Shower | null = this.htmlFor ? root.getElementById(this.htmlFor) : null;
    if (!shower) return;
    shower.conversation = conversation;
    shower.show?.();
  }

  /** Shows how much is unread. */
  #show(count: number): void {
    countInTitle(this, this.titleCount ? count : 0);
    if (!this.appBadge || !('setAppBadge' in navigator)) return;
    navigator.setAppBadge(count).catch(() => {}); // a page that may have none
  }

  readonly #look = (event: Event): void => {
    if (event.type === 'pointerdown' && !event.composedPath().includes(this)) this.open = false;
    const looking = isLookedAt();
    this.#tabs?.look(looking);
    if (looking) this.#closeNotifications();
    this.#place();
  };

  readonly #redraw = (): void => this.requestUpdate();

  async #toggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    if (this.open) this.#settings?.querySelector('input')?.focus();
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    event.stopPropagation(); // what it stands in stays open
    this.open = false;
    this.renderRoot.querySelector('button')?.focus();
  }

  #closeOnLeaving({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.open = false;
  }

  /** The settings stand at the button, inside the window. */
  readonly #place = (): void => {
    const settings = this.#settings;
    if (!this.open || !settings) return;
    const button = this.getBoundingClientRect();
    const { width, height } = settings.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const start = getComputedStyle(this).direction === 'rtl' ? button.left : button.right - width;
    const left = Math.max(GAP_PX, Math.min(start, clientWidth - width - GAP_PX));
    const below = button.bottom + GAP_PX;
    const top = below + height > clientHeight ? Math.max(GAP_PX, button.top - GAP_PX - height) : below;
    this.#style?.set('--_left', `${left}px`);
    this.#style?.set('--_top', `${top}px`);
  };

  get #settings(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.settings');
  }
}

const isLookedAt = (): boolean => !document.hidden && document.hasFocus();

/** `undefined` when the user has not chosen. */
function chosen(choice: Choice): boolean | undefined {
  const kept = pageStorage.get(choice);
  return kept ? kept === 'on' : undefined;
}

function keep(choice: Choice, on: boolean): void {
  pageStorage.set(choice, on ? 'on' : 'off');
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-notifications': ChatNotificationsElement;
  }
}
