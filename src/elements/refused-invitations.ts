import type { Conversation, Participant } from '../model/index.js';

/**
 * Who was asked into a conversation that is going on, and did not come. The conversation forgets them at once; here they stay
 * until they are asked again, are dismissed, or the conversation is another one.
 */
export class RefusedInvitations {
  /** Who has joined them in the last `follow`, if anybody. */
  news: Participant | undefined;
  readonly #refused = new Set<Participant>();
  #asked: readonly Participant[] = [];
  #conversation: Conversation | undefined;

  /** Looks at the conversation anew. Call it after each change of its participants. @returns All of them, oldest first. */
  follow(conversation: Conversation | undefined): readonly Participant[] {
    if (conversation !== this.#conversation || conversation?.phase() !== 'active') {
      this.#refused.clear();
      this.#asked = [];
    }
    this.#conversation = conversation;
    const present = conversation?.participants() ?? [];
    const gone = this.#asked.filter(one => !present.includes(one) && one.state() === 'Disconnected');
    this.news = gone.findLast(({ state }) => state.reason);
    for (const one of gone) if (one.state.reason) this.#refused.add(one);
    this.#asked = present.filter(({ state }) => state() === 'Connecting');
    for (const one of this.#refused) if (present.some(({ person }) => person === one.person)) this.#refused.delete(one);
    return [...this.#refused];
  }

  has(participant: Participant): boolean {
    return this.#refused.has(participant);
  }

  /** Dismisses somebody. */
  forget(participant: Participant): void {
    this.#refused.delete(participant);
  }
}
