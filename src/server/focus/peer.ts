import { answerMessageSdp, formatMessageSdp, MessageSdp, parseMessageSdp } from '../../sip/body/index.js';
import { formatPayload, type NameAddr, type Payload } from '../../sip/codec/index.js';
import type { Peer } from './leg.js';
import { SipError } from './sip-error.js';
import { SPOKEN_TYPES } from './spoken.js';

/** The server's side of every session: it takes `message/cpim` and text. Nothing is sent to host or port. */
const SESSION = MessageSdp('0.0.0.0', SPOKEN_TYPES);

/** What the server offers. */
export const FOCUS_OFFER = formatMessageSdp(SESSION);

/** The server's answer to an offer, as the body of a 200. */
export function answerTo(offer: string, headers: Record<string, string> = {}): Payload {
  return formatPayload({ headers, contentType: 'application/sdp', body: answerMessageSdp(offer, SESSION) });
}

/**
 * What a device told of itself by the session description and the Contact of its INVITE or 200.
 * @throws SipError 488 when the session is not one of messages, SipSyntaxError when it is no SDP.
 */
export function readPeer(sdp: string, contact: readonly NameAddr[] | '*'): Peer {
  const session = parseMessageSdp(sdp);
  if (!session) throw new SipError(488, 'Only sessions of m=message are offered here');
  const [first] = contact === '*' ? [] : contact;
  return { instance: first?.params.get('+sip.instance') ?? '', acceptTypes: session.acceptTypes };
}
