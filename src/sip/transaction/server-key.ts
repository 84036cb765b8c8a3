import type { SipRequest } from '../codec/index.js';

/**
 * What a request has in common with the ones that belong to its server transaction on the same flow: with itself when it comes
 * again and, of an INVITE, with its ACK and CANCEL. RFC 3261 §17.2.3 compares branches. For INVITE the dialog's names and the
 * number say more: they find the ACK of a 2xx too (§13.2.2.4), and the INVITE that has come by another way (§8.2.2.2).
 * @param method - Of the transaction that is looked for; a CANCEL looks for its INVITE (§9.2).
 */
export function serverKey({ callId, from, cseq, via, method: own }: SipRequest, method = own): string {
  const call = `${callId}\n${from.params.get('tag')}\n${cseq.sequence}`;
  return method === 'INVITE' || method === 'ACK' ? call : `${call}\n${method}\n${via[0]?.params.get('branch')}`;
}
