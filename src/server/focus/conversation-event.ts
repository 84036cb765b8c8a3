/** What every event of a conversation's log carries. */
interface EventFields {
  /** When the server took it, in milliseconds since 1970. */
  readonly at: number;
}

/** Somebody began the conversation. `to` is the other side of a two-party chat. */
export interface StartedEvent extends EventFields {
  readonly type: 'started';
  readonly by: string;
  readonly to: string;
}

/** `by` asked `who` in. */
export interface InvitedEvent extends EventFields {
  readonly type: 'invited';
  readonly by: string;
  readonly who: string;
}

/** `who` came in. */
export interface JoinedEvent extends EventFields {
  readonly type: 'joined';
  readonly who: string;
  /** They may read what has a position greater than this; without it, what comes after this event. */
  readonly after?: number;
}

/** `who` is no longer in. */
export interface LeftEvent extends EventFields {
  readonly type: 'left';
  readonly who: string;
}

/** `by` said something. */
export interface MessageEvent extends EventFields {
  readonly type: 'message';
  readonly by: string;
  /** The sender's own id of the message: imdn.Message-ID, RFC 5438 §6.3. */
  readonly id: string;
  /** `text/plain` or `text/html`. */
  readonly contentType: string;
  readonly content: string;
}

/** The two-party chat became a conference. There is no way back. */
export interface PromotedEvent extends EventFields {
  readonly type: 'promoted';
  readonly by: string;
}

/** Nobody can speak here any more. */
export interface EndedEvent extends EventFields {
  readonly type: 'ended';
}

/** One entry of a conversation's log. People are addresses of record. */
export type ConversationEvent =
  StartedEvent | InvitedEvent | JoinedEvent | LeftEvent | MessageEvent | PromotedEvent | EndedEvent;

/** Who comes into the conversation by an event, if anybody: whose conversation it is from then on. */
export function memberOf(event: ConversationEvent): string | undefined {
  if (event.type === 'started') return event.by;
  return event.type === 'joined' ? event.who : undefined;
}

/** The same for an event as it stands in a log. */
export function memberOfText(event: string): string | undefined {
  return memberOf(JSON.parse(event) as ConversationEvent);
}
