import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMessage, type SipRequest } from '../../../src/sip/codec/index.js';
import { serverKey } from '../../../src/sip/transaction/index.js';

interface Parts {
  method?: string;
  uri?: string;
  via?: string;
  fromTag?: string;
  to?: string;
  callId?: string;
  sequence?: number;
}

function request({
  method = 'INVITE',
  uri = 'sip:bob@contoso.example',
  via = 'SIP/2.0/WS alice.invalid;branch=z9hG4bKabc',
  fromTag = '1',
  to = '<sip:bob@contoso.example>',
  callId = 'call',
  sequence = 7,
}: Parts): SipRequest {
  const message = parseMessage(
    `${method} ${uri} SIP/2.0\r\nVia: ${via}\r\nMax-Forwards: 70\r\nFrom: <sip:alice@contoso.example>;tag=${fromTag}\r\n` +
      `To: ${to}\r\nCall-ID: ${callId}\r\nCSeq: ${sequence} ${method}\r\nContent-Length: 0\r\n\r\n`,
  );
  assert.equal(message.kind, 'request');
  return message as SipRequest;
}

const same = (a: Parts, b: Parts): boolean => serverKey(request(a)) === serverKey(request(b));

test('serverKey() of an INVITE is Call-ID, tag and number, whichever way it came', () => {
  assert.ok(same({}, { via: 'SIP/2.0/WS other.invalid;branch=z9hG4bKabd', uri: 'sip:carol@contoso.example' }));
  assert.ok(!same({}, { callId: 'other' }));
  assert.ok(!same({}, { fromTag: '2' }));
  assert.ok(!same({}, { sequence: 8 }));
  assert.ok(!same({}, { method: 'MESSAGE' }));
});

test('serverKey() of an ACK is the one of its INVITE, on the branch of the INVITE or another', () => {
  const to = '<sip:bob@contoso.example>;tag=9';
  assert.ok(same({}, { method: 'ACK', to }));
  assert.ok(same({}, { method: 'ACK', to, via: 'SIP/2.0/WS alice.invalid;branch=z9hG4bKabd' }));
  assert.ok(!same({}, { method: 'ACK', sequence: 8 }));
});

test('serverKey() of a CANCEL finds its INVITE when it is asked for that', () => {
  assert.notEqual(serverKey(request({ method: 'CANCEL' })), serverKey(request({})));
  assert.equal(serverKey(request({ method: 'CANCEL' }), 'INVITE'), serverKey(request({})));
  assert.notEqual(serverKey(request({ method: 'CANCEL', sequence: 8 }), 'INVITE'), serverKey(request({})));
});

for (const [what, via] of [
  ['', 'SIP/2.0/WS alice.invalid;branch=z9hG4bKabc'],
  ['without branch', 'SIP/2.0/TLS 127.0.0.1:5061'],
  ['with a branch of RFC 2543', 'SIP/2.0/TLS 127.0.0.1:5061;branch=1'],
  ['whose branch is the bare cookie', 'SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK'],
] as const) {
  test(`serverKey() of any other request ${what} has method and branch too`, () => {
    const method = 'MESSAGE';
    assert.ok(same({ method, via }, { method, via }));
    for (const other of [
      { fromTag: '2' },
      { callId: 'other' },
      { sequence: 8 },
      { method: 'OPTIONS' },
      { via: 'SIP/2.0/WS alice.invalid;branch=z9hG4bKabd' },
    ]) {
      assert.ok(!same({ method, via }, { method, via, ...other }), JSON.stringify(other));
    }
  });
}
