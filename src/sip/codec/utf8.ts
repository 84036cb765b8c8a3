import type { Body } from './message.js';

const NON_ASCII = /[^\0-\x7f]/g;
const ENCODER = new TextEncoder();
/** A byte order mark in a body belongs to the body. */
const STRICT_DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many bytes `encodeUtf8(text)` has; with `start` and `end`, that part of it. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  // Most text is ASCII, and a regular expression finds that out in half the time of a loop.
  NON_ASCII.lastIndex = start;
  const first = NON_ASCII.test(text) ? NON_ASCII.lastIndex - 1 : end;
  let length = end - start;
  for (let index = first; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (isPair(text, code, index)) {
      length += 2;
      index++;
    } else length += 2;
  }
  return length;
}

/** The text in UTF-8; half a surrogate pair becomes U+FFFD, as on any WebSocket. */
export function encodeUtf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/** The text, or `undefined` when the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT_DECODER.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text where the bytes are UTF-8, else a copy of them: the bytes of a message may be the socket's own. */
export function decodeBody(bytes: Uint8Array): Body {
  return decodeUtf8(bytes) ?? Uint8Array.from(bytes);
}

function isPair(text: string, high: number, index: number): boolean {
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(index + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}
