import type { IncomingRequest } from '../../sip/agent/index.js';
import { formatSessionOffer } from '../../sip/body/index.js';
import type { NameAddr } from '../../sip/codec/index.js';
import { formatNameAddr } from '../../sip/codec/index.js';
import type { AddOutcome } from './adding.js';
import type { LoggedMessage } from './conversation-log.js';
import type { Conversation } from './conversation.js';
import type { Invitation } from './invitations.js';
import type { Leg, Peer } from './leg.js';
import type { FormattedBody, Offer } from './offer.js';
import { answerTo } from './peer.js';
import { acceptedPeer, type Ringing } from './ringing.js';
import { topicEvents } from './topic.js';
import { formatSpoken } from './spoken.js';

/** An INVITE from one person to another, checked and read. */
export interface ChatRequest {
  readonly request: IncomingRequest;
  readonly offer: Offer;
  readonly peer: Peer;
  readonly caller: string;
  readonly callee: string;
  /** `''` for none. */
  readonly topic: string;
  /** An address with the name that the server knows for it. */
  readonly nameOf: (address: string) => NameAddr;
  /** Asks all devices of the callee. */
  readonly ring: (body: FormattedBody, headers: Record<string, string>) => Promise<Ringing>;
}

/**
 * A two-party chat from INVITE to its final response. The server stands between the two: each has a dialog with the
 * conversation. The first message is logged before anybody rings, and goes to the callee inside the invitation.
 */
export async function startTwoPartyChat(conversation: Conversation, chat: ChatRequest): Promise<void> {
  const { request, offer, peer, caller, callee, topic } = chat;
  const call: Call = { withdrawn: false, ringing: undefined };
  request.onCancel = () => {
    call.withdrawn = true;
    call.ringing?.cancel();
  };
  const leg = conversation.attach(caller, request.createDialog(conversation.contact), peer);
  try {
    const started = { type: 'started', at: Date.now(), by: caller, to: callee } as const;
    await conversation.record(started, ...topicEvents(caller, topic));
    const first = offer.first && (await conversation.say(caller, offer.first, leg));
    await conversation.invitations.once(callee, invitation =>
      askCallee(conversation, chat, call, leg, first, invitation),
    );
  } catch (error) {
    conversation.detach(leg);
    await conversation.end(500);
    throw error;
  }
}

/** Whether the caller has withdrawn, which may be before anybody rings. */
interface Call {
  withdrawn: boolean;
  ringing: Ringing | undefined;
}

async function askCallee(
  conversation: Conversation,
  chat: ChatRequest,
  call: Call,
  leg: Leg,
  first: LoggedMessage | undefined,
  invitation: Invitation,
): Promise<AddOutcome> {
  const { request, callee, nameOf } = chat;
  const place: Record<string, string> = first ? { 'History-Position': String(first.position) } : {};
  const ringing = await chat.ring(invitationBody(conversation, chat, first), place);
  invitation.hold(ringing);
  call.ringing = ringing;
  if (call.withdrawn) ringing.cancel();
  const identity = { 'P-Asserted-Identity': formatNameAddr(nameOf(callee)) };
  ringing.onRinging = () => request.respond(180, { headers: identity });
  const { accepted, status, reason } = await ringing.outcome;
  if (accepted) {
    const calleeLeg = conversation.attach(callee, accepted.dialog, acceptedPeer(accepted));
    const position = await conversation.attendance.join(callee, [leg, calleeLeg], { after: 0 });
    if (!call.withdrawn && !leg.dialog.ended) {
      const headers = { ...identity, 'History-Position': String(position) };
      request.respond(200, { payload: answerTo(chat.offer.sdp, headers, conversation.typesFor(chat.caller)) });
      if (first?.event.notify) conversation.onAnswer(calleeLeg, first, true); // it was in the invitation
      return { status, reason };
    }
  }
  conversation.detach(leg);
  await conversation.end(accepted ? 487 : status);
  // A caller who was lost has been answered already, to nobody.
  if (request.status === 0) request.respond(call.withdrawn ? 487 : status, call.withdrawn ? {} : { reason });
  return { status, reason };
}

/** What the callee is sent: the session as the caller offers it, the first message and the context. RFC 5621 §3. */
function invitationBody(
  conversation: Conversation,
  { caller, callee, nameOf, offer }: ChatRequest,
  first: LoggedMessage | undefined,
): FormattedBody {
  const cpim = first && formatSpoken(first, nameOf(caller), conversation.address);
  return formatSessionOffer(cpim, conversation.typesFor(callee), offer.context);
}
