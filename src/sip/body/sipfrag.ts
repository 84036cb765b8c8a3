import { formatStatusLine, malformed } from '../codec/index.js';

/** How a request that a REFER asked for went: the first line of a `message/sipfrag`. RFC 3515 §2.4.5, RFC 3420. */
export interface Sipfrag {
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
}

/** Reads the status line; what follows it is passed over. Throws `SipSyntaxError` where there is none. */
export function parseSipfrag(text: string): Sipfrag {
  const [line, status, reason = ''] = /^SIP\/2\.0 ([1-6]\d\d)(?: ([^\r\n]*)|[\r\n]|$)/i.exec(text) ?? [];
  if (line === undefined) throw malformed('message/sipfrag', text, 'no status line');
  return { status: Number(status), reason };
}

/** `parseSipfrag(formatSipfrag(s))` equals `s`. */
export function formatSipfrag({ status, reason }: Sipfrag): string {
  return formatStatusLine(status, reason);
}
