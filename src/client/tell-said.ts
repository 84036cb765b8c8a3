import type { ChatEvents, IncomingText, Receipt } from '../model/index.js';
import { COMPOSING_TYPE, IMDN_TYPE, type ImdnStatus, parseImdn, parseIsComposing } from '../sip/body/index.js';
import type { SipMessage } from '../sip/codec/index.js';
import { contentTypeOf, personOf, readSaid, textOf } from './spoken-text.js';

/** How long somebody counts as writing who does not say how long, in seconds. */
export const REFRESH_SECONDS = 6;

/** What the statuses of RFC 5438 §7.2.1.3 say of a message; of a display only the first counts. */
const RECEIPTS: Partial<Record<ImdnStatus, Receipt>> = {
  displayed: 'Read',
  delivered: 'Delivered',
  failed: 'Failed',
  forbidden: 'Failed',
  error: 'Failed',
};

/**
 * Hands on what a MESSAGE says: that somebody is writing (RFC 3994), what has become of a message of ours (RFC 5438), or
 * a text.
 * @returns The text; `true` for what has been told; `undefined` for what we do not take.
 * @throws SyntaxError for a body that cannot be parsed.
 */
export function tellSaid(message: SipMessage, events: ChatEvents): IncomingText | true | undefined {
  if (typeof message.body !== 'string') return undefined;
  const said = readSaid(message, contentTypeOf(message), message.body);
  const { contentType, content } = said;
  if (contentType === COMPOSING_TYPE) {
    const { active, refresh } = parseIsComposing(content);
    events.typing(personOf(said.from), active ? refresh || REFRESH_SECONDS : 0);
    return true;
  }
  if (contentType !== IMDN_TYPE) return textOf(message, said);
  const { messageId, kind, status } = parseImdn(content);
  const receipt = RECEIPTS[status];
  if (receipt && (kind === 'display') === (receipt === 'Read')) events.receipt(messageId, personOf(said.from), receipt);
  return true;
}
