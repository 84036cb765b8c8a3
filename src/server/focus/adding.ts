import { formatSessionOffer } from '../../sip/body/index.js';
import type { Conversation } from './conversation.js';
import type { Invitation } from './invitations.js';
import { admitFromLobby, FULL } from './joining.js';
import type { FormattedBody } from './offer.js';
import { acceptedPeer, type Accepted, type Ringing } from './ringing.js';

/** One member asks somebody in. */
export interface AddRequest {
  readonly by: string;
  readonly who: string;
  /** Is there an account of that address? */
  readonly known: boolean;
  /** Asks all devices of `who`. */
  readonly ring: (body: FormattedBody) => Promise<Ringing>;
  readonly onRinging: () => void;
}

/** How it went, as the final response to the invitation. */
export interface AddOutcome {
  readonly status: number;
  readonly reason: string;
  /** What the status does not say: docs/decisions/0013. */
  readonly because?: string;
}

/**
 * Adds a person: the conversation becomes a conference at once, and stays one whether or not the person comes in. They
 * hear what is said after they have come in. When two members add the same person, one invitation serves both. Somebody
 * who waits in the lobby is let in.
 */
export async function addMember(conversation: Conversation, add: AddRequest): Promise<AddOutcome> {
  const { who } = add;
  if (!add.known) return { status: 404, reason: 'Not Found' };
  if (conversation.state.members.has(who)) return { status: 200, reason: 'OK' };
  if (conversation.lobby.addresses.has(who)) return admitFromLobby(conversation, who);
  return conversation.invitations.once(who, invitation => ask(conversation, add, invitation));
}

async function ask(conversation: Conversation, add: AddRequest, invitation: Invitation): Promise<AddOutcome> {
  const { by, who } = add;
  if (conversation.full) return FULL;
  await conversation.promote(by);
  await conversation.record({ type: 'invited', at: Date.now(), by, who });
  const ringing = await add.ring(formatSessionOffer());
  ringing.onRinging = add.onRinging;
  invitation.hold(ringing);
  const outcome = await ringing.outcome;
  if (outcome.accepted) await letIn(conversation, add, outcome.accepted);
  return outcome;
}

async function letIn(conversation: Conversation, { by, who }: AddRequest, accepted: Accepted): Promise<void> {
  const leg = conversation.attach(who, accepted.dialog, acceptedPeer(accepted));
  try {
    await conversation.attendance.join(who, [leg], { by });
  } catch (error) {
    conversation.detach(leg);
    void accepted.dialog.bye();
    throw error;
  }
}
