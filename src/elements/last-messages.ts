import type { Conversation } from '../model/index.js';

/** Loads the last message of past conversations whose rows come into view, one after another. */
export class LastMessages {
  readonly #conversations = new WeakMap<Element, Conversation>();
  readonly #asked = new WeakSet<Conversation>();
  #observer: IntersectionObserver | undefined;
  #reading = Promise.resolve();

  /** There is a row of a conversation. */
  show(row: Element, conversation: Conversation): void {
    const known = this.#conversations.get(row) === conversation;
    if ((known && this.#observer) || this.#asked.has(conversation) || conversation.chatService.messages.size()) return;
    this.#conversations.set(row, conversation);
    this.#observer ??= new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.#observer?.unobserve(target);
        this.#read(this.#conversations.get(target));
      }
    });
    this.#observer.observe(row);
  }

  /** Looks at no row any more, until one is shown again. */
  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #read(conversation: Conversation | undefined): void {
    if (!conversation || this.#asked.has(conversation)) return;
    this.#asked.add(conversation);
    const { getMoreActivityItems } = conversation.historyService;
    // Its row stays without words when it does not work.
    this.#reading = this.#reading.then(() => getMoreActivityItems(1)).catch(() => {});
  }
}
