import { Reason } from '../observable/index.js';
import { parseSipfrag } from '../sip/body/index.js';
import { formatPayload, formatUri, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { failed } from './sip-reason.js';
import { subscribe } from './subscribe.js';

/**
 * Asks the server to add `who` to the conversation at `uri`, or to let them in from its lobby. Resolves when they have come
 * in.
 * @throws Reason `InvitationFailed` with the person's answer as its reason, `Dropped` when the connection was lost.
 */
export function addPerson(link: SipLink, uri: Uri, who: Uri): Promise<void> {
  return refer(link, uri, `<${formatUri(who)}>`, 'InvitationFailed');
}

/**
 * Asks the server to hang up on `who`, or to refuse them if they wait in the lobby: RFC 4579 §5.11. Resolves when they are
 * out.
 * @throws Reason `RequestFailed` with `Forbidden` as its reason when we are no leader, `Dropped` when the connection was lost.
 */
export function removePerson(link: SipLink, uri: Uri, who: Uri): Promise<void> {
  return refer(link, uri, `<${formatUri(who)};method=BYE>`, 'RequestFailed');
}

/**
 * A REFER outside the session (RFC 7647), whose implicit subscription reports how it goes (RFC 3515 §2.4.4).
 * @param code - Of what is thrown.
 */
async function refer(link: SipLink, uri: Uri, target: string, code: string): Promise<void> {
  let report: (status: number) => void = () => {};
  /** The final status; 0 when none will come. */
  const outcome = new Promise<number>(resolve => (report = resolve));
  const payload = formatPayload({ headers: { 'Refer-To': target } });
  const { response, dialog } = await subscribe(link, 'REFER', uri, payload, (body, last) => {
    const status = body ? parseSipfrag(body).status : 0;
    if (status >= 200) report(status);
    else if (last) report(0);
  });
  if (!dialog) throw failed(code, response.status);
  dialog.onLost = () => report(0);
  if (dialog.ended) report(0); // in the turn of the 202
  const status = await outcome;
  dialog.end();
  if (status === 0) {
    const message = 'The connection was lost before an answer came.';
    throw new Reason(code, { message, reason: new Reason('Dropped', { message }) });
  }
  if (status >= 300) throw failed(code, status);
}
