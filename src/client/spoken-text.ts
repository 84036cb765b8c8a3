import type { IncomingText, MessageFormat, OutgoingText, PersonInfo } from '../model/index.js';
import { bareType, formatCpim, parseCpim } from '../sip/body/index.js';
import { addressOf, header, NameAddr, randomToken, type SipMessage, type Uri } from '../sip/codec/index.js';

/** A message as CPIM. Its DateTime is ours; the server replaces it by its own. RFC 3862, RFC 5438 §6.3. */
export function formatText(message: OutgoingText, from: NameAddr, to: Uri): string {
  return formatCpim({
    from,
    to: NameAddr(to),
    dateTime: new Date(),
    messageId: message.id,
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
  const { from, dateTime, messageId, content, ...wrapped } =
    bareType(contentType) === 'message/cpim'
      ? parseCpim(body)
      : { from: message.from, dateTime: undefined, messageId: '', contentType, content: body };
  const format = formatOf(bareType(wrapped.contentType));
  const id = messageId || randomToken();
  return format && { id, text: content, format, from: personOf(from), at: dateTime ?? new Date() };
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
