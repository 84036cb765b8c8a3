export { parseAddress } from './address.js';
export type {
  ArchivedConversation,
  ArchivePort,
  ArchiveReader,
  LoggedActivity,
  LoggedItem,
  Page,
} from './archive-port.js';
export { archiveReader } from './archive-reader.js';
export { Application } from './application.js';
export type {
  ChatEvents,
  ChatPort,
  Conference,
  ConferenceChange,
  ConnectionState,
  IncomingText,
  Invitation,
  MessageFormat,
  NetworkPort,
  OutgoingText,
  ParticipantRole,
  PersonInfo,
  Receipt,
  RosterEntry,
  ShowConference,
  ShowReceipt,
  SignInOptions,
} from './chat-port.js';
export { backOffMs } from './back-off.js';
export type { ChatService } from './chat-service.js';
export type { Conversation } from './conversation.js';
export type { ContextInfo, ConversationContext, StartOptions } from './conversation-context.js';
export type { ConversationPhase, ConversationState } from './conversation-state.js';
export type { ConversationsManager } from './conversations-manager.js';
export type { GroupActivity, GroupActivityType } from './group-activity.js';
export type { ActivityItem, HistoryService } from './history-service.js';
export { htmlToText } from './html-text.js';
export type { DevicesManager, UnsupportedCommand, UnsupportedMedia, UnsupportedService } from './not-supported.js';
export { isUnreachable } from './disconnection-reason.js';
export type { OutboxPort, OutboxStore } from './outbox-port.js';
export type { CallConnectionState, Participant, ParticipantChat, ParticipantState } from './participant.js';
export type {
  FoundPeople,
  OwnPresence,
  PeopleAccess,
  PeoplePort,
  PeopleReader,
  PersonStatus,
  PhoneType,
  Presence,
  Profile,
} from './people-port.js';
export { peopleReader } from './people-reader.js';
export type {
  MePerson,
  OwnProperty,
  Person,
  PersonCapabilities,
  PersonEmail,
  PersonNote,
  PersonPhoneNumber,
} from './person.js';
export type { SearchQuery, SearchResult } from './person-search-query.js';
export type { Group, PersonsAndGroupsManager } from './persons-and-groups-manager.js';
export type { ApplicationConnection, SignInManager, SignInState } from './sign-in-manager.js';
export { showConference } from './show-conference.js';
export { showReceipt } from './show-receipt.js';
export type { ActivityStatus, MessageDirection, TextMessage } from './text-message.js';
