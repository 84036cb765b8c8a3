import type { IncomingText, MessageFormat, OutgoingText, PersonInfo } from '../model/index.js';
import { formatCpim, parseCpim } from '../sip/body/index.js';
import { addressOf, header, NameAddr, parseValue, randomToken, type SipMessage, type Uri } from '../sip/codec/index.js';

/** The types of text that a session takes, as its SDP and a 415 say them. */
export const TEXT_TYPES = ['message/cpim', 'text/plain', 'text/html'] as const;

/** A message as CPIM. Its DateTime is ours; the server replaces it by its own. RFC 3862, RFC 5438 §6.3. */
export function formatText(message: OutgoingText, from: NameAddr, to: Uri): string {
  return formatCpim({
    from,
    to: NameAddr(to),
    dateTime: new Date(),
    messageId: message.id,
    dispositionNotification: [],
    contentType: message.format === 'Html' ? 'text/html' : 'text/plain',
    content: message.text,
  });
}

/**
 * Reads what somebody said: CPIM, or bare text from peers that know no CPIM, whose sender is then From.
 * `undefined` for a type that we do not take.
 * @throws SyntaxError for CPIM that cannot be parsed.
 */
export function readText(message: SipMessage, contentType: string, body: string): IncomingText | undefined {
  const type = mediaType(contentType);
  if (type !== 'message/cpim') {
    const format = formatOf(type);
    return format && { id: randomToken(), text: body, format, from: personOf(message.from), at: new Date() };
  }
  const cpim = parseCpim(body);
  const format = formatOf(mediaType(cpim.contentType));
  if (!format) return undefined;
  const { content: text, messageId: id, dateTime: at = new Date() } = cpim;
  return { id: id || randomToken(), text, format, from: personOf(cpim.from), at };
}

/** The media type of a Content-Type, lower case. */
export function mediaType(contentType: string): string {
  return parseValue(contentType).value.toLowerCase();
}

export function contentTypeOf(message: SipMessage): string {
  return header(message, 'content-type') ?? '';
}

/** Somebody as a From, a Contact or a CPIM header names them. */
export function personOf({ uri, displayName }: NameAddr): PersonInfo {
  return { uri: addressOf(uri), displayName };
}

function formatOf(type: string): MessageFormat | undefined {
  if (type === 'text/plain') return 'Text';
  return type === 'text/html' ? 'Html' : undefined;
}
