import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { formatSipfrag } from '../../sip/body/index.js';
import { formatPayload, header, isSipUri, parseNameAddr, type NameAddr, type SipUri } from '../../sip/codec/index.js';
import type { AddOutcome } from './adding.js';
import { SipError } from './sip-error.js';

/** How long the implicit subscription of a REFER is said to last; it ends with the outcome. In seconds. */
const SUBSCRIPTION_SECONDS = 120;

/** What somebody asks the conversation to do by REFER. */
export interface Referral {
  readonly who: SipUri;
  /** INVITE adds a person, BYE removes one. RFC 4579 §5.5, §5.11. */
  readonly method: 'INVITE' | 'BYE';
}

/**
 * Reads whom a REFER is about.
 * @throws SipError 400 without exactly one Refer-To (RFC 3515 §2.4.2), 501 for another method than INVITE and BYE.
 */
export function readReferTo({ message }: IncomingRequest): Referral {
  const values = message.headers.get('refer-to') ?? [];
  const [text] = values;
  if (text === undefined || values.length > 1) throw new SipError(400, 'A REFER needs one Refer-To');
  const { uri } = parseNameAddr(text);
  if (!isSipUri(uri)) throw new SipError(416, 'Unsupported URI Scheme');
  const method = uri.params.get('method')?.toUpperCase() ?? 'INVITE';
  if (method === 'INVITE' || method === 'BYE') return { who: uri, method };
  throw new SipError(501, 'A REFER for this method is not implemented');
}

/**
 * Takes a REFER (202), and reports by NOTIFY in its implicit subscription how it goes: 100, for an invitation 180, and
 * the final response. RFC 3515 §2.4.4.
 */
export async function serveRefer(
  request: IncomingRequest,
  contact: NameAddr,
  act: (onRinging: () => void) => Promise<AddOutcome>,
): Promise<void> {
  const dialog = request.createDialog(contact);
  dialog.onRequest = answerSubscriber;
  const event = `refer;id=${request.message.cseq.sequence}`;
  request.respond(202);
  report(dialog, event, { status: 100, reason: 'Trying' });
  try {
    const outcome = await act(() => report(dialog, event, { status: 180, reason: 'Ringing' }));
    report(dialog, event, outcome);
  } catch (error) {
    report(dialog, event, { status: error instanceof SipError ? error.status : 500, reason: 'Not done' });
    throw error;
  } finally {
    dialog.end();
  }
}

/** The subscriber may ask again, or leave; there is nothing to change about it. RFC 6665 §4.1.2. */
function answerSubscriber(request: IncomingRequest): void {
  if (request.message.method !== 'SUBSCRIBE') return request.respond(405, { headers: { Allow: 'SUBSCRIBE' } });
  request.respond(200, { headers: { Expires: header(request.message, 'expires') ?? String(SUBSCRIPTION_SECONDS) } });
}

function report(dialog: Dialog, event: string, outcome: AddOutcome): void {
  const { status, reason, because } = outcome;
  const state = status < 200 ? `active;expires=${SUBSCRIPTION_SECONDS}` : 'terminated;reason=noresource';
  // A subscriber who no longer listens loses the report; the conversation goes on.
  void dialog.request(
    'NOTIFY',
    formatPayload({
      headers: { Event: event, 'Subscription-State': state },
      contentType: 'message/sipfrag;version=2.0',
      body: formatSipfrag({ status, reason, because }),
    }),
  );
}
