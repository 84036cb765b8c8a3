import type { Application, Conversation } from '../model/index.js';
import { bareAddress } from './person-name.js';

/** What a `<chat-conversation>` is asked to show. */
export interface Wanted {
  /** The one that is signed in. */
  readonly application: Application | undefined;
  /** Address of the person to chat with; `''` for none. */
  readonly target: string;
  /** The target has just been set, be it to the same. */
  readonly targeted: boolean;
  /** Show whatever the user accepts. */
  readonly follow: boolean;
}

/** Keeps track of which conversation of an application an element shows. */
export class ConversationFinder {
  conversation: Conversation | undefined;
  /** Why there is none for the target. */
  error: unknown;

  readonly #asked = new Set<Conversation>();
  #application: Application | undefined;
  #target = '';

  /**
   * Brings `conversation` up to date. Call it after each change of the wish, of the application's conversations and of
   * their phases.
   * @returns Whether it is one that the user has just accepted.
   */
  find({ application, target, targeted, follow }: Wanted): boolean {
    if (targeted) this.conversation = this.error = undefined;
    const another = targeted || application !== this.#application;
    this.#target = target;
    this.#application = application;
    if (!application) return false;
    // After a lost connection there is a new application. What was said stays readable until the user starts again.
    if (another && target && !this.conversation?.chatService.messages.size()) this.renew();
    if (target) this.#takeInvitationFrom(target, application);
    return follow && this.#takeAccepted(application);
  }

  /** Whether `conversation` belongs to an application that another one has replaced. */
  get stale(): boolean {
    const { conversation } = this;
    const present = this.#application?.conversationsManager.conversations();
    return Boolean(conversation && present && !present.includes(conversation));
  }

  /** Takes the application's own conversation with the target. */
  renew(): void {
    try {
      this.conversation = this.#application?.conversationsManager.getConversation(this.#target);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  /** Somebody who calls while we only look at an idle chat with them is calling into that chat. */
  #takeInvitationFrom(target: string, application: Application): void {
    const phase = this.conversation?.phase() ?? 'idle';
    if (phase !== 'idle' && phase !== 'ended') return;
    const address = bareAddress(target).toLowerCase();
    const invitation = application.conversationsManager
      .conversations()
      .findLast(
        conversation =>
          conversation.chatService.accept.enabled() &&
          !conversation.isGroupConversation() &&
          bareAddress(conversation.participants()[0]?.person.id() ?? '').toLowerCase() === address,
      );
    if (invitation) this.conversation = invitation;
  }

  /** What could be accepted, and now cannot be, and has not ended, has been accepted. */
  #takeAccepted(application: Application): boolean {
    const before = this.conversation;
    for (const conversation of application.conversationsManager.conversations()) {
      if (conversation.chatService.accept.enabled()) this.#asked.add(conversation);
      else if (this.#asked.delete(conversation) && conversation.phase() !== 'ended') this.conversation = conversation;
    }
    return this.conversation !== before;
  }
}
