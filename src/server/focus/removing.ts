import type { AddOutcome } from './adding.js';
import type { Conversation } from './conversation.js';
import { leads } from './roles.js';
import { SipError } from './sip-error.js';

/**
 * Checks whether `by` may remove people.
 * @throws SipError 403 for who does not lead, and in a chat of two people, which is left instead.
 */
export function checkMayRemove({ state }: Conversation, by: string): void {
  if (!state.promoted || !leads(state, by)) throw new SipError(403, 'Only a Leader may remove people from a group');
}

/**
 * A Leader, `by`, removes `who`: out of the conversation; or out of its lobby, which refuses them; or withdraws the question
 * whether they come in. RFC 4579 §5.11.
 * @returns What the person's BYE would have got; 404 for somebody who is nowhere here.
 */
export async function removePerson(conversation: Conversation, by: string, who: string): Promise<AddOutcome> {
  if (conversation.lobby.refuse(who)) return REMOVED;
  const asked = conversation.invitations.withdraw(who);
  if (await conversation.includes(who)) await conversation.attendance.remove(by, who);
  else if (!asked) return { status: 404, reason: 'Not in this conversation' };
  return REMOVED;
}

const REMOVED: AddOutcome = { status: 200, reason: 'OK' };
