import { Collection, Command, Computed, Constant, Enabled, Property, Reason } from '../observable/index.js';
import { addressKey, parseAddress } from './address.js';
import { Chat, NOT_SIGNED_IN, REMOVED } from './chat.js';
import type { Invitation, NetworkPort } from './chat-port.js';
import { Conversation } from './conversation.js';
import type { ConversationsManager } from './conversations-manager.js';
import { unsupported } from './not-supported.js';
import type { Outbox } from './outbox.js';
import type { People } from './people.js';
import { NoSearchQuery } from './person-search-query.js';
import type { Person } from './person.js';

/** The conversations of an application, in the hands of those who may make and end them. */
export class ConversationList {
  readonly #conversations = Collection<Conversation>();
  readonly chats = new Map<Chat, Conversation>();
  readonly people: People;
  readonly outbox: Outbox;
  readonly make: (peer?: Person) => Chat;
  /** What to ask the archive for next: `null` when there is no more. */
  readonly next = Property<number | null | undefined>(undefined);
  /** Archived conversations that were taken from the list do not come again. */
  readonly removed = new Set<string>();
  #reading: Promise<void> | undefined;
  /** What everybody may do with them. */
  readonly manager: ConversationsManager;

  /** @param isSignedIn - Reads properties. */
  constructor(network: NetworkPort, people: People, outbox: Outbox, isSignedIn: () => boolean) {
    this.people = people;
    this.outbox = outbox;
    this.make = peer => new Chat(people, network, outbox, isSignedIn, peer);
    this.manager = {
      conversations: this.#conversations.fork(undefined, conversation => this.#remove(conversation)),
      getConversation: whom => this.#get(people.find(whom)),
      createMeeting: unsupported,
      createSearchQuery: NoSearchQuery,
      createConversation: () => this.#create(),
      getConversationByUri: uri => this.#getByUri(parseAddress(uri)),
      getMoreConversations: Command(
        (count = 20) =>
          (this.#reading ??= network
            .archive((archive, reader) => reader.conversations(archive, this as never, count))
            .finally(() => (this.#reading = undefined))),
        Enabled(() => (isSignedIn() ? (this.next() === null ? NO_MORE : undefined) : NOT_SIGNED_IN)),
      ),
      unreadConversationsCount: Computed(
        () =>
          this.#conversations().filter(({ historyService }) => historyService.unreadActivityItemsCount() > 0).length,
      ),
      isHistoryEnabled: Object.assign(Constant(true), { auto: Property(false).fork(() => false) }),
    };
    network.onInvitation = invitation => this.#receive(invitation);
  }

  /** Asks the network to leave them all. What we have not answered another device may answer: here it ends for `reason`. */
  leaveAll(reason: Reason): void {
    for (const chat of this.chats.keys()) {
      if (chat.chatState() === 'Notified') chat.drop(reason);
      else void chat.leave();
    }
  }

  /** Ends them all without the network. */
  dropAll(reason: Reason): void {
    for (const chat of this.chats.keys()) chat.drop(reason);
  }

  #get(peer: Person): Conversation {
    for (const [chat, conversation] of this.chats) {
      if (chat.removed() || chat.isGroup()) continue;
      if (chat.peer === peer && chat.state() !== 'Disconnected') return conversation;
    }
    return this.add(this.make(peer), this.people.me);
  }

  async #remove(conversation: Conversation): Promise<void> {
    for (const [chat, its] of this.chats) {
      if (its !== conversation) continue;
      chat.removed(true);
      await chat.leave().catch(() => {}); // an invitation that could not be declined is dropped all the same
      this.outbox.discard(chat, REMOVED);
      chat.drop(REMOVED); // whom we have added before it was started nobody will ask in
      this.chats.delete(chat);
      for (const uri of chat.history.uris) this.removed.add(uri);
    }
    await this.#conversations.remove(conversation);
  }

  #create(): Conversation {
    const chat = this.make();
    chat.group(null);
    chat.control.role('Leader');
    chat.control.isJoiningEnabled(true);
    return this.add(chat, this.people.me);
  }

  #getByUri(uri: string): Conversation {
    const key = addressKey(uri);
    let found: Conversation | undefined;
    for (const [chat, conversation] of this.chats) {
      if (chat.removed() || addressKey(chat.uri() ?? '') !== key) continue;
      found = conversation;
      if (chat.state() !== 'Disconnected') break;
    }
    if (found) return found;
    const chat = this.make();
    chat.group(uri);
    return this.add(chat);
  }

  #receive(invitation: Invitation): void {
    const from = this.people.identified(invitation.from);
    const chat = this.make(from);
    chat.receive(invitation); // `accept` is enabled before anybody hears of the conversation
    this.add(chat, from);
  }

  /** @param index - Where in the list; at its end unless given. */
  add(chat: Chat, creator = this.people.nobody, index?: number): Conversation {
    chat.creator = creator;
    const conversation = new Conversation(chat);
    this.chats.set(chat, conversation);
    void this.#conversations.add(conversation, conversation.id(), index);
    return conversation;
  }
}

const NO_MORE = new Reason('NoMore', { message: 'There are no older conversations.' });
