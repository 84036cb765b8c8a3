import type { Conversation } from '../model/index.js';

/** The user accepts an invitation. Show its conversation; or cancel the event to leave it unanswered. */
export class InvitationAcceptEvent extends Event {
  readonly conversation: Conversation;
  constructor(conversation: Conversation) {
    super('invitation-accept', { bubbles: true, composed: true, cancelable: true });
    this.conversation = conversation;
  }
}

/** The user declines an invitation. Cancel the event to leave it unanswered. */
export class InvitationDeclineEvent extends Event {
  readonly conversation: Conversation;
  constructor(conversation: Conversation) {
    super('invitation-decline', { bubbles: true, composed: true, cancelable: true });
    this.conversation = conversation;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'invitation-accept': InvitationAcceptEvent;
    'invitation-decline': InvitationDeclineEvent;
  }
}
