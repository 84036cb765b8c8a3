import {
  decodeUtf8,
  encodeUtf8,
  formatHeader,
  formatValue,
  malformed,
  parseValue,
  randomToken,
  SipSyntaxError,
  stripSpace,
  type Body,
} from '../codec/index.js';
import { findParts, toBinary, toBytes } from './boundary.js';

/** One part of a multipart body. RFC 2046 §5.1, RFC 5621. */
export interface Part {
  /** `text/plain` where the part does not say. RFC 2046 §5.1. */
  readonly contentType: string;
  /** `session`, `render` and others, parameters included; `''` where the part does not say. */
  readonly contentDisposition: string;
  /** The part's other header fields, by lower-case name, one value each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Body;
}

/** What is read at most; more throws. */
export interface MultipartLimits {
  /** In all, nested ones included. Default 16. */
  readonly maxParts?: number;
  /** How deep multipart may be within multipart; 1 is none within. Default 3. */
  readonly maxDepth?: number;
}

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/** A part as most are: text, and what it is for. */
export function Part(contentType: string, body: Body, contentDisposition = ''): Part {
  return { contentType, contentDisposition, headers: NO_HEADERS, body };
}

/** Whether the body of such a Content-Type has parts. */
export function isMultipart(contentType: string): boolean {
  return /^\s*multipart\//i.test(contentType);
}

/**
 * The parts of a body, in order; what stands before the first and behind the last is passed over. A part that is itself
 * multipart stays one part: see `parseLeaves`.
 * @param contentType - The whole value, `multipart/mixed;boundary=…`.
 * @throws {SipSyntaxError} Without a boundary, where the last one is missing, or over a limit.
 */
export function parseMultipart(contentType: string, body: Body, { maxParts = 16 }: MultipartLimits = {}): Part[] {
  const boundary = parseValue(contentType).params.get('boundary');
  if (!isMultipart(contentType) || !boundary) throw malformed('multipart', contentType, 'no boundary');
  const binary = typeof body !== 'string';
  const pieces = findParts(binary ? toBinary(body) : body, boundary, maxParts);
  return pieces.map(piece => parsePart(piece, binary));
}

/** All parts that are not multipart themselves, in the order of the text. RFC 5621 §3.2. */
export function parseLeaves(contentType: string, body: Body, limits: MultipartLimits = {}): Part[] {
  const { maxParts = 16, maxDepth = 3 } = limits;
  if (maxDepth < 1) throw new SipSyntaxError('Cannot read multipart: nested too deep', 'Multipart Too Deep');
  const leaves: Part[] = [];
  for (const part of parseMultipart(contentType, body, { maxParts })) {
    if (!isMultipart(part.contentType)) leaves.push(part);
    else leaves.push(...parseLeaves(part.contentType, part.body, { maxParts, maxDepth: maxDepth - 1 }));
    if (leaves.length > maxParts) throw new SipSyntaxError('Cannot read multipart: too many parts', 'Too Many Parts');
  }
  return leaves;
}

/**
 * The body with all parts, and its Content-Type. `parseMultipart(contentType, body)` gives the parts back. The body is
 * text unless a part has bytes.
 * @throws {TypeError} For a header value of more than one line.
 */
export function formatMultipart(parts: readonly Part[], subtype = 'mixed'): { contentType: string; body: Body } {
  const boundary = freeBoundary(parts);
  const contentType = formatValue({ value: `multipart/${subtype}`, params: new Map([['boundary', boundary]]) });
  const pieces: Body[] = [];
  for (const part of parts) pieces.push(`--${boundary}\r\n${formatPartHead(part)}\r\n`, part.body, '\r\n');
  pieces.push(`--${boundary}--\r\n`);
  return { contentType, body: join(pieces) };
}

/** A boundary that no part contains. One that is random cannot be guessed, but a part may quote an earlier message. */
function freeBoundary(parts: readonly Part[]): string {
  for (;;) {
    const boundary = randomToken(12);
    if (!parts.some(part => typeof part.body === 'string' && part.body.includes(boundary))) return boundary;
  }
}

function formatPartHead({ contentType, contentDisposition, headers }: Part): string {
  let text = formatHeader('Content-Type', contentType);
  if (contentDisposition !== '') text += formatHeader('Content-Disposition', contentDisposition);
  for (const [name, value] of headers) text += formatHeader(name, value);
  return text;
}

function join(pieces: readonly Body[]): Body {
  if (pieces.every(piece => typeof piece === 'string')) return pieces.join('');
  const chunks = pieces.map(piece => (typeof piece === 'string' ? encodeUtf8(piece) : piece));
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** A part without header fields starts with the empty line. */
function parsePart(piece: string, binary: boolean): Part {
  const headEnd = piece.startsWith('\r\n') ? 0 : piece.indexOf('\r\n\r\n');
  if (headEnd < 0) throw malformed('multipart', piece, 'a part without an empty line');
  const headers = parsePartHead(decode(piece.slice(0, headEnd), binary));
  const contentType = headers.get('content-type') ?? 'text/plain';
  const contentDisposition = headers.get('content-disposition') ?? '';
  headers.delete('content-type');
  headers.delete('content-disposition');
  const content = piece.slice(headEnd === 0 ? 2 : headEnd + 4);
  const body = binary ? (decodeUtf8(toBytes(content)) ?? toBytes(content)) : content;
  return { contentType, contentDisposition, headers, body };
}

function decode(text: string, binary: boolean): string {
  const decoded = binary ? decodeUtf8(toBytes(text)) : text;
  if (decoded === undefined) throw malformed('multipart', text, "a part's head that is not UTF-8");
  return decoded;
}

function parsePartHead(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = stripSpace(line.slice(0, Math.max(colon, 0))).toLowerCase();
    if (name === '' || headers.has(name)) throw malformed('multipart', line, 'no header field, or one that was there');
    headers.set(name, stripSpace(line.slice(colon + 1)));
  }
  return headers;
}
