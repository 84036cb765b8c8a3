import type { ConversationEvent } from './conversation-event.js';
import { led, type Role } from './roles.js';

/** Somebody who is in a conversation now. */
export interface Member {
  readonly address: string;
  /** They may read what has a position greater than this. */
  readonly after: number;
  readonly role: Role;
}

/** What somebody may read of a log: what has a position greater than `after`, and not greater than `upTo`. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
}

/** What a conversation is after some prefix of its log. */
export interface ConversationState {
  /** Position of the last event in this state; 0 before the first. */
  readonly position: number;
  /** Who began it; `''` before `started`. */
  readonly creator: string;
  /** The other side of the two-party chat it began as; `''` for a group. */
  readonly target: string;
  /** By address, who has been in for longest first. One of them at least is a Leader. */
  readonly members: ReadonlyMap<string, Member>;
  /** What those who have left may still read, by their address: a range for each time they were in. */
  readonly former: ReadonlyMap<string, readonly Range[]>;
  /** The last message that each has seen, by their address. Who has left is still here. */
  readonly read: ReadonlyMap<string, number>;
  /** `''` when there is none. */
  readonly topic: string;
  /** Does who comes by the URI alone wait in the lobby? A two-party chat that became a group is locked, a group is not. */
  readonly locked: boolean;
  readonly promoted: boolean;
  readonly ended: boolean;
}

export const EMPTY_STATE: ConversationState = {
  position: 0,
  creator: '',
  target: '',
  members: new Map(),
  former: new Map(),
  read: new Map(),
  topic: '',
  locked: false,
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
        target: event.to ?? '',
        members: new Map([[event.by, { address: event.by, after: 0, role: 'Leader' }]]),
        locked: event.to !== undefined,
      };
    case 'joined':
      return {
        ...state,
        position,
        members: led(
          new Map(state.members).set(event.who, {
            address: event.who,
            after: event.after ?? position,
            role: state.members.get(event.who)?.role ?? 'Attendee',
          }),
        ),
      };
    case 'left':
    case 'removed':
      return withoutMembers(state, [event.who], position);
    case 'role': {
      const member = state.members.get(event.who);
      if (!member) return { ...state, position };
      const members = new Map(state.members).set(event.who, { ...member, role: event.role });
      return { ...state, position, members: led(members) };
    }
    case 'topic':
      return { ...state, position, topic: event.topic };
    case 'locked':
      return { ...state, position, locked: event.locked };
    case 'promoted':
      return { ...state, position, promoted: true };
    case 'ended':
      return { ...withoutMembers(state, [...state.members.keys()], position), ended: true };
    case 'read': {
      const upTo = Math.max(event.upTo, state.read.get(event.who) ?? 0);
      return { ...state, position, read: new Map(state.read).set(event.who, upTo) };
    }
    case 'message':
    case 'invited':
      return { ...state, position };
  }
}

/** The state after an event, at `position`, by which they are no longer in: they may read what was until then. */
export function withoutMembers(state: ConversationState, gone: readonly string[], position: number): ConversationState {
  const members = new Map(state.members);
  const former = new Map(state.former);
  for (const address of gone) {
    const member = members.get(address);
    if (!member) continue;
    members.delete(address);
    former.set(address, [...(former.get(address) ?? []), { after: member.after, upTo: position }]);
  }
  return { ...state, position, members: led(members), former };
}

/** What somebody may read: one range for each time they were in, oldest first; none for a stranger. */
export function readableRanges({ members, former }: ConversationState, address: string): readonly Range[] {
  const ranges = former.get(address) ?? [];
  const member = members.get(address);
  return member ? [...ranges, { after: member.after, upTo: Infinity }] : ranges;
}
