import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, isSipUri, type SipUri, type Uri } from '../../../src/sip/codec/index.js';
import { parseParts } from '../../../src/sip/body/index.js';
import { acceptRequest, acceptResponse, rfc4475 } from './torture-message.js';

const sip = (uri: Uri): SipUri => {
  assert.ok(isSipUri(uri));
  return uri;
};

test('RFC 4475 §3.1.1.1 wsinv: a short tortuous INVITE', () => {
  const message = acceptRequest(rfc4475('wsinv'));
  assert.equal(message.method, 'INVITE');
  assert.deepEqual([...sip(message.uri).params], [['unknownparam', '']]);
  assert.deepEqual(
    message.via.map(via => [via.transport, via.host, via.params.get('branch')]),
    [
      ['UDP', '192.0.2.2', '390skdjuw'],
      ['TCP', 'spindle.example.com', 'z9hG4bK9ikj8'],
      ['UDP', '192.168.255.111', 'z9hG4bK30239'],
    ],
  );
  assert.equal(message.from.displayName, 'J Rosenberg \\"');
  assert.equal(message.from.params.get('tag'), '98asjd8');
  assert.equal(sip(message.to.uri).host, 'chair-dnrc.example.com');
  assert.equal(message.to.params.get('tag'), '1918181833n');
  assert.equal(message.maxForwards, 68);
  assert.equal(message.callId, 'wsinv.ndaksdj@192.0.2.1');
  assert.deepEqual(message.cseq, { sequence: 9, method: 'INVITE' });
  assert.equal(header(message, 'subject'), '');
  assert.equal(header(message, 'newfangledheader'), 'newfangled value continued newfangled value');
  assert.equal(header(message, 'unknownheaderwithunusualvalue'), ';;,,;;,;');
  assert.deepEqual(
    message.route.map(route => [sip(route.uri).host, [...sip(route.uri).params]]),
    [
      [
        'services.example.com',
        [
          ['lr', ''],
          ['unknownwith', 'value'],
          ['unknown-no-value', ''],
        ],
      ],
    ],
  );
  const [contact] = message.contact;
  assert.ok(contact && typeof contact !== 'string');
  assert.equal(contact.displayName, 'Quoted string ""');
  assert.deepEqual(
    [...contact.params],
    [
      ['newparam', 'newvalue'],
      ['secondparam', ''],
      ['q', '0.33'],
    ],
  );
  assert.equal(message.body.length, 150);
});

test('RFC 4475 §3.1.1.2 intmeth: a wide range of valid characters', () => {
  const message = acceptRequest(rfc4475('intmeth'));
  assert.equal(message.method, "!interesting-Method0123456789_*+`.%indeed'~");
  const uri = sip(message.uri);
  assert.equal(uri.user, "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  assert.equal(uri.password, "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
  assert.equal(uri.host, 'example.com');
  assert.equal(message.to.displayName, 'BEL:\x07 NUL:\0 DEL:\x7f');
  assert.equal(message.from.displayName, "token1~` token2'+_ token3*%!.-");
  assert.deepEqual(
    [...message.from.params],
    [
      ["fromparam''~+*_!.-%", 'работающий'],
      ['tag', "_token~1'+`*%!-."],
    ],
  );
  assert.equal(message.callId, 'intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{');
  assert.equal(message.maxForwards, 255);
  assert.equal(header(message, "extensionheader-!.%*+_`'~"), '\ufeff大停電');
});

test('RFC 4475 §3.1.1.3 esc01: valid use of the % escaping mechanism', () => {
  const message = acceptRequest(rfc4475('esc01'));
  assert.equal(sip(message.uri).user, 'sips:user@example.com');
  assert.equal(sip(message.uri).host, 'example.net');
  assert.equal(sip(message.to.uri).user, 'user');
  assert.equal(sip(message.from.uri).user, 'I have spaces');
  const [contact] = message.contact;
  assert.ok(contact && typeof contact !== 'string');
  assert.equal(sip(contact.uri).user, 'caller');
  assert.deepEqual(
    [...sip(contact.uri).params],
    [
      ['lr', ''],
      ['name', 'value%41'],
    ],
  );
});

test('RFC 4475 §3.1.1.4 escnull: escaped nulls in URIs', () => {
  const message = acceptRequest(rfc4475('escnull'));
  assert.equal(sip(message.to.uri).user, 'null-\0-null');
  assert.deepEqual(
    [...message.contact].map(contact => typeof contact !== 'string' && sip(contact.uri).user),
    ['\0', '\0\0'],
  );
});

test('RFC 4475 §3.1.1.5 esc02: a % that is no escape', () => {
  const message = acceptRequest(rfc4475('esc02'));
  // The method is not REGISTER, nor is the second contact in a Contact header field.
  assert.equal(message.method, 'RE%47IST%45R');
  assert.equal(message.to.displayName, '%Z%45');
  assert.equal(message.via[0]?.params.get('branch'), 'z9hG4bK209%fzsnel234');
  assert.equal(message.contact.length, 2);
  assert.equal(header(message, 'c%6fntact'), '<sip:alias2@host2.example.com>');
});

test('RFC 4475 §3.1.1.6 lwsdisp: no space between display name and <', () => {
  const message = acceptRequest(rfc4475('lwsdisp'));
  assert.equal(message.from.displayName, 'caller');
  assert.equal(message.from.params.get('tag'), '323');
});

test('RFC 4475 §3.1.1.7 longreq: long values in header fields', () => {
  const message = acceptRequest(rfc4475('longreq'));
  assert.equal(message.via.length, 34);
  assert.deepEqual([message.via[0]?.host, message.via.at(-1)?.host], ['sip33.example.com', 'host.example.com']);
  assert.match(message.to.displayName, /^I have a user name of extreme.* proportion$/);
  assert.equal(sip(message.to.uri).port, 6000);
  assert.equal(message.contact.length, 1);
  assert.equal(message.body.length, 150);
});

test('RFC 4475 §3.1.1.8 dblreq: what follows Content-Length in a datagram is dropped', () => {
  const message = acceptRequest(rfc4475('dblreq'));
  assert.equal(message.method, 'REGISTER');
  assert.equal(message.callId, 'dblreq.0ha0isndaksdj99sdfafnl3lk233412');
  assert.equal(message.body, '');
});

test('RFC 4475 §3.1.1.9 semiuri: semicolons in the user part', () => {
  const message = acceptRequest(rfc4475('semiuri'));
  assert.equal(sip(message.uri).user, 'user;par=u@example.net');
  assert.equal(sip(message.uri).host, 'example.com');
  assert.equal(sip(message.uri).params.size, 0);
  assert.match(header(message, 'accept') ?? '', /multipart\/mixed, multipart\/signed, message\/sip, message\/sipfrag$/);
});

test('RFC 4475 §3.1.1.10 transports: varied and unknown transports', () => {
  const message = acceptRequest(rfc4475('transports'));
  assert.deepEqual(
    message.via.map(via => via.transport),
    ['UDP', 'SCTP', 'TLS', 'UNKNOWN', 'TCP'],
  );
});

test('RFC 4475 §3.1.1.11 mpart01: a multipart body of text and bytes', () => {
  const message = acceptRequest(rfc4475('mpart01'));
  assert.ok(message.body instanceof Uint8Array);
  assert.equal(message.body.length, 553);
  const parts = parseParts(header(message, 'content-type') ?? '', message.body);
  assert.deepEqual(
    parts.map(part => [part.contentType, part.headers.get('content-transfer-encoding'), typeof part.body]),
    [
      ['text/plain', 'binary', 'string'],
      ['application/octet-stream', 'binary', 'object'],
    ],
  );
  assert.equal(parts[0]?.body, 'Hello');
  assert.equal(parts[1]?.body.length, 342);
});

test('RFC 4475 §3.1.1.12 unreason: a reason phrase beyond ASCII', () => {
  const message = acceptResponse(rfc4475('unreason'));
  assert.equal(message.status, 200);
  assert.equal(message.reason, '= 2**3 * 5**2 но сто девяносто девять - простое');
});

test('RFC 4475 §3.1.1.13 noreason: an empty reason phrase', () => {
  const message = acceptResponse(rfc4475('noreason'));
  assert.deepEqual([message.status, message.reason], [100, '']);
});
