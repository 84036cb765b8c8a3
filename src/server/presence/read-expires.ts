import { header, type SipRequest } from '../../sip/codec/index.js';
import { SipError } from '../focus/sip-error.js';

/** How long something may last, in seconds. */
export interface Lifetime {
  /** Where it is not said. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/**
 * The seconds that an Expires header field asks for, as far as they are granted; 0 ends what there is.
 * @throws SipError 423 with Min-Expires for a time that is too short. RFC 3903 §6, RFC 6665 §4.2.1.1.
 */
export function readExpires(message: SipRequest, { usual, least, most }: Lifetime): number {
  const text = header(message, 'expires') ?? '';
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : usual;
  if (seconds > 0 && seconds < least) throw new SipError(423, 'Interval Too Brief', { 'Min-Expires': String(least) });
  return Math.min(seconds, most);
}
