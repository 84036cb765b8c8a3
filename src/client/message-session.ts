import type { ContextInfo } from '../model/index.js';
import { answerMessageSdp, formatSessionOffer, parseSessionOffer, type SessionOffer } from '../sip/body/index.js';
import { formatPayload, type Payload, type SipMessage } from '../sip/codec/index.js';
import { contentTypeOf } from './spoken-text.js';

/** What we do inside a session. */
export const SESSION_METHODS = 'INVITE, ACK, CANCEL, BYE, MESSAGE, NOTIFY, OPTIONS';

/** The payload of an INVITE: the session, with the first message, as CPIM, and data inside where there are any. RFC 5621 §3. */
export function invitationPayload(headers: Record<string, string>, first?: string, context?: ContextInfo): Payload {
  return formatPayload({
    headers: { ...headers, Allow: SESSION_METHODS },
    ...formatSessionOffer(first, undefined, context),
  });
}

/** What an INVITE to us carries. @throws SyntaxError for a body that is broken. */
export function offerOf(message: SipMessage): SessionOffer {
  return parseSessionOffer(contentTypeOf(message), message.body);
}

/** Our answer to the offer of an INVITE. */
export function answerTo(message: SipMessage): Payload {
  return formatPayload({ contentType: 'application/sdp', body: answerMessageSdp(offerOf(message).sdp ?? '') });
}
