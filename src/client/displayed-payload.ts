import type { IncomingText } from '../model/index.js';
import { formatImdn, IMDN_TYPE } from '../sip/body/index.js';
import { addressOf, type NameAddr, parseUri, type Payload, randomToken } from '../sip/codec/index.js';
import { formatSaid, saidPayload } from './spoken-text.js';

/** Tells that `me` has seen a message: RFC 5438 §7.2.1.1. The position says which it is to the server, which logs that. */
export function displayedPayload({ id, at, from, position }: IncomingText, me: NameAddr): Payload {
  const recipient = addressOf(me.uri);
  const content = formatImdn({ messageId: id, dateTime: at, recipient, kind: 'display', status: 'displayed' });
  const said = { messageId: randomToken(), contentType: IMDN_TYPE, content };
  return saidPayload(formatSaid(me, parseUri(from.uri), said), { 'History-Position': String(position) });
}

/** Of each sender the last message, in the order of the log; the last that asks for a receipt, and the last that does not. */
export function lastOfEach(messages: readonly IncomingText[]): readonly IncomingText[] {
  const last = new Map<string, IncomingText>();
  for (const message of messages.filter(({ position }) => position > 0)) {
    const key = `${message.receipts} ${message.from.uri}`;
    if (message.position > (last.get(key)?.position ?? 0)) last.set(key, message);
  }
  return [...last.values()].sort((one, other) => one.position - other.position);
}
