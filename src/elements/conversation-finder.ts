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
  /** The target is no address. */
  failed = false;

  readonly #asked = new Set<Conversation>();
  #application: Application | undefined;
  #target = '';

  /**
   * Brings `conversation` up to date. Call it after each change of the wish, of the application's conversations and of
   * their phases.
   * @returns Whether it is one that the user has just accepted.
   */
  find({ application, target, targeted, follow }: Wanted): boolean {
    const another = targeted || application !== this.#application;
    if (targeted) {
      this.conversation = undefined;
      this.failed = false;
    }
    this.#target = target;
    this.#application = application;
    // After a lost connection there is a new application. What was said stays readable until the user starts again.
    if (another && application && target && !this.conversation?.chatService.messages.size()) this.renew();
    let accepted = false;
    for (const conversation of this.#all()) {
      const { accept } = conversation.chatService;
      if (accept.enabled()) {
        this.#asked.add(conversation);
        if (this.#isForTarget(conversation)) this.conversation = conversation;
      } else if (this.#asked.delete(conversation) && follow && conversation.phase() !== 'ended') {
        // What could be accepted, and now cannot be, and has not ended, has been accepted.
        accepted ||= conversation !== this.conversation;
        this.conversation = conversation;
      }
    }
    return accepted;
  }

  /** Whether `conversation` belongs to an application that another one has replaced. */
  get stale(): boolean {
    const { conversation } = this;
    return Boolean(conversation && this.#application && !this.#all().includes(conversation));
  }

  /** Takes the application's own conversation with the target. */
  renew(): void {
    try {
      this.conversation = this.#application?.conversationsManager.getConversation(this.#target);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  #all(): Conversation[] {
    return this.#application?.conversationsManager.conversations() ?? [];
  }

  /** Somebody who calls while we only look at an idle chat with them is calling into that chat. */
  #isForTarget({ isGroupConversation, creator }: Conversation): boolean {
    const phase = this.conversation?.phase() ?? 'idle';
    const address = (uri: string): string => bareAddress(uri).toLowerCase();
    return (
      (phase === 'idle' || phase === 'ended') &&
      !isGroupConversation() &&
      address(creator.id()) === address(this.#target)
    );
  }
}
