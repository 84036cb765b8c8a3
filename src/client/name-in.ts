import { header, type NameAddr, parseNameAddr, type SipMessage } from '../sip/codec/index.js';

/**
 * Whom a header field names: the server's word on somebody in P-Asserted-Identity (RFC 3325 §9.1) and P-Associated-URI
 * (RFC 7315 §4.1), who asked for an invitation in Referred-By (RFC 3892). `undefined` when it is not there or cannot be
 * read.
 * @param field - Full, in lower case.
 */
export function nameIn(message: SipMessage, field: string): NameAddr | undefined {
  try {
    return parseNameAddr(header(message, field) ?? '');
  } catch {
    return undefined;
  }
}
