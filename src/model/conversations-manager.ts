import type { Collection, Command, Property } from '../observable/index.js';
import type { Conversation } from './conversation.js';
import type { UnsupportedCommand } from './not-supported.js';
import type { SearchQuery } from './person-search-query.js';
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
  /**
   * A new group conversation, without anybody yet, of which we are a leader. Whom `participants.add` adds before the chat is
   * started is asked in as soon as it is.
   */
  createConversation(): Conversation;
  /**
   * The group conversation with this URI: the one that has not ended, else the last one, else a new one. Starting its
   * chat joins the group; where that is not open to everybody, it is InLobby until a leader lets us in.
   *
   * @param uri - `Conversation.uri` of the group.
   * @throws SyntaxError when the text is not a SIP URI.
   */
  getConversationByUri(uri: string): Conversation;
  /**
   * Reads from the server which conversations we were in before, those with the latest events first: they join
   * `conversations`, Disconnected, before those that are there, and can be started again like any other that has ended.
   * Only those in which something was said. Resolves when there are so many more, or no more to read. While it is reading,
   * further calls wait for the same. Off when there are no more (`NoMore`), and while signed out.
   *
   * @param count - 20 unless given.
   */
  readonly getMoreConversations: Command<(count?: number) => Promise<void>>;
  /** In how many of `conversations` there is something unread. */
  readonly unreadConversationsCount: Property<number>;
  /**
   * Whether the server keeps what is said: always. It never takes an invitation in our place, so `auto`, which in the SDK
   * says whether it does, is false, and setting it changes nothing.
   */
  readonly isHistoryEnabled: Property<boolean> & { readonly auto: Property<boolean> };
  /** Conversations cannot be searched: its `getMore` is disabled. */
  createSearchQuery(): SearchQuery<Conversation>;
  /** Meetings cannot be scheduled. */
  readonly createMeeting: UnsupportedCommand;
}
