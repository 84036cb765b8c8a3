import type { Application, Conversation, Person } from '../model/index.js';
import { isOfAnotherAccount } from './is-of-another-account.js';

/** What a `<chat-conversation>` is asked to show. */
export interface Wanted {
  /** The one that is signed in, or is on its way there. */
  readonly application: Application | undefined;
  /** Address of the person to chat with; `''` for none. */
  readonly target: string;
  /** The target, or who signs in, has just been set, be it to the same. */
  readonly targeted: boolean;
  /** Show whatever the user accepts. */
  readonly follow: boolean;
  /** Signing in was refused: there is nothing to be shown but what has been said. */
  readonly refused?: boolean;
}

/** Keeps track of which conversation of an application an element shows. */
export class ConversationFinder {
  conversation: Conversation | undefined;
  /** To be started in place of `conversation`, which belongs to an application that another one has replaced. */
  next: Conversation | undefined;

  readonly #asked = new Set<Conversation>();
  #application: Application | undefined;
  #person: Person | undefined;

  /**
   * Brings `conversation` up to date. Call it after each change of the wish, of the application's conversations and of
   * their phases.
   * @returns Whether it is one that the user has just accepted.
   */
  find({ application, target, targeted, follow, refused }: Wanted): boolean {
    const over = targeted || isOfAnotherAccount(this.conversation, application);
    if (over || (refused && !this.#saysAnything)) this.conversation = undefined;
    if (targeted || application !== this.#application) {
      this.#application = application;
      this.next = application && target ? conversationWith(application, target) : undefined;
      this.#person = this.next?.participants()[0]?.person;
    }
    // What was said stays readable until the user starts again, or what could not be sent is sent.
    const { next } = this;
    if (next && (!this.#saysAnything || next.chatService.messages.size() > 0)) this.#show(next);
    let accepted = false;
    for (const conversation of application?.conversationsManager.conversations() ?? []) {
      if (conversation.chatService.accept.enabled()) {
        this.#asked.add(conversation);
        if (this.#isForTarget(conversation)) this.#show(conversation);
      } else if (this.#asked.delete(conversation) && follow && conversation.phase() !== 'ended') {
        // What could be accepted, and now cannot be, and has not ended, has been accepted.
        accepted ||= conversation !== this.conversation;
        this.#show(conversation);
      }
    }
    return accepted;
  }

  /** Takes the application's own conversation with the target, if what is shown is of an earlier application. */
  showNext(): void {
    this.#show(this.next ?? this.conversation);
  }

  /** There is more in what is shown than what could not be sent: that is in the next one too. */
  get #saysAnything(): boolean {
    const { conversation } = this;
    return (
      conversation !== undefined && conversation.phase() !== 'idle' && conversation.chatService.messages.size() > 0
    );
  }

  #show(conversation: Conversation | undefined): void {
    this.conversation = conversation;
    this.next = undefined;
  }

  /** Somebody who calls while we only look at an idle chat with them is calling into that chat. */
  #isForTarget({ isGroupConversation, creator }: Conversation): boolean {
    const phase = this.conversation?.phase() ?? 'idle';
    return (phase === 'idle' || phase === 'ended') && !isGroupConversation() && creator === this.#person;
  }
}

/** `undefined` when the target is no address. */
function conversationWith({ conversationsManager }: Application, target: string): Conversation | undefined {
  try {
    return conversationsManager.getConversation(target);
  } catch {
    return undefined;
  }
}
