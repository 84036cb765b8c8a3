import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRefusal, parseMessage, SipSyntaxError } from '../../../src/sip/codec/index.js';

const LINES = [
  'v: SIP/2.0/WS a.invalid;branch=z9hG4bK1, SIP/2.0/UDP b.invalid;branch=z9hG4bK2',
  'f: "Alice"<sip:alice@contoso.example> ;tag=1',
  't: Bob <sip:bob@contoso.example>',
  'i: 1@a.invalid',
  'CSeq: 07 MESSAGE',
];

const request = (lines: readonly string[], start = 'MESSAGE sip:bob@contoso.example SIP/2.0'): string =>
  [start, ...lines, '', ''].join('\r\n');

function refusalOf(data: string | Uint8Array): string | undefined {
  try {
    parseMessage(data);
  } catch (error) {
    assert.ok(error instanceof SipSyntaxError);
    return formatRefusal(data, error, 'totag');
  }
  throw new assert.AssertionError({ message: 'The message was not refused' });
}

test('formatRefusal() echoes the five fields as they stand, and adds the tag', () => {
  assert.equal(
    refusalOf(request([...LINES, 'Max-Forwards: many'])),
    [
      'SIP/2.0 400 Malformed Max-Forwards',
      'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
      'Via: SIP/2.0/UDP b.invalid;branch=z9hG4bK2',
      'From: "Alice"<sip:alice@contoso.example> ;tag=1',
      'To: Bob <sip:bob@contoso.example>;tag=totag',
      'Call-ID: 1@a.invalid',
      'CSeq: 07 MESSAGE',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  );
});

test('formatRefusal() keeps the tag that To has', () => {
  const text = refusalOf(request([...LINES.map(line => line.replace(/^t:.*/, '$&;tag=2')), 'Bad']));
  assert.match(text ?? '', /^To: Bob <sip:bob@contoso.example>;tag=2\r$/m);
});

test('formatRefusal() answers bytes, a head that is not UTF-8, and one with bare line feeds', () => {
  const data = Buffer.from(request([...LINES, 'Subject: ?']));
  data[data.indexOf('?')] = 0xff;
  assert.match(refusalOf(data) ?? '', /^SIP\/2\.0 400 Head Not UTF-8\r\n/);
  assert.match(refusalOf(request(LINES).replaceAll('\r\n', '\n')) ?? '', /^CSeq: 07 MESSAGE\r$/m);
});

test('formatRefusal() answers a request over the limits', () => {
  const text = refusalOf(request([...LINES, `Subject: ${'x'.repeat(100_000)}`])) ?? '';
  assert.match(text, /^SIP\/2\.0 513 Message Too Large\r\n/);
  assert.ok(text.length < 1000);
});

test('formatRefusal() never answers a response, an ACK, or what has no Via or CSeq', () => {
  assert.equal(refusalOf(request([...LINES, 'Bad'], 'SIP/2.0 200 OK')), undefined);
  assert.equal(refusalOf(request([...LINES, 'Bad'], 'ACK sip:bob@contoso.example SIP/2.0')), undefined);
  assert.equal(refusalOf(request(LINES.slice(1))), undefined);
  assert.equal(refusalOf(request(LINES.slice(0, 4))), undefined);
  assert.equal(refusalOf('no SIP at all'), undefined);
});
