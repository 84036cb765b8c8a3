import type { Person } from '../model/index.js';

/** A person is about to be asked in. Cancel it to leave them chosen and ask them nothing. */
export interface ParticipantAddEvent extends Event {
  /** As it was written, or that of the person who was found. */
  readonly address: string;
  /** Who was found; `undefined` of an address that was written. */
  readonly person: Person | undefined;
}

/** A person asked in by this form has joined. */
export interface ParticipantAddedEvent extends Event {
  readonly address: string;
  readonly person: Person | undefined;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'participant-add': ParticipantAddEvent;
    'participant-added': ParticipantAddedEvent;
  }
}
