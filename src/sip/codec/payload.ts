import { checkLine, formatHeaders } from './header-line.js';
import { utf8Length } from './utf8.js';

declare const payloadBrand: unique symbol;

/**
 * What follows a dialog's own header fields in a message: further fields, Content-Type, Content-Length, the empty line
 * and the body. Formatted once, it can be sent in many dialogs.
 */
export type Payload = string & { readonly [payloadBrand]: true };

/** No further field, no body. */
export const NO_PAYLOAD = 'Content-Length: 0\r\n\r\n' as Payload;

/**
 * @param payload.headers - By name in any case; a list gives a line for each value.
 * @param payload.contentType - Must be given with a body; a full value such as `text/plain;charset=utf-8`.
 * @param payload.body - Text.
 * @throws {TypeError} For a value of more than one line, a field that has its own place, a body without Content-Type.
 */
export function formatPayload(payload: {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly contentType?: string;
  readonly body?: string;
}): Payload {
  const { headers, contentType, body = '' } = payload;
  let text = formatHeaders(headers);
  if (contentType !== undefined) {
    text += `Content-Type: ${checkLine(contentType)}\r\n`;
  } else if (body !== '') {
    throw new TypeError('Cannot format payload: a body without Content-Type');
  }
  return `${text}Content-Length: ${utf8Length(body)}\r\n\r\n${body}` as Payload;
}
