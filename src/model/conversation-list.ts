import { Collection, type Reason } from '../observable/index.js';
import { addressKey, parseAddress } from './address.js';
import { Chat } from './chat.js';
import type { Invitation, NetworkPort } from './chat-port.js';
import { Conversation } from './conversation.js';
import type { ConversationsManager } from './conversations-manager.js';
import { unsupported } from './not-supported.js';
import type { People } from './people.js';
import type { Person } from './person.js';

/** The conversations of an application, in the hands of those who may make and end them. */
export class ConversationList {
  readonly #conversations = Collection<Conversation>();
  readonly #chats = new Map<Chat, Conversation>();
  readonly #people: People;
  readonly #make: (peer?: Person) => Chat;
  /** What everybody may do with them. */
  readonly manager: ConversationsManager;

  /** @param isSignedIn - Reads properties. */
  constructor(network: NetworkPort, people: People, isSignedIn: () => boolean) {
    this.#people = people;
    this.#make = peer => new Chat(people, network, isSignedIn, peer);
    this.manager = {
      conversations: this.#conversations.fork(undefined, conversation => this.#remove(conversation)),
      getConversation: whom => this.#get(people.find(whom)),
      createMeeting: unsupported,
      createConversation: () => this.#create(),
      getConversationByUri: uri => this.#getByUri(parseAddress(uri)),
    };
    network.onInvitation = invitation => this.#receive(invitation);
  }

  /** Asks the network to leave them all. */
  leaveAll(): void {
    for (const chat of this.#chats.keys()) {
      chat.leave().catch(() => {}); // an invitation that could not be declined is dropped all the same
    }
  }

  /** Ends them all without the network. */
  dropAll(reason: Reason): void {
    for (const chat of this.#chats.keys()) chat.drop(reason);
  }

  #get(peer: Person): Conversation {
    for (const [chat, conversation] of this.#chats) {
      if (chat.peer === peer && chat.state() !== 'Disconnected' && !chat.isGroup()) return conversation;
    }
    return this.#add(this.#make(peer), this.#people.me);
  }

  async #remove(conversation: Conversation): Promise<void> {
    for (const [chat, its] of this.#chats) {
      if (its !== conversation) continue;
      chat.removed(true);
      await chat.leave().catch(() => {}); // as in `leaveAll`
      this.#chats.delete(chat);
    }
    await this.#conversations.remove(conversation);
  }

  #create(): Conversation {
    const chat = this.#make();
    chat.group(null);
    chat.role('Leader');
    chat.isJoiningEnabled(true);
    return this.#add(chat, this.#people.me);
  }

  #getByUri(uri: string): Conversation {
    const key = addressKey(uri);
    let found: Conversation | undefined;
    for (const [chat, conversation] of this.#chats) {
      if (chat.removed() || addressKey(chat.uri() ?? '') !== key) continue;
      found = conversation;
      if (chat.state() !== 'Disconnected') break;
    }
    if (found) return found;
    const chat = this.#make();
    chat.group(uri);
    return this.#add(chat);
  }

  #receive(invitation: Invitation): void {
    const from = this.#people.identified(invitation.from);
    const chat = this.#make(from);
    chat.receive(invitation); // `accept` is enabled before anybody hears of the conversation
    this.#add(chat, from);
  }

  #add(chat: Chat, creator = this.#people.nobody): Conversation {
    chat.creator = creator;
    const conversation = new Conversation(chat);
    this.#chats.set(chat, conversation);
    void this.#conversations.add(conversation, conversation.id());
    return conversation;
  }
}
