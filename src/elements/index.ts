import { ChatConversationElement } from './chat-conversation.js';
import { ChatProviderElement } from './chat-provider.js';
import { defineFurtherElements } from './further.js';
import { loadFurtherElementsWhenFound } from './load-further-elements.js';

export { applicationContext } from './application-context.js';
export { setApplicationFactory, type ApplicationFactory } from './application-factory.js';
export { ChatConversationElement } from './chat-conversation.js';
export type {
  ConversationPhaseChangeEvent,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
} from './chat-conversation.events.js';
export { ChatEmojiPickerElement } from './chat-emoji-picker.js';
export type { EmojiPickEvent } from './chat-emoji-picker.events.js';
export { ChatInvitationsElement } from './chat-invitations.js';
export type { InvitationAcceptEvent, InvitationDeclineEvent } from './chat-invitations.events.js';
export type { ChatCloseEvent, ChatOpenEvent } from './chat-launcher.events.js';
export { ChatLauncherElement } from './chat-launcher.js';
export { ChatNotificationsElement } from './chat-notifications.js';
export { ChatProviderElement } from './chat-provider.js';
export type { ChatConnectionChangeEvent, ChatErrorEvent } from './chat-provider.events.js';
export { connectionContext, type Connection, type ChatConnectionState } from './connection-context.js';
export { conversationContext } from './conversation-context.js';
export { ConversationListElement } from './conversation-list.js';
export type { ConversationSelectEvent, UnreadChangeEvent } from './conversation-list.events.js';
export { loadFurtherElements } from './load-further-elements.js';
export { addLanguage, type Strings, type Term, type Translation } from './localize.js';
export { MessageComposerElement } from './message-composer.js';
export type { MessageSendEvent } from './message-composer.events.js';
export { MessageListElement } from './message-list.js';
export type { MessageReceivedEvent, MessageSentEvent } from './message-list.events.js';
export type { MessageData } from './transcript-data.js';
export { ParticipantAddElement } from './participant-add.js';
export type { ParticipantAddEvent, ParticipantAddedEvent } from './participant-add.events.js';
export { ParticipantListElement } from './participant-list.js';
export { PresenceBadgeElement } from './presence-badge.js';
export { reasonSentence, type ReasonSentence } from './reason-sentence.js';
export type { Credentials, Secret } from './shared-sign-in.js';

/**
 * Registers all elements, providers first. Twice is once, and where there is no registry (Node) it does nothing.
 * @param registry - Where; the page's own unless a scoped one is given.
 */
export function defineElements(registry?: CustomElementRegistry): void {
  for (const element of [ChatProviderElement, ChatConversationElement]) element.define(registry);
  defineFurtherElements(registry);
}

/** Registers the elements of a chat of two; the others when one of them is drawn, or is in the document. */
export function defineElementsWhenNeeded(): void {
  for (const element of [ChatProviderElement, ChatConversationElement]) element.define();
  loadFurtherElementsWhenFound();
}
