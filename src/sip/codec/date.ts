import { malformed } from './sip-syntax-error.js';

const FORM =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/i;

/**
 * Refuses a Date that is none, or in another time zone than GMT. RFC 3261 §20.17.
 * @throws {SipSyntaxError}
 */
export function checkDate(text: string): void {
  if (!FORM.test(text) || Number.isNaN(Date.parse(text))) throw malformed('Date', text, 'not an RFC 1123 date in GMT');
}

/** `Sat, 13 Nov 2010 23:29:00 GMT`, for a Date header field. */
export function formatDate(date: Date): string {
  return date.toUTCString();
}
