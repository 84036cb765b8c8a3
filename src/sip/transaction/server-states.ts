/**
 * The server transactions of RFC 3261 §17.2 on a reliable transport, with the state Accepted of RFC 6026. Timers G and I are
 * zero there. Timer J would be zero too, but a request that a peer beyond a proxy sends again must not be shown twice: the
 * flow keeps its latest completed transactions until as many newer ones have taken their place (`displaced`).
 */
export type ServerState = 'invite-proceeding' | 'invite-completed' | 'accepted' | ServerStateOfOthers | 'terminated';
type ServerStateOfOthers = 'trying' | 'proceeding' | 'completed';

/**
 * The same request again, an ACK, a response of the owner by its class, 200 ms without one, the end of the timer, a newer
 * transaction.
 */
export type ServerEvent = 'request' | 'ack' | 'provisional' | 'success' | 'failure' | 'slow' | 'timeout' | 'displaced';

export interface ServerRow {
  readonly next: ServerState;
  /** Send the owner's response, or the latest one again. */
  readonly send?: 'response' | 'latest';
  /** What the owner hears. */
  readonly tell?: 'ack' | 'slow' | 'timeout';
  /** The timer of 200 ms runs from the start on for INVITE; it ends early, or another begins (H, L). */
  readonly timer?: 'stop' | 'start';
}

/** One function per state. */
export const SERVER_STATES: Readonly<Record<ServerState, (event: ServerEvent) => ServerRow>> = {
  'invite-proceeding': inviteProceeding,
  'invite-completed': inviteCompleted,
  accepted,
  trying,
  proceeding,
  completed,
  terminated,
};

function inviteProceeding(event: ServerEvent): ServerRow {
  switch (event) {
    case 'request':
      return { next: 'invite-proceeding', send: 'latest' }; // §17.2.1
    case 'provisional':
      return { next: 'invite-proceeding', send: 'response', timer: 'stop' }; // §17.2.1
    case 'success':
      return { next: 'accepted', send: 'response', timer: 'start' }; // RFC 6026 §7.1, timer L
    case 'failure':
      return { next: 'invite-completed', send: 'response', timer: 'start' }; // §17.2.1, timer H
    case 'slow':
      return { next: 'invite-proceeding', tell: 'slow' }; // §17.2.1: 100 unless there is an answer within 200 ms
    default:
      return { next: 'invite-proceeding' }; // an ACK before any final response acknowledges nothing
  }
}

function inviteCompleted(event: ServerEvent): ServerRow {
  switch (event) {
    case 'request':
      return { next: 'invite-completed', send: 'latest' }; // §17.2.1
    case 'ack':
      return { next: 'terminated' }; // §17.2.1: Confirmed, timer I is zero
    case 'timeout':
      return { next: 'terminated' }; // §17.2.1, timer H: nobody needs to know that a refusal was not heard
    default:
      return { next: 'invite-completed' }; // §17.2.1: any other final response is discarded
  }
}

function accepted(event: ServerEvent): ServerRow {
  switch (event) {
    case 'request':
      return { next: 'accepted', send: 'latest' }; // §13.3.1.4: the 2xx is sent again until the ACK
    case 'ack':
      return { next: 'accepted', tell: 'ack' }; // RFC 6026 §7.1
    case 'success':
      return { next: 'accepted', send: 'response' }; // RFC 6026 §7.1
    case 'timeout':
      return { next: 'terminated', tell: 'timeout' }; // RFC 6026 §7.1, timer L
    default:
      return { next: 'accepted' }; // RFC 6026 §7.1
  }
}

function trying(event: ServerEvent): ServerRow {
  switch (event) {
    case 'provisional':
      return { next: 'proceeding', send: 'response' }; // §17.2.2
    case 'success':
    case 'failure':
      return { next: 'completed', send: 'response' }; // §17.2.2
    default:
      return { next: 'trying' }; // §17.2.2: the request again is discarded
  }
}

function proceeding(event: ServerEvent): ServerRow {
  switch (event) {
    case 'request':
      return { next: 'proceeding', send: 'latest' }; // §17.2.2
    case 'provisional':
      return { next: 'proceeding', send: 'response' }; // §17.2.2
    case 'success':
    case 'failure':
      return { next: 'completed', send: 'response' }; // §17.2.2
    default:
      return { next: 'proceeding' };
  }
}

function completed(event: ServerEvent): ServerRow {
  switch (event) {
    case 'request':
      return { next: 'completed', send: 'latest' }; // §17.2.2
    case 'displaced':
      return { next: 'terminated' }; // in place of timer J, see above
    default:
      return { next: 'completed' }; // §17.2.2: any other final response is discarded
  }
}

function terminated(): ServerRow {
  return { next: 'terminated' };
}
