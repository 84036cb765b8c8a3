import { TOKEN } from './characters.js';
import { quote } from './quoted-string.js';
import { splitList } from './split-list.js';
import { malformed } from './sip-syntax-error.js';
import { formatValue, parseValue } from './value.js';

/** Why a request was sent: `SIP;cause=200;text="Call completed elsewhere"`. RFC 3326. */
export interface Reason {
  /** `SIP`, `Q.850` or another token. */
  readonly protocol: string;
  /** A status code where the protocol is `SIP`. */
  readonly cause?: number | undefined;
  readonly text?: string | undefined;
}

/** Reads a Reason header field; where it has several values, the first. */
export function parseReason(text: string): Reason {
  const { value: protocol, params } = parseValue(splitList(text)[0] ?? '');
  const cause = params.get('cause');
  if (!TOKEN.test(protocol) || !/^\d{1,9}$/.test(cause ?? '0')) throw malformed('Reason', text);
  return { protocol, cause: cause === undefined ? undefined : Number(cause), text: params.get('text') };
}

/** `parseReason(formatReason(r))` equals `r`. */
export function formatReason({ protocol, cause, text }: Reason): string {
  const params = new Map<string, string>();
  if (cause !== undefined) params.set('cause', String(cause));
  const start = formatValue({ value: protocol, params });
  // The text is a quoted string even where it is a token: RFC 3326 §2.
  return text === undefined ? start : `${start};text=${quote(text)}`;
}
