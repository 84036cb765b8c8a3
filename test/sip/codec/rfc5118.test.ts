import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSipUri, sameUri, type SipUri, type Uri } from '../../../src/sip/codec/index.js';
import { acceptRequest, refuseRequest, rfc5118 } from './torture-message.js';

const sip = (uri: Uri): SipUri => {
  assert.ok(isSipUri(uri));
  return uri;
};

test('RFC 5118 §4.1 ipv6-good: an IPv6 reference', () => {
  const request = acceptRequest(rfc5118('ipv6-good'));
  assert.equal(sip(request.uri).host, '[2001:db8::10]');
  assert.equal(request.via[0]?.host, '[2001:db8::9:1]');
  const [contact] = request.contact;
  assert.ok(contact && typeof contact !== 'string');
  assert.equal(sip(contact.uri).host, '[2001:db8::1]');
});

test('RFC 5118 §4.2 ipv6-bad: an IPv6 address without brackets gets 400', () => {
  refuseRequest(rfc5118('ipv6-bad'), 400, 'Malformed URI');
});

test('RFC 5118 §4.3 port-ambiguous: inside the brackets there is no port', () => {
  const uri = sip(acceptRequest(rfc5118('port-ambiguous')).uri);
  assert.deepEqual([uri.host, uri.port], ['[2001:db8::10:5070]', undefined]);
});

test('RFC 5118 §4.4 port-unambiguous: behind the brackets there is one', () => {
  const uri = sip(acceptRequest(rfc5118('port-unambiguous')).uri);
  assert.deepEqual([uri.host, uri.port], ['[2001:db8::10]', 5070]);
});

test('RFC 5118 §4.5 via-received-param-with-delim: received in brackets', () => {
  const request = acceptRequest(rfc5118('via-received-param-with-delim'));
  assert.equal(request.via[0]?.params.get('received'), '[2001:db8::9:255]');
});

test('RFC 5118 §4.5 via-received-param-no-delim: received without brackets', () => {
  const request = acceptRequest(rfc5118('via-received-param-no-delim'));
  assert.equal(request.via[0]?.params.get('received'), '2001:db8::9:255');
  assert.equal(request.via[0]?.params.get('branch'), 'z9hG4bKas3');
});

test('RFC 5118 §4.6 ipv6-in-sdp: IPv6 in SIP and in the SDP', () => {
  const request = acceptRequest(rfc5118('ipv6-in-sdp'));
  assert.match(String(request.body), /^c=IN IP6 2001:db8::20\r$/m);
});

test('RFC 5118 §4.7 mult-ip-in-header: IPv4 and IPv6 in the Vias', () => {
  const request = acceptRequest(rfc5118('mult-ip-in-header'));
  assert.deepEqual(
    request.via.map(via => [via.transport, via.host, via.port, via.params.get('received')]),
    [
      ['UDP', '[2001:db8::9:1]', 6050, undefined],
      ['UDP', '192.0.2.1', undefined, undefined],
      ['TCP', '[2001:db8::9:255]', undefined, '192.0.2.200'],
    ],
  );
});

test('RFC 5118 §4.8 mult-ip-in-sdp: IPv4 and IPv6 in the SDP', () => {
  const request = acceptRequest(rfc5118('mult-ip-in-sdp'));
  assert.match(String(request.body), /^c=IN IP4 192.0.2.1\r$/m);
  assert.match(String(request.body), /^c=IN IP6 2001:db8::1\r$/m);
});

test('RFC 5118 §4.9 ipv4-mapped-ipv6: IPv4 addresses mapped into IPv6', () => {
  const request = acceptRequest(rfc5118('ipv4-mapped-ipv6'));
  assert.deepEqual(
    request.via.map(via => [via.host, via.port]),
    [
      ['[::ffff:192.0.2.10]', 19823],
      ['[::ffff:192.0.2.2]', undefined],
    ],
  );
});

test('RFC 5118 §4.10 ipv6-bug-abnf-3-colons, ipv6-correct-abnf-2-colons: both are read, as the same address', () => {
  const three = acceptRequest(rfc5118('ipv6-bug-abnf-3-colons'));
  const two = acceptRequest(rfc5118('ipv6-correct-abnf-2-colons'));
  assert.equal(sip(three.uri).host, '[2001:db8:::192.0.2.1]');
  assert.equal(sip(two.uri).host, '[2001:db8::192.0.2.1]');
  assert.ok(sameUri(three.uri, two.uri));
});
