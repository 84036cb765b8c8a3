import { formatUri, formatVia } from '../codec/index.js';
import type { SipRequest } from '../codec/index.js';

const MAGIC_COOKIE = 'z9hG4bK';

/**
 * What a request has in common with the ones that belong to its server transaction on the same flow: with itself when it
 * comes again, and with the ACK of an INVITE. RFC 3261 §17.2.3, with the second half of it for peers of RFC 2543, whose Via has
 * no branch of ours.
 * @param method - Of the transaction that is looked for; a CANCEL looks for its INVITE (§9.2).
 */
export function serverKey(request: SipRequest, method = request.method): string {
  const initiator = method === 'ACK' ? 'INVITE' : method;
  const via = request.via[0];
  const branch = via?.params.get('branch');
  // The bare cookie identifies nothing, everybody's is the same: RFC 4475's `badbranch` sends it.
  if (via && branch && branch.length > MAGIC_COOKIE.length && branch.startsWith(MAGIC_COOKIE)) {
    return `${branch} ${via.host}:${via.port ?? ''} ${initiator}`;
  }
  const fromTag = request.from.params.get('tag') ?? '';
  // The To tag of an ACK is the one of the response, which the INVITE did not have.
  const toTag = initiator === 'INVITE' ? '' : (request.to.params.get('tag') ?? '');
  const hop = via ? formatVia(via) : '';
  return `${formatUri(request.uri)} ${fromTag} ${toTag} ${request.callId} ${request.cseq.sequence} ${hop} ${initiator}`;
}
