/** What must not stand as it is: control characters, quotes, backslashes, and spaces that a reader would trim. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\0-\x1f\x7f"\\]|^ | $/g;

/** `unescapeCpim(escapeCpim(t))` equals `t`, and the result is one line without spaces around it. RFC 3862 §2.3.1. */
export function escapeCpim(text: string): string {
  return text.replace(SPECIAL, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The text that the escapes stand for; a backslash before anything else stands for nothing. */
export function unescapeCpim(text: string): string {
  return text.replace(/\\(?:u[\da-fA-F]{4}|[btnr]|([^]))/g, (escape, character: string | undefined) =>
    character === undefined ? String(JSON.parse(`"${escape}"`)) : character,
  );
}
