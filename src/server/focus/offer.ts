import { parseSessionOffer, type Part } from '../../sip/body/index.js';
import { header, type SipMessage } from '../../sip/codec/index.js';
import { SipError } from './sip-error.js';
import { spokenOf, textOf, type Spoken } from './spoken.js';

/** What an INVITE carries: the session's offer, and perhaps the first message. RFC 5621 §3. */
export interface Offer {
  /** The SDP's text. */
  readonly sdp: string;
  readonly first: Spoken | undefined;
  /** Data for the program of the callee, passed on as it is. */
  readonly context: FormattedBody | undefined;
}

/** A body with its type, ready to be sent. */
export interface FormattedBody {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Reads the body of an INVITE: `application/sdp`, or `multipart/mixed` of that, a first message and a context.
 * @param maxBytes - Of the first message, and of the context.
 * @throws SipError 413, 415, or 488 when there is no session description; SipSyntaxError.
 */
export function readOffer(message: SipMessage, maxBytes: number): Offer {
  const { sdp, rendered, context } = parseSessionOffer(header(message, 'content-type') ?? '', message.body);
  if (sdp === undefined) throw new SipError(488, 'No session description for m=message');
  return {
    sdp,
    first: rendered && spokenOf(rendered.contentType, rendered.body, maxBytes),
    context: context && contextOf(context, maxBytes),
  };
}

function contextOf({ contentType, body }: Part, maxBytes: number): FormattedBody {
  const text = textOf(body);
  if (Buffer.byteLength(text) > maxBytes) throw new SipError(413, `A context may have at most ${maxBytes} bytes`);
  return { contentType, body: text };
}
