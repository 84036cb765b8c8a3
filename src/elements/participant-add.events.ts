/** A person is about to be asked in. Cancel it to keep the form as it is. */
export class ParticipantAddEvent extends Event {
  /** As it was written. */
  readonly address: string;
  constructor(address: string) {
    super('participant-add', { bubbles: true, composed: true, cancelable: true });
    this.address = address;
  }
}

/** The person asked in by this form has joined. */
export class ParticipantAddedEvent extends Event {
  readonly address: string;
  constructor(address: string) {
    super('participant-added', { bubbles: true, composed: true });
    this.address = address;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'participant-add': ParticipantAddEvent;
    'participant-added': ParticipantAddedEvent;
  }
}
