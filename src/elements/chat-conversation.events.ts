import type { Conversation, ConversationPhase } from '../model/index.js';

/** The conversation that an element shows is another one, or has gone to another phase. */
export class ConversationPhaseChangeEvent extends Event {
  readonly conversation: Conversation;
  /** `idle`, `inviting`, `incoming`, `active` or `ended`. */
  readonly phase: ConversationPhase;
  /** Why, for `ended`. */
  readonly reason: unknown;
  constructor(conversation: Conversation) {
    super('conversation-phase-change', { bubbles: true, composed: true });
    this.conversation = conversation;
    this.phase = conversation.phase();
    this.reason = conversation.state.reason;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'conversation-phase-change': ConversationPhaseChangeEvent;
  }
}
