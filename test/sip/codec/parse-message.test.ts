import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encodeUtf8,
  formatMessage,
  formatMessageBytes,
  header,
  parseMessage,
  parseNameAddr,
  SipSyntaxError,
  type MessageLimits,
} from '../../../src/sip/codec/index.js';

const START = 'MESSAGE sip:bob@contoso.example SIP/2.0';
const VIA = 'Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks';
const FROM = 'From: "Alice" <sip:alice@contoso.example>;tag=1';
const REST = [FROM, 'To: <sip:bob@contoso.example>', 'Call-ID: a84b4c76e66710', 'CSeq: 12 MESSAGE'];

/** A MESSAGE with those lines too. */
const text = (lines: readonly string[] = [], body = ''): string =>
  [START, VIA, ...REST, ...lines, '', body].join('\r\n');

function refusesWith(status: number, reason: string, data: string | Uint8Array, limits?: MessageLimits): void {
  assert.throws(
    () => parseMessage(data, limits),
    error => {
      assert.ok(error instanceof SipSyntaxError && error instanceof SyntaxError);
      assert.deepEqual([error.status, error.reason], [status, reason]);
      return true;
    },
  );
}

test('parseMessage() takes the rest for the body when there is no Content-Length', () => {
  assert.equal(parseMessage(text([], 'Grüße')).body, 'Grüße');
});

test('parseMessage() drops what follows Content-Length, which counts bytes', () => {
  assert.equal(parseMessage(text(['Content-Length: 6'], 'Größe, and more')).body, 'Größ');
  assert.equal(parseMessage(encodeUtf8(text(['Content-Length: 6'], 'Größe, and more'))).body, 'Größ');
  assert.equal(parseMessage(text(['Content-Length: 0'], 'Hello')).body, '');
});

test('parseMessage() gives bytes when Content-Length cuts a character', () => {
  assert.deepEqual(parseMessage(text(['Content-Length: 3'], 'Größe')).body, Uint8Array.of(0x47, 0x72, 0xc3));
});

test('parseMessage() refuses a Content-Length beyond the end', () => {
  refusesWith(400, 'Content-Length Too Large', text(['Content-Length: 6'], 'Hello'));
  refusesWith(400, 'Content-Length Too Large', encodeUtf8(text(['Content-Length: 9'], 'Größe')));
});

test('parseMessage() keeps a byte order mark of the body', () => {
  assert.equal(parseMessage(encodeUtf8(text([], '\ufeffHello'))).body, '\ufeffHello');
});

test('parseMessage() gives a copy of a body of bytes', () => {
  const data = Buffer.concat([encodeUtf8(text()), Buffer.of(0xff, 0xfe)]);
  const { body } = parseMessage(data);
  data.fill(0);
  assert.deepEqual(body, Uint8Array.of(0xff, 0xfe));
});

test('parseMessage() refuses a head that is not UTF-8', () => {
  const data = Buffer.from(text(['Subject: ?'], 'Hello'));
  data[data.indexOf('?')] = 0xff;
  refusesWith(400, 'Head Not UTF-8', data);
});

test('parseMessage() ignores line breaks before the message', () => {
  assert.equal(parseMessage(`\r\n\r\n${text([], 'Hello')}`).body, 'Hello');
  const bytes = Buffer.concat([encodeUtf8(`\r\n\r\n${text()}`), Buffer.of(0xff)]);
  assert.deepEqual(parseMessage(bytes).body, Uint8Array.of(0xff));
});

test('parseMessage() refuses lone line feeds and carriage returns in the head', () => {
  refusesWith(400, 'Malformed message', text().replaceAll('\r\n', '\n'));
  refusesWith(400, 'Malformed line', text(['Subject: one\nX-Two: 2']));
  refusesWith(400, 'Malformed line', text(['Subject: one\rX-Two: 2']));
  refusesWith(400, 'Malformed head', text(['Subject: a\0b']));
});

test('parseMessage() leaves line breaks in the body as they are', () => {
  assert.equal(parseMessage(text([], 'a\nb\rc\r\n\r\nd')).body, 'a\nb\rc\r\n\r\nd');
});

test('parseMessage() refuses text without an empty line, or without anything', () => {
  refusesWith(400, 'Malformed message', `${START}\r\n${VIA}\r\n`);
  refusesWith(400, 'Malformed message', '');
  refusesWith(400, 'Malformed message', '\r\n\r\n');
});

test('parseMessage() joins continuation lines with one space', () => {
  const message = parseMessage(text(['Subject: first', '\t  second ', '   third']));
  assert.equal(header(message, 'subject'), 'first second third');
});

test('parseMessage() refuses a continuation line that continues nothing', () => {
  refusesWith(400, 'Malformed header name', `${START}\r\n ${VIA}\r\n${REST.join('\r\n')}\r\n\r\n`);
});

test('parseMessage() reads compact names, names in any case, and spaces before the colon', () => {
  const lines = ['v: SIP/2.0/WSS a.invalid', 'F : <sip:alice@contoso.example>', 'tO:<sip:bob@contoso.example>'];
  const message = parseMessage(
    [START, ...lines, 'i:1', 'CSEQ : 1 MESSAGE', 'c:text/plain', 'K: a', '', ''].join('\r\n'),
  );
  assert.equal(message.callId, '1');
  assert.equal(header(message, 'content-type'), 'text/plain');
  assert.equal(header(message, 'supported'), 'a');
});

test('parseMessage() keeps each value of a repeated field, commas as they are', () => {
  const message = parseMessage(text(['Supported: a, b', 'X-Other: 1', 'Supported: c']));
  assert.deepEqual(
    [...message.headers],
    [
      ['supported', ['a, b', 'c']],
      ['x-other', ['1']],
    ],
  );
});

test('parseMessage() splits Via, Route, Record-Route and Contact at commas, as sipp folds them', () => {
  const message = parseMessage(
    [
      START,
      'Via: SIP/2.0/TCP a.invalid;x="1,2" , SIP/2.0/UDP b.invalid',
      ...REST,
      'Record-Route: <sip:p1.example;lr>,"P, two" <sip:p2.example;lr>',
      'Route: <sip:p3.example;lr>, <sip:p4.example;lr>',
      'Contact: <sip:a@b>;q=1, sip:c@d;q=0.5',
      '',
      '',
    ].join('\r\n'),
  );
  assert.deepEqual(
    message.via.map(via => via.host),
    ['a.invalid', 'b.invalid'],
  );
  assert.deepEqual(
    message.recordRoute.map(route => route.displayName),
    ['', 'P, two'],
  );
  assert.equal(message.route.length, 2);
  assert.deepEqual(message.contact, [parseNameAddr('<sip:a@b>;q=1'), parseNameAddr('<sip:c@d>;q=0.5')]);
});

test('parseMessage() refuses empty values in routing fields', () => {
  refusesWith(400, 'Malformed address', text(['Route: <sip:p1.example;lr>,']));
  refusesWith(400, 'Malformed Via', text(['Via: ,SIP/2.0/UDP b.invalid']));
  refusesWith(400, 'Malformed address', text(['Contact: <sip:a@b>,,<sip:c@d>']));
  refusesWith(400, 'Malformed address', text(['Record-Route:']));
});

test('parseMessage() refuses single fields that come twice, even when they are equal', () => {
  for (const line of REST) refusesWith(400, `Multiple ${line.split(':')[0]}`, text([line]));
  for (const line of ['Max-Forwards: 70', 'Content-Length: 0', 'Content-Type: text/plain']) {
    refusesWith(400, `Multiple ${line.split(':')[0]}`, text([line, line]));
  }
});

test('parseMessage() refuses a message without one of the fields that all have', () => {
  for (const line of [VIA, ...REST]) {
    refusesWith(400, `Missing ${line.split(':')[0]}`, text().replace(`${line}\r\n`, ''));
  }
});

test('parseMessage() takes * for the Contact of a REGISTER only, and alone', () => {
  const register = text(['Contact: *']).replaceAll('MESSAGE', 'REGISTER');
  assert.equal(parseMessage(register).contact, '*');
  refusesWith(400, 'Malformed Contact', text(['Contact: *']));
  refusesWith(400, 'Malformed Contact', text(['Contact: *', 'Contact: <sip:a@b>']));
  refusesWith(400, 'Malformed Contact', text(['Contact: <sip:a@b>', 'Contact: *']));
});

test('parseMessage() tolerates what real peers send', () => {
  // A Contact in MESSAGE, no branch, lower-case transport, the version in lower case, no Max-Forwards.
  const peer = text(['Contact: <sip:alice@127.0.0.1:5060;transport=tcp>'])
    .replace(VIA, 'Via: SIP/2.0/tls 127.0.0.1:5061')
    .replace('SIP/2.0\r\n', 'sip/2.0\r\n');
  const message = parseMessage(peer);
  assert.equal(message.contact.length, 1);
  assert.deepEqual([message.via[0]?.transport, message.via[0]?.params.size], ['TLS', 0]);
  assert.equal(message.maxForwards, undefined);
});

test('parseMessage() refuses numbers out of range', () => {
  refusesWith(400, 'Malformed Max-Forwards', text(['Max-Forwards: 256']));
  refusesWith(400, 'Malformed Max-Forwards', text(['Max-Forwards: 7x']));
  refusesWith(400, 'Malformed Max-Forwards', text(['Max-Forwards:']));
  refusesWith(400, 'Malformed CSeq', text().replace('12 MESSAGE', '2147483648 MESSAGE'));
  refusesWith(400, 'Malformed CSeq', text().replace('12 MESSAGE', '-1 MESSAGE'));
  refusesWith(400, 'Malformed CSeq', text().replace('12 MESSAGE', '12'));
});

test('parseMessage() refuses a response whose status is none', () => {
  for (const line of ['SIP/2.0 099 Low', 'SIP/2.0 700 High', 'SIP/2.0 20 Short', 'SIP/2.0 200OK', 'SIP/2.0']) {
    assert.throws(() => parseMessage(text().replace(START, line)), SipSyntaxError);
  }
});

test('parseMessage() refuses a Date that is none, not in GMT, or on the wrong day of the week', () => {
  for (const date of ['Sat, 13 Nov 2010 23:29:00 GMT', 'sat, 13 nov 2010 23:29:00 gmt']) {
    assert.equal(header(parseMessage(text([`Date: ${date}`])), 'date'), date);
  }
  for (const date of [
    '',
    'now',
    'Sun, 13 Nov 2010 23:29:00 GMT',
    'Sat, 13 Nov 2010 23:29:00 EST',
    'Sat, 13 Nov 2010 23:29:00',
    'Sat, 13 Nov 2010 24:29:00 GMT',
    'Sat, 31 Nov 2010 23:29:00 GMT',
    '2010-11-13T23:29:00Z',
  ]) {
    refusesWith(400, 'Malformed Date', text([`Date: ${date}`]));
  }
});

test('parseMessage() and formatMessage() keep more names apart than they remember', () => {
  const names = Array.from({ length: 500 }, (_, index) => `X-Name-${index}`);
  for (let start = 0; start < names.length; start += 100) {
    const some = names.slice(start, start + 100);
    const message = parseMessage(text(some.map(name => `${name}: ${name}`)));
    assert.deepEqual(
      [...message.headers],
      some.map(name => [name.toLowerCase(), [name]]),
    );
    const written = formatMessage(message).split('\r\n');
    assert.ok(some.every(name => written.includes(`${name}: ${name}`)));
  }
});

test('parseMessage() refuses more bytes or lines of head than the limits say', () => {
  const long = text([`Subject: ${'x'.repeat(100)}`]);
  const headBytes = long.indexOf('\r\n\r\n');
  assert.equal(parseMessage(long, { maxHeadBytes: headBytes }).kind, 'request');
  refusesWith(513, 'Message Too Large', long, { maxHeadBytes: headBytes - 1 });
  const beyondAscii = text(['Subject: üüüü']);
  refusesWith(513, 'Message Too Large', beyondAscii, { maxHeadBytes: beyondAscii.indexOf('\r\n\r\n') + 3 });
  assert.equal(parseMessage(text(), { maxHeaders: 5 }).kind, 'request');
  refusesWith(513, 'Message Too Large', text(['Subject: 6']), { maxHeaders: 5 });
});

test('parseMessage() refuses a head over the limits that has not ended yet', () => {
  refusesWith(513, 'Message Too Large', `${START}\r\nSubject: ${'x'.repeat(20_000)}`);
});

test('formatMessage() writes routing fields first and the usual names', () => {
  const message = parseMessage(text(['www-authenticate: x', 'x-my-field: y', 'Max-Forwards: 70', 'm: <sip:a@b>'], 'ü'));
  assert.equal(
    formatMessage(message),
    [
      START,
      VIA,
      'Max-Forwards: 70',
      ...REST,
      'Contact: <sip:a@b>',
      'WWW-Authenticate: x',
      'X-My-Field: y',
      'Content-Length: 2',
      '',
      'ü',
    ].join('\r\n'),
  );
});

test('formatMessage() refuses a body of bytes, which formatMessageBytes() writes', () => {
  const message = { ...parseMessage(text()), body: Uint8Array.of(0xff) };
  assert.throws(() => formatMessage(message), TypeError);
  assert.equal(formatMessageBytes(message).at(-1), 0xff);
});

test('formatMessage() refuses a header that has its own place in the message', () => {
  for (const name of ['via', 'Content-Length', 'v', 'TO', 'call-id']) {
    const message = { ...parseMessage(text()), headers: new Map([[name, ['x']]]) };
    assert.throws(() => formatMessage(message), /has a place of its own/);
  }
});
