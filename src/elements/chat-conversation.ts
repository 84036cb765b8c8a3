import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, ConversationPhase } from '../model/index.js';
import { Property, type Reason } from '../observable/index.js';
import { applicationContext } from './application-context.js';
import { styles } from './chat-conversation.styles.js';
import { connectionContext } from './connection-context.js';
import { onlyProblem, problem } from './connection-problem.js';
import { connectionText } from './connection-state.js';
import { consume, provide } from './context.js';
import { conversationContext } from './conversation-context.js';
import { ConversationFinder } from './conversation-finder.js';
import { header } from './conversation-header.js';
import { notice, type Notice } from './conversation-notice.js';
import { emptyConversation } from './conversation-empty.js';
import { typingText } from './conversation-state.js';
import { conversationTitle } from './conversation-title.js';
import { exported } from './exported-parts.js';
import { fire } from './fire.js';
import { MessageComposerElement } from './message-composer.js';
import { furtherElements, type Further } from './load-further-elements.js';
import { MessageListElement } from './message-list.js';
import type { PeoplePanel } from './people-panel.js';
import { SignInElement } from './sign-in-element.js';
import { look } from './theme.styles.js';

const MESSAGE_PARTS = exported(
  'message',
  'viewport list day note row own other avatar byline sender time bubble emoji link code status pending sent delivered read undelivered failed retry actions copy marker older load error beginning jump',
);
const COMPOSER_PARTS = exported(
  'composer',
  'composer box emoji send hint count picker picker-list picker-title picker-emoji',
);

/** What it forwards beside those of its people: `exportedAll`. */
export const FORWARDED_PARTS: readonly string[] = [MESSAGE_PARTS, COMPOSER_PARTS];

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
 * @fires {ParticipantJoinedEvent} participant-joined - Somebody has come into the chat that is going on.
 * @fires {ParticipantLeftEvent} participant-left - Somebody has gone out of a group that goes on.
 * @fires {ChatConnectionChangeEvent} chat-connection-change - Its own connection has another state.
 * @fires {ChatErrorEvent} chat-error - Its own signing in was refused.
 * @slot - Elements that share the conversation. With any of these it draws nothing itself.
 * @slot header - In place of pictures, title and state.
 * @slot empty - In place of the words shown before the first message.
 * @slot fallback - In place of the words shown when signing in failed.
 * @slot actions - Buttons beside the box to write in.
 * @slot footer - Below the box to write in.
 * @csspart chat - Everything.
 * @csspart header - The top: who, state, buttons.
 * @csspart avatar - The initials of somebody.
 * @csspart title - The names of the others.
 * @csspart state - The line below the title.
 * @csspart add-button - The button that opens the form to add a person.
 * @csspart end-button - The button that ends the chat, or leaves a group.
 * @csspart presence-badge - How available the other side of a chat of two is.
 * @csspart side - The people of a group and the form to add some: below the header, or beside the messages where there is room.
 * @csspart people - The list of people in a group.
 * @csspart adding - The dialog around the form to add people.
 * @csspart close-button - The button that closes it.
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
  #further: Further | undefined;
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
      targeted: changed.has('targetSip') || changed.has('accountSip'),
      follow: this.follow,
    });
    const { conversation } = this;
    if (conversation !== before || conversation?.phase() === 'ended') this.adding = false;
    if (accepted) void this.#welcome();
    this.#shared(conversation);
    const group = conversation?.isGroupConversation() && 'group';
    if (group) this.#loadFurther().catch(() => {}); // the chat goes on without the list of people; each change tries again
    this.showStates(state, conversation?.phase(), group, this.#composed && 'composed');
  }

  protected override nextFocus(): HTMLElement | null {
    return this.#find(this.conversation?.phase() === 'ended' ? '.notice button' : 'message-composer');
  }

  protected override updated(): void {
    super.updated();
    const { conversation } = this;
    this.#further?.tellRoster(this, conversation);
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
    const trouble = conversation && !this.shownApplication() ? '' : connectionText(this.shownConnection(), this.term);
    const [text, ...answers] = conversation ? this.#notice(conversation) : [this.#nothingText()];
    return html`<section
      class="chat card"
      part="chat"
      aria-label=${title ? this.term('chatWith', title) : this.term('chat')}
    >
      <p class="unseen" role="status">${this.notLoaded || trouble || text}</p>
      ${
        conversation
          ? this.#parts(conversation, trouble, text, answers)
          : onlyProblem(this.shownConnection(), trouble || text, this.term)
      }
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
    trouble: string,
    text: string,
    answers: readonly TemplateResult[],
  ): TemplateResult {
    const { adding, strings } = this;
    const listed = conversation.isGroupConversation() || conversation.participants.size() > 1;
    const close = (): void => void this.#toggleAdding();
    const panel: PeoplePanel = { strings, listed, adding, close };
    return html`
      ${header(conversation, { adding, toggleAdding: close, end: this.end }, this.term)}
      <div id="side" class="side" part="side" ?hidden=${!adding && !(listed && this.#further)}>
        ${
          this.#further
            ? this.#further.peoplePanel(panel, this.term)
            : html`<p class="people alarm waiting">${this.notLoaded}</p>`
        }
      </div>
      ${trouble ? html`<div class="banner line" part="banner">${problem(this.shownConnection(), trouble, this.term)}</div>` : nothing}
      <message-list .strings=${this.strings} exportparts=${MESSAGE_PARTS}>
        <div class="empty" slot="empty">${emptyConversation(conversation, this.#startByButton, this.term)}</div>
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
        <slot name="footer"></slot>
      </div>
    `;
  }

  #nothingText(): string {
    // With a target and a connection, only an address that is none is without a conversation.
    if (this.targetSip) return this.term('notAnAddress', this.targetSip);
    return this.follow ? this.term('waitingForChat') : this.term('noConversation');
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
    if (!adding) await this.#loadFurther().catch((reason: Reason) => (this.notLoaded = reason.message));
    await this.updateComplete;
    if (adding) return this.#find('[part="add-button"]')?.focus();
    const form = this.renderRoot.querySelector('participant-add');
    await form?.updateComplete;
    if (this.shadowRoot?.activeElement === focused) form?.focus(); // the person may have gone on meanwhile
  }

  async #loadFurther(): Promise<void> {
    if (this.#further) return;
    this.#further = await furtherElements();
    this.requestUpdate();
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
