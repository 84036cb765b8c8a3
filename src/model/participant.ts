import { Command, Constant, Enabled, type Property, Reason } from '../observable/index.js';
import type { Chat } from './chat.js';
import type { ParticipantRole } from './chat-port.js';
import { noMedia, type UnsupportedMedia } from './not-supported.js';
import type { Person } from './person.js';

export type ParticipantState = 'Disconnected' | 'Connecting' | 'InLobby' | 'Connected' | 'Disconnecting';

/** Of a call or a chat. */
export type CallConnectionState =
  'Disconnected' | 'Notified' | 'Connecting' | 'Ringing' | 'Connected' | 'Disconnecting';

/** Somebody's part in one conversation. */
export class Participant {
  readonly person: Person;
  /** `state.reason` says why somebody could not be added, or left. */
  readonly state: Property<ParticipantState>;
  /** In a group. Its leaders may set it, by `role.set`, while it is Connected; everybody else may not: `NotAllowed`. */
  readonly role: Property<ParticipantRole>;
  /**
   * Lets in somebody who waits in the lobby; resolves when they are in. Enabled only while they are InLobby, and we are
   * a leader.
   */
  readonly admit: Command<() => Promise<void>>;
  /** Refuses them: they turn Disconnected and are removed. Enabled as `admit`. */
  readonly reject: Command<() => Promise<void>>;
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
   * @param chat - That of the conversation.
   * @param chatState - Follows from `state` unless given.
   * @param isTyping - Whoever makes the participant may change it.
   */
  constructor(
    chat: Chat,
    person: Person,
    state: Property<ParticipantState>,
    role: Property<ParticipantRole>,
    chatState: Property<CallConnectionState> = state.map(inChat),
    isTyping: Property<boolean> = NEVER,
  ) {
    this.person = person;
    this.state = state.readOnly();
    const { control } = chat;
    this.role = control.changeable(role, value => ({ role: { uri: person.id(), role: value } }));
    const inLobby = Enabled(() => (state() === 'InLobby' ? control.obstacle : NOT_IN_LOBBY));
    this.admit = Command(() => control.admit(this), inLobby);
    this.reject = Command(() => control.remove(this), inLobby);
    this.isAnonymous = Constant(/@anonymous\.invalid$/i.test(person.id()));
    this.chat = { state: chatState.readOnly(), isTyping: isTyping.readOnly() };
    this.displayName = person.displayName;
    this.uri = person.id;
  }
}

/** Of ourselves nobody needs to be told. */
const NEVER = Constant(false);
const NOT_IN_LOBBY = new Reason('NotInLobby');

function inChat(state: ParticipantState): CallConnectionState {
  return state === 'InLobby' ? 'Disconnected' : state;
}

/** Somebody's part in the chat of one conversation. */
export interface ParticipantChat {
  readonly state: Property<CallConnectionState>;
  /** Whether they are writing. False again with their message, when they leave, and when nothing is heard of it for 6 s. */
  readonly isTyping: Property<boolean>;
}
