import {
  bareType,
  COMPOSING_TYPE,
  formatCpim,
  IMDN_NAMESPACE,
  IMDN_TYPE,
  parseCpim,
  TEXT_TYPES,
} from '../../sip/body/index.js';
import {
  formatPayload,
  header,
  randomToken,
  type Body,
  type NameAddr,
  type Payload,
  type SipMessage,
} from '../../sip/codec/index.js';
import type { LoggedMessage } from './conversation-log.js';
import { SipError } from './sip-error.js';

/** What a member says, as they sent it. */
export interface Spoken {
  /** The sender's id of it; made up for peers that send none. */
  readonly id: string;
  readonly contentType: string;
  readonly content: string;
  /** Of what the sender wants to be told: `imdn.Disposition-Notification`, RFC 5438 §6.4. Not there when of nothing. */
  readonly notify?: string;
}

/** What a member tells beside messages: that they are writing, or that they have seen a message. It is not logged as it is. */
export interface Notice {
  readonly notice: typeof COMPOSING_TYPE | typeof IMDN_TYPE;
  readonly content: string;
}

const UNSUPPORTED = { Accept: TEXT_TYPES.join(', ') };

/**
 * Reads what a MESSAGE says: `message/cpim` (RFC 3862) around text or a notice, or the text itself from peers that know no CPIM.
 * Who says it and when is not read: that is the server's word.
 * @throws SipError 413 or 415, SipSyntaxError.
 */
export function readSaid(message: SipMessage, maxBytes: number): Spoken | Notice {
  return saidOf(header(message, 'content-type'), message.body, maxBytes);
}

/** A logged message as CPIM, with the server's word on who said it and when. RFC 3862, RFC 5438 §6. */
export function formatSpoken({ event }: LoggedMessage, from: NameAddr, to: NameAddr): string {
  const { id: messageId, contentType, content, notify } = event;
  const said = { from, to, dateTime: new Date(event.at), messageId, contentType, content };
  return formatCpim(notify === undefined ? said : { ...said, notify });
}

/** A logged message as the payload of a MESSAGE. `History-Position` is its place in the log. */
export function spokenPayload(message: LoggedMessage, cpim: string | undefined): Payload {
  return formatPayload({
    headers: { 'History-Position': String(message.position) },
    contentType: cpim === undefined ? `${message.event.contentType};charset=utf-8` : 'message/cpim',
    body: cpim ?? message.event.content,
  });
}

/** Reads text of some type. @throws SipError 413 or 415, SipSyntaxError. */
export function spokenOf(contentType: string | undefined, body: Body, maxBytes: number): Spoken {
  const said = saidOf(contentType, body, maxBytes);
  if ('notice' in said) throw new SipError(415, 'Unsupported Media Type', UNSUPPORTED);
  return said;
}

function saidOf(contentType: string | undefined, body: Body, maxBytes: number): Spoken | Notice {
  const content = textOf(body);
  if (content.length > maxBytes) throw new SipError(413, `A message may have at most ${maxBytes} bytes`);
  const type = bareType(contentType ?? '');
  if (type === 'text/plain' || type === 'text/html') return { id: randomToken(), contentType: type, content };
  if (type !== 'message/cpim') throw new SipError(415, 'Unsupported Media Type', UNSUPPORTED);
  return unwrap(content);
}

const ADDRESS = String.raw`(?:"[^"\\\r\n]*" |[\w ]*)<sips?:[\w.-]+@[\w.-]+>`;
const TIME = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z`;

/** What may be asked for: RFC 5438 §6.4. We do not process messages, so nobody is told of that. */
const WISH = '(?:positive-delivery|negative-delivery|display)';

/** The head of a CPIM as our clients write it: `parseCpim` takes many times as long. */
const USUAL_HEAD = new RegExp(
  [
    `^From: ${ADDRESS}`,
    `To: ${ADDRESS}`,
    `DateTime: ${TIME}`,
    `NS: imdn <${IMDN_NAMESPACE}>`,
    String.raw`imdn\.Message-ID: ([\w.@+-]+)(?:\r\nimdn\.Disposition-Notification: (${WISH}(?:, ${WISH})*))?`,
    '',
    'Content-Type: (text/(?:plain|html))(?:; ?charset=utf-8)?',
    '\r\n',
  ].join('\r\n'),
);

const WISHES = new RegExp(String.raw`(?<![^\s,])${WISH}(?![^\s,;])`, 'g');

function unwrap(text: string): Spoken | Notice {
  const { 0: head, 1: id, 2: notify, 3: type } = USUAL_HEAD.exec(text) ?? [];
  if (head !== undefined && id !== undefined && type !== undefined) {
    const content = text.slice(head.length);
    return notify === undefined ? { id, contentType: type, content } : { id, contentType: type, content, notify };
  }
  const cpim = parseCpim(text);
  const contentType = bareType(cpim.contentType);
  if (contentType === COMPOSING_TYPE || contentType === IMDN_TYPE)
    return { notice: contentType, content: cpim.content };
  if (contentType !== 'text/plain' && contentType !== 'text/html') {
    throw new SipError(415, 'Unsupported Media Type', UNSUPPORTED);
  }
  const said = { id: cpim.messageId || randomToken(), contentType, content: cpim.content };
  // A notification names the message by its id.
  const wishes = cpim.messageId ? (cpim.notify?.toLowerCase().match(WISHES) ?? []) : [];
  return wishes.length > 0 ? { ...said, notify: wishes.join(', ') } : said;
}

/** @throws SipError 415 for bytes that are not UTF-8. */
export function textOf(body: Body): string {
  if (typeof body !== 'string') throw new SipError(415, 'A body must be UTF-8 text', UNSUPPORTED);
  return body;
}
