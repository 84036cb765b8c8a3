import { bareType, parsePresence } from '../../sip/body/index.js';
import { header, utf8Length, type SipRequest } from '../../sip/codec/index.js';
import { SipError } from '../focus/sip-error.js';
import type { PublishWish } from './publications.js';
import { readExpires, type Lifetime } from './read-expires.js';

/** A presence document. RFC 3863. */
export const PRESENCE_TYPE = 'application/pidf+xml';

/**
 * What a PUBLISH of the `presence` package asks for. Whose presence the document says it is does not count.
 * @throws SipError 413 for a document that is too long, 415 for another one, 423 for a time that is too short.
 * @throws {SipSyntaxError} For a document that cannot be read.
 */
export function readPublish(message: SipRequest, lifetime: Lifetime, maxBytes: number): PublishWish {
  const { body } = message;
  const wish = { entityTag: header(message, 'sip-if-match'), seconds: readExpires(message, lifetime) };
  if (body.length === 0) return { ...wish, presence: undefined };
  if (typeof body !== 'string' || bareType(header(message, 'content-type') ?? '') !== PRESENCE_TYPE) {
    throw new SipError(415, 'Unsupported Media Type', { Accept: PRESENCE_TYPE });
  }
  if (utf8Length(body) > maxBytes) throw new SipError(413, `A presence document may have at most ${maxBytes} bytes`);
  return { ...wish, presence: parsePresence(body) };
}
