import {
  decodeBody,
  decodeUtf8,
  formatHeader,
  malformed,
  parseValue,
  randomToken,
  SipSyntaxError,
  stripSpace,
  toBinary,
  type Body,
} from '../codec/index.js';
import { findParts } from './boundary.js';

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
  return findParts(body, boundary, maxParts).map(parsePart);
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
 * The body with all parts, and its Content-Type. `parseMultipart(contentType, body)` gives the parts back. The boundary
 * is random and made after the parts, so none of them can hold it.
 * @throws {TypeError} For a part of bytes, or a header value of more than one line.
 */
export function formatMultipart(parts: readonly Part[], subtype = 'mixed'): { contentType: string; body: string } {
  const boundary = randomToken(12);
  let text = '';
  for (const part of parts) {
    if (typeof part.body !== 'string') throw new TypeError('Cannot format multipart: a part of bytes');
    text += `--${boundary}\r\n${formatPartHead(part)}\r\n${part.body}\r\n`;
  }
  return { contentType: `multipart/${subtype};boundary=${boundary}`, body: `${text}--${boundary}--\r\n` };
}

function formatPartHead({ contentType, contentDisposition, headers }: Part): string {
  let text = formatHeader('Content-Type', contentType);
  if (contentDisposition !== '') text += formatHeader('Content-Disposition', contentDisposition);
  for (const [name, value] of headers) text += formatHeader(name, value);
  return text;
}

/** A part without header fields starts with the empty line. */
function parsePart(piece: Body): Part {
  const whole = typeof piece === 'string' ? piece : decodeBody(piece);
  const text = typeof whole === 'string' ? whole : toBinary(whole);
  const headEnd = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n') + 2;
  if (headEnd === 1) throw malformed('multipart', text, 'a part without an empty line');
  const head = whole.slice(0, headEnd);
  const headers = parsePartHead(typeof head === 'string' ? head : decodeUtf8(head));
  const contentType = headers.get('content-type') ?? 'text/plain';
  const contentDisposition = headers.get('content-disposition') ?? '';
  headers.delete('content-type');
  headers.delete('content-disposition');
  return { contentType, contentDisposition, headers, body: whole.slice(headEnd + 2) };
}

function parsePartHead(head: string | undefined): Map<string, string> {
  if (head === undefined) throw malformed('multipart', '', "a part's head that is not UTF-8");
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    if (line === '') continue;
    const [, name = '', value = ''] = /^([^:]+):([^]*)$/.exec(line) ?? [];
    const lower = stripSpace(name).toLowerCase();
    if (lower === '' || headers.has(lower)) throw malformed('multipart', line, 'no header field, or one twice');
    headers.set(lower, stripSpace(value));
  }
  return headers;
}
