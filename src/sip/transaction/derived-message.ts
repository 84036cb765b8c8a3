import { formatMessage, parseMessage } from '../codec/index.js';
import type { Headers, SipRequest, SipResponse } from '../codec/index.js';

/**
 * ACK for a final response other than 2xx, from the INVITE that it answers. RFC 3261 §17.1.1.3.
 * @param invite - The text of our INVITE.
 */
export function acknowledgeFailure(invite: string, response: SipResponse): string {
  return formatMessage({ ...sibling(invite, 'ACK'), to: response.to });
}

/**
 * CANCEL for a request of ours. RFC 3261 §9.1.
 * @param request - The text of the request.
 * @param headers - More header fields, such as Reason.
 */
export function cancelOf(request: string, headers: Headers = NO_HEADERS): string {
  return formatMessage({ ...sibling(request, 'CANCEL'), headers });
}

/**
 * The response that stands for none: 408 after a silence, 503 when the flow closed (RFC 3261 §8.1.3.1), 481 when the request was
 * not sent because its dialog is over.
 * @param text - The text of the request.
 */
export function madeUpResponse(text: string, status: 408 | 481 | 503): SipResponse {
  const { via, from, to, callId, cseq, headers } = sibling(text);
  const fields = { via, from, to, callId, cseq, contact: [], route: [], recordRoute: [], maxForwards: undefined };
  return { kind: 'response', status, reason: REASONS[status], ...fields, headers, body: '' };
}

const REASONS = { 408: 'Request Timeout', 481: 'Call/Transaction Does Not Exist', 503: 'Service Unavailable' } as const;
const NO_HEADERS: Headers = new Map();
/** Nothing that we wrote ourselves is too long to be read. */
const NO_LIMITS = { maxHeadBytes: Infinity, maxHeaders: Infinity };

/** A request on the same branch, with the same route, and nothing else of the original. */
function sibling(text: string, method?: string): SipRequest {
  const request = parseMessage(text, NO_LIMITS);
  if (request.kind !== 'request') throw new TypeError(`Cannot derive from ${JSON.stringify(text)}: no request`);
  return {
    ...request,
    method: method ?? request.method,
    cseq: { sequence: request.cseq.sequence, method: method ?? request.method },
    contact: [],
    recordRoute: [],
    maxForwards: 70,
    headers: NO_HEADERS,
    body: '',
  };
}
