import { missingField } from './fields.js';
import { parseHead, type Head } from './head.js';
import type { Body, NameAddr, SipMessage } from './message.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { encodeUtf8, utf8Length } from './utf8.js';

/** A byte order mark in a body belongs to the body. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads one whole message as `parseMessage` does, for a client, whose only peer is the server that it chose: without
 * limits, and without what `checkHead` refuses. All of it is text: bytes that are no UTF-8 become U+FFFD.
 * @throws {SipSyntaxError} For text that is no message.
 */
export function parseText(data: string | Uint8Array): SipMessage {
  const text = typeof data === 'string' ? data : DECODER.decode(data);
  const { start, end } = findHead(text);
  if (end < 0) throw noEmptyLine(text);
  const head = parseHead(text.slice(start, end + 2));
  const body = text.slice(end + 4);
  const length = utf8Length(body);
  const wanted = bodyLength(head, length);
  return toMessage(head, wanted === length ? body : DECODER.decode(encodeUtf8(body).subarray(0, wanted)));
}

/** Where the head starts, for line breaks before it are ignored (RFC 3261 §7.5), and where it ends; less than 0 for nowhere. */
export function findHead(text: string): { readonly start: number; readonly end: number } {
  let start = 0;
  while (text.startsWith('\r\n', start)) start += 2;
  return { start, end: text.indexOf('\r\n\r\n', start) };
}

/** The error for a message whose head does not end. */
export function noEmptyLine(head: string): SipSyntaxError {
  return malformed('message', head, 'no empty line behind its header fields');
}

/** How many of the `length` bytes behind the head are the body. */
export function bodyLength({ fields }: Head, length: number): number {
  const wanted = fields.contentLength ?? length;
  if (wanted <= length) return wanted;
  throw new SipSyntaxError(
    `Cannot read message: Content-Length ${wanted}, but only ${length} bytes of body`,
    'Content-Length Too Large',
  );
}

/** The message that head and body make. Throws `SipSyntaxError` without one of the fields which every message has. */
export function toMessage({ startLine, fields }: Head, body: Body): SipMessage {
  const { via, from, to, callId, cseq, route, recordRoute, maxForwards, headers } = fields;
  if (!via[0] || !from || !to || !callId || !cseq) {
    const name = missingField(fields);
    throw new SipSyntaxError(`Cannot read message: no ${name} header field`, `Missing ${name}`);
  }
  const contact = fields.contact.includes('*') ? '*' : (fields.contact as readonly NameAddr[]);
  // Written out twice, for a spread takes longer than all the rest of the parser.
  if (startLine.kind === 'request') {
    const { kind, method, uri } = startLine;
    return { kind, method, uri, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
  }
  const { kind, status, reason } = startLine;
  return { kind, status, reason, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
}
