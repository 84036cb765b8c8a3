import {
  answerMessageSdp,
  COMPOSING_TYPE,
  IMDN_TYPE,
  takenTypesOf,
  takesText,
  takesWrapped,
  type TakenTypes,
} from '../../sip/body/index.js';
import { formatPayload, type NameAddr, type Payload } from '../../sip/codec/index.js';
import type { Peer } from './leg.js';
import { SipError } from './sip-error.js';

/**
 * The server's answer to an offer, as the body of a 200.
 * @param types - What is taken; all types unless given.
 */
export function answerTo(offer: string, headers: Record<string, string> = {}, types?: TakenTypes): Payload {
  return formatPayload({ headers, contentType: 'application/sdp', body: answerMessageSdp(offer, types) });
}

/**
 * What a device told of itself by the session description and the Contact of its INVITE or 200.
 * @throws SipError 488 when the session is not one of messages, SipSyntaxError when it is no SDP.
 */
export function readPeer(sdp: string, contact: readonly NameAddr[] | '*'): Peer {
  const types = takenTypesOf(sdp);
  if (!types) throw new SipError(488, 'Only sessions of m=message are offered here');
  const [first] = contact === '*' ? [] : contact;
  return { instance: first?.params.get('+sip.instance') ?? '', types };
}

/** What the server takes for a device that takes `types`. Notifications it takes in any case: it makes and logs them itself. */
export function passedOn(types: TakenTypes): TakenTypes {
  const texts = (['text/plain', 'text/html'] as const).filter(type => takesText(types, type));
  const typing = takesWrapped(types, COMPOSING_TYPE) ? [COMPOSING_TYPE] : [];
  return { plain: ['message/cpim', ...texts], wrapped: [...texts, ...typing, IMDN_TYPE] };
}
