import type { ConferenceChange } from '../model/index.js';
import type { Dialog } from '../sip/agent/index.js';
import { formatConferenceInfo } from '../sip/body/index.js';
import { formatPayload } from '../sip/codec/index.js';
import { failed } from './sip-reason.js';

/**
 * Asks the server to change a group: INFO inside the session, with the change as a partial conference-info document. RFC 6086.
 * @throws Reason `RequestFailed`.
 */
export async function changeConference(
  dialog: Dialog,
  { topic, isJoiningEnabled, role }: ConferenceChange,
): Promise<void> {
  const body = formatConferenceInfo({
    entity: dialog.requestUri,
    state: 'partial',
    version: 0,
    ...(topic !== undefined && { description: { subject: topic } }),
    ...(isJoiningEnabled !== undefined && { condition: { locked: !isJoiningEnabled } }),
    usersState: 'partial',
    users: role ? [{ entity: role.uri, state: 'partial', roles: [role.role] }] : [],
  });
  const headers = { 'Info-Package': 'conference', 'Content-Disposition': 'Info-Package' };
  const payload = formatPayload({ headers, contentType: 'application/conference-info+xml', body });
  const { status } = await dialog.request('INFO', payload);
  if (status >= 300) throw failed('RequestFailed', status);
}
