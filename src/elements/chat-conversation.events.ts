import type { Conversation, ConversationPhase } from '../model/index.js';

/** The conversation that an element shows is another one, or has gone to another phase. */
export interface ConversationPhaseChangeEvent extends Event {
  readonly conversation: Conversation;
  /** `idle`, `inviting`, `incoming`, `active` or `ended`. */
  readonly phase: ConversationPhase;
  /** Why, for `ended`. */
  readonly reason: unknown;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'conversation-phase-change': ConversationPhaseChangeEvent;
  }
}
