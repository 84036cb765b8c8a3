import { malformed, SipSyntaxError, toBinary, type Body } from '../codec/index.js';

/**
 * What stands between the boundary lines of a body. RFC 2046 §5.1.1: a boundary line is `--` and the boundary at the
 * start of a line, with nothing but spaces behind; the line break before it belongs to it.
 * @throws {SipSyntaxError} Where there is none, the closing one is missing, or there are more than `maxParts` parts.
 */
export function findParts(body: Body, boundary: string, maxParts: number): Body[] {
  const text = typeof body === 'string' ? body : toBinary(body);
  const delimiter = `--${boundary}`;
  const parts: Body[] = [];
  let start = -1;
  for (let index = text.indexOf(delimiter); index >= 0; index = text.indexOf(delimiter, index + 1)) {
    if (index > 0 && text.slice(index - 2, index) !== '\r\n') continue;
    const lineBreak = text.indexOf('\r\n', index);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    const rest = text.slice(index + delimiter.length, lineEnd).trimEnd();
    if (rest !== '--' && (rest !== '' || lineBreak < 0)) continue;
    if (start >= 0) parts.push(body.slice(start, Math.max(index - 2, start)));
    if (rest === '--') return parts;
    if (parts.length === maxParts) {
      throw new SipSyntaxError(`Cannot read multipart: more than ${maxParts} parts`, 'Too Many Parts');
    }
    start = lineEnd + 2;
  }
  throw malformed('multipart', text, 'no closing boundary');
}
