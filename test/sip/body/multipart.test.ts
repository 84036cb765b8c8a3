import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMultipart, isMultipart, parseLeaves, parseMultipart, Part } from '../../../src/sip/body/index.js';
import { parseValue, SipSyntaxError } from '../../../src/sip/codec/index.js';

const TYPE = 'multipart/mixed;boundary="a b"';

test('parseMultipart() reads parts between preamble and epilogue', () => {
  const body = [
    'This is the preamble.',
    '--a b',
    'Content-Type: application/sdp',
    'content-disposition: session',
    'Content-ID:',
    ' <1@a.invalid>',
    '',
    'v=0',
    '',
    '--a b  ',
    '',
    'No head, --a b in the text, --a bc',
    '--a bc at the start of a line',
    '--a b--',
    'This is the epilogue.',
    '--a b',
  ].join('\r\n');
  assert.deepEqual(parseMultipart(TYPE, body), [
    {
      contentType: 'application/sdp',
      contentDisposition: 'session',
      headers: new Map([['content-id', '<1@a.invalid>']]),
      body: 'v=0\r\n',
    },
    Part('text/plain', 'No head, --a b in the text, --a bc\r\n--a bc at the start of a line'),
  ]);
});

test('parseMultipart() reads empty parts, and a body that ends with its last boundary', () => {
  const head = 'Content-Type: text/html\r\n\r\n';
  assert.deepEqual(parseMultipart('multipart/mixed;boundary=b', `--b\r\n${head}\r\n--b\r\n\r\n\r\n--b--`), [
    Part('text/html', ''),
    Part('text/plain', ''),
  ]);
});

test('parseMultipart() gives text where the part of a body of bytes is UTF-8', () => {
  const body = Buffer.concat([
    Buffer.from('--b\r\nX-Name: Grüße\r\n\r\nGrüße\r\n--b\r\n\r\n'),
    Buffer.of(0xff, 0x0d, 0x0a, 0x00),
    Buffer.from('\r\n--b--\r\n'),
  ]);
  const parts = parseMultipart('multipart/mixed;boundary=b', body);
  assert.deepEqual(
    parts.map(part => part.body),
    ['Grüße', Uint8Array.of(0xff, 0x0d, 0x0a, 0x00)],
  );
  assert.equal(parts[0]?.headers.get('x-name'), 'Grüße');
});

test('parseMultipart() refuses a body without boundary, without end, or with a broken head', () => {
  const bad = [
    ['text/plain;boundary=b', '--b--'],
    ['multipart/mixed', '--b--'],
    ['multipart/mixed;boundary=""', '--b--'],
    ['multipart/mixed;boundary=b', ''],
    ['multipart/mixed;boundary=b', '--b\r\n\r\ntext'],
    ['multipart/mixed;boundary=b', '--b\r\nContent-Type: text/plain\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\nno colon\r\n\r\n\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\nContent-Type: a\r\nContent-Type: b\r\n\r\n\r\n--b--'],
  ] as const;
  for (const [type, body] of bad) assert.throws(() => parseMultipart(type, body), SipSyntaxError, body);
});

test('parseLeaves() opens multipart within multipart, up to the limits', () => {
  const inner = formatMultipart([Part('text/plain', 'one'), Part('text/html', 'two')], 'alternative');
  const middle = formatMultipart([Part(inner.contentType, inner.body), Part('image/svg+xml', '<svg/>')]);
  const outer = formatMultipart([Part('application/sdp', 'v=0', 'session'), Part(middle.contentType, middle.body)]);
  assert.deepEqual(
    parseLeaves(outer.contentType, outer.body).map(part => part.contentType),
    ['application/sdp', 'text/plain', 'text/html', 'image/svg+xml'],
  );
  assert.throws(() => parseLeaves(outer.contentType, outer.body, { maxDepth: 2 }), /nested too deep/);
  assert.throws(() => parseLeaves(outer.contentType, outer.body, { maxParts: 3 }), /too many parts/);
  assert.throws(() => parseMultipart(outer.contentType, outer.body, { maxParts: 1 }), /more than 1 parts/);
});

test('formatMultipart() makes an INVITE body of SDP and first message', () => {
  const { contentType, body } = formatMultipart([
    Part('application/sdp', 'v=0\r\n', 'session'),
    Part('text/plain', 'Hello', 'render'),
  ]);
  assert.ok(isMultipart(contentType) && !isMultipart('text/plain'));
  const boundary = parseValue(contentType).params.get('boundary');
  assert.equal(
    body,
    [
      `--${boundary}`,
      'Content-Type: application/sdp',
      'Content-Disposition: session',
      '',
      'v=0',
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      'Content-Disposition: render',
      '',
      'Hello',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
});

test('formatMultipart() refuses a line break in a header field, and bytes', () => {
  assert.throws(() => formatMultipart([Part('image/png', Uint8Array.of(0xff))]), TypeError);
  assert.throws(() => formatMultipart([Part('text/plain\r\nX: y', '')]), TypeError);
  assert.throws(() => formatMultipart([{ ...Part('text/plain', ''), headers: new Map([['a\r\nb', 'c']]) }]), TypeError);
});
