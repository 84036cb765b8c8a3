import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPayload, parseMessage, type SipRequest } from '../../../src/sip/codec/index.js';
import { cancelOf, madeUpResponse } from '../../../src/sip/transaction/index.js';

const INVITE =
  'INVITE sip:bob@contoso.example;x=1 SIP/2.0\r\nVia: SIP/2.0/WSS alice.invalid;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n' +
  'Route: <sip:one.contoso.example;lr>\r\nRoute: <sip:two.contoso.example;lr>\r\n' +
  'From: "Alice" <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>\r\nCall-ID: call\r\nCSeq: 4 INVITE\r\n' +
  'Contact: <sip:alice@alice.invalid>\r\nAuthorization: Digest secret\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi';

test('cancelOf() has what RFC 3261 §9.1 names of the INVITE, and nothing else', () => {
  const invite = parseMessage(INVITE) as SipRequest;
  const cancel = parseMessage(cancelOf(INVITE, formatPayload({ headers: { Reason: 'SIP;cause=200' } }))) as SipRequest;
  assert.deepEqual(cancel, {
    ...invite,
    method: 'CANCEL',
    cseq: { sequence: 4, method: 'CANCEL' },
    contact: [],
    headers: new Map([['reason', ['SIP;cause=200']]]),
    body: '',
  });
});

test('madeUpResponse() has what a response copies from its request, RFC 3261 §8.2.6.2, and nothing else', () => {
  const { via, from, to, callId, cseq } = parseMessage(INVITE);
  const response = madeUpResponse(INVITE, '408 Request Timeout');
  assert.deepEqual(
    [response.kind, response.status, response.reason, response.cseq],
    ['response', 408, 'Request Timeout', cseq],
  );
  assert.deepEqual([response.via, response.from, response.to, response.callId], [via, from, to, callId]);
  assert.deepEqual([response.contact, response.headers.size, response.body], [[], 0, '']);
});
