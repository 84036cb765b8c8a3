import { isAll, skipSpace, TOKEN } from './characters.js';
import { endOfDigits } from './host.js';
import type { CSeq } from './message.js';
import { malformed } from './sip-syntax-error.js';

/** RFC 3261 §8.1.1.5: it must be less than 2^31. */
const MAX_SEQUENCE = 2 ** 31 - 1;

/** Reads `4711 INVITE`. RFC 3261 §20.16. */
export function parseCSeq(text: string): CSeq {
  const digitsEnd = endOfDigits(text, 0);
  const methodStart = skipSpace(text, digitsEnd);
  const sequence = digitsEnd === 0 ? -1 : Number(text.slice(0, digitsEnd));
  if (sequence < 0 || sequence > MAX_SEQUENCE) throw malformed('CSeq', text, 'no number below 2^31');
  const method = text.slice(methodStart);
  if (methodStart === digitsEnd || !isAll(method, TOKEN)) throw malformed('CSeq', text, 'no method');
  return { sequence, method };
}

/** `parseCSeq(formatCSeq(c))` equals `c`. */
export function formatCSeq({ sequence, method }: CSeq): string {
  if (!isAll(method, TOKEN)) throw new TypeError(`Cannot format method ${JSON.stringify(method)}: no token`);
  return `${sequence} ${method}`;
}
