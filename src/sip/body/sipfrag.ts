import { formatStatusLine, malformed } from '../codec/index.js';

/**
 * How a request that a REFER asked for went: the first line of a `message/sipfrag`, and one header field of our own. RFC 3515
 * §2.4.5, RFC 3420.
 */
export interface Sipfrag {
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  /** Why, in a word: `Refused-Because`, docs/decisions/0013. */
  readonly because?: string | undefined;
}

/** Reads the status line; what else follows it is passed over. Throws `SipSyntaxError` where there is none. */
export function parseSipfrag(text: string): Sipfrag {
  const [line, status, reason = ''] = /^SIP\/2\.0 ([1-6]\d\d)(?: ([^\r\n]*)|[\r\n]|$)/i.exec(text) ?? [];
  if (line === undefined) throw malformed('message/sipfrag', text, 'no status line');
  const because = /^Refused-Because: *(\w+)/im.exec(text)?.[1];
  return { status: Number(status), reason, ...(because && { because }) };
}

/** `parseSipfrag(formatSipfrag(s))` equals `s`. */
export function formatSipfrag({ status, reason, because }: Sipfrag): string {
  return formatStatusLine(status, reason) + (because ? `Refused-Because: ${because}\r\n` : '');
}
