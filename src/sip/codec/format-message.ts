import { requireForm, VISIBLE } from './characters.js';
import { formatCSeq } from './cseq.js';
import { formatHeader } from './header-line.js';
import type { SipMessage } from './message.js';
import { formatAddresses, formatNameAddr } from './name-addr.js';
import { formatStartLine } from './start-line.js';
import { encodeUtf8, utf8Length } from './utf8.js';
import { formatVia } from './via.js';

/**
 * The whole message as text; Content-Length counts the body's bytes in UTF-8. `parseMessage(formatMessage(m))` equals `m`.
 * @throws {TypeError} For a body of bytes (see `formatMessageBytes`), or a value that its line cannot hold.
 */
export function formatMessage(message: SipMessage): string {
  const { body } = message;
  if (typeof body !== 'string') throw new TypeError('Cannot format message as text: its body is bytes');
  return `${formatHead(message)}Content-Length: ${utf8Length(body)}\r\n\r\n${body}`;
}

/** The whole message in bytes, whatever its body. `parseMessage(formatMessageBytes(m))` equals `m`. */
export function formatMessageBytes(message: SipMessage): Uint8Array {
  const body = typeof message.body === 'string' ? encodeUtf8(message.body) : message.body;
  const head = encodeUtf8(`${formatHead(message)}Content-Length: ${body.length}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** What routes the message comes first: RFC 3261 §7.3.1 asks for it. */
function formatHead(message: SipMessage): string {
  let text = formatStartLine(message);
  for (const via of message.via) text += `Via: ${formatVia(via)}\r\n`;
  if (message.maxForwards !== undefined) text += `Max-Forwards: ${message.maxForwards}\r\n`;
  text += formatAddresses('Route', message.route) + formatAddresses('Record-Route', message.recordRoute);
  text += `From: ${formatNameAddr(message.from)}\r\nTo: ${formatNameAddr(message.to)}\r\n`;
  text += `Call-ID: ${requireForm('Call-ID', VISIBLE, message.callId)}\r\nCSeq: ${formatCSeq(message.cseq)}\r\n`;
  text += message.contact === '*' ? 'Contact: *\r\n' : formatAddresses('Contact', message.contact);
  for (const [name, values] of message.headers) text += formatHeader(name, values);
  return text;
}
