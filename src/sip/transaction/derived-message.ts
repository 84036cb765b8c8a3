import { formatNameAddr, NO_PAYLOAD } from '../codec/index.js';
import type { Payload, SipResponse } from '../codec/index.js';

/**
 * ACK for a final response other than 2xx, from the INVITE that it answers. RFC 3261 §17.1.1.3.
 * @param invite - The text of our INVITE.
 */
export function acknowledgeFailure(invite: string, { to }: SipResponse): string {
  const text = sibling(invite, 'ACK').replace(/\r\nTo: [^\r]*/, () => `\r\nTo: ${formatNameAddr(to)}`);
  return text + NO_PAYLOAD;
}

/**
 * CANCEL for a request of ours. RFC 3261 §9.1.
 * @param request - The text of the request.
 * @param payload - With more header fields, such as Reason.
 */
export function cancelOf(request: string, payload: Payload = NO_PAYLOAD): string {
  return sibling(request, 'CANCEL') + payload;
}

/** A request on the same branch: all that stands before the number in CSeq is the same, as `DialogState` writes it. */
function sibling(text: string, method: string): string {
  const shared = /^\S+( [^]*?\r\nCSeq: \d+ )/.exec(text)?.[1];
  if (shared === undefined) throw new TypeError(`Cannot derive from ${JSON.stringify(text)}: no request`);
  return `${method}${shared}${method}\r\n`;
}
