import { Collection, Property } from '../observable/index.js';
import type { ConversationState } from './conversation-state.js';
import type { CallConnectionState } from './participant.js';
import type { People } from './people.js';
import type { Person } from './person.js';
import { Roster } from './roster.js';
import type { TextMessage } from './text-message.js';

/** What a conversation shows, in the hands of those who may change it. */
export class ConversationRecord {
  readonly people: People;
  /** The other side, as long as there are two. */
  readonly peer: Person;
  readonly roster: Roster;
  readonly items = Collection<TextMessage>();
  readonly state = Property<ConversationState>('Created');
  /** Our own. */
  readonly chatState = Property<CallConnectionState>('Disconnected');
  /** There is an invitation to us that is not answered. */
  readonly answerable = Property(false);
  /** The present session, or the last one, was the other side's wish. */
  readonly incoming = Property(false);
  readonly isGroupConversation = Property(false);
  readonly uri = Property<string | null>(null);
  readonly topic = Property('');

  constructor(people: People, peer: Person) {
    this.people = people;
    this.peer = peer;
    this.roster = new Roster(people);
    this.roster.addPeer(peer);
  }
}
