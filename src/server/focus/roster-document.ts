import type { ConferenceInfo, ConferenceUser } from '../../sip/body/index.js';
import type { NameAddr } from '../../sip/codec/index.js';
import type { ConversationState, Member } from './conversation-state.js';

/** What a subscriber is told of a conversation, but for its address and the number of the telling. */
export type RosterDocument = Omit<ConferenceInfo, 'entity' | 'version'>;

/** An address with the name that the server knows for it. */
type NameOf = (address: string) => NameAddr;

/**
 * Everything. RFC 4575 §5.
 * @param waiting - Who is in the lobby: for Leaders only.
 */
export function wholeRoster(state: ConversationState, waiting: Iterable<string>, nameOf: NameOf): RosterDocument {
  return {
    state: 'full',
    description: { subject: state.topic },
    ...(state.creator !== '' && { host: state.creator }),
    condition: conditionOf(state),
    usersState: 'full',
    users: [
      ...Array.from(state.members.values(), member => memberIn(member, nameOf)),
      ...Array.from(waiting, address => personWaiting(address, nameOf)),
    ],
  };
}

/** What one event has changed; `undefined` when nothing that a roster tells. */
export function rosterChange(
  before: ConversationState,
  now: ConversationState,
  nameOf: NameOf,
): RosterDocument | undefined {
  const gone = [...before.members.keys()].filter(address => !now.members.has(address)).map(personGone);
  const changed = [...now.members.values()].filter(({ address, role }) => before.members.get(address)?.role !== role);
  const users = [...gone, ...changed.map(member => memberIn(member, nameOf))];
  const topic = now.topic !== before.topic;
  const condition = now.members.size !== before.members.size || now.locked !== before.locked;
  if (users.length === 0 && !topic && !condition) return undefined;
  return {
    ...usersChange(users),
    ...(topic && { description: { subject: now.topic } }),
    ...(condition && { condition: conditionOf(now) }),
  };
}

/** Somebody has come to the lobby, or has gone from it without coming in. */
export function lobbyChange(address: string, waits: boolean, nameOf: NameOf): RosterDocument {
  return usersChange([waits ? personWaiting(address, nameOf) : personGone(address)]);
}

function usersChange(users: readonly ConferenceUser[]): RosterDocument {
  return { state: 'partial', usersState: 'partial', users };
}

function conditionOf({ members, locked }: ConversationState): ConferenceInfo['condition'] {
  return { userCount: members.size, locked };
}

function memberIn({ address, role }: Member, nameOf: NameOf): ConferenceUser {
  const displayText = nameOf(address).displayName;
  return { entity: address, state: 'full', displayText, roles: [role], status: 'connected' };
}

/** RFC 4575 §5.7.2: `dialing-in`, on the way into the conference by themselves. */
function personWaiting(address: string, nameOf: NameOf): ConferenceUser {
  const displayText = nameOf(address).displayName;
  return { entity: address, state: 'full', displayText, roles: ['Attendee'], status: 'dialing-in' };
}

function personGone(entity: string): ConferenceUser {
  return { entity, state: 'deleted' };
}
