import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPayload, header, NO_PAYLOAD, parseMessage } from '../../../src/sip/codec/index.js';

const HEAD = [
  'MESSAGE sip:bob@contoso.example SIP/2.0',
  'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
  'From: <sip:alice@contoso.example>;tag=1',
  'To: <sip:bob@contoso.example>',
  'Call-ID: 1',
  'CSeq: 1 MESSAGE',
  '',
].join('\r\n');

test('formatPayload() makes the end of a message', () => {
  const headers = { 'history-after': '4711', Supported: ['a', 'b'] };
  const payload = formatPayload({ headers, contentType: 'text/plain', body: 'Grüße' });
  const message = parseMessage(HEAD + payload);
  assert.equal(header(message, 'history-after'), '4711');
  assert.deepEqual(message.headers.get('supported'), ['a', 'b']);
  assert.equal(header(message, 'content-type'), 'text/plain');
  assert.equal(message.body, 'Grüße');
  assert.ok(payload.includes('History-After: 4711\r\n') && payload.includes('Content-Length: 7\r\n'));
});

test('NO_PAYLOAD is the payload of nothing', () => {
  assert.equal(formatPayload({}), NO_PAYLOAD);
  assert.equal(parseMessage(HEAD + NO_PAYLOAD).body, '');
});

test('formatPayload() refuses what would become another header field', () => {
  for (const value of ['a\r\nX: y', 'a\nX: y', 'a\rX: y', 'a\0']) {
    assert.throws(() => formatPayload({ headers: { Subject: value } }), TypeError);
    assert.throws(() => formatPayload({ headers: { [value]: 'x' } }), TypeError);
    assert.throws(() => formatPayload({ contentType: value, body: 'x' }), TypeError);
  }
  assert.throws(() => formatPayload({ headers: { Via: 'x' } }), /place of its own/);
  assert.throws(() => formatPayload({ headers: { 'content-length': '1' } }), /place of its own/);
});

test('formatPayload() refuses a body without Content-Type', () => {
  assert.throws(() => formatPayload({ body: 'x' }), /without Content-Type/);
});
