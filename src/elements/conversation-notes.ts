import type { Conversation, Participant } from '../model/index.js';
import type { Subscription } from '../observable/index.js';
import type { Note } from './message-rows.js';
import { personName } from './person-name.js';
import { strings } from './strings.js';

const known = new WeakMap<Conversation, ConversationNotes>();

/**
 * Who joined and left a group conversation, for lines such as “Carol joined” among its messages. There is one for each
 * conversation, so that all who draw it show the same; it takes notes while somebody listens.
 */
export class ConversationNotes {
  readonly #conversation: Conversation;
  readonly #notes: Note[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #states = new Map<Participant, Subscription>();
  readonly #present = new Set<Participant>();
  #subscriptions: Subscription[] = [];
  /** Who is here at the beginning is known. Only who comes after that joins. */
  #settled = false;

  private constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  /** The notes of `conversation`. */
  static of(conversation: Conversation): ConversationNotes {
    const notes = known.get(conversation) ?? new ConversationNotes(conversation);
    known.set(conversation, notes);
    return notes;
  }

  /** All notes, oldest first. */
  list(): readonly Note[] {
    return this.#notes;
  }

  /** Calls `listener` after each new note; fits `observe`. */
  changed(listener: () => void): Subscription {
    if (!this.#listeners.size) this.#begin();
    this.#listeners.add(listener);
    return {
      dispose: () => {
        if (this.#listeners.delete(listener) && !this.#listeners.size) this.#stop();
      },
    };
  }

  #begin(): void {
    const { participants, isGroupConversation, phase } = this.#conversation;
    this.#settled = false;
    this.#subscriptions = [
      participants.added(participant => this.#await(participant)),
      participants.removed(participant => this.#leave(participant)),
    ];
    this.#settled = !isGroupConversation() || phase() === 'active';
  }

  #stop(): void {
    for (const subscription of [...this.#subscriptions, ...this.#states.values()]) subscription.dispose();
    this.#states.clear();
    this.#present.clear();
  }

  #await(participant: Participant): void {
    this.#states.set(
      participant,
      participant.state.when('Connected', () => this.#join(participant)),
    );
  }

  #join(participant: Participant): void {
    if (this.#present.has(participant)) return;
    this.#present.add(participant);
    const { isGroupConversation, phase } = this.#conversation;
    if (!isGroupConversation()) return;
    if (this.#settled) {
      if (phase() === 'active') this.#add(strings.joined(personName(participant.person)));
    } else if (this.#present.size > 1) {
      // Besides the one who asks, whoever comes into a group is told of all who are there at once.
      queueMicrotask(() => (this.#settled = true));
    }
  }

  #leave(participant: Participant): void {
    this.#states.get(participant)?.dispose();
    this.#states.delete(participant);
    if (!this.#present.delete(participant) || this.#conversation.phase() !== 'active') return;
    if (this.#conversation.isGroupConversation()) this.#add(strings.left(personName(participant.person)));
  }

  #add(text: string): void {
    const after = this.#conversation.chatService.messages.size();
    this.#notes.push({ key: `note ${this.#notes.length}`, text, at: new Date(), after });
    for (const listener of this.#listeners) listener();
  }
}
