import { skipSpace } from './characters.js';
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

const SPACE = 32;
const TAB = 9;

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
  if (hasBareNul(text.slice(start, headEnd))) throw malformed('head', text.slice(start, headEnd), 'a NUL in it');
  let index = lineEnd + 2;
  for (let count = 0; index < headEnd; count++) {
    if (count === maxHeaders) throw tooLarge(`more than ${maxHeaders} header fields`);
    index = readLine(text, index, fields);
  }
  return { startLine, fields };
}

/** Reads one header field with its continuation lines; returns the index of the next. */
function readLine(text: string, start: number, fields: Fields): number {
  let lineEnd = endOfLine(text, start);
  const colon = text.indexOf(':', start);
  if (colon < 0 || colon > lineEnd) throw malformed('header', text.slice(start, lineEnd), 'no ":"');
  const name = parseHeaderName(text.slice(start, trimEnd(text, start, colon)));
  let value = lineValue(text, colon + 1, lineEnd);
  while (isSpace(text.charCodeAt(lineEnd + 2))) {
    const lineStart = lineEnd + 2;
    lineEnd = endOfLine(text, lineStart);
    // A continuation stands for one space: RFC 3261 §7.3.1.
    const more = lineValue(text, lineStart, lineEnd);
    value = value === '' || more === '' ? value + more : `${value} ${more}`;
  }
  readField(fields, name, value);
  return lineEnd + 2;
}

function lineValue(text: string, start: number, end: number): string {
  const from = skipSpace(text, start);
  return from >= end ? '' : text.slice(from, trimEnd(text, from, end));
}

/** The index of the CR at the line's end. A lone CR or LF would be read as a line's end by others, so it is refused. */
function endOfLine(text: string, start: number): number {
  const lf = text.indexOf('\n', start);
  const cr = text.indexOf('\r', start);
  if (cr < 0 || cr + 1 !== lf) throw malformed('line', text.slice(start, Math.max(lf, cr)), 'a lone CR or LF');
  return cr;
}

function trimEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isSpace(text.charCodeAt(index - 1))) index--;
  return index;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}

function exceeds(text: string, start: number, end: number, maxBytes: number): boolean {
  if (end - start > maxBytes) return true;
  // No UTF-16 code unit has more than three bytes in UTF-8.
  return (end - start) * 3 > maxBytes && utf8Length(text.slice(start, end)) > maxBytes;
}

function tooLarge(state: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: ${state}`, 'Message Too Large', 513);
}

function incomplete(text: string, start: number): SipSyntaxError {
  return malformed('message', text.slice(start), 'no empty line behind its header fields');
}
