import assert from 'node:assert/strict';
import type { IncomingRequest } from '../../src/sip/agent/index.js';
import {
  formatConferenceInfo,
  parseConferenceInfo,
  parseSipfrag,
  type ConferenceInfo,
} from '../../src/sip/body/index.js';
import { formatPayload, NameAddr, parseUri, type Payload, type SipRequest } from '../../src/sip/codec/index.js';
import type { AgentPeer } from './agent-peer.js';

/** What a subscription tells: each NOTIFY, answered 200, in order. */
export class Notices {
  readonly #got: SipRequest[] = [];
  #wake = (): void => {};

  readonly take = (request: IncomingRequest): void => {
    request.respond(200);
    this.#got.push(request.message);
    this.#wake();
  };

  async next(): Promise<SipRequest> {
    while (this.#got.length === 0) await new Promise<void>(resolve => (this.#wake = resolve));
    const [notice] = this.#got.splice(0, 1);
    assert.ok(notice);
    return notice;
  }

  /** How many NOTIFYs have come that nobody has taken. */
  get waiting(): number {
    return this.#got.length;
  }

  /** What the next document says of people: address, role and status of each; `deleted` for who is gone. */
  async people(): Promise<unknown> {
    const { users } = await this.info();
    return users.map(({ entity, state, roles, status }) => {
      const name = /sip:(.*)@/.exec(entity)?.[1];
      return state === 'deleted' ? [name, state] : [name, roles?.[0], status];
    });
  }

  /** How an addition has gone: the first final status that its NOTIFYs tell. */
  async outcome(): Promise<number> {
    for (;;) {
      const { status } = parseSipfrag(String((await this.next()).body));
      if (status >= 200) return status;
    }
  }

  async info(): Promise<ConferenceInfo> {
    return parseConferenceInfo(String((await this.next()).body));
  }
}

/** The payload of an INFO that states a change of a conference. */
export function changePayload(uri: string, change: Partial<ConferenceInfo>): Payload {
  const rest = { version: 0, state: 'partial', usersState: 'partial', users: [] } as const;
  return formatPayload({
    headers: { 'Info-Package': 'conference' },
    contentType: 'application/conference-info+xml',
    body: formatConferenceInfo({ entity: uri, ...rest, ...change }),
  });
}

/** The change of one person's role. */
export function roleOf(who: string, role: string): Partial<ConferenceInfo> {
  return { users: [{ entity: `sip:${who}@contoso.example`, state: 'partial', roles: [role] }] };
}

/** `peer` sends a SUBSCRIBE or REFER to a conversation. */
export async function subscribe(peer: AgentPeer, method: string, uri: string, headers: Record<string, string>) {
  const notices = new Notices();
  const to = NameAddr(parseUri(uri));
  const { response, dialog } = await peer.flow.subscribe(
    { method, uri: to.uri, from: peer.me, to, contact: peer.contact, payload: formatPayload({ headers }) },
    notices.take,
  );
  return { notices, response, dialog };
}

/** `peer` asks the conversation to add `who`. */
export const refer = (peer: AgentPeer, uri: string, who: string) =>
  subscribe(peer, 'REFER', uri, { 'Refer-To': `<sip:${who}@contoso.example>` });

/** `peer` asks the conversation to put `who` out, to refuse them, or not to ask them any more. */
export const removal = (peer: AgentPeer, uri: string, who: string) =>
  subscribe(peer, 'REFER', uri, { 'Refer-To': `<sip:${who}@contoso.example;method=BYE>` });

/** `peer` follows a conversation; everything that was before has been told. */
export async function follow(peer: AgentPeer, uri: string): Promise<Notices> {
  const { notices } = await subscribe(peer, 'SUBSCRIBE', uri, { Event: 'conference' });
  await notices.info();
  return notices;
}
