import { decodeBody, malformed, parseValue, toBinary, type Body } from '../codec/index.js';
import { parseHeaderBlock } from './header-block.js';

/** One part of a multipart body, or a body that has no parts. RFC 2046 §5.1, RFC 5621. */
export interface Part {
  /** `text/plain` where the part does not say. RFC 2046 §5.1. */
  readonly contentType: string;
  /** By lower-case name, one value each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Body;
}

/** In all, nested ones included; more throws. */
const MAX_PARTS = 16;
/** Characters of a boundary; more throws. RFC 2046 §5.1.1. */
const MAX_BOUNDARY_LENGTH = 70;
/** How deep multipart may be within multipart; 1 is none within. */
const MAX_DEPTH = 3;

/**
 * The parts of a body that are not multipart themselves, in the order of the text: RFC 5621 §3.2. A body that is not
 * multipart is its own only part. What stands before the first boundary and behind the last is passed over.
 * @param contentType - The whole value, `multipart/mixed;boundary=…`.
 * @throws {SipSyntaxError} Without a boundary, for one too long, where the last one is missing, or over a limit.
 */
export function parseParts(contentType: string, body: Body): Part[] {
  return openPart({ contentType, headers: new Map(), body }, 0);
}

function openPart(part: Part, depth: number): Part[] {
  const { contentType, body } = part;
  if (!/^\s*multipart\//i.test(contentType)) return [part];
  if (depth === MAX_DEPTH) throw malformed('multipart', contentType, 'nested too deep');
  const boundary = parseValue(contentType).params.get('boundary');
  if (!boundary || boundary.length > MAX_BOUNDARY_LENGTH) {
    throw malformed('multipart', contentType, 'no boundary, or one too long');
  }
  const leaves = splitBody(body, boundary).flatMap(piece => openPart(parsePart(piece), depth + 1));
  if (leaves.length > MAX_PARTS) throw malformed('multipart', contentType, 'too many parts');
  return leaves;
}

/**
 * What stands between the boundary lines. RFC 2046 §5.1.1: a boundary line is `--` and the boundary at the start of a
 * line, with nothing but spaces behind; the line break before it belongs to it.
 */
function splitBody(body: Body, boundary: string): Body[] {
  const text = textOf(body);
  const pieces: Body[] = [];
  let start: number | undefined;
  const line = new RegExp(`(?:^|\r\n)--${boundary.replace(/\W/g, '\\$&')}(--)?[ \t]*(?:\r\n|$)`, 'g');
  for (const { 0: whole, 1: last, index } of text.matchAll(line)) {
    if (start !== undefined) pieces.push(body.slice(start, index));
    if (last) return pieces;
    start = index + whole.length;
  }
  throw malformed('multipart', text, 'no closing boundary');
}

function parsePart(piece: Body): Part {
  const body = typeof piece === 'string' ? piece : decodeBody(piece);
  const { fields, content } = parseHeaderBlock(textOf(body));
  return {
    contentType: fields.get('content-type') ?? 'text/plain',
    headers: fields,
    body: body.slice(body.length - content.length),
  };
}

function textOf(body: Body): string {
  return typeof body === 'string' ? body : toBinary(body);
}
