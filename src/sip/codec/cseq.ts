import { isAll, skipSpace, TOKEN } from './characters.js';
import { endOfDigits } from './host.js';
import type { CSeq } from './message.js';
import { malformed } from './sip-syntax-error.js';

/** RFC 3261 §8.1.1.5: it must be less than 2^31. */
const MAX_SEQUENCE = 2 ** 31 - 1;

/** Reads `4711 INVITE`. RFC 3261 §20.16. */
export function parseCSeq(text: string): CSeq {
  return readCSeq(text, 0, text.length);
}

/** `parseCSeq` of the text between `start` and `end`. */
export function readCSeq(text: string, start: number, end: number): CSeq {
  const digitsEnd = endOfDigits(text, start, end);
  const methodStart = skipSpace(text, digitsEnd, end);
  const sequence = digitsEnd === start ? -1 : Number(text.slice(start, digitsEnd));
  if (sequence < 0 || sequence > MAX_SEQUENCE) throw malformed('CSeq', text.slice(start, end), 'no number below 2^31');
  if (methodStart === digitsEnd || !isAll(text, TOKEN, methodStart, end)) {
    throw malformed('CSeq', text.slice(start, end), 'no method');
  }
  return { sequence, method: text.slice(methodStart, end) };
}

/** `parseCSeq(formatCSeq(c))` equals `c`. */
export function formatCSeq({ sequence, method }: CSeq): string {
  if (!isAll(method, TOKEN)) throw new TypeError(`Cannot format method ${JSON.stringify(method)}: no token`);
  return `${sequence} ${method}`;
}
