import { checkHead, checkNul, otherVersion } from './check-head.js';
import { parseHead, type Head } from './head.js';
import type { Body, SipMessage } from './message.js';
import { bodyLength, findHead, noEmptyLine, toMessage } from './parse-text.js';
import { SipSyntaxError, tooLarge } from './sip-syntax-error.js';
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
  const whole = typeof data === 'string' ? data : (decodeUtf8(data) ?? data);
  const { start, end } = findHead(typeof whole === 'string' ? whole : toBinary(whole));
  const headEnd = end < 0 ? whole.length : end + 2;
  const head = typeof whole === 'string' ? whole.slice(start, headEnd) : decodeUtf8(whole.subarray(start, headEnd));
  if (head === undefined) throw new SipSyntaxError('Cannot read message: its head is not UTF-8', 'Head Not UTF-8');
  checkLimits(head, limits);
  if (end < 0) throw noEmptyLine(head);
  checkNul(head);
  const parsed = readHead(head);
  const message = toMessage(parsed, cutBody(whole.slice(end + 4), parsed));
  checkHead(parsed);
  return message;
}

function checkLimits(head: string, { maxHeadBytes = 16_384, maxHeaders = 128 }: MessageLimits): void {
  // No UTF-16 code unit has more than three bytes in UTF-8. The last line break is not counted.
  if (head.length * 3 > maxHeadBytes && utf8Length(head) > maxHeadBytes + 2) {
    throw tooLarge(`${maxHeadBytes} bytes of head`);
  }
  // The shortest field is a name, a colon and a line break: most heads are too short for too many, and are not counted.
  if (head.length <= maxHeaders * 4) return;
  // The first line is none; one that starts with a space continues another.
  const lines = head.match(/\r\n(?![ \t])/g)?.length ?? 0;
  if (lines - 1 > maxHeaders) throw tooLarge(`${maxHeaders} header fields`);
}

function readHead(text: string): Head {
  try {
    return parseHead(text);
  } catch (error) {
    throw otherVersion(text) ?? error;
  }
}

function cutBody(body: Body, head: Head): Body {
  if (typeof body !== 'string') return decodeBody(body.subarray(0, bodyLength(head, body.length)));
  const length = utf8Length(body);
  const wanted = bodyLength(head, length);
  return wanted === length ? body : decodeBody(encodeUtf8(body).subarray(0, wanted));
}
