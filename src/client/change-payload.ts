import type { ConferenceChange } from '../model/index.js';
import { formatConferenceInfo } from '../sip/body/index.js';
import { formatPayload, formatUri, type Payload, type Uri } from '../sip/codec/index.js';

/** What a leader wishes changed about the group at `uri`, for an INFO: a partial conference-info document. RFC 6086, RFC 4575. */
export function changePayload(uri: Uri, { topic, isJoiningEnabled, role }: ConferenceChange): Payload {
  const body = formatConferenceInfo({
    entity: formatUri(uri),
    state: 'partial',
    version: 0,
    ...(topic !== undefined && { description: { subject: topic } }),
    ...(isJoiningEnabled !== undefined && { condition: { locked: !isJoiningEnabled } }),
    usersState: 'partial',
    users: role ? [{ entity: role.uri, state: 'partial', roles: [role.role] }] : [],
  });
  const headers = { 'Info-Package': 'conference', 'Content-Disposition': 'Info-Package' };
  return formatPayload({ headers, contentType: 'application/conference-info+xml', body });
}
