import { COMPOSING_TYPE, parseImdn, parseIsComposing } from '../../sip/body/index.js';
import { header, type SipMessage } from '../../sip/codec/index.js';
import type { Conversation } from './conversation.js';
import type { Leg } from './leg.js';
import { SipError } from './sip-error.js';
import type { Notice } from './spoken.js';

/** Characters of a notice; nobody needs so many. */
const MAX_LENGTH = 4096;

/**
 * Serves what a member tells beside messages: that they are writing goes to the others (RFC 3994), that they have seen a
 * message to the log and to its sender (RFC 5438). Whom a message has reached we know ourselves, so what is told of that
 * goes no further. Who tells it is the connection's word, whatever the CPIM says.
 * @throws SipError 400, 403, 404, 413, or 503 for too many; SipSyntaxError.
 */
export async function serveNotice(
  conversation: Conversation,
  leg: Leg,
  { notice, content }: Notice,
  message: SipMessage,
): Promise<void> {
  if (!leg.mayNotify()) throw new SipError(503, 'Too many notices', { 'Retry-After': '1' });
  if (content.length > MAX_LENGTH) throw new SipError(413, `A notice may have at most ${MAX_LENGTH} characters`);
  if (notice === COMPOSING_TYPE) return conversation.relayTyping(leg, parseIsComposing(content));
  const { kind, status, messageId } = parseImdn(content);
  if (kind !== 'display' || status !== 'displayed') return;
  await conversation.displayed(leg, readPosition(message), messageId);
}

function readPosition(message: SipMessage): number {
  const text = header(message, 'history-position');
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new SipError(400, 'History-Position is no position');
  return Number(text);
}
