import type { ChatEvents, IncomingText } from '../model/index.js';
import { COMPOSING_TYPE, IMDN_TYPE, parseIsComposing } from '../sip/body/index.js';
import type { SipMessage } from '../sip/codec/index.js';
import { whenLoaded } from './load-further.js';
import { contentTypeOf, personOf, readSaid, textOf } from './spoken-text.js';

/** How long somebody counts as writing who does not say how long, in seconds. */
export const REFRESH_SECONDS = 6;

/**
 * Hands on what a MESSAGE says: that somebody is writing (RFC 3994), what has become of a message of ours (RFC 5438) as soon
 * as what reads that is loaded, or a text.
 * @returns The text; `true` for what has been told; `undefined` for what we do not take.
 * @throws SyntaxError for a text or a state of writing that cannot be parsed.
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
  whenLoaded(({ tellReceipt }) => tellReceipt(content, personOf(said.from), events));
  return true;
}
