import type { IncomingText, MessageFormat, OutgoingText, PersonInfo } from '../model/index.js';
import { bareType, type Cpim, formatCpim, parseCpim } from '../sip/body/index.js';
import {
  addressOf,
  formatPayload,
  header,
  NameAddr,
  type Payload,
  randomToken,
  type SipMessage,
  type Uri,
} from '../sip/codec/index.js';

/** A message as CPIM. Its DateTime is ours; the server replaces it by its own. RFC 3862, RFC 5438 §6. */
export function formatText(message: OutgoingText, from: NameAddr, to: Uri): string {
  return formatSaid(from, to, {
    messageId: message.id,
    notify: message.receipts ? 'positive-delivery, negative-delivery, display' : 'negative-delivery',
    contentType: TYPES[message.format],
    content: message.text,
  });
}

/** Anything that we say, as CPIM. */
export function formatSaid(from: NameAddr, to: Uri, said: Omit<Cpim, 'from' | 'to' | 'dateTime'>): string {
  return formatCpim({ from, to: NameAddr(to), dateTime: new Date(), ...said });
}

/** CPIM as the payload of a MESSAGE. */
export function saidPayload(body: string, headers: Record<string, string> = {}): Payload {
  return formatPayload({ headers, contentType: 'message/cpim', body });
}

/**
 * Reads what somebody says: CPIM, or a bare text from peers that know no CPIM, whose sender is then From.
 * @returns With the bare type.
 * @throws SyntaxError for CPIM that cannot be parsed.
 */
export function readSaid(message: SipMessage, contentType: string, body: string): Omit<Cpim, 'to'> {
  const said =
    bareType(contentType) === 'message/cpim'
      ? parseCpim(body)
      : { from: message.from, dateTime: undefined, messageId: '', contentType, content: body };
  return { ...said, contentType: bareType(said.contentType) };
}

/** What was said, as a text. `undefined` when it is none that we take. */
export function textOf(message: SipMessage, said: Omit<Cpim, 'to'>): IncomingText | undefined {
  const { from, dateTime, messageId, notify = '', contentType, content: text } = said;
  const format = FORMATS.find(one => TYPES[one] === contentType);
  return (
    format && {
      id: messageId || randomToken(),
      text,
      format,
      receipts: notify.includes('display'),
      from: personOf(from),
      at: dateTime ?? new Date(),
      position: Number(header(message, 'history-position')) || 0,
    }
  );
}

export function contentTypeOf(message: SipMessage): string {
  return header(message, 'content-type') ?? '';
}

/** Somebody as a From, a Contact or a CPIM header names them. */
export function personOf({ uri, displayName }: NameAddr): PersonInfo {
  return { uri: addressOf(uri), displayName };
}

/** The media type of each format. */
export const TYPES = { Text: 'text/plain', Html: 'text/html' } as const;

export const FORMATS: readonly MessageFormat[] = ['Text', 'Html'];
