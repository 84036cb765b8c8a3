import { ChatEmojiPickerElement } from './chat-emoji-picker.js';
import { ChatNotificationsElement } from './chat-notifications.js';
import { ChatLauncherElement } from './chat-launcher.js';
import { ChatInvitationsElement } from './chat-invitations.js';
import { ParticipantAddElement } from './participant-add.js';
import { ParticipantListElement } from './participant-list.js';
import { ConversationListElement } from './conversation-list.js';
import { PresenceBadgeElement } from './presence-badge.js';

export { peoplePanel } from './people-panel.js';
export { tellRoster } from './roster-events.js';
export { ListTools } from './message-list.further.js';

/**
 * Registers what a chat of two does not draw. In the bundle these elements are in the file that is loaded when it is needed,
 * by `loadFurtherElements`. docs/decisions/0011.
 */
export function defineFurtherElements(registry?: CustomElementRegistry): void {
  for (const element of [
    ChatLauncherElement,
    ChatNotificationsElement,
    ConversationListElement,
    PresenceBadgeElement,
    ParticipantListElement,
    ParticipantAddElement,
    ChatInvitationsElement,
    ChatEmojiPickerElement,
  ])
    element.define(registry);
}
