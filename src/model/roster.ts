import { Collection, Computed, Property, Reason } from '../observable/index.js';
import { addressKey } from './address.js';
import type { ParticipantRole } from './chat-port.js';
import type { Chat } from './chat.js';
import { asReason } from './disconnection-reason.js';
import { Participant, type ParticipantState } from './participant.js';
import type { Person } from './person.js';

/** What a participant shows, in the hands of the roster that has made it. */
interface Properties {
  readonly state: Property<ParticipantState>;
  readonly role: Property<ParticipantRole>;
  readonly isTyping: Property<boolean>;
  /** Runs while they are typing. */
  timer?: ReturnType<typeof setTimeout>;
}

/** However long a peer says. */
const MAX_TYPING_SECONDS = 60;

/** The other people of one conversation, and what becomes of them. */
export class Roster {
  /** By their addresses' keys. */
  readonly participants = Collection<Participant>();
  readonly #chat: Chat;
  readonly properties = new WeakMap<Participant, Properties>();
  /** Asked in by us, and in no snapshot yet: one that was taken before they joined must not remove them. */
  readonly unlisted = new Set<Participant>();
  /** We have asked somebody in, and nobody is there yet. */
  readonly awaiting = Computed(() => {
    const all = this.participants();
    return all.some(one => this.unlisted.has(one)) && !all.some(({ state }) => state() === 'Connected');
  });

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  /** Makes a participant who is not in the conversation. */
  create(whom: string | Person | Participant): Participant {
    const state = Property<ParticipantState>('Disconnected');
    const role = Property<ParticipantRole>('Attendee');
    const isTyping = Property(false);
    const person = this.#chat.people.find(whom);
    const participant = new Participant(this.#chat, person, state, role, undefined, isTyping);
    this.properties.set(participant, { state, role, isTyping });
    return participant;
  }

  /**
   * Adds somebody and asks them in.
   *
   * @returns Their key, when they have joined.
   * @throws {@link Reason} `AlreadyExists` when they are there, or are us; what `ask` rejects with: they are removed.
   */
  async add(whom: string | Person | Participant, ask: (participant: Participant) => Promise<void>): Promise<string> {
    const ours = whom as Participant; // one made by another conversation, or whatever else it is, has no properties here
    const participant = this.properties.has(ours) ? ours : this.create(whom);
    const { person } = participant;
    const there = this.of(person);
    if (there?.state() === 'InLobby') return there.admit().then(() => addressKey(there.uri()));
    if (person === this.#chat.people.me || there) {
      throw new Reason('AlreadyExists', { message: `${person.displayName()} is already in this conversation.` });
    }
    this.unlisted.add(participant);
    const key = this.insert(participant);
    try {
      await ask(participant);
    } catch (failure) {
      const reason = asReason(failure);
      if (this.unlisted.has(participant)) this.remove(participant, reason); // whom a snapshot has listed stays
      throw reason;
    }
    return key;
  }

  /** An invitee has joined. A snapshot may have said so before, or even that they have left again. */
  admit(participant: Participant): void {
    if (this.of(participant.person) === participant) this.show('Connected', undefined, [participant]);
  }

  /** Everybody is there whom we have not asked in ourselves. */
  connected(): void {
    const there = this.participants().filter(participant => !this.unlisted.has(participant));
    this.show('Connected', undefined, there);
  }

  /** Shows what has become of everybody, or of `participants`. */
  show(state: ParticipantState, reason?: Reason, participants: readonly Participant[] = this.participants()): void {
    for (const participant of participants) {
      if (state !== 'Connected') this.typing(participant.uri(), 0);
      this.properties.get(participant)?.state(state, reason);
    }
  }

  /** Somebody is writing, and counts as doing so for so many seconds; 0: they no longer are. */
  typing(uri: string, seconds: number): void {
    const participant = this.participants(addressKey(uri));
    const properties = participant && this.properties.get(participant);
    if (!properties) return;
    const { isTyping, state } = properties;
    clearTimeout(properties.timer);
    isTyping(seconds > 0 && state() === 'Connected');
    if (isTyping()) {
      properties.timer = setTimeout(() => isTyping(false), Math.min(seconds, MAX_TYPING_SECONDS) * 1000);
    }
  }

  /** Who is there as that person. */
  of(person: Person): Participant | undefined {
    return this.participants(addressKey(person.id()));
  }

  /** Puts in somebody whom `create` has made. */
  insert(participant: Participant): string {
    const key = addressKey(participant.uri());
    void this.participants.add(participant, key);
    return key;
  }

  /** Takes out somebody who is out. Listeners of `state` hear first, so that they can still see of whom it is. */
  remove(participant: Participant, reason?: Reason): void {
    if (this.of(participant.person) !== participant) return;
    this.unlisted.delete(participant);
    this.show('Disconnected', reason, [participant]);
    void this.participants.remove(participant);
  }
}
