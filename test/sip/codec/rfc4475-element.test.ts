import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCredentials } from '../../../src/sip/digest/index.js';
import { checkRequest, formatUri, header, headerList, isSipUri, parseNameAddr } from '../../../src/sip/codec/index.js';
import { acceptRequest, acceptResponse, rfc4475 } from './torture-message.js';

// These are well formed; what becomes of them is decided above the parser, on what the parser found.

const CAPABILITIES = {
  methods: ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'REGISTER', 'MESSAGE'],
  extensions: ['outbound'],
  contentTypes: ['application/sdp', 'text/plain'],
};

test('RFC 4475 §3.1.1.2 intmeth, §3.1.1.5 esc02: an unknown method gets 501 with Allow', () => {
  for (const name of ['intmeth', 'esc02']) {
    const headers = { Allow: CAPABILITIES.methods.join(', ') };
    assert.deepEqual(checkRequest(acceptRequest(rfc4475(name)), CAPABILITIES), { status: 501, headers });
  }
});

test('RFC 4475 §3.2.1 badbranch: a branch that is only the magic cookie is kept for the transaction to judge', () => {
  assert.equal(acceptRequest(rfc4475('badbranch')).via[0]?.params.get('branch'), 'z9hG4bK');
});

test('RFC 4475 §3.3.2 unkscm: a Request-URI of an unknown scheme gets 416', () => {
  const request = acceptRequest(rfc4475('unkscm'));
  assert.deepEqual(request.uri, { scheme: 'nobodyknowsthisscheme', rest: 'totallyopaquecontent' });
  assert.deepEqual(checkRequest(request, CAPABILITIES), { status: 416, headers: {} });
});

test('RFC 4475 §3.3.3 novelsc: a Request-URI of a known but unusual scheme gets 416', () => {
  const request = acceptRequest(rfc4475('novelsc'));
  assert.equal(formatUri(request.uri), 'soap.beep://192.0.2.103:3002');
  assert.equal(checkRequest(request, CAPABILITIES)?.status, 416);
});

test('RFC 4475 §3.3.4 unksm2: unknown schemes in To and Contact are no reason to refuse the text', () => {
  const request = acceptRequest(rfc4475('unksm2'));
  assert.deepEqual(request.to.uri, { scheme: 'isbn', rest: '2983792873' });
  assert.deepEqual(request.from.uri, { scheme: 'http', rest: '//www.example.com' });
  assert.deepEqual(request.contact, [parseNameAddr('<name:John_Smith>')]);
  // A registrar finds by the scheme that this To is none of its addresses.
  assert.equal(isSipUri(request.to.uri), false);
  assert.equal(checkRequest(request, CAPABILITIES), undefined);
});

test('RFC 4475 §3.3.5 bext01: unknown option tags in Require get 420 with Unsupported', () => {
  const request = acceptRequest(rfc4475('bext01'));
  const headers = { Unsupported: 'nothingSupportsThis, nothingSupportsThisEither' };
  assert.deepEqual(checkRequest(request, CAPABILITIES), { status: 420, headers });
  assert.deepEqual(headerList(request, 'proxy-require'), ['noProxiesSupportThis', 'norDoAnyProxiesSupportThis']);
});

test('RFC 4475 §3.3.6 invut: an unknown media type gets 415 with Accept', () => {
  const headers = { Accept: 'application/sdp, text/plain' };
  assert.deepEqual(checkRequest(acceptRequest(rfc4475('invut')), CAPABILITIES), { status: 415, headers });
});

test('RFC 4475 §3.3.7 regaut01: an unknown authorization scheme counts as none, which gets 401', () => {
  const authorization = header(acceptRequest(rfc4475('regaut01')), 'authorization') ?? '';
  assert.equal(authorization, 'NoOneKnowsThisScheme opaque-data=here');
  assert.equal(parseCredentials(authorization), undefined);
});

test('RFC 4475 §3.3.10 bcast: a response with a second Via shows it, for the agent to drop the response', () => {
  const response = acceptResponse(rfc4475('bcast'));
  assert.deepEqual(
    response.via.map(via => via.host),
    ['192.0.2.198', '255.255.255.255'],
  );
});

test('RFC 4475 §3.3.11 zeromf: Max-Forwards 0 is no trouble to the server that the request is for', () => {
  const request = acceptRequest(rfc4475('zeromf'));
  assert.equal(request.maxForwards, 0);
  assert.equal(checkRequest(request, CAPABILITIES), undefined);
});

test('RFC 4475 §3.3.12 cparam01: outside <>, a parameter is of the Contact', () => {
  assert.deepEqual(acceptRequest(rfc4475('cparam01')).contact, [
    parseNameAddr('<sip:+19725552222@gw1.example.net>;unknownparam'),
  ]);
});

test('RFC 4475 §3.3.13 cparam02: inside <>, a parameter is of the URI', () => {
  const [contact] = acceptRequest(rfc4475('cparam02')).contact;
  assert.ok(contact && typeof contact !== 'string' && isSipUri(contact.uri));
  assert.deepEqual([...contact.uri.params], [['unknownparam', '']]);
  assert.equal(contact.params.size, 0);
});

test('RFC 4475 §3.3.14 regescrt: header fields in a Contact are kept', () => {
  const [contact] = acceptRequest(rfc4475('regescrt')).contact;
  assert.ok(contact && typeof contact !== 'string' && isSipUri(contact.uri));
  assert.deepEqual([...contact.uri.headers], [['route', '<sip:sip.example.com>']]);
});

test('RFC 4475 §3.3.15 sdp01: an Accept that no answer can meet is there for the answerer to see (406)', () => {
  const request = acceptRequest(rfc4475('sdp01'));
  assert.deepEqual(headerList(request, 'accept'), ['text/nobodyKnowsThis']);
});

test('RFC 4475 §3.4.1 inv2543: no branch, no Max-Forwards, no tag, no Content-Length', () => {
  const request = acceptRequest(rfc4475('inv2543'));
  assert.equal(request.via[0]?.params.get('branch'), undefined);
  assert.equal(request.maxForwards, undefined);
  assert.equal(request.from.params.get('tag'), undefined);
  assert.match(String(request.body), /^v=0\r\n[^]*m=audio 49217 RTP\/AVP 0\r\n$/);
  assert.equal(checkRequest(request, CAPABILITIES), undefined);
});
