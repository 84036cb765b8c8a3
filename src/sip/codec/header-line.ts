import { formatHeaderName, isStructured } from './header-name.js';

/**
 * Refuses text that would end its line, or hold NUL where a reader stops at it. Every value that is written as it
 * stands passes here: this is what keeps a peer's text from becoming a header field of ours.
 * @throws {TypeError} For CR, LF, or a NUL that no backslash escapes.
 */
export function checkLine(text: string): void {
  if (text.includes('\n') || text.includes('\r') || hasBareNul(text)) {
    throw new TypeError(`Cannot format ${JSON.stringify(text)}: it has a line break or NUL`);
  }
}

/** Whether there is a NUL without a backslash before it. RFC 3261 §25.1 has it in `quoted-pair` only. */
export function hasBareNul(text: string): boolean {
  let index = text.indexOf('\0');
  while (index >= 0) {
    if (text[index - 1] !== '\\') return true;
    index = text.indexOf('\0', index + 1);
  }
  return false;
}

/**
 * `Name: value` and a line break for each value.
 * @param name - In any case; one that has no place of its own in a message.
 * @throws {TypeError} For a name that is no token or has its own place, or a value of more than one line.
 */
export function formatHeader(name: string, values: string | readonly string[]): string {
  const canonical = formatHeaderName(name);
  if (isStructured(canonical)) throw new TypeError(`Cannot format header "${canonical}": it has a place of its own`);
  if (typeof values === 'string') return formatLine(canonical, values);
  let lines = '';
  for (const value of values) lines += formatLine(canonical, value);
  return lines;
}

function formatLine(name: string, value: string): string {
  checkLine(value);
  return `${name}: ${value}\r\n`;
}
