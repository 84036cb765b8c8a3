import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatNameAddr,
  formatUri,
  parseMessage,
  type SipRequest,
  type SipResponse,
} from '../../../src/sip/codec/index.js';
import { dialogOfRequest, dialogOfResponse } from '../../../src/sip/dialog/index.js';

const FIELDS =
  'Via: SIP/2.0/WS alice.invalid;branch=z9hG4bK1\r\nRecord-Route: <sip:near.contoso.example;lr>, <sip:far.contoso.example;lr>\r\n' +
  'From: "Alice" <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>TAG\r\nCall-ID: call\r\nCSeq: 9 INVITE\r\n' +
  'Contact: <sip:there@peer.invalid>\r\nContent-Length: 0\r\n\r\n';
const response = parseMessage(`SIP/2.0 200 OK\r\n${FIELDS.replace('TAG', ';tag=b')}`) as SipResponse;
const request = parseMessage(`INVITE sip:bob@contoso.example SIP/2.0\r\n${FIELDS.replace('TAG', '')}`) as SipRequest;

test('dialogOfResponse() sees the dialog from the side that asked: route set reversed, numbers go on', () => {
  const start = dialogOfResponse(response);
  assert.equal(formatNameAddr(start.local), '"Alice" <sip:alice@contoso.example>;tag=a');
  assert.equal(formatNameAddr(start.remote), '<sip:bob@contoso.example>;tag=b');
  assert.equal(formatUri(start.remoteTarget), 'sip:there@peer.invalid');
  assert.deepEqual(
    start.routeSet.map(hop => formatUri(hop.uri)),
    ['sip:far.contoso.example;lr', 'sip:near.contoso.example;lr'],
  );
  assert.deepEqual(
    [start.callId, start.localSequence, start.remoteSequence, start.ownsCallId],
    ['call', 9, undefined, true],
  );
});

test('dialogOfRequest() sees it from the side that was asked: route set in order, the peer’s number known', () => {
  const start = dialogOfRequest(request, 'b');
  assert.equal(formatNameAddr(start.local), '<sip:bob@contoso.example>;tag=b');
  assert.equal(formatNameAddr(start.remote), '"Alice" <sip:alice@contoso.example>;tag=a');
  assert.deepEqual(
    start.routeSet.map(hop => formatUri(hop.uri)),
    ['sip:near.contoso.example;lr', 'sip:far.contoso.example;lr'],
  );
  assert.deepEqual([start.localSequence, start.remoteSequence, start.ownsCallId], [0, 9, false]);
});

test('dialogOfResponse() and dialogOfRequest() take the address of a peer that gives no Contact', () => {
  assert.equal(formatUri(dialogOfResponse({ ...response, contact: [] }).remoteTarget), 'sip:bob@contoso.example');
  assert.equal(formatUri(dialogOfRequest({ ...request, contact: [] }, 'b').remoteTarget), 'sip:alice@contoso.example');
});
