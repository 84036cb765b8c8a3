import { missingField } from './fields.js';
import { parseHead, type Head } from './head.js';
import type { Body, NameAddr, SipMessage } from './message.js';
import { malformed, SipSyntaxError, tooLarge } from './sip-syntax-error.js';
import { decodeBody, decodeUtf8, encodeUtf8, toBinary, utf8Length } from './utf8.js';

/** What `parseMessage` reads at most; over a limit it throws with status 513. The body is the transport's affair. */
export interface MessageLimits {
  /** Start line and header fields together. Default 16384. */
  readonly maxHeadBytes?: number;
  /** Header field lines. Default 128. */
  readonly maxHeaders?: number;
}

/**
 * Reads one whole message, as a WebSocket message or a datagram holds it: bytes behind those that Content-Length counts
 * are dropped, and without Content-Length the body is all the rest. RFC 3261 §7, §18.3.
 * @param data - Text, or bytes; the head must be UTF-8.
 * @throws {SipSyntaxError} For text that is no message or a limit exceeded, and nothing else.
 */
export function parseMessage(data: string | Uint8Array, limits: MessageLimits = {}): SipMessage {
  const { maxHeadBytes = 16_384, maxHeaders = 128 } = limits;
  const whole = typeof data === 'string' ? data : (decodeUtf8(data) ?? data);
  const text = typeof whole === 'string' ? whole : toBinary(whole);
  let start = 0;
  // Line breaks before a message are ignored: RFC 3261 §7.5.
  while (text.startsWith('\r\n', start)) start += 2;
  const end = text.indexOf('\r\n\r\n', start);
  const headEnd = end < 0 ? text.length : end + 2;
  const head = typeof whole === 'string' ? whole.slice(start, headEnd) : decodeUtf8(whole.subarray(start, headEnd));
  if (head === undefined) throw new SipSyntaxError('Cannot read message: its head is not UTF-8', 'Head Not UTF-8');
  // No UTF-16 code unit has more than three bytes in UTF-8. The last line break is not counted.
  if (head.length * 3 > maxHeadBytes && utf8Length(head) > maxHeadBytes + 2)
    throw tooLarge(`${maxHeadBytes} bytes of head`);
  if (end < 0) throw malformed('message', head, 'no empty line behind its header fields');
  const parsed = parseHead(head, maxHeaders);
  return toMessage(parsed, cutBody(whole.slice(end + 4), parsed.fields.contentLength));
}

function cutBody(body: Body, contentLength: number | undefined): Body {
  const length = typeof body === 'string' ? utf8Length(body) : body.length;
  const wanted = contentLength ?? length;
  if (wanted > length) {
    throw new SipSyntaxError(
      `Cannot read message: Content-Length ${wanted}, but only ${length} bytes of body`,
      'Content-Length Too Large',
    );
  }
  if (typeof body !== 'string') return decodeBody(body.subarray(0, wanted));
  return wanted === length ? body : decodeBody(encodeUtf8(body).subarray(0, wanted));
}

/** Checks what start line and fields must agree on, and that those are there which every message has. */
function toMessage({ startLine, fields }: Head, body: Body): SipMessage {
  const { via, from, to, callId, cseq, route, recordRoute, maxForwards, headers } = fields;
  if (!via[0] || !from || !to || !callId || !cseq) {
    const name = missingField(fields);
    throw new SipSyntaxError(`Cannot read message: no ${name} header field`, `Missing ${name}`);
  }
  const method = startLine.kind === 'request' ? startLine.method : cseq.method;
  if (cseq.method !== method) {
    throw new SipSyntaxError(`Cannot read message: CSeq of ${cseq.method} in ${method}`, 'CSeq Method Mismatch');
  }
  const contact = readContact(fields.contact, method);
  // Written out twice, for a spread takes longer than all the rest of the parser.
  if (startLine.kind === 'request') {
    const { kind, uri } = startLine;
    return { kind, method, uri, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
  }
  const { kind, status, reason } = startLine;
  return { kind, status, reason, via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers, body };
}

/** RFC 3261 §20.10: `*` stands alone, in a REGISTER. */
function readContact(contact: readonly (NameAddr | '*')[], method: string): readonly NameAddr[] | '*' {
  if (!contact.includes('*')) return contact as readonly NameAddr[];
  if (contact.length > 1 || method !== 'REGISTER') throw malformed('Contact', '*', 'not alone, or not in a REGISTER');
  return '*';
}
