import { isSpace, skipSpace, stripSpace, trimSpace } from './characters.js';
import { Fields, readField } from './fields.js';
import { hasBareNul } from './header-line.js';
import { parseHeaderName } from './header-name.js';
import type { MessageLimits } from './parse-message.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { parseStartLine, type StartLine } from './start-line.js';
import { utf8Length } from './utf8.js';

/** All of a message but its body. */
export interface Head {
  readonly startLine: StartLine;
  readonly fields: Fields;
}

/**
 * Reads start line and header fields.
 * @param text - The message.
 * @param start - Where its start line begins.
 * @param end - Where the line break of the last header line begins; -1 where no empty line follows the head.
 * @throws {SipSyntaxError} RFC 3261 §7; lines end with CR LF and nothing else.
 */
export function parseHead(text: string, start: number, end: number, limits: MessageLimits): Head {
  const { maxHeadBytes = 16_384, maxHeaders = 128 } = limits;
  const headEnd = end < 0 ? text.length : end;
  if (exceeds(text, start, headEnd, maxHeadBytes)) throw tooLarge(`its head has more than ${maxHeadBytes} bytes`);
  if (end < 0) throw incomplete(text, start);
  const lineEnd = endOfLine(text, start);
  const startLine = parseStartLine(text.slice(start, lineEnd));
  const fields = Fields();
  if (text.includes('\0', start) && hasBareNul(text.slice(start, headEnd)))
    throw malformed('head', text.slice(start, headEnd), 'a NUL in it');
  let index = lineEnd + 2;
  for (let count = 0; index < headEnd; count++) {
    if (count === maxHeaders) throw tooLarge(`more than ${maxHeaders} header fields`);
    index = readLine(text, index, fields);
  }
  return { startLine, fields };
}

/** Reads one header field with its continuation lines; returns the index of the next. */
function readLine(text: string, start: number, fields: Fields): number {
  const lineEnd = endOfLine(text, start);
  const colon = text.indexOf(':', start);
  if (colon < 0 || colon > lineEnd) throw malformed('header', text.slice(start, lineEnd), 'no ":"');
  const name = parseHeaderName(text.slice(start, trimSpace(text, start, colon)));
  const valueStart = skipSpace(text, colon + 1, lineEnd);
  const valueEnd = trimSpace(text, valueStart, lineEnd);
  if (isSpace(text.charCodeAt(lineEnd + 2))) return readFolded(text, valueStart, lineEnd, name, fields);
  readField(fields, name, text, valueStart, valueEnd);
  return lineEnd + 2;
}

/** A continuation line stands for one space: RFC 3261 §7.3.1. */
function readFolded(text: string, valueStart: number, firstEnd: number, name: string, fields: Fields): number {
  let value = stripSpace(text.slice(valueStart, firstEnd));
  let lineEnd = firstEnd;
  while (isSpace(text.charCodeAt(lineEnd + 2))) {
    const lineStart = lineEnd + 2;
    lineEnd = endOfLine(text, lineStart);
    value += ` ${stripSpace(text.slice(lineStart, lineEnd))}`;
  }
  value = stripSpace(value);
  readField(fields, name, value, 0, value.length);
  return lineEnd + 2;
}

/** The index of the CR at the line's end. A lone CR or LF would be read as a line's end by others, so it is refused. */
function endOfLine(text: string, start: number): number {
  const lf = text.indexOf('\n', start);
  const cr = text.indexOf('\r', start);
  if (cr < 0 || cr + 1 !== lf) throw malformed('line', text.slice(start, Math.max(lf, cr)), 'a lone CR or LF');
  return cr;
}

function exceeds(text: string, start: number, end: number, maxBytes: number): boolean {
  if (end - start > maxBytes) return true;
  // No UTF-16 code unit has more than three bytes in UTF-8.
  return (end - start) * 3 > maxBytes && utf8Length(text, start, end) > maxBytes;
}

function tooLarge(state: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: ${state}`, 'Message Too Large', 513);
}

function incomplete(text: string, start: number): SipSyntaxError {
  return malformed('message', text.slice(start), 'no empty line behind its header fields');
}
