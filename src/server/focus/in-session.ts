import type { IncomingRequest } from '../../sip/agent/index.js';
import type { Conversation } from './conversation.js';
import { serveInfo } from './info.js';
import type { Leg } from './leg.js';
import { readOffer } from './offer.js';
import { serveNotice } from './notices.js';
import { answerTo } from './peer.js';
import { SipError } from './sip-error.js';
import { readSaid } from './spoken.js';

/** What may be sent inside a session. */
export const SESSION_METHODS = 'MESSAGE, INFO, BYE, INVITE, ACK, CANCEL, OPTIONS';

/**
 * A request inside a member's session. A MESSAGE is answered 200 when it is on disk; `History-Position` is its place, and says
 * that everything before it has been sent: it is left out while history is. What is told beside messages has none.
 * @throws SipError for what cannot be done.
 */
export async function serveInSession(
  conversation: Conversation,
  leg: Leg,
  request: IncomingRequest,
  maxMessageBytes: number,
): Promise<void> {
  switch (request.message.method) {
    case 'MESSAGE': {
      if (!conversation.attendance.maySpeak(leg)) throw new SipError(403, 'Not in this conversation');
      const said = readSaid(request.message, maxMessageBytes);
      if ('notice' in said) {
        await serveNotice(conversation, leg, said, request.message);
        return request.respond(200);
      }
      const { position } = await conversation.say(leg.address, said, leg);
      return request.respond(200, leg.catchesUp ? {} : { headers: { 'History-Position': String(position) } });
    }
    case 'BYE':
      leg.dialog.end();
      request.respond(200);
      return conversation.attendance.leave(leg.address);
    case 'INFO':
      return serveInfo(conversation, leg, request, maxMessageBytes);
    case 'INVITE': {
      const { sdp } = readOffer(request.message, maxMessageBytes);
      const types = conversation.typesFor(leg.address);
      return request.respond(200, { payload: answerTo(sdp, conversation.sessionHeaders, types) });
    }
    case 'OPTIONS':
      return request.respond(200, { headers: { Allow: SESSION_METHODS, ...conversation.sessionHeaders } });
    default:
      return request.respond(405, { headers: { Allow: SESSION_METHODS } });
  }
}
