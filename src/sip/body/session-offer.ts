import { parseValue, type Body } from '../codec/index.js';
import { formatMultipart, isMultipart, parseLeaves, Part } from './multipart.js';

/** The body of an INVITE to a session of messages. RFC 5621 §3. */
export interface SessionOffer {
  /** The session description's text; `undefined` where there is none. */
  readonly sdp: string | undefined;
  /** What is to be shown with the invitation: the first message. */
  readonly rendered: Part | undefined;
}

const SDP = 'application/sdp';

/**
 * Reads `application/sdp`, or a multipart body of that and a first message.
 * @throws {SipSyntaxError} For a multipart body that is broken.
 */
export function parseSessionOffer(contentType: string, body: Body): SessionOffer {
  const parts = isMultipart(contentType) ? parseLeaves(contentType, body) : [Part(contentType, body, 'session')];
  const session = parts.find(part => parseValue(part.contentType).value.toLowerCase() === SDP);
  const rendered = parts.find(part => part !== session && parseValue(part.contentDisposition).value !== 'session');
  return { sdp: typeof session?.body === 'string' ? session.body : undefined, rendered };
}

/**
 * Writes what `parseSessionOffer` reads.
 * @param first - A `message/cpim` to carry along.
 */
export function formatSessionOffer(sdp: string, first?: string): { contentType: string; body: string } {
  if (first === undefined) return { contentType: SDP, body: sdp };
  return formatMultipart([Part(SDP, sdp, 'session'), Part('message/cpim', first, 'render')]);
}
