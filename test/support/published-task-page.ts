import type { Application, Conversation } from '../../src/model/index.js';
import type { Reason, Subscription } from '../../src/observable/index.js';

/*
 * The two chat tasks published for the Web SDK, `Outgoing P2P Chat` and `P2P Chat Escalation`, call by call: what a page
 * that was written after them does with the objects, and what its user then reads.
 */

/** A page after the tasks: what its notification bar and its list of messages show. */
export class PublishedTaskPage {
  readonly notices: string[] = [];
  readonly messages: string[] = [];
  readonly #application: Application;
  #conversation: Conversation | null = null;
  #listeners: Subscription[] = [];

  constructor(application: Application) {
    this.#application = application;
  }

  get conversation(): Conversation {
    if (!this.#conversation) throw new Error('There is no conversation');
    return this.#conversation;
  }

  /** Step 1 of both tasks. */
  open(id: string): void {
    const conversation = this.#application.conversationsManager.getConversation(id);
    this.#conversation = conversation;
    this.#listeners.push(
      conversation.selfParticipant.chat.state.when('Connected', () => {
        this.notices.push('Connected to Chat');
      }),
      conversation.participants.added(participant => {
        this.notices.push(`${participant.displayName()} or ${participant.person.displayName()} has joined`);
      }),
      conversation.chatService.messages.added(item => {
        const who = item.direction() === 'Incoming' ? item.sender.displayName() : 'me';
        this.messages.push(`${who}: ${item.text()}`);
      }),
      conversation.state.changed((newValue, _reason, oldValue) => {
        if (newValue === 'Disconnected' && (oldValue === 'Connected' || oldValue === 'Connecting')) {
          this.notices.push('Conversation ended');
          this.#reset();
        }
      }),
    );
  }

  start(): void {
    this.conversation.chatService.start().then(null, (error: Reason) => void this.notices.push(error.message));
  }

  send(words: string): Promise<void> {
    return this.conversation.chatService.sendMessage(words).then(
      () => void this.notices.push(`${words} was sent`),
      (error: Reason) => void this.notices.push(error.message),
    );
  }

  add(id: string): Promise<void> {
    return this.conversation.participants.add(id).then(
      () => void this.notices.push('participant added'),
      (error: Reason) => void this.notices.push(error.message),
    );
  }

  end(): Promise<void> {
    return this.conversation
      .leave()
      .then(
        () => void this.notices.push('left'),
        (error: Reason) => void this.notices.push(error.message),
      )
      .then(() => this.#reset());
  }

  #reset(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#listeners = [];
    if (this.#conversation && this.#conversation.state() !== 'Disconnected') {
      void this.#conversation.leave().then(() => (this.#conversation = null));
    } else {
      this.#conversation = null;
    }
  }
}
