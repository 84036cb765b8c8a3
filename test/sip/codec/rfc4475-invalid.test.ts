import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRefusal, formatUri, type Via } from '../../../src/sip/codec/index.js';
import { refuse, refuseRequest, rfc4475 } from './torture-message.js';

/** Sees that a response is refused. RFC 3261 §18.3: it is dropped, nothing answers it. */
function dropResponse(name: string, reason: string): void {
  const error = refuse(rfc4475(name));
  assert.deepEqual([error.status, error.reason], [400, reason]);
  assert.equal(formatRefusal(rfc4475(name), error, 'totag'), undefined);
}

const hostsOf = (vias: readonly Via[]): string[] => vias.map(via => via.host);

test('RFC 4475 §3.1.2.1 badinv01: extraneous separators get 400', () => {
  const response = refuseRequest(rfc4475('badinv01'), 400, 'Malformed Via');
  // What there is of the Via leads the response back.
  assert.deepEqual(hostsOf(response.via), ['192.0.2.15']);
  assert.deepEqual(response.cseq, { sequence: 8, method: 'INVITE' });
});

test('RFC 4475 §3.1.2.1 badinv01: the Contact alone would get 400 too', () => {
  const text = Buffer.from(rfc4475('badinv01')).toString().replace(';;,;,,', '');
  refuseRequest(Buffer.from(text), 400, 'Malformed address');
});

test('RFC 4475 §3.1.2.2 clerr: a Content-Length larger than the message gets 400', () => {
  const response = refuseRequest(rfc4475('clerr'), 400, 'Content-Length Too Large');
  assert.equal(response.callId, 'clerr.0ha0isndaksdjweiafasdk3');
});

test('RFC 4475 §3.1.2.3 ncl: a negative Content-Length gets 400', () => {
  refuseRequest(rfc4475('ncl'), 400, 'Malformed Content-Length');
});

test('RFC 4475 §3.1.2.4 scalar02: overlarge numbers in a request get 400', () => {
  const response = refuseRequest(rfc4475('scalar02'), 400, 'Malformed CSeq');
  // The method, by which the response finds its transaction, is the request's; the number cannot be.
  assert.deepEqual(response.cseq, { sequence: 2 ** 31 - 1, method: 'REGISTER' });
});

test('RFC 4475 §3.1.2.5 scalarlg: a response with overlarge numbers is dropped', () => {
  dropResponse('scalarlg', 'Malformed CSeq');
});

test('RFC 4475 §3.1.2.6 quotbal: an unterminated quoted string gets 400', () => {
  const response = refuseRequest(rfc4475('quotbal'), 400, 'Malformed address');
  assert.equal(formatUri(response.to.uri), 'sip:j.user@example.com');
  assert.equal(response.from.params.get('tag'), '93334');
});

test('RFC 4475 §3.1.2.7 ltgtruri: a Request-URI in <> gets 400', () => {
  refuseRequest(rfc4475('ltgtruri'), 400, 'Malformed URI');
});

test('RFC 4475 §3.1.2.8 lwsruri: a Request-URI with a space gets 400', () => {
  const response = refuseRequest(rfc4475('lwsruri'), 400, 'Malformed URI');
  assert.equal(response.to.params.get('tag'), '3xfe-9921883-z9f');
});

test('RFC 4475 §3.1.2.9 lwsstart: several spaces in the Request-Line get 400', () => {
  refuseRequest(rfc4475('lwsstart'), 400, 'Malformed URI');
});

test('RFC 4475 §3.1.2.10 trws: spaces at the end of the Request-Line get 400', () => {
  refuseRequest(rfc4475('trws'), 400, 'Malformed SIP version');
});

test('RFC 4475 §3.1.2.11 escruri: header fields in the Request-URI get 400', () => {
  refuseRequest(rfc4475('escruri'), 400, 'Malformed Request-URI');
});

test('RFC 4475 §3.1.2.12 baddate: a Date that is not in GMT gets 400', () => {
  refuseRequest(rfc4475('baddate'), 400, 'Malformed Date');
});

test('RFC 4475 §3.1.2.13 regbadct: a URI with header fields outside <> gets 400', () => {
  refuseRequest(rfc4475('regbadct'), 400, 'Malformed address');
});

test('RFC 4475 §3.1.2.14 badaspec: spaces within addr-spec get 400', () => {
  const response = refuseRequest(rfc4475('badaspec'), 400, 'Malformed URI');
  assert.equal(formatUri(response.to.uri), 'sip:t.watson@example.org');
  assert.equal(response.from.displayName, 'Bell, Alexander');
});

test('RFC 4475 §3.1.2.15 baddn: a display name that is no token gets 400', () => {
  // The archive's file has no empty line at its end, which alone is worth a 400.
  refuseRequest(rfc4475('baddn'), 400, 'Malformed message');
  const repaired = Buffer.concat([rfc4475('baddn'), Buffer.from('\r\n')]);
  const response = refuseRequest(repaired, 400, 'Malformed address');
  assert.deepEqual([response.from.displayName, response.from.params.get('tag')], ['', '43']);
});

test('RFC 4475 §3.1.2.16 badvers: another version of SIP gets 505', () => {
  const response = refuseRequest(rfc4475('badvers'), 505, 'Version Not Supported');
  assert.deepEqual(hostsOf(response.via), ['c.example.com']);
  assert.equal(response.via[0]?.params.get('branch'), 'z9hG4bKkdjuw');
});

test('RFC 4475 §3.1.2.17 mismatch01: a CSeq of another method gets 400', () => {
  refuseRequest(rfc4475('mismatch01'), 400, 'CSeq Method Mismatch');
});

test('RFC 4475 §3.1.2.18 mismatch02: a CSeq of another method gets 400 when the method is unknown, too', () => {
  refuseRequest(rfc4475('mismatch02'), 400, 'CSeq Method Mismatch');
});

test('RFC 4475 §3.1.2.19 bigcode: a response with an overlarge status is dropped', () => {
  dropResponse('bigcode', 'Malformed Status-Line');
});

test('RFC 4475 §3.3.1 insuf: missing From, To and Call-ID get 400', () => {
  const response = refuseRequest(rfc4475('insuf'), 400, 'Missing From');
  assert.equal(response.via[0]?.params.get('branch'), 'z9hG4bKkdj.insuf');
  assert.equal(formatUri(response.from.uri), 'sip:anonymous@anonymous.invalid');
});

test('RFC 4475 §3.3.8 multi01: single header fields that come twice get 400', () => {
  refuseRequest(rfc4475('multi01'), 400, 'Multiple CSeq');
});

test('RFC 4475 §3.3.9 mcl01: two Content-Lengths get 400', () => {
  refuseRequest(rfc4475('mcl01'), 400, 'Multiple Content-Length');
});

test('RFC 4475 archive, test: a request without version, Via and CSeq is refused, and nothing can answer it', () => {
  const error = refuse(rfc4475('test'));
  assert.equal(error.status, 400);
  assert.equal(formatRefusal(rfc4475('test'), error, 'totag'), undefined);
});
