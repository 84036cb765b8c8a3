import type { IncomingRequest } from '../../sip/agent/index.js';
import { header } from '../../sip/codec/index.js';
import type { Conversation } from './conversation.js';
import type { Leg } from './leg.js';
import type { Offer } from './offer.js';
import { answerTo, readPeer } from './peer.js';
import { SipError } from './sip-error.js';
import type { Spoken } from './spoken.js';

/**
 * A member comes back into a conversation that goes on: answers the INVITE, sends every message logged after
 * `History-After`, oldest first, then those that come. Without `History-After` only those that come. A first message in the
 * INVITE is logged before it is answered.
 * @throws SipError 403 for somebody who is not in it, 400 for a bad position.
 */
export async function comeBack(
  conversation: Conversation,
  request: IncomingRequest,
  address: string,
  offer: Offer,
): Promise<void> {
  if (!conversation.state.members.has(address)) throw new SipError(403, 'Not in this conversation');
  const asked = readHistoryAfter(request);
  const peer = readPeer(offer.sdp, request.message.contact);
  const leg = conversation.attach(address, request.createDialog(conversation.contact), peer);
  if (offer.first) await sayFirst(conversation, leg, offer.first);
  const after = asked ?? conversation.state.position;
  const headers = { 'History-Position': String(conversation.state.position), ...conversation.sessionHeaders };
  request.respond(200, { payload: answerTo(offer.sdp, headers, conversation.typesFor(address)) });
  await conversation.resume(leg, after);
}

async function sayFirst(conversation: Conversation, leg: Leg, first: Spoken): Promise<void> {
  try {
    await conversation.say(leg.address, first, leg);
  } catch (error) {
    conversation.detach(leg);
    throw error;
  }
}

function readHistoryAfter({ message }: IncomingRequest): number | undefined {
  const text = header(message, 'history-after');
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new SipError(400, 'History-After is no position');
  return Number(text);
}
