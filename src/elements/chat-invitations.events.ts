import type { Conversation } from '../model/index.js';

/** The user accepts an invitation. Show its conversation; or cancel the event to leave it unanswered. */
export interface InvitationAcceptEvent extends Event {
  readonly conversation: Conversation;
}

/** The user declines an invitation. Cancel the event to leave it unanswered. */
export interface InvitationDeclineEvent extends Event {
  readonly conversation: Conversation;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'invitation-accept': InvitationAcceptEvent;
    'invitation-decline': InvitationDeclineEvent;
  }
}
