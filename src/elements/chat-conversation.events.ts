import type { Conversation, ConversationPhase, Participant } from '../model/index.js';

/** The conversation that an element shows is another one, or has gone to another phase. */
export interface ConversationPhaseChangeEvent extends Event {
  readonly conversation: Conversation;
  /** `idle`, `inviting`, `incoming`, `active` or `ended`. */
  readonly phase: ConversationPhase;
  /** Why, for `ended`. */
  readonly reason: unknown;
}

/** Somebody has come into a chat that is going on. */
export interface ParticipantJoinedEvent extends Event {
  readonly participant: Participant;
}

/** Somebody has gone out of a group that goes on. */
export interface ParticipantLeftEvent extends Event {
  readonly participant: Participant;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'conversation-phase-change': ConversationPhaseChangeEvent;
    'participant-joined': ParticipantJoinedEvent;
    'participant-left': ParticipantLeftEvent;
  }
}
