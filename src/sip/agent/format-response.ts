import { formatCSeq, formatHeader, formatNameAddr, formatStatusLine, formatVia, NO_PAYLOAD } from '../codec/index.js';
import type { NameAddr, SipRequest } from '../codec/index.js';
import type { ResponseOptions } from './incoming-request.js';
import { reasonPhrase } from './reason-phrase.js';

/**
 * The response to a request: Via, From, To, Call-ID and CSeq are the request's. RFC 3261 §8.2.6.2.
 * @param toTag - For To, where the request has none; `''` for none at all.
 * @param lines - Whole lines of the agent, with their line breaks.
 */
export function formatResponse(
  request: SipRequest,
  status: number,
  toTag: string,
  lines: string,
  { reason, headers, payload = NO_PAYLOAD }: ResponseOptions,
): string {
  let text = formatStatusLine(status, reason ?? reasonPhrase(status));
  for (const via of request.via) text += `Via: ${formatVia(via)}\r\n`;
  const tag = toTag === '' || request.to.params.has('tag') ? '' : `;tag=${toTag}`;
  text += `From: ${formatNameAddr(request.from)}\r\nTo: ${formatNameAddr(request.to)}${tag}\r\n`;
  text += `Call-ID: ${request.callId}\r\nCSeq: ${formatCSeq(request.cseq)}\r\n${lines}`;
  for (const name in headers) text += formatHeader(name, headers[name] ?? []);
  return text + payload;
}

/** The lines by which the peer learns of a dialog (RFC 3261 §12.1.1), or of its bindings (§10.3). */
export function formatDialogLines(recordRoute: readonly NameAddr[], contact: NameAddr | readonly NameAddr[]): string {
  let text = '';
  for (const route of recordRoute) text += `Record-Route: ${formatNameAddr(route)}\r\n`;
  for (const address of 'uri' in contact ? [contact] : contact) text += `Contact: ${formatNameAddr(address)}\r\n`;
  return text;
}
