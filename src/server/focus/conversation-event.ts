import type { Role } from './roles.js';

/** What every event of a conversation's log carries. */
interface EventFields {
  /** When the server took it, in milliseconds since 1970. */
  readonly at: number;
}

/** Somebody began the conversation, and leads it. `to` is the other side of a two-party chat; a group has none. */
export interface StartedEvent extends EventFields {
  readonly type: 'started';
  readonly by: string;
  readonly to?: string;
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
  /** Who asked them in; nobody when they came by themselves. */
  readonly by?: string;
}

/** `who` is no longer in. */
export interface LeftEvent extends EventFields {
  readonly type: 'left';
  readonly who: string;
}

/** A Leader, `by`, has put `who` out. */
export interface RemovedEvent extends EventFields {
  readonly type: 'removed';
  readonly by: string;
  readonly who: string;
}

/** `who` has another role. When the last Leader has gone, `by` is that one, and `who` has been in for longest. */
export interface RoleEvent extends EventFields {
  readonly type: 'role';
  readonly by: string;
  readonly who: string;
  readonly role: Role;
}

/** What the conversation is about; `''` when it is about nothing any more. */
export interface TopicEvent extends EventFields {
  readonly type: 'topic';
  readonly by: string;
  readonly topic: string;
}

/** Whether who comes by the conversation's URI alone waits in the lobby. */
export interface LockedEvent extends EventFields {
  readonly type: 'locked';
  readonly by: string;
  readonly locked: boolean;
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
  /** Of what `by` wants to be told: `positive-delivery`, `negative-delivery`, `display`, with commas between. */
  readonly notify?: string;
}

/** `who` has seen the message at `upTo`, and all before it. */
export interface ReadEvent extends EventFields {
  readonly type: 'read';
  readonly who: string;
  readonly upTo: number;
  /** Who said that message and wants to know, and the message's id. Not there when they do not. */
  readonly by?: string;
  readonly id?: string;
}

/** It became a conference: a two-party chat when somebody was added, a group at its start. There is no way back. */
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
  | StartedEvent
  | InvitedEvent
  | JoinedEvent
  | LeftEvent
  | RemovedEvent
  | RoleEvent
  | TopicEvent
  | LockedEvent
  | MessageEvent
  | ReadEvent
  | PromotedEvent
  | EndedEvent;

/**
 * What is logged just so, beside what people say and who comes and goes. A `promoted` among them is that of a group which
 * nobody is connected to yet.
 */
export type RecordedEvent = StartedEvent | PromotedEvent | InvitedEvent | RoleEvent | TopicEvent | LockedEvent;

/** Who comes into the conversation by an event, if anybody: whose conversation it is from then on. */
export function memberOf(event: ConversationEvent): string | undefined {
  if (event.type === 'started') return event.by;
  return event.type === 'joined' ? event.who : undefined;
}

/** The same for an event as it stands in a log. */
export function memberOfText(event: string): string | undefined {
  return memberOf(JSON.parse(event) as ConversationEvent);
}
