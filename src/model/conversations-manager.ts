import type { Collection } from '../observable/index.js';
import type { Conversation } from './conversation.js';
import type { ConversationList } from './conversation-list.js';
import type { People } from './people.js';
import type { Person } from './person.js';

/** All conversations of an application. */
export class ConversationsManager {
  /** Those made here and those we are invited to, oldest first. One that has ended stays. */
  readonly conversations: Collection<Conversation>;
  readonly #list: ConversationList;
  readonly #people: People;

  /** Made by {@link Application}. */
  constructor(list: ConversationList, people: People) {
    this.#list = list;
    this.#people = people;
    this.conversations = list.conversations.readOnly();
  }

  /**
   * The two-party conversation with somebody: the first one that has not ended, else a new one. Nobody is invited yet.
   *
   * @param whom - A person, or a SIP address with or without `sip:`; compared without regard to case.
   * @throws SyntaxError when the text is not an address.
   */
  getConversation(whom: string | Person): Conversation {
    const peer = this.#people.find(whom);
    return this.#list.find(peer) ?? this.#list.create(peer);
  }
}
