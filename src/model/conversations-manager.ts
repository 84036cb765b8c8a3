import type { Collection } from '../observable/index.js';
import type { Conversation } from './conversation.js';
import type { UnsupportedCommand } from './not-supported.js';
import type { Person } from './person.js';

/** All conversations of an application. */
export interface ConversationsManager {
  /**
   * Those made here and those we are invited to, oldest first. One that has ended stays: `remove` is the only way out. It
   * leaves the conversation as `leave` does, then takes it from the list; nothing can be started in it any more.
   */
  readonly conversations: Collection<Conversation>;
  /**
   * The two-party conversation with somebody: the first one that has not ended, else a new one. Nobody is invited yet.
   *
   * @param whom - A person, or a SIP address with or without `sip:`; compared as docs/decisions/0012-addresses.md says.
   * @throws SyntaxError when the text is not an address.
   */
  getConversation(whom: string | Person): Conversation;
  /** Meetings cannot be scheduled. */
  readonly createMeeting: UnsupportedCommand;
}
