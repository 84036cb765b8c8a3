import { randomToken, type Body } from '../codec/index.js';
import { bareType } from './bare-type.js';
import { formatMessageSdp, type TakenTypes } from './message-sdp.js';
import { parseParts, type Part } from './multipart.js';

/** The body of an INVITE to a session of messages. RFC 5621 §3. */
export interface SessionOffer {
  /** The session description's text; `undefined` where there is none. */
  readonly sdp: string | undefined;
  /** What is to be shown with the invitation: the first message. */
  readonly rendered: Part | undefined;
  /** Data for the program on the other side. */
  readonly context: Part | undefined;
}

/** A body with its type. */
export interface TypedText {
  readonly contentType: string;
  readonly body: string;
}

const SDP = 'application/sdp';
/** Our own disposition: data that goes with the invitation, which whoever does not know it may pass over. RFC 5621 §8. */
const CONTEXT = 'context';

/**
 * Reads `application/sdp`, or a multipart body of that, a first message and a context.
 * @throws {SipSyntaxError} For a multipart body that is broken.
 */
export function parseSessionOffer(contentType: string, body: Body): SessionOffer {
  const parts = parseParts(contentType, body);
  const session = parts.find(part => bareType(part.contentType) === SDP);
  const disposition = (part: Part): string => bareType(part.headers.get('content-disposition') ?? '');
  return {
    sdp: typeof session?.body === 'string' ? session.body : undefined,
    rendered: parts.find(part => part !== session && !['session', CONTEXT].includes(disposition(part))),
    context: parts.find(part => disposition(part) === CONTEXT),
  };
}

/**
 * Our offer, for `parseSessionOffer` to read. The boundary is random, so no part can hold it.
 * @param first - A `message/cpim` to carry along.
 * @param types - What is taken; all types unless given.
 * @param context - Data to carry along.
 */
export function formatSessionOffer(first?: string, types?: TakenTypes, context?: TypedText): TypedText {
  const sdp = formatMessageSdp(types);
  if (first === undefined && !context) return { contentType: SDP, body: sdp };
  const boundary = randomToken(12);
  const part = (type: string | undefined, disposition: string, body: string | undefined): string =>
    body === undefined
      ? ''
      : `--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\n\r\n${body}\r\n`;
  const carried = part(context?.contentType, `${CONTEXT};handling=optional`, context?.body);
  return {
    contentType: `multipart/mixed;boundary=${boundary}`,
    body: `${part(SDP, 'session', sdp)}${part('message/cpim', 'render', first)}${carried}--${boundary}--\r\n`,
  };
}
