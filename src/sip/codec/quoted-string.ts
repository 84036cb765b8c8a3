const BACKSLASH = 92;

/** The index of the quote that closes the one at `start`; -1 when none does before `end`. RFC 3261 §25.1 `quoted-string`. */
export function closingQuote(text: string, start: number, end: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(text, start, quote)) quote = text.indexOf('"', quote + 1);
  return quote < end ? quote : -1;
}

/** The text between the quotes at `open` and `close`, backslashes resolved. */
export function unquote(text: string, open: number, close: number): string {
  const inner = text.slice(open + 1, close);
  return inner.includes('\\') ? inner.replace(/\\(.)/gs, '$1') : inner;
}

/**
 * In quotes, with a backslash where the grammar wants one.
 * @throws {TypeError} For a line break: no quoted string can hold one.
 */
export function quote(text: string): string {
  if (text.includes('\n') || text.includes('\r')) {
    throw new TypeError(`Cannot quote ${JSON.stringify(text)}: it has a line break`);
  }
  // Control characters are allowed behind a backslash only (`quoted-pair`), NUL among them.
  // eslint-disable-next-line no-control-regex
  return `"${text.replace(/["\\\0-\x08\x0b-\x1f\x7f]/g, '\\$&')}"`;
}

/** An odd number of backslashes before the quote escapes it. */
function isEscaped(text: string, open: number, quote: number): boolean {
  let index = quote - 1;
  while (index > open && text.charCodeAt(index) === BACKSLASH) index--;
  return (quote - index) % 2 === 0;
}
