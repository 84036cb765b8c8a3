import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseParts } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

/** A part as it is read. */
const part = (contentType: string, body: string, headers: Record<string, string> = {}) => ({
  contentType,
  headers: new Map(Object.entries(headers)),
  body,
});
const html = (body: string) => part('text/html', body, { 'content-type': 'text/html' });

/** A body of text parts within `depth` multiparts. */
const nested = (depth: number): string =>
  depth === 0
    ? 'Content-Type: text/plain\r\n\r\ntext'
    : `Content-Type: multipart/mixed;boundary=b${depth}\r\n\r\n--b${depth}\r\n${nested(depth - 1)}\r\n--b${depth}--`;
const readNested = (depth: number) => parseParts('multipart/mixed;boundary=b', `--b\r\n${nested(depth - 1)}\r\n--b--`);

const TYPE = 'multipart/mixed;boundary="a b"';

test('parseParts() reads parts between preamble and epilogue', () => {
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
  assert.deepEqual(parseParts(TYPE, body), [
    part('application/sdp', 'v=0\r\n', {
      'content-type': 'application/sdp',
      'content-disposition': 'session',
      'content-id': '<1@a.invalid>',
    }),
    part('text/plain', 'No head, --a b in the text, --a bc\r\n--a bc at the start of a line'),
  ]);
});

test('parseParts() reads empty parts, and a body that ends with its last boundary', () => {
  const head = 'Content-Type: text/html\r\n\r\n';
  assert.deepEqual(parseParts('multipart/mixed;boundary=b', `--b\r\n${head}\r\n--b\r\n\r\n\r\n--b--`), [
    html(''),
    part('text/plain', ''),
  ]);
});

test('parseParts() gives text where the part of a body of bytes is UTF-8', () => {
  const body = Buffer.concat([
    Buffer.from('--b\r\nX-Name: Grüße\r\n\r\nGrüße\r\n--b\r\n\r\n'),
    Buffer.of(0xff, 0x0d, 0x0a, 0x00),
    Buffer.from('\r\n--b--\r\n'),
  ]);
  const parts = parseParts('multipart/mixed;boundary=b', body);
  assert.deepEqual(
    parts.map(part => part.body),
    ['Grüße', Uint8Array.of(0xff, 0x0d, 0x0a, 0x00)],
  );
  assert.equal(parts[0]?.headers.get('x-name'), 'Grüße');
});

test('parseParts() refuses a body without boundary, without end, or with a broken head', () => {
  const bad = [
    ['multipart/mixed', '--b--'],
    ['multipart/mixed;boundary=""', '--b--'],
    ['multipart/mixed;boundary=b', ''],
    ['multipart/mixed;boundary=b', '--b\r\n\r\ntext'],
    ['multipart/mixed;boundary=b', '--b\r\nContent-Type: text/plain\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\n folded: x\r\n\r\n\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\n: no name\r\n\r\n\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\nno colon\r\n\r\n\r\n--b--'],
    ['multipart/mixed;boundary=b', '--b\r\nContent-Type: a\r\nContent-Type: b\r\n\r\n\r\n--b--'],
  ] as const;
  for (const [type, body] of bad) assert.throws(() => parseParts(type, body), SipSyntaxError, body);
});

test('parseParts() joins folded lines, and keeps the first of a field that comes twice', () => {
  const [one] = parseParts(TYPE, '--a b\r\nX-A: 1\r\n\t 2\r\nX-B:\r\n 3\r\nX-A: 4\r\n\r\n text\r\n--a b--');
  assert.deepEqual(one, part('text/plain', ' text', { 'x-a': '1 2', 'x-b': '3' }));
});

test('parseParts() gives a body that is not multipart as it is', () => {
  assert.deepEqual(parseParts('text/plain;boundary=b', '--b--'), [part('text/plain;boundary=b', '--b--')]);
});

test('parseParts() takes a boundary by the letter', () => {
  const boundary = String.raw`.*+?^$(){}[]|\/-'_:=,`;
  const type = `multipart/mixed;boundary="${boundary.replaceAll('\\', '\\\\')}"`;
  const body = `--${boundary}\r\n\r\n--xx\r\none\r\n--${boundary}\r\n\r\ntwo\r\n--${boundary}--`;
  assert.deepEqual(
    parseParts(type, body).map(one => one.body),
    ['--xx\r\none', 'two'],
  );
});

test('parseParts() opens multipart within multipart, three deep', () => {
  const body =
    '--o\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n' +
    '--o\r\nContent-Type: multipart/mixed;boundary=m\r\n\r\n' +
    '--m\r\nContent-Type: multipart/alternative;boundary=i\r\n\r\n' +
    '--i\r\n\r\none\r\n--i\r\nContent-Type: text/html\r\n\r\ntwo\r\n--i--\r\n' +
    '--m\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>\r\n--m--\r\n--o--\r\n';
  assert.deepEqual(
    parseParts('Multipart/Mixed;boundary=o', body).map(one => [one.contentType, one.body]),
    [
      ['application/sdp', 'v=0'],
      ['text/plain', 'one'],
      ['text/html', 'two'],
      ['image/svg+xml', '<svg/>'],
    ],
  );
  assert.equal(readNested(3)[0]?.body, 'text');
  assert.throws(() => readNested(4), /nested too deep/);
  assert.throws(() => readNested(400), /nested too deep/);
});

test('parseParts() refuses more than sixteen parts, nested ones included', () => {
  const parts = (boundary: string, count: number) => `${`--${boundary}\r\n\r\nx\r\n`.repeat(count)}--${boundary}--\r\n`;
  const type = 'multipart/mixed;boundary=b';
  assert.equal(parseParts(type, parts('b', 16)).length, 16);
  assert.throws(() => parseParts(type, parts('b', 17)), /too many parts/);
  const inner = `--b\r\nContent-Type: multipart/mixed;boundary=i\r\n\r\n${parts('i', 8)}`;
  assert.equal(parseParts(type, `${inner}\r\n${parts('b', 8)}`).length, 16);
  assert.throws(() => parseParts(type, `${inner}\r\n${parts('b', 9)}`), /too many parts/);
});

test('parseParts() refuses a boundary that is longer than one may be', () => {
  const read = (length: number) => {
    const boundary = 'b'.repeat(length);
    return parseParts(`multipart/mixed;boundary=${boundary}`, `--${boundary}\r\n\r\nx\r\n--${boundary}--`);
  };
  assert.equal(read(70).length, 1);
  for (const length of [71, 100_000]) assert.throws(() => read(length), SipSyntaxError);
});
