import type { Body } from './message.js';

const NON_ASCII = /[^\0-\x7f]/;
const ENCODER = new TextEncoder();
/** A byte order mark in a body belongs to the body. */
const STRICT_DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many bytes `encodeUtf8(text)` has. */
export function utf8Length(text: string): number {
  return NON_ASCII.test(text) ? encodeUtf8(text).length : text.length;
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

/** A character for each byte, those of ASCII as they are, so that bytes can be searched like text. */
export function toBinary(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
