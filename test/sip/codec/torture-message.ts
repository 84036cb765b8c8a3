import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  formatMessageBytes,
  formatRefusal,
  parseMessage,
  SipSyntaxError,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from '../../../src/sip/codec/index.js';

/** The bytes of `torture/rfc4475/<name>.dat`. */
export function rfc4475(name: string): Uint8Array {
  return read(`rfc4475/${name}`);
}

/**
 * The bytes of `torture/rfc5118/<name>.dat` as they would be on the wire: the archive has bare line feeds, two messages
 * lack their empty line, and the Content-Lengths were counted with other line ends.
 */
export function rfc5118(name: string): Uint8Array {
  const [head = '', body = ''] = Buffer.from(read(`rfc5118/${name}`))
    .toString()
    .split(/\n\n([^]*)/);
  const wireBody = body.replaceAll('\n', '\r\n');
  const wireHead = head.trimEnd().replace(/Content-Length: \d+/, `Content-Length: ${Buffer.byteLength(wireBody)}`);
  return Buffer.from(`${wireHead.replaceAll('\n', '\r\n')}\r\n\r\n${wireBody}`);
}

function read(path: string): Uint8Array {
  return readFileSync(new URL(`torture/${path}.dat`, import.meta.url));
}

/** Parses, and sees that what was parsed survives being formatted. */
export function accept(data: Uint8Array): SipMessage {
  const message = parseMessage(data);
  assert.deepEqual(parseMessage(formatMessageBytes(message)), message);
  return message;
}

export function acceptRequest(data: Uint8Array): SipRequest {
  const message = accept(data);
  assert.equal(message.kind, 'request');
  return message as SipRequest;
}

export function acceptResponse(data: Uint8Array): SipResponse {
  const message = accept(data);
  assert.equal(message.kind, 'response');
  return message as SipResponse;
}

/** Sees that the text is refused, and returns why. */
export function refuse(data: Uint8Array): SipSyntaxError {
  try {
    parseMessage(data);
  } catch (error) {
    assert.ok(error instanceof SipSyntaxError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'The message was not refused' });
}

/** Sees that the request is refused with that status and reason, in a response that is one; returns the response. */
export function refuseRequest(data: Uint8Array, status: number, reason: string): SipResponse {
  const error = refuse(data);
  assert.deepEqual([error.status, error.reason], [status, reason]);
  const text = formatRefusal(data, error, 'totag');
  assert.ok(text !== undefined, 'no response');
  const response = parseMessage(text);
  assert.equal(response.kind, 'response');
  assert.deepEqual([response.status, response.reason, response.body], [status, reason, '']);
  assert.ok(response.to.params.get('tag'));
  return response;
}
