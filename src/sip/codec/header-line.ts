import { formatHeaderName } from './header-name.js';
import { unformattable } from './sip-syntax-error.js';

/** What ends a line, and NUL without a backslash before it, where a reader may stop. RFC 3261 §25.1 `quoted-pair`. */
const NOT_IN_LINE = /[\r\n]|(?:^|[^\\])\0/;

/**
 * Refuses text that would end its line, or hold NUL where a reader stops at it. Every value that is written as it
 * stands passes here: this is what keeps a peer's text from becoming a header field of ours.
 * @returns The text.
 * @throws {TypeError} For CR, LF, or a NUL that no backslash escapes.
 */
export function checkLine(text: string): string {
  if (NOT_IN_LINE.test(text)) throw unformattable('line', text);
  return text;
}

/**
 * `Name: value` and a line break for each value.
 * @param name - In any case; one that has no place of its own in a message.
 * @throws {TypeError} For a name that is no token or has its own place, or a value of more than one line.
 */
export function formatHeader(name: string, values: string | readonly string[]): string {
  const usual = formatHeaderName(name);
  let lines = '';
  for (const value of typeof values === 'string' ? [values] : values) lines += `${usual}: ${checkLine(value)}\r\n`;
  return lines;
}

/** Lines of header fields by name, see `formatHeader`; a list gives a line for each value. */
export function formatHeaders(headers: Readonly<Record<string, string | readonly string[]>> | undefined): string {
  let lines = '';
  for (const name in headers) lines += formatHeader(name, headers[name] ?? []);
  return lines;
}
