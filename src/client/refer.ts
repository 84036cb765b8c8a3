import { Reason } from '../observable/index.js';
import { parseSipfrag, type Sipfrag } from '../sip/body/index.js';
import { formatPayload, formatUri, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { failed, refused } from './sip-reason.js';
import { subscribe } from './subscribe.js';

/**
 * Asks the server to add `who` to the conversation at `uri`, or to let them in from its lobby. Resolves when they have come
 * in.
 * @param escalates - Two are there, who become a group by it. When that fails, what is thrown says `EscalationFailed`.
 * @throws Reason `InvitationFailed` with the person's answer as its reason, `Dropped` when the connection was lost.
 */
export function addPerson(link: SipLink, uri: Uri, who: Uri, escalates = false): Promise<void> {
  return refer(link, uri, `<${formatUri(who)}>`, 'InvitationFailed', escalates);
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
async function refer(link: SipLink, uri: Uri, target: string, code: string, escalates = false): Promise<void> {
  let report: (outcome?: Sipfrag) => void = () => {};
  /** How it ended; undefined when nobody will tell. */
  const reported = new Promise<Sipfrag | undefined>(resolve => (report = resolve));
  const payload = formatPayload({ headers: { 'Refer-To': target } });
  const { response, dialog } = await subscribe(link, 'REFER', uri, payload, (body, last) => {
    const outcome = body ? parseSipfrag(body) : undefined;
    if (outcome && outcome.status >= 200) report(outcome);
    else if (last) report();
  });
  if (!dialog) throw escalates ? escalationFailed(refused(code, response)) : refused(code, response);
  dialog.onLost = () => report();
  if (dialog.ended) report(); // in the turn of the 202
  const outcome = await reported;
  dialog.end();
  if (!outcome) {
    const message = 'The connection was lost before an answer came.';
    throw new Reason(code, { message, reason: new Reason('Dropped', { message }) });
  }
  const { status, because } = outcome;
  if (status < 300) return;
  const failure = failed(code, status, because);
  throw escalates && status === 500 ? escalationFailed(failure) : failure;
}

/** It is the server that could not, and no person that would not; the chat of two goes on. */
function escalationFailed({ code, message: why }: Reason): Reason {
  const message = `The chat could not become a group. ${why}`;
  return new Reason(code, { reason: new Reason('RemoteFailure', { subcode: 'EscalationFailed', message }) });
}
