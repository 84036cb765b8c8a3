import type { IncomingRequest } from '../../sip/agent/index.js';
import { bareType, parseConferenceInfo, type ConferenceInfo, type ConferenceUser } from '../../sip/body/index.js';
import { addressOf, header, parseUri, parseValue, type SipMessage } from '../../sip/codec/index.js';
import type { LockedEvent, RoleEvent, TopicEvent } from './conversation-event.js';
import type { ConversationState } from './conversation-state.js';
import type { Conversation } from './conversation.js';
import { admitAll } from './joining.js';
import type { Leg } from './leg.js';
import { leads } from './roles.js';
import { CONFERENCE_INFO } from './roster.js';
import { SipError } from './sip-error.js';
import { textOf } from './spoken.js';
import { checkTopic } from './topic.js';

/** The Info Package of group control, as Recv-Info names it. RFC 6086 §5. */
export const INFO_PACKAGE = 'conference';

/** How many changes one INFO may state. */
const MAX_CHANGES = 10;

type Change = RoleEvent | TopicEvent | LockedEvent;

/**
 * A Leader changes roles, topic or lock: INFO with a partial conference-info document that states the change. It is
 * answered 200 when it is on disk. Without the lock nobody waits in the lobby any more.
 * @throws SipError 469 for another Info Package (RFC 6086 §4.2.2), 403 for who does not lead, 415 or 400 for another body, 404
 * for the role of somebody who is not in.
 */
export async function serveInfo(
  conversation: Conversation,
  leg: Leg,
  request: IncomingRequest,
  maxBytes: number,
): Promise<void> {
  const { message } = request;
  const name = header(message, 'info-package');
  // INFO of before there were packages, which means nothing to us: RFC 2976 §2.2.
  if (name === undefined) return request.respond(message.body.length === 0 ? 200 : 415);
  const { promoted } = conversation.state;
  if (!promoted || parseValue(name).value.toLowerCase() !== INFO_PACKAGE) {
    throw new SipError(469, 'Bad Info Package', { 'Recv-Info': promoted ? INFO_PACKAGE : '' });
  }
  if (!leads(conversation.state, leg.address)) throw new SipError(403, 'Only a Leader may change this');
  const info = readInfo(message, maxBytes);
  if (addressOf(parseUri(info.entity)) !== addressOf(conversation.uri)) throw new SipError(400, 'Another conference');
  const changes = changesIn(info, leg.address, conversation.state);
  await conversation.record(...changes);
  request.respond(200);
  if (!conversation.state.locked) admitAll(conversation);
}

function readInfo(message: SipMessage, maxBytes: number): ConferenceInfo {
  if (bareType(header(message, 'content-type') ?? 'none') !== CONFERENCE_INFO) {
    throw new SipError(415, 'Unsupported Media Type', { Accept: CONFERENCE_INFO });
  }
  if (message.body.length > maxBytes) throw new SipError(413, `A document may have at most ${maxBytes} bytes`);
  const info = parseConferenceInfo(textOf(message.body));
  if (info.state !== 'partial') throw new SipError(400, 'A change is stated by a partial document');
  return info;
}

/** What the document changes: nothing where everything is so already. @throws SipError 400, 403 or 404. */
function changesIn(info: ConferenceInfo, by: string, state: ConversationState): readonly Change[] {
  const { description, condition, users } = info;
  const at = Date.now();
  const changes: Change[] = users.map(user => ({ type: 'role', at, by, ...readRole(user, state) }));
  const people = new Set(users.map(({ entity }) => addressOf(parseUri(entity))));
  if (people.size < users.length) throw new SipError(400, 'Two changes of one role');
  if (description?.subject !== undefined) {
    changes.push({ type: 'topic', at, by, topic: checkTopic(description.subject) });
  }
  if (condition?.locked !== undefined) changes.push({ type: 'locked', at, by, locked: condition.locked });
  if (changes.length === 0) throw new SipError(400, 'No change of role, topic or lock');
  if (changes.length > MAX_CHANGES) throw new SipError(400, `At most ${MAX_CHANGES} changes at once`);
  checkLeader(changes, state);
  return changes.filter(change => isNew(change, state));
}

function readRole({ entity, state: kind, roles = [] }: ConferenceUser, state: ConversationState) {
  const [role] = roles;
  if (kind === 'deleted' || roles.length !== 1 || (role !== 'Leader' && role !== 'Attendee')) {
    throw new SipError(400, 'A role is Leader or Attendee');
  }
  const who = addressOf(parseUri(entity));
  if (!state.members.has(who)) throw new SipError(404, 'Not in this conversation');
  return { who, role } as const;
}

/** Somebody must lead. */
function checkLeader(changes: readonly Change[], { members }: ConversationState): void {
  const roles = new Map([...members.values()].map(({ address, role }) => [address, role]));
  for (const change of changes) if (change.type === 'role') roles.set(change.who, change.role);
  if (![...roles.values()].includes('Leader')) throw new SipError(403, 'A conversation needs a Leader');
}

function isNew(change: Change, state: ConversationState): boolean {
  switch (change.type) {
    case 'role':
      return state.members.get(change.who)?.role !== change.role;
    case 'topic':
      return state.topic !== change.topic;
    case 'locked':
      return state.locked !== change.locked;
  }
}
