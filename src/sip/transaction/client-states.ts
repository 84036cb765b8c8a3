/**
 * The client transactions of RFC 3261 §17.1 on a reliable transport, with the state Accepted of RFC 6026. Timers A, E, D and K
 * are zero there, so that nothing is sent twice and Completed is over at once.
 */
export type ClientState = 'calling' | 'invite-proceeding' | 'accepted' | 'trying' | 'proceeding' | 'terminated';

/** A response by its class, the end of the one timer, or the end of the flow. */
export type ClientEvent = 'provisional' | 'success' | 'failure' | 'timeout' | 'closed';

export interface ClientRow {
  readonly next: ClientState;
  /** What the owner hears: the response, or one made up for a silence (408) or a closed flow (503). §8.1.3.1. */
  readonly tell?: 'response' | 'timeout' | 'closed';
  /** Send ACK on the same branch. §17.1.1.3. */
  readonly acknowledge?: true;
  /** The timer runs from the start on (B, F); it may end early, or begin anew (M). */
  readonly timer?: 'stop' | 'restart';
}

/** One function per state. */
export const CLIENT_STATES: Readonly<Record<ClientState, (event: ClientEvent) => ClientRow>> = {
  calling,
  'invite-proceeding': inviteProceeding,
  accepted,
  trying,
  proceeding,
  terminated,
};

function calling(event: ClientEvent): ClientRow {
  switch (event) {
    case 'provisional':
      return { next: 'invite-proceeding', tell: 'response', timer: 'stop' }; // §17.1.1.2: a call may ring for long
    case 'success':
      return { next: 'accepted', tell: 'response', timer: 'restart' }; // RFC 6026 §7.2, timer M
    case 'failure':
      return { next: 'terminated', tell: 'response', acknowledge: true }; // §17.1.1.2, timer D is zero
    case 'timeout':
      return { next: 'terminated', tell: 'timeout' }; // §17.1.1.2, timer B
    case 'closed':
      return { next: 'terminated', tell: 'closed' }; // §17.1.4
  }
}

function inviteProceeding(event: ClientEvent): ClientRow {
  switch (event) {
    case 'provisional':
      return { next: 'invite-proceeding', tell: 'response' }; // §17.1.1.2
    case 'success':
      return { next: 'accepted', tell: 'response', timer: 'restart' }; // RFC 6026 §7.2, timer M
    case 'failure':
      return { next: 'terminated', tell: 'response', acknowledge: true }; // §17.1.1.2, timer D is zero
    case 'timeout':
      return { next: 'terminated', tell: 'timeout' }; // §9.1: the timer runs here only after CANCEL
    case 'closed':
      return { next: 'terminated', tell: 'closed' }; // §17.1.4
  }
}

function accepted(event: ClientEvent): ClientRow {
  switch (event) {
    case 'success':
      return { next: 'accepted', tell: 'response' }; // RFC 6026 §7.2: again, or from another fork; the owner ACKs
    case 'provisional':
    case 'failure':
      return { next: 'accepted' }; // RFC 6026 §7.2 passes on nothing but 2xx
    case 'timeout':
    case 'closed':
      return { next: 'terminated' }; // RFC 6026 §7.2, timer M
  }
}

function trying(event: ClientEvent): ClientRow {
  switch (event) {
    case 'provisional':
      return { next: 'proceeding', tell: 'response' }; // §17.1.2.2; timer F goes on
    case 'success':
    case 'failure':
      return { next: 'terminated', tell: 'response' }; // §17.1.2.2, timer K is zero
    case 'timeout':
      return { next: 'terminated', tell: 'timeout' }; // §17.1.2.2, timer F
    case 'closed':
      return { next: 'terminated', tell: 'closed' }; // §17.1.4
  }
}

function proceeding(event: ClientEvent): ClientRow {
  switch (event) {
    case 'provisional':
      return { next: 'proceeding', tell: 'response' }; // §17.1.2.2; timer F goes on
    case 'success':
    case 'failure':
      return { next: 'terminated', tell: 'response' }; // §17.1.2.2, timer K is zero
    case 'timeout':
      return { next: 'terminated', tell: 'timeout' }; // §17.1.2.2, timer F
    case 'closed':
      return { next: 'terminated', tell: 'closed' }; // §17.1.4
  }
}

function terminated(): ClientRow {
  return { next: 'terminated' };
}
