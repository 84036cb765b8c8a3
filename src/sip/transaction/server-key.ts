import { formatUri, formatVia } from '../codec/index.js';
import type { SipRequest } from '../codec/index.js';

/** A branch of RFC 3261: the bare cookie identifies nothing, everybody's is the same (RFC 4475's `badbranch` sends it). */
const BRANCH = /^z9hG4bK./;

/**
 * What a request has in common with the ones that belong to its server transaction on the same flow: with itself when it
 * comes again, and with the ACK of an INVITE. RFC 3261 §17.2.3, with the second half of it for peers of RFC 2543, whose Via has
 * no branch of ours.
 * @param method - Of the transaction that is looked for; a CANCEL looks for its INVITE (§9.2).
 */
export function serverKey({ via, uri, from, to, callId, cseq, method: own }: SipRequest, method = own): string {
  const initiator = method === 'ACK' ? 'INVITE' : method;
  const [hop] = via;
  const branch = hop?.params.get('branch');
  if (hop && branch && BRANCH.test(branch)) return `${branch} ${hop.host}:${hop.port ?? ''} ${initiator}`;
  // The To tag of an ACK is the one of the response, which the INVITE did not have.
  const toTag = initiator === 'INVITE' ? '' : to.params.get('tag');
  return [formatUri(uri), from.params.get('tag'), toTag, callId, cseq.sequence, hop && formatVia(hop), initiator].join(
    ' ',
  );
}
