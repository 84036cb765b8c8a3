import type { ReactiveController, ReactiveElement } from 'lit';
import type { Conversation, Participant } from '../model/index.js';
import type { Subscription } from '../observable/index.js';
import type { Note } from './message-rows.js';
import { personName } from './person-name.js';
import { strings } from './strings.js';

/** Who joined and left while somebody looked. Kept with the conversation, so that another element shows the same. */
const kept = new WeakMap<Conversation, Note[]>();

/** Watches a group conversation for people who join and leave, for lines such as “Carol joined” among its messages. */
export class ConversationNotes implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #conversation: () => Conversation | undefined;
  readonly #states = new Map<Participant, Subscription>();
  readonly #present = new Set<Participant>();
  #watched: Conversation | undefined;
  #subscriptions: Subscription[] = [];
  #told = 0;
  /** Who is here at the beginning is known. Only who comes after that joins. */
  #settled = false;

  /** @param conversation - Called before each drawing. */
  constructor(host: ReactiveElement, conversation: () => Conversation | undefined) {
    this.#host = host;
    this.#conversation = conversation;
    host.addController(this);
  }

  /** All notes, oldest first. */
  list(): readonly Note[] {
    return (this.#watched && kept.get(this.#watched)) ?? [];
  }

  /** The notes that came since the last call. Those from before the conversation was watched are not new. */
  takeNew(): readonly Note[] {
    this.#watch(this.#conversation());
    const notes = this.list().slice(this.#told);
    this.#told += notes.length;
    return notes;
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(conversation: Conversation | undefined): void {
    if (conversation === this.#watched || (conversation && !this.#host.isConnected)) return;
    for (const subscription of [...this.#subscriptions, ...this.#states.values()]) subscription.dispose();
    this.#states.clear();
    this.#present.clear();
    this.#subscriptions = [];
    this.#watched = conversation;
    this.#told = this.list().length;
    if (!conversation) return;
    const { added, removed } = conversation.participants;
    this.#settled = false;
    this.#subscriptions = [
      added(participant => this.#await(conversation, participant)),
      removed(participant => this.#leave(conversation, participant)),
    ];
    this.#settled = !conversation.isGroupConversation() || conversation.phase() === 'active';
  }

  #await(conversation: Conversation, participant: Participant): void {
    const subscription = participant.state.when('Connected', () => this.#join(conversation, participant));
    this.#states.set(participant, subscription);
  }

  #join(conversation: Conversation, participant: Participant): void {
    if (conversation !== this.#watched || this.#present.has(participant)) return;
    this.#present.add(participant);
    if (!conversation.isGroupConversation()) return;
    const active = conversation.phase() === 'active';
    if (!this.#settled) {
      // Whoever comes into a group is told who is there already, all of them at once, besides the one who asked.
      if (active || this.#present.size > 1) queueMicrotask(() => (this.#settled = true));
    } else if (active) this.#add(conversation, strings.joined(personName(participant.person)));
  }

  #leave(conversation: Conversation, participant: Participant): void {
    this.#states.get(participant)?.dispose();
    this.#states.delete(participant);
    if (!this.#present.delete(participant) || conversation.phase() !== 'active') return;
    if (conversation.isGroupConversation()) this.#add(conversation, strings.left(personName(participant.person)));
  }

  #add(conversation: Conversation, text: string): void {
    const notes = kept.get(conversation) ?? [];
    kept.set(conversation, notes);
    const after = conversation.chatService.messages.size();
    notes.push({ key: `note ${notes.length}`, text, at: new Date(), after });
    this.#host.requestUpdate();
  }
}
