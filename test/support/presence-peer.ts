import assert from 'node:assert/strict';
import { formatPresence, parsePresence, type Presence } from '../../src/sip/body/index.js';
import { formatPayload, header, parseValue, type SipResponse } from '../../src/sip/codec/index.js';
import type { AgentPeer } from './agent-peer.js';
import { subscribe, type Notices } from './subscribe.js';

/** What somebody shows unless a test says otherwise. */
export const ONLINE: Omit<Presence, 'entity'> = {
  status: 'Online',
  activity: '',
  note: '',
  location: '',
  since: undefined,
};

export const addressOfUser = (user: string): string => `sip:${user}@contoso.example`;

/** The text of a presence document. */
export function documentOf(user: string, presence: Partial<Presence> = {}): string {
  return formatPresence({ entity: addressOfUser(user), ...ONLINE, ...presence });
}

/** `peer` publishes. Without `body` nothing is said, which refreshes or removes. */
export function publish(
  peer: AgentPeer,
  user: string,
  { body, ...headers }: { body?: string | undefined } & Readonly<Record<string, string | undefined>> = {},
): Promise<SipResponse> {
  const given = Object.entries({ Event: 'presence', ...headers }).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined && entry[0] !== 'Content-Type';
  });
  const content = body === undefined ? {} : { contentType: headers['Content-Type'] ?? 'application/pidf+xml', body };
  return peer.request(
    'PUBLISH',
    addressOfUser(user),
    formatPayload({ headers: Object.fromEntries(given), ...content }),
  );
}

/** `peer` sets a status. @returns The entity-tag. */
export async function show(peer: AgentPeer, user: string, presence: Partial<Presence>): Promise<string> {
  const response = await publish(peer, user, { body: documentOf(user, presence) });
  assert.equal(response.status, 200);
  return header(response, 'sip-etag') ?? '';
}

/** `peer` watches somebody. */
export async function watch(peer: AgentPeer, user: string, headers: Record<string, string> = {}) {
  const watched = await subscribe(peer, 'SUBSCRIBE', addressOfUser(user), { Event: 'presence', ...headers });
  return { ...watched, next: () => nextPresence(watched.notices) };
}

/** What the next notice says, and the state of the subscription. */
export async function nextPresence(notices: Notices): Promise<Presence & { state: string }> {
  const notice = await notices.next();
  assert.equal(header(notice, 'event'), 'presence');
  const { value, params } = parseValue(header(notice, 'subscription-state') ?? '');
  const reason = params.get('reason');
  return { ...parsePresence(String(notice.body)), state: reason === undefined ? value : `${value} ${reason}` };
}
