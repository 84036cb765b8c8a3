import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Application, Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { avatar } from './avatar.js';
import { ChatElement } from './chat-element.js';
import './further-strings.js';
import { styles } from './chat-invitations.styles.js';
import { consume } from './context.js';
import { askText } from './conversation-state.js';
import { drawRows } from './draw-rows.js';
import { fire } from './fire.js';
import { bareAddress } from './person-name.js';
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
 * @csspart accept - The button that accepts.
 * @csspart decline - The button that declines.
 * @cssState empty - Nobody asks.
 */
export class ChatInvitationsElement extends ChatElement {
  static override readonly tag = 'chat-invitations';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = { application: { attribute: false } };
  /** Whose invitations. Comes from the nearest `<chat-provider>` unless the page sets it. */
  get application(): Application | undefined {
    return this.#given ?? this.#near();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }

  readonly #near = consume(this, applicationContext);
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
    return this.renderRoot.querySelector('button');
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    drawRows(
      this.renderRoot.querySelector('.list'),
      this.#incoming(),
      conversation => conversation,
      conversation => this.#card(conversation),
    );
  }

  protected override render(): TemplateResult {
    const incoming = this.#incoming();
    this.showStates(!incoming.length && 'empty');
    return html`
      <p class="unseen" role="status">${incoming.map(conversation => askText(conversation, this.term)).join('. ')}</p>
      ${incoming.length ? nothing : html`<slot name="empty"></slot>`}
      <div
        class="list"
        part="list"
        role="list"
        aria-label=${this.term('invitations')}
        ?hidden=${!incoming.length}
      ></div>
    `;
  }

  #incoming(): Conversation[] {
    const all = this.application?.conversationsManager.conversations() ?? [];
    return all.filter(conversation => conversation.chatService.accept.enabled());
  }

  #card(conversation: Conversation): TemplateResult {
    const { creator, chatService, topic } = conversation;
    const about = chatService.messages().at(-1)?.text() ?? topic();
    const title = askText(conversation, this.term);
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
      ${avatar(creator)}
      <div class="words">
        <p class="title" part="title"><bdi>${title}</bdi></p>
        <p class="quiet" part="address">${bareAddress(creator.id())}</p>
        ${about ? html`<p class="text" part="text" dir="auto">${about}</p>` : nothing}
      </div>
      <div class="answers line">${button('decline')}${button('accept')}</div>
    </div>`;
  }

  #answer(
    conversation: Conversation,
    command: Conversation['chatService']['accept'],
    wish: 'invitation-accept' | 'invitation-decline',
  ): void {
    if (!command.enabled() || !fire(this, wish, { conversation }, true)) return;
    command().catch(() => {}); // withdrawn meanwhile, or the conversation says why where it is shown
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-invitations': ChatInvitationsElement;
  }
}
