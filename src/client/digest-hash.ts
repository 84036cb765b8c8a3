import { encodeUtf8, toHex } from '../sip/codec/index.js';
import type { Algorithm } from '../sip/digest/index.js';
import { loadFurther } from './load-further.js';

/**
 * The hash of the text's UTF-8, in lower-case hexadecimal: the host's own, if there is one. Web Crypto is missing on pages that
 * are not served over TLS, and has no MD5. docs/decisions/0001.
 * @throws Reason `LocalFailure` when it is to be loaded, and cannot be.
 */
export async function digestHash(algorithm: Algorithm, text: string): Promise<string> {
  if (algorithm === 'SHA-256' && crypto.subtle) {
    return toHex(new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(encodeUtf8(text)))));
  }
  const { hash } = await loadFurther();
  return hash(algorithm, text);
}
