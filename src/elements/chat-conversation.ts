import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, ConversationPhase } from '../model/index.js';
import { Property, type Reason } from '../observable/index.js';
import { applicationContext } from './application-context.js';
import { avatar } from './avatar.js';
import { styles } from './chat-conversation.styles.js';
import { connectionContext } from './connection-context.js';
import { connectionText } from './connection-state.js';
import { consume, provide } from './context.js';
import { conversationContext } from './conversation-context.js';
import { ConversationFinder } from './conversation-finder.js';
import { header } from './conversation-header.js';
import { button, notice, type Notice } from './conversation-notice.js';
import { typingText } from './conversation-state.js';
import { conversationTitle } from './conversation-title.js';
import { exported } from './exported-parts.js';
import { fire } from './fire.js';
import { warnIcon } from './icons.js';
import { MessageComposerElement } from './message-composer.js';
import { loadFurtherElements } from './load-further-elements.js';
import { MessageListElement } from './message-list.js';
import { bareAddress, personName } from './person-name.js';
import { SignInElement } from './sign-in-element.js';
import { look } from './theme.styles.js';

const MESSAGE_PARTS = exported(
  'message',
  'viewport list day note row own other avatar byline sender time bubble pending failed link status retry copy jump',
);
const COMPOSER_PARTS = exported('composer', 'composer box send hint');
const PEOPLE_PARTS = exported(
  'participant',
  'list person pending refused avatar presence-badge name note more menu action error dismiss unfold',
);
const ADD_PARTS = exported(
  'add',
  'form label chosen person asked refused name take-out address add found option active present avatar presence-badge note status error',
);

/** What it forwards, for who draws it: `exportedAll`. */
export const FORWARDED_PARTS: readonly string[] = [MESSAGE_PARTS, COMPOSER_PARTS, PEOPLE_PARTS, ADD_PARTS];

/**
 * One conversation. It finds or makes the one with `target-sip`, shares it with the elements inside it, and draws a
 * complete chat when it has no children of its own. It signs in by the nearest `<chat-provider>`, or by itself when it
 * has `server`, `account-sip` and `credentials`. Sending the first message starts the chat.
 *
 * @example
 * ```html
 * <chat-conversation
 *   target-sip="sip:helpdesk@contoso.example"
 *   server="wss://chat.contoso.example/sip"
 *   account-sip="sip:alice@contoso.example"
 * ></chat-conversation>
 * <script type="module">
 *   document.querySelector('chat-conversation').credentials = async () => (await fetch('/chat-password')).json();
 * </script>
 * ```
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
 * @csspart typing - Says who is typing.
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
 * @cssproperty [--chat-font-family=system-ui] - Typeface. That of the page does not come in by itself: name it here.
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
export class ChatConversationElement extends SignInElement {
  static override readonly tag = 'chat-conversation';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = {
    targetSip: { attribute: 'target-sip', reflect: true, hasChanged: () => true },
    follow: { type: Boolean },
    conversation: { attribute: false },
    adding: { state: true },
    notLoaded: { state: true },
  };
  /** SIP address of whom to chat with, `sip:bob@contoso.example`. Set it again to come back after following another. */
  targetSip = '';
  /** Shows whatever chat the user accepts in the same provider. */
  follow = false;
  /** The conversation that is shown. Set it to show one that the page has found itself. */
  get conversation(): Conversation | undefined {
    return this.#given ?? this.#finder.conversation;
  }
  set conversation(conversation: Conversation | undefined) {
    this.#given = conversation;
  }
  private adding = false;
  /** Why there is no form to add a person. */
  private notLoaded = '';

  readonly #finder = new ConversationFinder();
  readonly #nearApplication = consume(this, applicationContext);
  readonly #nearConnection = consume(this, connectionContext);
  readonly #shared = Property<Conversation | undefined>(undefined);
  #given: Conversation | undefined;
  #told: readonly [Conversation, ConversationPhase] | undefined;

  constructor() {
    super();
    provide(this, conversationContext, this.#shared);
  }

  /** Registers `<chat-conversation>` and the elements that it draws at once; the others when it draws them. */
  static override define(registry?: CustomElementRegistry): void {
    // Itself first: what is on the page already asks for its conversation when it is registered, and only then.
    super.define(registry);
    for (const part of [MessageListElement, MessageComposerElement]) part.define(registry);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.server) this.signInUnless();
    else this.signInUnless(this.#nearApplication(), this.#nearConnection());
    const { state } = this.shownConnection();
    const before = this.conversation;
    const accepted = this.#finder.find({
      application: state === 'failed' || state === 'offline' ? undefined : this.shownApplication(),
      refused: state === 'failed',
      target: this.targetSip,
      targeted: changed.has('targetSip'),
      follow: this.follow,
    });
    const { conversation } = this;
    if (conversation !== before) this.adding = false;
    if (accepted) void this.#welcome();
    this.#shared(conversation);
    const group = conversation?.isGroupConversation() && 'group';
    if (group) loadFurtherElements().catch(() => {}); // the chat goes on without the list of people; each change tries again
    this.showStates(state, conversation?.phase(), group, this.#composed && 'composed');
  }

  protected override nextFocus(): HTMLElement | null {
    return this.#find(this.conversation?.phase() === 'ended' ? '.notice button' : 'message-composer');
  }

  protected override updated(): void {
    super.updated();
    const { conversation } = this;
    const phase = conversation?.phase();
    if (!conversation || !phase || (this.#told?.[0] === conversation && this.#told[1] === phase)) return;
    this.#told = [conversation, phase];
    fire(this, 'conversation-phase-change', { conversation, phase, reason: conversation.state.reason });
  }

  /**
   * Asks the other side into a chat, without a message. Also starts again after the end.
   * @throws {Reason} when the other side does not come.
   */
  async start(): Promise<void> {
    this.#finder.showNext();
    this.requestUpdate();
    await this.conversation?.chatService.start();
  }

  /** Ends the chat; in a group, leaves it. */
  async end(): Promise<void> {
    await this.conversation?.leave();
  }

  protected override render(): TemplateResult {
    const composed = this.#composed;
    return html`${composed ? nothing : this.#chat()}<slot
        ?hidden=${!composed}
        @slotchange=${() => this.requestUpdate()}
      ></slot>`;
  }

  #chat(): TemplateResult {
    const { conversation } = this;
    const title = conversationTitle(conversation);
    // A conversation that the page has set may be shown without knowing of any connection.
    const problem = conversation && !this.shownApplication() ? '' : connectionText(this.shownConnection(), this.term);
    const [text, ...answers] = conversation ? this.#notice(conversation) : [this.#nothingText()];
    return html`<section
      class="chat card"
      part="chat"
      aria-label=${title ? this.term('chatWith', title) : this.term('chat')}
    >
      <p class="unseen" role="status">${this.notLoaded || problem || text}</p>
      ${conversation ? this.#parts(conversation, problem, text, answers) : this.#without(problem || text)}
    </section>`;
  }

  #notice(conversation: Conversation): Notice {
    const startable = this.#given ?? this.#finder.next ?? conversation;
    return notice(
      conversation,
      this.end,
      startable.chatService.start.enabled() ? this.#startByButton : undefined,
      this.term,
    );
  }

  #parts(
    conversation: Conversation,
    problem: string,
    text: string,
    answers: readonly TemplateResult[],
  ): TemplateResult {
    const { adding } = this;
    const group = conversation.isGroupConversation() || conversation.participants.size() > 1;
    return html`
      <div class="top">
        ${header(conversation, { adding, toggleAdding: this.#toggleAdding, end: this.end }, this.term)}
        <participant-list
          .strings=${this.strings}
          class="people"
          part="people"
          exportparts=${PEOPLE_PARTS}
          ?hidden=${!group}
        ></participant-list>
        <div id="adding" class="people" part="adding" ?hidden=${!adding} @keydown=${this.#closeOnEscape}>
          <participant-add .strings=${this.strings} exportparts=${ADD_PARTS} @participant-added=${this.#closeWhenAdded}
            >${this.notLoaded}</participant-add
          >
        </div>
      </div>
      ${problem ? html`<div class="banner line" part="banner">${this.#problem(problem)}</div>` : nothing}
      <message-list .strings=${this.strings} exportparts=${MESSAGE_PARTS}>
        <div class="empty" slot="empty">${this.#empty(conversation)}</div>
      </message-list>
      ${
        text
          ? html`<div class="notice card line wrap" part="notice">
              <p class="words"><bdi>${text}</bdi></p>
              <div class="answers line">${answers}</div>
            </div>`
          : nothing
      }
      <div class="footer" part="footer" ?hidden=${conversation.chatService.accept.enabled()}>
        <p class="typing quiet cut" part="typing" role="status">${typingText(conversation, this.term)}</p>
        <message-composer .strings=${this.strings} exportparts=${COMPOSER_PARTS}
          ><slot name="actions" slot="actions"></slot
        ></message-composer>
      </div>
    `;
  }

  #empty(conversation: Conversation): TemplateResult {
    const phase = conversation.phase();
    const person = conversation.participants()[0]?.person;
    if (phase === 'active' || !person) return html`<slot name="empty">${this.term('sayHello')}</slot>`;
    const name = personName(person);
    const address = bareAddress(person.id());
    return html`<slot name="empty">
      <div class="face">${avatar(person)}</div>
      <p class="title"><bdi>${name}</bdi></p>
      ${address === name ? nothing : html`<p class="quiet">${address}</p>`}
      ${
        phase === 'idle' && conversation.chatService.start.enabled()
          ? html`<p>${this.term('startHint')}</p>
              ${button(this.term('startChat'), this.#startByButton)}`
          : nothing
      }
    </slot>`;
  }

  /** What there is to see before there is a conversation. */
  #without(text: string): TemplateResult {
    const problem = this.#problem(text);
    return html`<div class="empty" part="empty">
      ${
        this.shownConnection().state === 'failed'
          ? html`<slot name="fallback"><span class="alarm">${warnIcon}</span>${problem}</slot>`
          : problem
      }
    </div>`;
  }

  #nothingText(): string {
    // With a target and a connection, only an address that is none is without a conversation.
    if (this.targetSip) return this.term('notAnAddress', this.targetSip);
    return this.follow ? this.term('waitingForChat') : this.term('noConversation');
  }

  #problem(text: string): TemplateResult {
    const { state, reconnect } = this.shownConnection();
    return html`${state.endsWith('connecting') ? html`<span class="spinner"></span>` : nothing}
      <p><bdi>${text}</bdi></p>
      ${reconnect && (state === 'failed' || state === 'offline') ? button(this.term('tryAgain'), reconnect) : nothing}`;
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** It has children of its own to draw the conversation. */
  get #composed(): boolean {
    return [...this.children].some(child => !child.slot);
  }

  /** The user has just accepted: the control that did it is gone, and with it the focus, unless they went elsewhere. */
  async #welcome(): Promise<void> {
    await this.updateComplete;
    const composer = this.renderRoot.querySelector('message-composer');
    await composer?.updateComplete;
    if (document.activeElement === document.body) composer?.focus();
  }

  async #toggleAdding(): Promise<void> {
    const { adding } = this;
    const focused = this.shadowRoot?.activeElement;
    this.adding = !adding;
    this.notLoaded = '';
    if (!adding) await loadFurtherElements().catch((reason: Reason) => (this.notLoaded = reason.message));
    await this.updateComplete;
    if (adding) return this.#find('[part="add-button"]')?.focus();
    const form = this.renderRoot.querySelector('participant-add');
    await form?.updateComplete;
    if (this.shadowRoot?.activeElement === focused) form?.focus(); // the person may have gone on meanwhile
  }

  /** Who did not come, or is being asked, is still in the form; or somebody is being looked for. */
  #closeWhenAdded(): void {
    const form = this.renderRoot.querySelector('participant-add');
    if (this.adding && !form?.addresses.length && !form?.value) void this.#toggleAdding();
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    void this.#toggleAdding();
  }

  #startByButton(): void {
    this.start().catch(() => {}); // the notice says why
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-conversation': ChatConversationElement;
  }
}
