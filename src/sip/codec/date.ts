import { malformed } from './sip-syntax-error.js';

/**
 * Refuses a Date that is none, is in another time zone than GMT or names the wrong day of the week. RFC 3261 §20.17.
 * @throws {SipSyntaxError}
 */
export function checkDate(text: string): void {
  if (formatDate(new Date(text)).toLowerCase() !== text.toLowerCase()) throw malformed('Date', text);
}

/** `Sat, 13 Nov 2010 23:29:00 GMT`, for a Date header field. */
export function formatDate(date: Date): string {
  return date.toUTCString();
}
