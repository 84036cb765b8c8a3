import { checkDate } from './date.js';
import { repeated } from './fields.js';
import type { Head } from './head.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { isSipUri } from './uri.js';

/**
 * Refuses what can be read, and yet is wrong: a server, which anybody can reach, does not pass it on.
 * @throws {SipSyntaxError}
 */
export function checkHead({ startLine, fields }: Head): void {
  const { cseq, contact, maxForwards = 0, headers } = fields;
  const method = startLine.kind === 'request' ? startLine.method : cseq?.method;
  if (startLine.kind === 'request') {
    const { uri } = startLine;
    // RFC 3261 §19.1.1, table 1: no headers in a Request-URI.
    if (isSipUri(uri) && uri.headers.size > 0) throw malformed('Request-URI', uri.user, 'headers in it');
    if (cseq && cseq.method !== method) {
      throw new SipSyntaxError(`Cannot read message: CSeq of ${cseq.method} in ${method}`, 'CSeq Method Mismatch');
    }
  }
  if (maxForwards > 255) throw malformed('Max-Forwards', String(maxForwards));
  // RFC 3261 §20.10.
  if (contact.includes('*') && (contact.length > 1 || method !== 'REGISTER')) {
    throw malformed('Contact', '*', 'not alone, or not in a REGISTER');
  }
  const date = headers.get('date');
  if (date) date.forEach(checkDate);
  const types = headers.get('content-type');
  if (types && types.length > 1) throw repeated('Content-Type');
}

/**
 * Refuses a NUL that is not behind a backslash: it stands in a `quoted-pair` only, RFC 3261 §25.1.
 * @param text - Of the head.
 */
export function checkNul(text: string): void {
  if (text.includes('\0') && /(^|[^\\])\0/.test(text)) throw malformed('head', text, 'a NUL in it');
}

/** The error for a head whose first line is one, but of another version of SIP. RFC 3261 §21.5.6. */
export function otherVersion(text: string): SipSyntaxError | undefined {
  const [, version] = /^(?:\S+ \S+ )?(SIP\/(?!2\.0[ \r])\d+\.\d+)[ \r]/i.exec(text) ?? [];
  return version === undefined
    ? undefined
    : new SipSyntaxError(`Cannot read ${version}: not SIP/2.0`, 'Version Not Supported', 505);
}
