import type { IncomingRequest } from '../../sip/agent/index.js';
import type { Conversation } from './conversation.js';
import type { Peer } from './leg.js';
import type { Offer } from './offer.js';
import { answerTo } from './peer.js';
import { topicEvents } from './topic.js';

/** The user part of the URI by which groups are created: no account may have this name. RFC 4579 §5.4. */
export const FACTORY_USER = 'conference';

/** An INVITE to the conference factory, checked and read. */
export interface GroupRequest {
  readonly request: IncomingRequest;
  readonly offer: Offer;
  readonly peer: Peer;
  readonly creator: string;
  /** `''` for none. */
  readonly topic: string;
}

/** Begins a group with its creator, who leads it and is alone in it at first. The 200 holds its URI as Contact. */
export async function createGroup(conversation: Conversation, group: GroupRequest): Promise<void> {
  const { request, offer, peer, creator, topic } = group;
  let withdrawn = false;
  request.onCancel = () => (withdrawn = true);
  try {
    const event = { at: Date.now(), by: creator };
    const first = [{ type: 'started', ...event } as const, { type: 'promoted', ...event } as const];
    await conversation.record(...first, ...topicEvents(creator, topic));
    const leg = conversation.attach(creator, request.createDialog(conversation.contact), peer);
    leg.admit(conversation.state.position);
    if (offer.first) await conversation.say(creator, offer.first, leg);
    if (leg.dialog.ended) withdrawn = true; // the connection is lost
  } catch (error) {
    await conversation.end(500);
    throw error;
  }
  if (withdrawn) {
    await conversation.end(487);
    if (request.status === 0) request.respond(487);
    return;
  }
  const headers = { 'History-Position': String(conversation.state.position), ...conversation.sessionHeaders };
  request.respond(200, { payload: answerTo(offer.sdp, headers) });
}
