/** A person is about to be asked in. Cancel it to keep the form as it is. */
export interface ParticipantAddEvent extends Event {
  /** As it was written. */
  readonly address: string;
}

/** The person asked in by this form has joined. */
export interface ParticipantAddedEvent extends Event {
  readonly address: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'participant-add': ParticipantAddEvent;
    'participant-added': ParticipantAddedEvent;
  }
}
