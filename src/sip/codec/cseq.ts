import { requireToken } from './characters.js';
import type { CSeq } from './message.js';
import { malformed } from './sip-syntax-error.js';

const FORM = /^(\d+)[ \t]+([\w.!%*+`'~-]+)$/;

/** Reads `4711 INVITE`. RFC 3261 §20.16; the number must be less than 2^31: §8.1.1.5. */
export function parseCSeq(text: string): CSeq {
  const match = FORM.exec(text);
  const sequence = Number(match?.[1]);
  if (!match?.[2] || !(sequence < 2 ** 31)) throw malformed('CSeq', text);
  return { sequence, method: match[2] };
}

/** `parseCSeq(formatCSeq(c))` equals `c`. */
export function formatCSeq({ sequence, method }: CSeq): string {
  return `${sequence} ${requireToken('method', method)}`;
}
