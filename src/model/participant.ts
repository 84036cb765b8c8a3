import { Constant, type Property } from '../observable/index.js';
import { noMedia, type UnsupportedMedia } from './not-supported.js';
import type { Person } from './person.js';

export type ParticipantState = 'Disconnected' | 'Connecting' | 'InLobby' | 'Connected' | 'Disconnecting';

export type ParticipantRole = 'Leader' | 'Attendee';

/** Of a call or a chat. */
export type CallConnectionState =
  'Disconnected' | 'Notified' | 'Connecting' | 'Ringing' | 'Connected' | 'Disconnecting';

/** Somebody's part in one conversation. */
export class Participant {
  readonly person: Person;
  /** `state.reason` says why somebody could not be added, or left. */
  readonly state: Property<ParticipantState>;
  readonly role: Property<ParticipantRole>;
  /** True for somebody who hides who they are: `anonymous.invalid`, RFC 3323 §4.1.1.3. */
  readonly isAnonymous: Property<boolean>;
  readonly chat: ParticipantChat;
  /** Not supported, as is `video`: always Disconnected. */
  readonly audio: UnsupportedMedia = noMedia;
  readonly video: UnsupportedMedia = noMedia;
  /** That of the person. */
  readonly displayName: Property<string>;
  /** The person's address. */
  readonly uri: Property<string>;

  /**
   * @internal
   * @param state - Whoever makes the participant may change it; and `role`.
   * @param chatState - Follows from `state` unless given.
   */
  constructor(
    person: Person,
    state: Property<ParticipantState>,
    role: Property<ParticipantRole>,
    chatState: Property<CallConnectionState> = state.map(inChat),
  ) {
    this.person = person;
    this.state = state.readOnly();
    this.role = role.readOnly();
    this.isAnonymous = Constant(/@anonymous\.invalid$/i.test(person.id()));
    this.chat = { state: chatState.readOnly() };
    this.displayName = person.displayName;
    this.uri = person.id;
  }
}

function inChat(state: ParticipantState): CallConnectionState {
  return state === 'InLobby' ? 'Disconnected' : state;
}

/** Somebody's part in the chat of one conversation. */
export interface ParticipantChat {
  readonly state: Property<CallConnectionState>;
}
