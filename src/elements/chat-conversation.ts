import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { query } from 'lit/decorators/query.js';
import { state } from 'lit/decorators/state.js';
import { ContextProvider, consume } from '@lit/context';
import type { Application, Conversation, ConversationPhase } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { avatar } from './avatar.js';
import { avatarStyles } from './avatar.styles.js';
import { ConversationPhaseChangeEvent } from './chat-conversation.events.js';
import { styles } from './chat-conversation.styles.js';
import { connectionContext, type Connection, type ChatConnectionState } from './connection-context.js';
import { connectionText } from './connection-state.js';
import { controls } from './control.styles.js';
import { conversationContext } from './conversation-context.js';
import { ConversationFinder } from './conversation-finder.js';
import { header } from './conversation-header.js';
import { notice } from './conversation-notice.js';
import { noticeText } from './conversation-state.js';
import { conversationTitle, titleObservables } from './conversation-title.js';
import { CustomStates } from './custom-states.js';
import { define } from './define.js';
import { warnIcon } from './icons.js';
import { keepFocus } from './keep-focus.js';
import { MessageComposerElement } from './message-composer.js';
import { MessageListElement } from './message-list.js';
import { observe } from './observe.js';
import { ParticipantAddElement } from './participant-add.js';
import { ParticipantListElement } from './participant-list.js';
import { bareAddress, personName } from './person-name.js';
import { SignInController, type Credentials } from './sign-in-controller.js';
import { strings } from './strings.js';
import { theme } from './theme.styles.js';

type ShownState = ChatConnectionState | ConversationPhase | 'group' | 'composed';

const MESSAGE_PARTS =
  'viewport:message-viewport,list:message-list,day:message-day,note:message-note,row:message-row,own:message-own,' +
  'other:message-other,avatar:message-avatar,byline:message-byline,sender:message-sender,time:message-time,' +
  'bubble:message-bubble,pending:message-pending,failed:message-failed,link:message-link,status:message-status,' +
  'retry:message-retry,copy:message-copy,jump:message-jump';
const COMPOSER_PARTS = 'composer:composer-composer,box:composer-box,send:composer-send,hint:composer-hint';
const PEOPLE_PARTS =
  'list:participant-list,person:participant-person,pending:participant-pending,avatar:participant-avatar,' +
  'name:participant-name,note:participant-note';
const ADD_PARTS = 'form:add-form,label:add-label,address:add-address,add:add-add,status:add-status,error:add-error';

/**
 * One conversation. It finds or makes the one with `target-sip`, shares it with the elements inside it, and draws a
 * complete chat when it has no children of its own. It signs in by the nearest `<chat-provider>`, or by itself when it
 * has `server`, `account-sip` and `credentials`. Sending the first message starts the chat.
 *
 * @tagname chat-conversation
 * @fires {ConversationPhaseChangeEvent} conversation-phase-change - It shows another conversation, or another phase.
 * @fires {ChatConnectionChangeEvent} chat-connection-change - Its own connection has another state.
 * @fires {ChatErrorEvent} chat-error - Its own signing in was refused.
 * @slot - Elements that share the conversation. With any of these it draws nothing itself.
 * @slot header - In place of pictures, title and state.
 * @slot empty - In place of the words shown before the first message.
 * @slot fallback - In place of the words shown when signing in failed.
 * @slot actions - Buttons beside the box to write in.
 * @csspart chat - Everything.
 * @csspart header - The top: who, state, buttons.
 * @csspart avatar - The initials of somebody.
 * @csspart title - The names of the others.
 * @csspart state - The line below the title.
 * @csspart add-button - The button that opens the form to add a person.
 * @csspart end-button - The button that ends the chat, or leaves a group.
 * @csspart people - The strip of people in a group.
 * @csspart adding - The box around the form to add a person.
 * @csspart banner - Says that the connection is not there, and offers to make it again.
 * @csspart empty - Shown before the first message.
 * @csspart notice - Ringing, an invitation, or the end, with what can be done.
 * @csspart footer - The box around the composer.
 * @csspart button - Each button with words on it.
 * @csspart message-viewport - And all other parts of `<message-list>` with `message-` before their names.
 * @csspart composer-box - And all other parts of `<message-composer>` with `composer-` before their names.
 * @csspart participant-person - And all other parts of `<participant-list>` with `participant-` before their names.
 * @csspart add-form - And all other parts of `<participant-add>` with `add-` before their names.
 * @cssproperty [--chat-accent] - Buttons, links, own bubbles.
 * @cssproperty [--chat-on-accent=#fff] - Words on the accent colour.
 * @cssproperty [--chat-surface] - Background.
 * @cssproperty [--chat-text] - Words.
 * @cssproperty [--chat-quiet] - Less important words.
 * @cssproperty [--chat-line] - Borders.
 * @cssproperty [--chat-danger] - What went wrong.
 * @cssproperty [--chat-bubble] - Behind what others wrote.
 * @cssproperty [--chat-own-bubble] - Behind what this user wrote.
 * @cssproperty [--chat-radius=1rem] - Corners.
 * @cssproperty [--chat-font-family=system-ui] - Typeface; `inherit` takes the page's.
 * @cssproperty [--chat-font-size=0.9375rem] - Size of the text; all else follows it.
 * @cssState connecting - It is signing in.
 * @cssState connected - It is signed in.
 * @cssState reconnecting - The connection is lost for the moment.
 * @cssState offline - It is not signed in, or the connection is lost for good.
 * @cssState failed - Signing in was refused.
 * @cssState idle - The chat has not been started.
 * @cssState inviting - The other side is being asked.
 * @cssState incoming - The other side asks.
 * @cssState active - The chat is going on.
 * @cssState ended - The chat is over.
 * @cssState group - It is, or was, a chat of more than two.
 * @cssState composed - It has children and draws nothing itself.
 */
export class ChatConversationElement extends LitElement {
  static override styles = [theme, controls, avatarStyles, styles];
  /** SIP address of whom to chat with, `sip:bob@contoso.example`. Set it again to come back after following another. */
  @property({ attribute: 'target-sip', reflect: true, hasChanged: () => true }) targetSip = '';
  /** Shows whatever chat the user accepts in the same provider. */
  @property({ type: Boolean }) follow = false;
  /** Address of the server, for a chat without `<chat-provider>`. */
  @property() server = '';
  /** SIP address to sign in with, for a chat without `<chat-provider>`. */
  @property({ attribute: 'account-sip' }) accountSip = '';
  /** The password, or a function that fetches it. Never an attribute, never stored. */
  @property({ attribute: false }) credentials: Credentials | undefined;
  /** The conversation that is shown. Set it to show one that the page has found itself. */
  @property({ attribute: false })
  get conversation(): Conversation | undefined {
    return this.#given ?? this.#finder.conversation;
  }
  set conversation(conversation: Conversation | undefined) {
    this.#given = conversation;
  }
  /** @internal */
  @consume({ context: applicationContext, subscribe: true })
  @state()
  protected nearApplication: Application | undefined;
  /** @internal */
  @consume({ context: connectionContext, subscribe: true })
  @state()
  protected nearConnection: Connection | undefined;
  @state() private composed = false;
  @state() private adding = false;
  @query('message-composer') private readonly composer!: MessageComposerElement | null;
  @query('participant-add') private readonly addForm!: ParticipantAddElement | null;
  @query('[part="add-button"]') private readonly addButton!: HTMLElement | null;

  readonly #finder = new ConversationFinder();
  readonly #signIn = new SignInController(this, () => this.requestUpdate());
  readonly #applicationProvider = new ContextProvider(this, { context: applicationContext });
  readonly #connectionProvider = new ContextProvider(this, { context: connectionContext });
  readonly #conversationProvider = new ContextProvider(this, { context: conversationContext });
  readonly #states = new CustomStates<ShownState>(this);
  #given: Conversation | undefined;
  #told: { readonly conversation: Conversation; readonly phase: ConversationPhase } | undefined;

  constructor() {
    super();
    observe(this, () => [
      ...this.#conversationsObservables(),
      ...(this.conversation ? conversationObservables(this.conversation) : []),
    ]);
    keepFocus(this, () => this.#focusTarget());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#noteChildren();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#signInAlone();
    const application = this.#application();
    const before = this.conversation;
    const signedIn = ['connected', 'reconnecting'].includes(this.#connection().state);
    const accepted = this.#finder.find({
      application: signedIn ? application : undefined,
      target: this.targetSip,
      targeted: changed.has('targetSip'),
      follow: this.follow,
    });
    const { conversation } = this;
    if (conversation !== before) this.adding = false;
    if (accepted) void this.#welcome();
    this.#applicationProvider.setValue(application);
    this.#connectionProvider.setValue(this.#connection());
    this.#conversationProvider.setValue(conversation);
    this.#showStates();
  }

  protected override updated(): void {
    const { conversation } = this;
    const phase = conversation?.phase();
    if (!conversation || !phase || (this.#told?.conversation === conversation && this.#told.phase === phase)) return;
    this.#told = { conversation, phase };
    const event = new ConversationPhaseChangeEvent(conversation);
    this.dispatchEvent(event);
  }

  /**
   * Asks the other side into a chat, without a message. Also starts again after the end.
   * @throws {Reason} when the other side does not come.
   */
  async start(): Promise<void> {
    if (!this.#given && this.#finder.stale) {
      this.#finder.renew();
      this.requestUpdate();
    }
    await this.conversation?.chatService.start();
  }

  /** Ends the chat; in a group, leaves it. */
  async end(): Promise<void> {
    await this.conversation?.leave();
  }

  /** Signs in afresh, after a refusal or when the connection is lost for good. */
  async reconnect(): Promise<void> {
    await this.#connection().reconnect?.();
  }

  protected override render() {
    return html`${this.composed ? nothing : this.#chat()}<slot
        ?hidden=${!this.composed}
        @slotchange=${this.#noteChildren}
      ></slot>`;
  }

  #chat(): TemplateResult {
    const { conversation } = this;
    const title = conversation ? conversationTitle(conversation) : '';
    const problem = connectionText(this.#connection());
    const text = problem || (conversation ? noticeText(conversation) : this.#nothingText());
    return html`<section class="chat" part="chat" aria-label=${title ? strings.chatWith(title) : strings.chat}>
      <p class="unseen" role="status">${text}</p>
      ${conversation ? this.#conversationParts(conversation, problem) : this.#without(text)}
    </section>`;
  }

  #conversationParts(conversation: Conversation, problem: string): TemplateResult {
    const { adding } = this;
    const group = conversation.isGroupConversation() || conversation.participants.size() > 1;
    return html`
      <div class="top">
        ${header(conversation, { adding, toggleAdding: this.#toggleAdding, end: this.#endByButton })}
        <participant-list class="people" part="people" exportparts=${PEOPLE_PARTS} ?hidden=${!group}></participant-list>
        <div id="adding" class="adding" part="adding" ?hidden=${!adding} @keydown=${this.#closeOnEscape}>
          <participant-add exportparts=${ADD_PARTS} @participant-added=${this.#toggleAdding}></participant-add>
        </div>
      </div>
      ${
        problem && this.#application()
          ? html`<div class="banner" part="banner">${this.#problem(problem)}</div>`
          : nothing
      }
      <message-list exportparts=${MESSAGE_PARTS}>
        <div class="empty" slot="empty">${this.#empty(conversation)}</div>
      </message-list>
      ${notice(conversation, {
        accept: this.#accept,
        decline: this.#decline,
        cancel: this.#endByButton,
        startAgain: this.#canStartAgain(conversation) ? this.#startByButton : undefined,
      })}
      <div class="footer" part="footer" ?hidden=${conversation.chatService.accept.enabled()}>
        <message-composer exportparts=${COMPOSER_PARTS}><slot name="actions" slot="actions"></slot></message-composer>
      </div>
    `;
  }

  #empty(conversation: Conversation): TemplateResult {
    const person = conversation.participants()[0]?.person;
    const startable = conversation.phase() === 'idle' && conversation.chatService.start.enabled();
    if (conversation.phase() === 'active' || !person) return html`<slot name="empty">${strings.sayHello}</slot>`;
    const name = personName(person);
    const address = bareAddress(person.id());
    return html`<slot name="empty">
      <div class="face">${avatar(person)}</div>
      <p class="title"><bdi>${name}</bdi></p>
      ${address === name ? nothing : html`<p class="state">${address}</p>`}
      ${
        startable
          ? html`<p class="hint">${strings.startHint}</p>
              <button part="button" @click=${this.#startByButton}>${strings.startChat}</button>`
          : nothing
      }
    </slot>`;
  }

  /** What there is to see before there is a conversation. */
  #without(text: string): TemplateResult {
    const failed = this.#connection().state === 'failed';
    return html`<div class="empty" part="empty">
      ${
        failed
          ? html`<slot name="fallback"><span class="alarm">${warnIcon}</span>${this.#problem(text)}</slot>`
          : this.#problem(text)
      }
    </div>`;
  }

  #nothingText(): string {
    if (this.#finder.error) return `${strings.badAddress(this.targetSip)} ${strings.checkAddress}`;
    return this.follow ? strings.waitingForChat : strings.noConversation;
  }

  #problem(text: string): TemplateResult {
    const { state, reconnect } = this.#connection();
    const again = state === 'failed' ? strings.tryAgain : state === 'offline' ? strings.reconnect : '';
    return html`${state.endsWith('connecting') ? html`<span class="spinner"></span>` : nothing}
      <p><bdi>${text}</bdi></p>
      ${reconnect && again ? html`<button part="button" @click=${reconnect}>${again}</button>` : nothing}`;
  }

  #signInAlone(): void {
    const { server, accountSip: account, credentials } = this;
    const identity = server && account && credentials ? { server, account, credentials } : undefined;
    // An application without a connection comes from a page that provides it by context itself: watch it.
    this.#signIn.use(identity, server || this.nearConnection ? undefined : this.nearApplication);
  }

  #application(): Application | undefined {
    return this.server ? this.#signIn.application : this.nearApplication;
  }

  #connection(): Connection {
    return (this.server ? undefined : this.nearConnection) ?? this.#signIn.connection;
  }

  #showStates(): void {
    const { conversation } = this;
    const states: ShownState[] = [this.#connection().state];
    if (conversation) states.push(conversation.phase());
    if (conversation?.isGroupConversation()) states.push('group');
    if (this.composed) states.push('composed');
    this.#states.show(...states);
  }

  #conversationsObservables() {
    const conversations = this.#application()?.conversationsManager.conversations;
    return [
      conversations,
      ...(conversations?.() ?? []).flatMap(({ phase, chatService }) => [phase, chatService.accept.enabled]),
    ];
  }

  /** Where the keyboard goes when the control that had it is gone: to what one does next. */
  #focusTarget(): HTMLElement | null {
    const next = this.conversation?.phase() === 'ended' ? '.notice button' : 'message-composer';
    return this.renderRoot.querySelector<HTMLElement>(next);
  }

  #canStartAgain(conversation: Conversation): boolean {
    const { stale } = this.#finder;
    return stale && !this.#given ? this.targetSip !== '' : conversation.chatService.start.enabled();
  }

  /** The user has just accepted: the control that did it is gone, and with it the focus, unless they went elsewhere. */
  async #welcome(): Promise<void> {
    await this.updateComplete;
    await this.composer?.updateComplete;
    if (document.activeElement === document.body) this.composer?.focus();
  }

  readonly #noteChildren = (): void => {
    this.composed = [...this.children].some(child => !child.slot);
  };

  readonly #toggleAdding = (): void => {
    this.adding = !this.adding;
    void this.updateComplete.then(() => (this.adding ? this.addForm : this.addButton)?.focus());
  };

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#toggleAdding();
  };

  readonly #accept = (): void => {
    this.conversation?.chatService.accept().catch(() => {}); // the notice says why
  };

  readonly #decline = (): void => {
    this.conversation?.chatService.reject().catch(() => {}); // withdrawn meanwhile: nothing is left to decline
  };

  readonly #startByButton = (): void => {
    this.start().catch(() => {}); // the notice says why
  };

  readonly #endByButton = (): void => {
    void this.end();
  };

  /** Registers `<chat-conversation>` and the elements that it draws. */
  static define(registry?: CustomElementRegistry): void {
    // Itself first: what is on the page already asks for its conversation when it is registered, and only then.
    define('chat-conversation', this, registry);
    for (const part of [MessageListElement, MessageComposerElement, ParticipantListElement, ParticipantAddElement]) {
      part.define(registry);
    }
  }
}

/** What a drawing of the conversation reads. */
function conversationObservables(conversation: Conversation) {
  const { chatService, participants, selfParticipant } = conversation;
  return [
    ...titleObservables(conversation),
    ...participants().map(participant => participant.state),
    conversation.phase,
    conversation.state,
    conversation.isGroupConversation,
    selfParticipant.chat.state,
    participants.add.enabled,
    chatService.start.enabled,
    chatService.accept.enabled,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-conversation': ChatConversationElement;
  }
}
