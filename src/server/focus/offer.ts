import { parseSessionOffer } from '../../sip/body/index.js';
import { header, type SipMessage } from '../../sip/codec/index.js';
import { SipError } from './sip-error.js';
import { spokenOf, type Spoken } from './spoken.js';

/** What an INVITE carries: the session's offer, and perhaps the first message. RFC 5621 §3. */
export interface Offer {
  /** The SDP's text. */
  readonly sdp: string;
  readonly first: Spoken | undefined;
}

/** A body with its type, ready to be sent. */
export interface FormattedBody {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Reads the body of an INVITE: `application/sdp`, or `multipart/mixed` of that and a first message.
 * @throws SipError 413, 415, or 488 when there is no session description; SipSyntaxError.
 */
export function readOffer(message: SipMessage, maxBytes: number): Offer {
  const { sdp, rendered } = parseSessionOffer(header(message, 'content-type') ?? '', message.body);
  if (sdp === undefined) throw new SipError(488, 'No session description for m=message');
  return { sdp, first: rendered && spokenOf(rendered.contentType, rendered.body, maxBytes) };
}
