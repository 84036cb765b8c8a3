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
}

const SDP = 'application/sdp';

/**
 * Reads `application/sdp`, or a multipart body of that and a first message.
 * @throws {SipSyntaxError} For a multipart body that is broken.
 */
export function parseSessionOffer(contentType: string, body: Body): SessionOffer {
  const parts = parseParts(contentType, body);
  const session = parts.find(part => bareType(part.contentType) === SDP);
  const rendered = parts.find(
    part => part !== session && bareType(part.headers.get('content-disposition') ?? '') !== 'session',
  );
  return { sdp: typeof session?.body === 'string' ? session.body : undefined, rendered };
}

/**
 * Our offer, for `parseSessionOffer` to read. The boundary is random, so no part can hold it.
 * @param first - A `message/cpim` to carry along.
 * @param types - What is taken; all types unless given.
 */
export function formatSessionOffer(first?: string, types?: TakenTypes): { contentType: string; body: string } {
  const sdp = formatMessageSdp(types);
  if (first === undefined) return { contentType: SDP, body: sdp };
  const boundary = randomToken(12);
  const part = (type: string, disposition: string, body: string): string =>
    `--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\n\r\n${body}\r\n`;
  return {
    contentType: `multipart/mixed;boundary=${boundary}`,
    body: `${part(SDP, 'session', sdp)}${part('message/cpim', 'render', first)}--${boundary}--\r\n`,
  };
}
