import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { repeat } from 'lit/directives/repeat.js';
import { consume } from '@lit/context';
import type { Application, Conversation } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { avatar } from './avatar.js';
import { avatarStyles } from './avatar.styles.js';
import { InvitationAcceptEvent, InvitationDeclineEvent } from './chat-invitations.events.js';
import { styles } from './chat-invitations.styles.js';
import { controls } from './control.styles.js';
import { conversationTitle, titleObservables } from './conversation-title.js';
import { CustomStates } from './custom-states.js';
import { define } from './define.js';
import { keepFocus } from './keep-focus.js';
import { observe } from './observe.js';
import { bareAddress } from './person-name.js';
import { strings } from './strings.js';
import { theme } from './theme.styles.js';

/**
 * Chats that others ask this user into: who, what about, and buttons to accept or decline. It is empty, and takes
 * no room, while nobody asks. An accepted chat is shown by a `<chat-conversation follow>` in the same provider, or by
 * the page on `invitation-accept`.
 *
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
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 */
export class ChatInvitationsElement extends LitElement {
  static override styles = [theme, controls, avatarStyles, styles];
  /** Whose invitations. Comes from the nearest `<chat-provider>` unless the page sets it. */
  @property({ attribute: false })
  get application(): Application | undefined {
    return this.#given ?? this.near;
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }
  /** @internal */
  @consume({ context: applicationContext, subscribe: true })
  @state()
  protected near: Application | undefined;

  readonly #states = new CustomStates<'empty'>(this);
  #given: Application | undefined;

  constructor() {
    super();
    observe(this, () => {
      const conversations = this.application?.conversationsManager.conversations;
      return [
        conversations,
        ...(conversations?.() ?? []).map(conversation => conversation.chatService.accept.enabled),
        ...this.#incoming().flatMap(conversation => [
          ...titleObservables(conversation),
          conversation.chatService.messages,
          conversation.isGroupConversation,
        ]),
      ];
    });
    keepFocus(this, () => this.renderRoot.querySelector('button'));
  }

  protected override willUpdate(): void {
    this.#states.show(...(this.#incoming().length ? [] : (['empty'] as const)));
  }

  /** Accepts `conversation`, unless the event is cancelled or it can no longer be accepted. */
  accept(conversation: Conversation): void {
    const { accept } = conversation.chatService;
    if (!accept.enabled() || !this.dispatchEvent(new InvitationAcceptEvent(conversation))) return;
    accept().catch(() => {}); // the conversation ends and says why where it is shown
  }

  /** Declines `conversation`, unless the event is cancelled or there is nothing to decline any more. */
  decline(conversation: Conversation): void {
    const { reject } = conversation.chatService;
    if (!reject.enabled() || !this.dispatchEvent(new InvitationDeclineEvent(conversation))) return;
    reject().catch(() => {}); // withdrawn meanwhile: nothing is left to decline
  }

  protected override render() {
    const incoming = this.#incoming();
    const asked = incoming.map(conversation => this.#title(conversation)).join('. ');
    return html`
      <p class="unseen" role="status">${asked}</p>
      ${incoming.length ? nothing : html`<slot name="empty"></slot>`}
      <div class="list" part="list" role="list" aria-label=${strings.invitations} ?hidden=${!incoming.length}>
        ${repeat(
          incoming,
          conversation => conversation,
          conversation => this.#card(conversation),
        )}
      </div>
    `;
  }

  #card(conversation: Conversation): TemplateResult {
    const inviter = conversation.creator ?? conversation.participants()[0]?.person;
    const about = conversation.chatService.messages().at(-1)?.text() ?? conversation.topic();
    const title = this.#title(conversation);
    return html`<div class="card" part="invitation" role="listitem">
      ${inviter ? avatar(inviter) : nothing}
      <div class="words">
        <p class="title" part="title"><bdi>${title}</bdi></p>
        <p class="address" part="address">${bareAddress(inviter?.id() ?? '')}</p>
        ${about ? html`<p class="text" part="text" dir="auto">${about}</p>` : nothing}
      </div>
      <div class="answers">
        <button part="decline" aria-label="${strings.decline}: ${title}" @click=${() => this.decline(conversation)}>
          ${strings.decline}
        </button>
        <button
          class="primary"
          part="accept"
          aria-label="${strings.accept}: ${title}"
          @click=${() => this.accept(conversation)}
        >
          ${strings.accept}
        </button>
      </div>
    </div>`;
  }

  #incoming(): Conversation[] {
    const all = this.application?.conversationsManager.conversations() ?? [];
    return all.filter(conversation => conversation.chatService.accept.enabled());
  }

  #title(conversation: Conversation): string {
    const name = conversationTitle(conversation);
    return conversation.isGroupConversation() ? strings.invitesToGroup(name) : strings.wantsToChat(name);
  }

  /** Registers `<chat-invitations>`. */
  static define(registry?: CustomElementRegistry): void {
    define('chat-invitations', this, registry);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-invitations': ChatInvitationsElement;
  }
}
