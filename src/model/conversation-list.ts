import { Collection, type Property, type Reason } from '../observable/index.js';
import { ChatControl } from './chat-control.js';
import type { Invitation, NetworkPort } from './chat-port.js';
import { Conversation } from './conversation.js';
import { ConversationRecord } from './conversation-record.js';
import type { People } from './people.js';
import type { Person } from './person.js';

/** The conversations of an application, in the hands of those who may make and end them. */
export class ConversationList {
  readonly conversations = Collection<Conversation>();
  readonly #network: NetworkPort;
  readonly #people: People;
  readonly #signedIn: Property<boolean>;
  readonly #controls = new Map<Conversation, ChatControl>();

  constructor(network: NetworkPort, people: People, signedIn: Property<boolean>) {
    this.#network = network;
    this.#people = people;
    this.#signedIn = signedIn;
    network.onInvitation = invitation => this.#receive(invitation);
  }

  /** The first two-party conversation with `peer` that has not ended, if any. */
  find(peer: Person): Conversation | undefined {
    for (const [conversation, { record }] of this.#controls) {
      const ongoing = record.state() !== 'Disconnected';
      if (record.peer === peer && ongoing && !record.isGroupConversation()) return conversation;
    }
    return undefined;
  }

  /** Makes one with `peer`. */
  create(peer: Person): Conversation {
    return this.#add(this.#control(peer), this.#people.me);
  }

  /** Asks the network to leave them all. */
  leaveAll(): void {
    for (const control of this.#controls.values()) {
      control.leave().catch(() => {}); // an invitation that could not be declined is dropped all the same
    }
  }

  /** Ends them all without the network. */
  dropAll(reason: Reason): void {
    for (const control of this.#controls.values()) control.drop(reason);
  }

  #receive(invitation: Invitation): void {
    const from = this.#people.identified(invitation.from);
    const control = this.#control(from);
    control.receive(invitation); // `accept` is enabled before anybody hears of the conversation
    this.#add(control, from);
  }

  #control(peer: Person): ChatControl {
    return new ChatControl(new ConversationRecord(this.#people, peer), this.#network, this.#signedIn);
  }

  #add(control: ChatControl, creator: Person): Conversation {
    const conversation = new Conversation(control, creator);
    this.#controls.set(conversation, control);
    void this.conversations.add(conversation, conversation.id());
    return conversation;
  }
}
