import { unformattable } from './sip-syntax-error.js';

/** The text that a quoted string stands for, given what is between its quotes: backslashes resolved. RFC 3261 §25.1. */
export function unquote(inner: string): string {
  return inner.includes('\\') ? inner.replace(/\\([^])/g, '$1') : inner;
}

/**
 * In quotes, with a backslash where the grammar wants one.
 * @throws {TypeError} For a line break: no quoted string can hold one.
 */
export function quote(text: string): string {
  if (/[\r\n]/.test(text)) throw unformattable('quoted string', text);
  // Control characters are allowed behind a backslash only (`quoted-pair`), NUL among them.
  // eslint-disable-next-line no-control-regex
  return `"${text.replace(/["\\\0-\x08\x0b-\x1f\x7f]/g, '\\$&')}"`;
}
