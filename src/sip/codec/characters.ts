import { unformattable } from './sip-syntax-error.js';

/** `token`: method, header name, parameter name. RFC 3261 §25.1. */
export const TOKEN = /^[\w.!%*+`'~-]+$/;
/** Neither space nor control character; beyond ASCII anything. */
export const VISIBLE = /^[!-~\x80-\uffff]+$/;

/**
 * The text, where it is of that form.
 * @param what - What it is to be, for the error.
 * @throws {TypeError} Where it is not.
 */
export function requireForm(what: string, form: RegExp, text: string): string {
  if (form.test(text)) return text;
  throw unformattable(what, text);
}

/** The text, where it is a token. Throws `TypeError` where it is none. */
export function requireToken(what: string, text: string): string {
  return requireForm(what, TOKEN, text);
}

/** The number that the digits make; `NaN` for anything else. `Number` takes far longer, and takes `2e2` for a number. */
export function parseDigits(text: string): number {
  let number = text === '' ? NaN : 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
  }
  return number;
}

/** Whether there is a space or a tab at `index`. */
export function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || code === 9;
}

/**
 * The text without spaces and tabs around it. `trim` would take other characters too, which are part of a value; a
 * regular expression would take the square of the time for many spaces.
 */
export function stripSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return text.slice(start, end);
}
