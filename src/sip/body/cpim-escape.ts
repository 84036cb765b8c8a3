/** The letters that stand behind a backslash for a control character. RFC 3862 §2.3.1. */
const LETTERS: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', r: '\r' };

/** What must not stand as it is: control characters, quotes, backslashes, and spaces that a reader would trim. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\0-\x1f\x7f"\\]|^ | $|^;|,/g;

/** `unescapeCpim(escapeCpim(t))` equals `t`, and the result is one line without spaces around it. RFC 3862 §2.3.1. */
export function escapeCpim(text: string): string {
  return text.replace(SPECIAL, character => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The text that the escapes stand for; a backslash before anything else stands for nothing. */
export function unescapeCpim(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex: string | undefined, character: string) =>
    hex === undefined ? (LETTERS[character] ?? character) : String.fromCharCode(parseInt(hex, 16)),
  );
}
