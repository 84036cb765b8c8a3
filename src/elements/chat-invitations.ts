import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Application, Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { ChatElement } from './chat-element.js';
import './further-strings.js';
import { styles } from './chat-invitations.styles.js';
import { consume } from './context.js';
import { askText } from './conversation-state.js';
import { drawRows } from './draw-rows.js';
import { face } from './face.js';
import { faceStyles } from './face.styles.js';
import { fire } from './fire.js';
import { bareAddress, personName } from './person-name.js';
import { reasonText } from './reason-sentence.js';
import { look } from './theme.styles.js';

/**
 * Chats that others ask this user into: who, what about, and buttons to accept or decline. It is empty, and takes
 * no room, while nobody asks. An accepted chat is shown by a `<chat-conversation follow>` in the same provider, or by
 * the page on `invitation-accept`.
 *
 * @example
 * ```html
 * <chat-provider server="wss://chat.contoso.example/sip" account-sip="sip:alice@contoso.example">
 *   <chat-invitations></chat-invitations>
 *   <chat-conversation follow></chat-conversation>
 * </chat-provider>
 * ```
 * @tagname chat-invitations
 * @fires {InvitationAcceptEvent} invitation-accept - The user accepts; carries the conversation. Can be cancelled.
 * @fires {InvitationDeclineEvent} invitation-decline - The user declines. Can be cancelled.
 * @slot empty - Shown while nobody asks.
 * @csspart list - All cards.
 * @csspart invitation - One card.
 * @csspart avatar - The initials of who asks.
 * @csspart title - Who asks for what.
 * @csspart address - The address of who asks.
 * @csspart text - The message that came with it, or what it is about.
 * @csspart presence-badge - How available who asks is.
 * @csspart error - Why it could not be accepted.
 * @csspart dismiss - The button that takes away a card that could not be accepted.
 * @csspart accept - The button that accepts.
 * @csspart decline - The button that declines.
 * @cssState empty - Nobody asks.
 */
export class ChatInvitationsElement extends ChatElement {
  static override readonly tag = 'chat-invitations';
  static override styles = [look, faceStyles, styles];
  static override properties: PropertyDeclarations = { application: { attribute: false }, refusals: { state: true } };
  /** Whose invitations. Comes from the nearest `<chat-provider>` unless the page sets it. */
  get application(): Application | undefined {
    return this.#given ?? this.#near();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }

  /** Why those could not be accepted that the user has tried to. */
  private refusals: ReadonlyMap<Conversation, string> = new Map();

  readonly #near = consume(this, applicationContext);
  /** Those that were there at the last drawing. */
  #known: readonly Conversation[] = [];
  /** Where the card was that has the keyboard. */
  #answered = 0;
  /** Spoken by screen readers. */
  #said = '';
  #given: Application | undefined;

  /** Accepts `conversation`, unless the event is cancelled or it can no longer be accepted. */
  accept(conversation: Conversation): void {
    this.#answer(conversation, conversation.chatService.accept, 'invitation-accept');
  }

  /** Declines `conversation`, unless the event is cancelled or there is nothing to decline any more. */
  decline(conversation: Conversation): void {
    this.#answer(conversation, conversation.chatService.reject, 'invitation-decline');
  }

  protected override nextFocus(): HTMLElement | null {
    const cards = [...this.renderRoot.querySelectorAll('.card')];
    return (cards[this.#answered] ?? cards.at(-1))?.querySelector('button') ?? null;
  }

  protected override willUpdate(): void {
    const incoming = this.#incoming();
    const fresh = incoming.filter(conversation => !this.#known.includes(conversation));
    // Each is spoken once, however many there are.
    if (fresh.length) this.#said = fresh.map(conversation => askText(conversation, this.term)).join('. ');
    else if (!this.#cards.length) this.#said = '';
    this.#known = incoming;
    const card = this.shadowRoot?.activeElement?.closest('.card');
    this.#answered = [...this.renderRoot.querySelectorAll('.card')].findIndex(each => each === card);
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    drawRows(
      this.renderRoot.querySelector('.list'),
      this.#cards,
      conversation => conversation,
      conversation => this.#card(conversation),
    );
  }

  protected override render(): TemplateResult {
    const { length } = this.#cards;
    this.showStates(!length && 'empty');
    return html`
      <p class="unseen" role="status">${this.#said}</p>
      ${length ? nothing : html`<slot name="empty"></slot>`}
      <div class="list" part="list" role="list" aria-label=${this.term('invitations')} ?hidden=${!length}></div>
    `;
  }

  #incoming(): Conversation[] {
    const all = this.application?.conversationsManager.conversations() ?? [];
    return all.filter(conversation => conversation.chatService.accept.enabled());
  }

  /** Those that can be answered, and those that could not be accepted. */
  get #cards(): readonly Conversation[] {
    const incoming = this.#incoming();
    return [...incoming, ...[...this.refusals.keys()].filter(conversation => !incoming.includes(conversation))];
  }

  #card(conversation: Conversation): TemplateResult {
    const { creator, chatService, topic } = conversation;
    const about = chatService.messages().at(-1)?.text() ?? topic();
    const title = askText(conversation, this.term);
    const refusal = this.refusals.get(conversation);
    const dismiss = html`<button
      part="dismiss"
      aria-label="${this.term('dismiss')}: ${title}"
      @click=${() => this.#refuse(conversation, '')}
    >
      ${this.term('dismiss')}
    </button>`;
    const button = (choice: 'accept' | 'decline'): TemplateResult =>
      html`<button
        class=${choice === 'accept' ? 'primary' : ''}
        part="${choice}"
        aria-label="${this.term(choice)}: ${title}"
        @click=${() => this[choice](conversation)}
      >
        ${this.term(choice)}
      </button>`;
    return html`<div class="card line wrap" part="invitation" role="listitem">
      ${face(creator)}
      <div class="words">
        <p class="title" part="title"><bdi>${title}</bdi></p>
        <p class="quiet" part="address">${bareAddress(creator.id())}</p>
        ${about ? html`<p class="text" part="text" dir="auto">${about}</p>` : nothing}
      </div>
      ${refusal ? html`<p class="alarm" part="error"><bdi>${refusal}</bdi></p>` : nothing}
      <div class="answers line">
        ${conversation.chatService.accept.enabled() ? [button('decline'), button('accept')] : dismiss}
      </div>
    </div>`;
  }

  #answer(
    conversation: Conversation,
    command: Conversation['chatService']['accept'],
    wish: 'invitation-accept' | 'invitation-decline',
  ): void {
    if (!command.enabled() || !fire(this, wish, { conversation }, true)) return;
    this.#refuse(conversation, '');
    const failed = (reason: unknown): void => {
      // Who asked may not want to be answered any more; then declining has nothing to do.
      if (wish === 'invitation-decline') return;
      this.#said = reasonText(reason, personName(conversation.creator), this.term);
      this.#refuse(conversation, this.#said);
    };
    command().catch(failed);
  }

  /** @param why - `''` forgets it. */
  #refuse(conversation: Conversation, why: string): void {
    const refusals = new Map(this.refusals);
    if (why) refusals.set(conversation, why);
    else refusals.delete(conversation);
    this.refusals = refusals;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-invitations': ChatInvitationsElement;
  }
}
