import { malformed, SipSyntaxError } from '../codec/index.js';

/**
 * What stands between the boundary lines of a body. RFC 2046 §5.1.1: a boundary line is `--` and the boundary at the
 * start of a line, with nothing but spaces behind; the line break before it belongs to it.
 * @throws {SipSyntaxError} Where there is none, the closing one is missing, or there are more than `maxParts` parts.
 */
export function findParts(text: string, boundary: string, maxParts: number): string[] {
  const parts: string[] = [];
  let line = findBoundary(text, boundary, 0);
  while (line && !line.closing) {
    if (parts.length === maxParts) {
      throw new SipSyntaxError(`Cannot read multipart: more than ${maxParts} parts`, 'Too Many Parts');
    }
    const next = findBoundary(text, boundary, line.end - 2);
    if (!next) break;
    parts.push(text.slice(line.end, Math.max(next.start, line.end)));
    line = next;
  }
  if (!line?.closing) throw malformed('multipart', text, 'no closing boundary');
  return parts;
}

interface BoundaryLine {
  /** Where the line break before it is. */
  readonly start: number;
  /** Where the next line begins. */
  readonly end: number;
  readonly closing: boolean;
}

function findBoundary(text: string, boundary: string, from: number): BoundaryLine | undefined {
  const delimiter = `--${boundary}`;
  for (let index = text.indexOf(delimiter, from); index >= 0; index = text.indexOf(delimiter, index + 1)) {
    if (index > 0 && (text[index - 1] !== '\n' || text[index - 2] !== '\r')) continue;
    const lineEnd = text.indexOf('\r\n', index);
    const rest = text.slice(index + delimiter.length, lineEnd < 0 ? text.length : lineEnd).trimEnd();
    const closing = rest === '--';
    if (!closing && (rest !== '' || lineEnd < 0)) continue;
    return { start: Math.max(index - 2, 0), end: lineEnd < 0 ? text.length : lineEnd + 2, closing };
  }
  return undefined;
}

/** A character for each byte, so that bytes can be searched like text. */
export function toBinary(bytes: Uint8Array): string {
  let text = '';
  // Arguments are limited: a large body goes in pieces.
  for (let index = 0; index < bytes.length; index += 8192) {
    text += String.fromCharCode(...bytes.subarray(index, index + 8192));
  }
  return text;
}

/** The bytes again: `toBytes(toBinary(b))` equals `b`. */
export function toBytes(binary: string): Uint8Array {
  return Uint8Array.from(binary, character => character.charCodeAt(0));
}
