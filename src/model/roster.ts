import { batch, Collection, Property, Reason } from '../observable/index.js';
import { addressKey } from './address.js';
import type { RosterEntry } from './chat-port.js';
import {
  type CallConnectionState,
  Participant,
  type ParticipantProperties,
  type ParticipantRole,
  type ParticipantState,
} from './participant.js';
import type { People } from './people.js';
import type { Person } from './person.js';

/** The other people of one conversation, and what becomes of them. */
export class Roster {
  readonly participants = Collection<Participant>();
  readonly #people: People;
  readonly #properties = new WeakMap<Participant, ParticipantProperties>();
  /** Asked in by us, and in no snapshot yet: one that was taken before they joined must not remove them. */
  readonly #unlisted = new Set<Participant>();

  constructor(people: People) {
    this.#people = people;
  }

  /** Makes a participant who is not in the conversation. */
  create(whom: string | Person): Participant {
    const properties = {
      state: Property<ParticipantState>('Disconnected'),
      role: Property<ParticipantRole>('Attendee'),
      chatState: Property<CallConnectionState>('Disconnected'),
    };
    const participant = new Participant(this.#people.find(whom), properties);
    this.#properties.set(participant, properties);
    return participant;
  }

  /** Adds the other side of a two-party chat, or whoever invites us into a group. */
  addPeer(person: Person): void {
    const peer = this.create(person);
    void this.participants.add(peer, participantKey(peer));
  }

  /**
   * Adds somebody who is being asked in.
   *
   * @throws {@link Reason} `AlreadyExists` when they are there, or are us.
   */
  addInvitee(whom: string | Person | Participant): Participant {
    const known = whom instanceof Participant && this.#properties.has(whom) ? whom : undefined;
    const participant = known ?? this.create(whom instanceof Participant ? whom.person : whom);
    const { person } = participant;
    if (person === this.#people.me || this.participants(participantKey({ person }))) {
      throw new Reason('AlreadyExists', { message: `${person.displayName()} is already in this conversation.` });
    }
    this.#unlisted.add(participant);
    void this.participants.add(participant, participantKey({ person }));
    return participant;
  }

  /** An invitee has joined. A snapshot may have said so before, or even that they have left again. */
  admit(participant: Participant): void {
    if (this.participants(participantKey(participant)) === participant) this.#set(participant, 'Connected');
  }

  /** An invitee did not join. Once a snapshot has listed them they stay. */
  dismiss(participant: Participant, reason: Reason): void {
    if (this.#unlisted.has(participant)) this.#remove(participant, reason);
  }

  /** Somebody is being asked, or everybody. */
  connecting(...participants: Participant[]): void {
    for (const participant of participants.length > 0 ? participants : this.participants()) {
      this.#set(participant, 'Connecting');
    }
  }

  /** Everybody is there whom we have not asked in ourselves. */
  connected(): void {
    for (const participant of this.participants()) {
      if (!this.#unlisted.has(participant)) this.#set(participant, 'Connected');
    }
  }

  /** We are out, or they: nobody is there any more, but they stay to be seen, and to be asked again. */
  disconnected(reason: Reason | undefined): void {
    for (const participant of this.participants()) this.#set(participant, 'Disconnected', reason);
  }

  /** Makes the participants those of a snapshot. */
  reconcile(entries: readonly RosterEntry[]): void {
    batch(() => {
      const listed = new Set(entries.map(entry => addressKey(entry.uri)));
      for (const participant of this.participants()) {
        if (!listed.has(participantKey(participant)) && !this.#unlisted.has(participant)) this.#remove(participant);
      }
      for (const entry of entries) this.#list(entry);
    });
  }

  #list(entry: RosterEntry): void {
    const person = this.#people.identified(entry);
    const known = this.participants(participantKey({ person }));
    const participant = known ?? this.create(person);
    this.#unlisted.delete(participant);
    this.#properties.get(participant)?.role(entry.role);
    this.#set(participant, 'Connected');
    if (!known) void this.participants.add(participant, participantKey({ person }));
  }

  /** Listeners of `state` hear first, so that they can still see of whom it is. */
  #remove(participant: Participant, reason?: Reason): void {
    this.#unlisted.delete(participant);
    this.#set(participant, 'Disconnected', reason);
    void this.participants.remove(participant);
  }

  #set(participant: Participant, state: 'Disconnected' | 'Connecting' | 'Connected', reason?: Reason): void {
    const properties = this.#properties.get(participant);
    properties?.state(state, reason);
    properties?.chatState(state, reason);
  }
}

/** A participant's key in the collection: the same for every way to write the address. */
export function participantKey({ person }: Pick<Participant, 'person'>): string {
  return addressKey(person.id());
}
