import { requireFields } from './fields.js';
import { parseHead, type Head } from './head.js';
import type { Body, SipMessage } from './message.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { decodeBody, decodeUtf8, encodeUtf8, utf8Length } from './utf8.js';

/** What `parseMessage` reads at most; over a limit it throws with status 513. The body is the transport's affair. */
export interface MessageLimits {
  /** Start line and header fields together. Default 16384. */
  readonly maxHeadBytes?: number;
  /** Header field lines. Default 128. */
  readonly maxHeaders?: number;
}

const NO_LIMITS_GIVEN: MessageLimits = {};
const HEAD_END = '\r\n\r\n';
const CR = 13;
const LF = 10;

/**
 * Reads one whole message, as a WebSocket message or a datagram holds it: bytes behind those that Content-Length counts
 * are dropped, and without Content-Length the body is all the rest. RFC 3261 §7, §18.3.
 * @param data - Text, or bytes; the head must be UTF-8.
 * @throws {SipSyntaxError} For text that is no message or a limit exceeded, and nothing else.
 */
export function parseMessage(data: string | Uint8Array, limits: MessageLimits = NO_LIMITS_GIVEN): SipMessage {
  if (typeof data === 'string') return parseText(data, limits);
  const text = decodeUtf8(data);
  if (text === undefined) return parseBinary(data, limits);
  return parseText(text, limits, text.length === data.length);
}

/** `ascii` spares counting the body's bytes: it is true where there is a byte for each character. */
function parseText(text: string, limits: MessageLimits, ascii = false): SipMessage {
  const start = skipLineBreaks(text);
  const end = text.indexOf(HEAD_END, start);
  const head = parseHead(text, start, end, limits);
  const { contentLength } = head.fields;
  return toMessage(
    head,
    contentLength === undefined ? text.slice(end + 4) : cutText(text, end + 4, contentLength, ascii),
  );
}

/** For bytes that are not all UTF-8. The head must be. */
function parseBinary(bytes: Uint8Array, limits: MessageLimits): SipMessage {
  const headEnd = findHeadEnd(bytes);
  const text = decodeUtf8(bytes.subarray(0, headEnd));
  if (text === undefined) throw new SipSyntaxError('Cannot read message: its head is not UTF-8', 'Head Not UTF-8');
  const start = skipLineBreaks(text);
  const head = parseHead(text, start, text.indexOf(HEAD_END, start), limits);
  const body = bytes.subarray(headEnd);
  const { contentLength } = head.fields;
  return toMessage(head, decodeBody(contentLength === undefined ? body : cutBytes(body, contentLength)));
}

/** Line breaks before a message are ignored: RFC 3261 §7.5. */
function skipLineBreaks(text: string): number {
  let index = 0;
  while (text.startsWith('\r\n', index)) index += 2;
  return index;
}

/** The index of the body. */
function findHeadEnd(bytes: Uint8Array): number {
  let index = 0;
  while (bytes[index] === CR && bytes[index + 1] === LF) index += 2;
  for (index = bytes.indexOf(CR, index); index >= 0; index = bytes.indexOf(CR, index + 1)) {
    if (bytes[index + 1] === LF && bytes[index + 2] === CR && bytes[index + 3] === LF) return index + 4;
  }
  return bytes.length;
}

function cutText(text: string, start: number, contentLength: number, ascii: boolean): Body {
  // Counted in the whole text: V8 reads the characters of a slice four times as slowly.
  const length = ascii ? text.length - start : utf8Length(text, start);
  if (length === contentLength) return text.slice(start);
  if (length > contentLength && length === text.length - start) return text.slice(start, start + contentLength);
  return decodeBody(cutBytes(encodeUtf8(text.slice(start)), contentLength));
}

function cutBytes(body: Uint8Array, contentLength: number): Uint8Array {
  if (body.length >= contentLength) return body.subarray(0, contentLength);
  throw new SipSyntaxError(
    `Cannot read message: Content-Length ${contentLength}, but only ${body.length} bytes of body`,
    'Content-Length Too Large',
  );
}

/** Checks what start line and fields must agree on. */
function toMessage({ startLine, fields }: Head, body: Body): SipMessage {
  const { via, from, to, callId, cseq } = requireFields(fields);
  const { contact, route, recordRoute, maxForwards, headers } = fields;
  if (startLine.kind === 'response') {
    const { kind, status, reason } = startLine;
    // prettier-ignore
    return { kind, status, reason, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
  }
  const { kind, method, uri } = startLine;
  if (cseq.method !== method) {
    throw new SipSyntaxError(`Cannot read message: CSeq of ${cseq.method} in ${method}`, 'CSeq Method Mismatch');
  }
  if (contact === '*' && method !== 'REGISTER') throw malformed('Contact', '*', 'not in a REGISTER');
  return { kind, method, uri, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
}
