/** Classes of characters, RFC 3261 §25.1; each is one bit in a table, so that every scan is a look-up. */
export type CharacterClass = number;

/** `token`: method, header name, parameter name. */
export const TOKEN: CharacterClass = 1;
/** `user`, with `%` for its escapes. */
export const USER: CharacterClass = 2;
/** `password`, with `%`. */
export const PASSWORD: CharacterClass = 4;
/** Host names and IPv4 addresses; `_` is no host name character, but intranets have such names. */
export const HOST: CharacterClass = 8;
/** `paramchar` of a URI parameter, with `%`. */
export const URI_PARAM: CharacterClass = 16;
/** `hname` and `hvalue` behind a URI's `?`, with `%`. */
export const URI_HEADER: CharacterClass = 32;
/** A parameter value that may stand without quotes: `token / host`. */
export const BARE_VALUE: CharacterClass = 64;
/** Neither space nor control character; beyond ASCII anything. */
export const VISIBLE: CharacterClass = 128;
/** A parameter value without quotes as peers send it: all visible that does not end or enclose a value. */
export const LOOSE_VALUE: CharacterClass = 256;
/** `scheme`. */
export const SCHEME: CharacterClass = 512;
/** A display name without quotes: tokens and the spaces between. Beyond ASCII is tolerated. */
export const BARE_NAME: CharacterClass = 1024;

const BEYOND_ASCII = VISIBLE | LOOSE_VALUE | BARE_NAME;
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UNRESERVED = `${ALPHANUMERIC}-_.!~*'()`;
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');

const TABLE = new Uint16Array(128);
const allow = (kind: CharacterClass, characters: string): void => {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    TABLE[code] = (TABLE[code] ?? 0) | kind;
  }
};
allow(TOKEN, `${ALPHANUMERIC}-.!%*_+\`'~`);
allow(USER, `${UNRESERVED}%&=+$,;?/`);
allow(PASSWORD, `${UNRESERVED}%&=+$,`);
allow(HOST, `${ALPHANUMERIC}-._`);
allow(URI_PARAM, `${UNRESERVED}%[]/:&+$`);
allow(URI_HEADER, `${UNRESERVED}%[]/?:+$`);
allow(BARE_VALUE, `${ALPHANUMERIC}-.!%*_+\`'~[]:`);
allow(VISIBLE, PRINTABLE);
allow(LOOSE_VALUE, PRINTABLE.replace(/[;,"<>\\]/g, ''));
allow(SCHEME, `${ALPHANUMERIC}+-.`);
allow(BARE_NAME, `${ALPHANUMERIC}-.!%*_+\`'~ \t`);

/** Whether the character may stand in `kind`. `code` is a UTF-16 code unit; `NaN`, behind the text's end, is in none. */
export function isIn(code: number, kind: CharacterClass): boolean {
  return (code < 128 ? (TABLE[code] ?? 0) & kind : code >= 128 ? BEYOND_ASCII & kind : 0) !== 0;
}

/** The index of the first character from `start` on that is not in `kind`; `end` when all are. */
export function endOfRun(text: string, start: number, end: number, kind: CharacterClass): number {
  let index = start;
  while (index < end && isIn(text.charCodeAt(index), kind)) index++;
  return index;
}

/** Whether the text from `start` to `end`, all of it when they are not given, is not empty and all in `kind`. */
export function isAll(text: string, kind: CharacterClass, start = 0, end = text.length): boolean {
  return start < end && endOfRun(text, start, end, kind) === end;
}

/** Whether the character is space or tab. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** The index of the first character from `start` on that is neither space nor tab; `end` when all are. */
export function skipSpace(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isSpace(text.charCodeAt(index))) index++;
  return index;
}

/** The text without spaces and tabs around it. `trim` would take other characters too, which are part of a value. */
export function stripSpace(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, trimSpace(text, start, text.length));
}

/** The index behind the last character before `end` that is neither space nor tab; `start` when all are. */
export function trimSpace(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isSpace(text.charCodeAt(index - 1))) index--;
  return index;
}
