import type { IncomingRequest } from '../../sip/agent/index.js';
import { header } from '../../sip/codec/index.js';
import type { AddOutcome } from './adding.js';
import { comeBack } from './come-back.js';
import type { Conversation } from './conversation.js';
import type { Guest } from './lobby.js';
import type { Offer } from './offer.js';
import { answerTo, readPeer } from './peer.js';
import { SipError } from './sip-error.js';

/** No more people fit in. */
export const FULL = { status: 486, reason: 'The conversation is full', because: 'TooManyParticipants' } as const;

const TOO_OFTEN = { 'Retry-After': '10', 'Refused-Because': 'LimitExceeded' };

/**
 * Somebody who is not in asks to come into a group by its URI. RFC 4579 §5.2. They come in, as Attendee, when it is not
 * locked; else they wait in its lobby.
 * @throws SipError 403 for a chat of two people, and for who comes back (`History-After`) to where they are no longer in; 486
 * when group or lobby is full, 503 for who comes too often.
 */
export async function joinByUri(
  conversation: Conversation,
  request: IncomingRequest,
  address: string,
  offer: Offer,
): Promise<void> {
  const comesBack = header(request.message, 'history-after') !== undefined;
  if (!conversation.state.promoted || comesBack) throw new SipError(403, 'Not in this conversation');
  const peer = readPeer(offer.sdp, request.message.contact);
  if (!conversation.knocks.allow(address)) throw new SipError(503, 'Come more slowly', TOO_OFTEN);
  const guest = (): Guest => {
    return { address, request, dialog: request.createDialog(conversation.contact), peer, offer };
  };
  if (conversation.state.locked) return conversation.lobby.enter(guest());
  let first = false;
  await conversation.invitations.once(address, () => {
    if (conversation.full) throw new SipError(FULL.status, FULL.reason, { 'Refused-Because': FULL.because });
    first = true;
    // A device of theirs may wait since there was a lock, or no room.
    return admit(conversation, address, [...conversation.lobby.take(address), guest()]);
  });
  if (!first) await comeBack(conversation, request, address, offer); // another device of theirs has come at the same time
}

/**
 * Lets all devices of somebody in who has come by the conversation's URI: their INVITEs are answered 200 when it is on
 * disk, with the first message of each. They hear what is said from then on.
 */
export async function admit(
  conversation: Conversation,
  address: string,
  guests: readonly Guest[],
): Promise<AddOutcome> {
  const withdrawn = new Set<Guest>();
  const arrivals = guests.map(guest => {
    const leg = conversation.attach(address, guest.dialog, guest.peer);
    guest.request.onCancel = () => {
      withdrawn.add(guest);
      conversation.detach(leg);
      guest.dialog.end(); // which answers the INVITE
    };
    return { leg, ...guest };
  });
  try {
    const legs = arrivals.map(({ leg }) => leg);
    const position = await conversation.attendance.join(address, legs);
    const headers = { 'History-Position': String(position), ...conversation.sessionHeaders };
    for (const { leg, request, offer } of arrivals) {
      if (offer.first && request.status === 0) await conversation.say(address, offer.first, leg);
      if (request.status === 0) request.respond(200, { payload: answerTo(offer.sdp, headers) });
    }
  } catch (error) {
    for (const { leg, request } of arrivals) {
      if (request.status !== 0) continue;
      conversation.detach(leg);
      request.respond(500);
    }
    conversation.attendance.watch(address); // where they had come in
    throw error;
  }
  if (withdrawn.size < guests.length) return { status: 200, reason: 'OK' };
  // Not awaited: who leaves waits for who is on their way in, which is us.
  conversation.attendance.leave(address).catch((error: unknown) => console.error(error));
  return { status: 487, reason: 'Request Terminated' };
}

/** Lets everybody in who waits in the lobby, as far as there is room. */
export function admitAll(conversation: Conversation): void {
  for (const address of conversation.lobby.addresses) admitFromLobby(conversation, address).catch(console.error);
}

/** Lets somebody in who waits in the lobby. When there is no room they go on waiting. */
export async function admitFromLobby(conversation: Conversation, address: string): Promise<AddOutcome> {
  if (conversation.full) return FULL;
  return conversation.invitations.once(address, async () => {
    try {
      return await admit(conversation, address, conversation.lobby.take(address));
    } catch (error) {
      conversation.roster.lobbyChanged(address, false);
      throw error;
    }
  });
}
