import type { Invitation } from '../model/index.js';
import { bareType, takenTypesOf } from '../sip/body/index.js';
import { formatUri, header, type SipRequest } from '../sip/codec/index.js';
import { focusOf } from './focus-of.js';
import { offerOf } from './message-session.js';
import { nameIn } from './name-in.js';
import { personOf, readSaid, textOf } from './spoken-text.js';

/**
 * Reads an INVITE to us. `undefined` when it is not to a session of messages: 488 then.
 * @throws SyntaxError for a body that cannot be parsed.
 */
export function readInvitation(message: SipRequest): Omit<Invitation, 'open'> | undefined {
  const { sdp, rendered, context } = offerOf(message);
  if (sdp === undefined || !takenTypesOf(sdp)) return undefined;
  const focus = focusOf(message);
  return {
    // A conference invites by its own address, and says in Referred-By who asked it to.
    from: personOf(nameIn(message, 'referred-by') ?? message.from),
    uri: focus && formatUri(focus),
    subject: header(message, 'subject') ?? '',
    first:
      typeof rendered?.body === 'string'
        ? textOf(message, readSaid(message, rendered.contentType, rendered.body))
        : undefined,
    context:
      typeof context?.body === 'string'
        ? { contentType: bareType(context.contentType), body: context.body }
        : undefined,
  };
}
