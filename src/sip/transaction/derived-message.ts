import { formatNameAddr, NO_PAYLOAD, parseText } from '../codec/index.js';
import type { Payload, SipResponse } from '../codec/index.js';

// All that belongs to a request of ours is made from its text, as `Dialog` writes it.

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

/**
 * The response to a request of ours that nobody answers. RFC 3261 §8.1.3.1.
 * @param status - With its phrase: `408 Request Timeout`.
 */
export function madeUpResponse(request: string, status: string): SipResponse {
  const head = request.replace(/^.*([^]*?\r\nCSeq: .*\r\n)[^]*/, `SIP/2.0 ${status}$1`);
  return parseText(head + NO_PAYLOAD) as SipResponse;
}

/** A request on the same branch: all that stands before the number in CSeq is the same. */
function sibling(request: string, method: string): string {
  return request.replace(/^\S+( [^]*?\r\nCSeq: \d+ )[^]*/, `${method}$1${method}\r\n`);
}
