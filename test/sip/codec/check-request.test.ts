import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRequest, parseMessage, type SipRequest } from '../../../src/sip/codec/index.js';

const CAPABILITIES = {
  methods: ['MESSAGE', 'INVITE', 'CANCEL'],
  extensions: ['outbound'],
  contentTypes: ['text/plain'],
};

function request(method: string, lines: readonly string[] = [], body = ''): SipRequest {
  const message = parseMessage(
    [
      `${method} sip:bob@contoso.example SIP/2.0`,
      'Via: SIP/2.0/WS a.invalid',
      'From: <sip:alice@contoso.example>;tag=1',
      'To: <sip:bob@contoso.example>',
      'Call-ID: 1',
      `CSeq: 1 ${method}`,
      ...lines,
      '',
      body,
    ].join('\r\n'),
  );
  assert.ok(message.kind === 'request');
  return message;
}

test('checkRequest() tells a method that it knows and does not serve (405) from one it does not know (501)', () => {
  const headers = { Allow: 'MESSAGE, INVITE, CANCEL' };
  assert.deepEqual(checkRequest(request('PUBLISH'), CAPABILITIES), { status: 405, headers });
  assert.deepEqual(checkRequest(request('DANCE'), CAPABILITIES), { status: 501, headers });
  // Methods are case-sensitive.
  assert.equal(checkRequest(request('message'), CAPABILITIES)?.status, 501);
});

test('checkRequest() never refuses an ACK', () => {
  assert.equal(checkRequest(request('ACK', ['Require: x']), CAPABILITIES), undefined);
});

test('checkRequest() names only the extensions that are not supported', () => {
  const required = request('MESSAGE', ['Require: outbound, x', 'Require: y']);
  assert.deepEqual(checkRequest(required, CAPABILITIES), { status: 420, headers: { Unsupported: 'x, y' } });
  assert.equal(checkRequest(request('MESSAGE', ['Require: outbound']), CAPABILITIES), undefined);
  assert.equal(checkRequest(request('CANCEL', ['Require: x']), CAPABILITIES), undefined);
});

test('checkRequest() refuses a body that must be understood and is not', () => {
  const html = ['Content-Type: text/html;charset=utf-8'];
  assert.deepEqual(checkRequest(request('MESSAGE', html, 'x'), CAPABILITIES), {
    status: 415,
    headers: { Accept: 'text/plain' },
  });
  assert.equal(checkRequest(request('MESSAGE', html), CAPABILITIES), undefined);
  const optional = [...html, 'Content-Disposition: render;handling=optional'];
  assert.equal(checkRequest(request('MESSAGE', optional, 'x'), CAPABILITIES), undefined);
  assert.equal(checkRequest(request('MESSAGE', ['Content-Type: TEXT/Plain'], 'x'), CAPABILITIES), undefined);
  assert.equal(checkRequest(request('MESSAGE', html, 'x'), { ...CAPABILITIES, contentTypes: undefined }), undefined);
});
