import type { ConversationEvent } from './conversation-event.js';

/** Somebody who is in a conversation now. */
export interface Member {
  readonly address: string;
  /** They may read what has a position greater than this. */
  readonly after: number;
}

/** What a conversation is after some prefix of its log. */
export interface ConversationState {
  /** Position of the last event in this state; 0 before the first. */
  readonly position: number;
  /** Who began it; `''` before `started`. */
  readonly creator: string;
  /** The other side of the two-party chat it began as. */
  readonly target: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly promoted: boolean;
  readonly ended: boolean;
}

export const EMPTY_STATE: ConversationState = {
  position: 0,
  creator: '',
  target: '',
  members: new Map(),
  promoted: false,
  ended: false,
};

/** The state after one more event. Messages change only the position, and share everything else. */
export function applyEvent(state: ConversationState, event: ConversationEvent, position: number): ConversationState {
  switch (event.type) {
    case 'started':
      return {
        ...state,
        position,
        creator: event.by,
        target: event.to,
        members: new Map([[event.by, { address: event.by, after: 0 }]]),
      };
    case 'joined':
      return {
        ...state,
        position,
        members: new Map(state.members).set(event.who, { address: event.who, after: event.after ?? position }),
      };
    case 'left': {
      const members = new Map(state.members);
      members.delete(event.who);
      return { ...state, position, members };
    }
    case 'promoted':
      return { ...state, position, promoted: true };
    case 'ended':
      return { ...state, position, ended: true, members: new Map() };
    case 'message':
    case 'invited':
      return { ...state, position };
  }
}
