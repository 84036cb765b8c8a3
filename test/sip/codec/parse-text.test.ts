import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  encodeUtf8,
  formatMessage,
  formatMessageBytes,
  parseMessage,
  parseText,
  SipSyntaxError,
  type SipMessage,
} from '../../../src/sip/codec/index.js';
import * as arbitrary from './arbitrary.js';

const LINES = [
  'Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks',
  'From: "Alice" <sip:alice@contoso.example>;tag=1',
  'To: <sip:bob@contoso.example>',
  'Call-ID: a84b4c76e66710',
  'CSeq: 12 MESSAGE',
];

/** A MESSAGE with those lines too. */
const text = (lines: readonly string[] = [], body = ''): string =>
  ['MESSAGE sip:bob@contoso.example SIP/2.0', ...LINES, ...lines, '', body].join('\r\n');

test('parseText(formatMessage(m)) equals m, and so does parseText(formatMessageBytes(m)), where the body is text', () => {
  fc.assert(
    fc.property(arbitrary.message, message => {
      if (typeof message.body !== 'string') return;
      assert.deepEqual(parseText(formatMessage(message)), message);
      assert.deepEqual(parseText(formatMessageBytes(message)), message);
    }),
  );
});

test('parseText() reads what parseMessage() reads, in the same way, and refuses only what that refuses', () => {
  const damage = fc.tuple(fc.nat(), fc.nat(12), fc.oneof(arbitrary.text, fc.constantFrom('\r\n', '\n', '\0')));
  fc.assert(
    fc.property(arbitrary.message, damage, (message, [at, drop, put]) => {
      const whole = formatMessage(typeof message.body === 'string' ? message : { ...message, body: '' });
      const index = at % whole.length;
      const damaged = whole.slice(0, index) + put + whole.slice(index + drop);
      const strict = readOrRefuse(parseMessage, damaged);
      const loose = readOrRefuse(parseText, damaged);
      if (strict && typeof strict.body === 'string') assert.deepEqual(loose, strict);
    }),
    { numRuns: 1500, endOnFailure: true },
  );
});

function readOrRefuse(parse: (text: string) => SipMessage, data: string): SipMessage | undefined {
  try {
    return parse(data);
  } catch (error) {
    if (error instanceof SipSyntaxError) return undefined;
    throw error;
  }
}

test('parseText() takes the body by Content-Length, which counts bytes', () => {
  assert.equal(parseText(text(['Content-Length: 6'], 'Größe, and more')).body, 'Größ');
  assert.equal(parseText(encodeUtf8(text(['Content-Length: 6'], 'Größe, and more'))).body, 'Größ');
  assert.equal(parseText(text([], '\ufeffa\nb\r\n\r\nd')).body, '\ufeffa\nb\r\n\r\nd');
  assert.throws(() => parseText(text(['Content-Length: 6'], 'Hello')), /only 5 bytes/);
});

test('parseText() is as strict as parseMessage() about where lines and fields end', () => {
  const bad = [
    '',
    text().replaceAll('\r\n', '\n'),
    text(['Subject: one\nX-Two: 2']),
    text(['Subject: one\rX-Two: 2']),
    text(['no colon']),
    text(['Content-Length: 1x'], 'Hello'),
    text(['Content-Length: 0', 'Content-Length: 0']),
    text().replace('SIP/2.0\r\n', 'SIP/3.0\r\n'),
    text().replace('\r\n\r\n', '\r\n'),
    ...LINES.flatMap(line => [text([line]), text().replace(`${line}\r\n`, '')]).slice(1),
  ];
  for (const data of bad) assert.throws(() => parseText(data), SipSyntaxError, data);
});
