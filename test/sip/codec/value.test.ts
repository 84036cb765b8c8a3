import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatDate,
  formatReason,
  formatValue,
  parseReason,
  parseValue,
  randomToken,
  SipSyntaxError,
  splitList,
  Value,
} from '../../../src/sip/codec/index.js';

test('parseValue() parts a value from its parameters', () => {
  assert.deepEqual(parseValue(' text/plain ; charset="utf-8"'), Value('text/plain', new Map([['charset', 'utf-8']])));
  assert.deepEqual(parseValue('terminated'), Value('terminated'));
  assert.throws(() => parseValue('a;b=c;b=d'), SipSyntaxError);
});

test('formatValue() refuses a line break', () => {
  assert.equal(formatValue(Value('active', new Map([['expires', '60']]))), 'active;expires=60');
  assert.throws(() => formatValue(Value('a\r\nX: y')), TypeError);
});

test('parseReason() reads the first value', () => {
  const text = 'SIP ;cause=200 ;text="Call completed elsewhere", Q.850;cause=16';
  assert.deepEqual(parseReason(text), { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' });
  assert.deepEqual(parseReason('preemption'), { protocol: 'preemption', cause: undefined, text: undefined });
  assert.throws(() => parseReason('SIP;cause=x'), SipSyntaxError);
  assert.throws(() => parseReason(''), SipSyntaxError);
});

test('formatReason() puts the text in quotes', () => {
  assert.equal(formatReason({ protocol: 'SIP', cause: 200, text: 'Elsewhere' }), 'SIP;cause=200;text="Elsewhere"');
});

test('splitList() parts at commas outside quotes and angle brackets', () => {
  assert.deepEqual(splitList('a , "b, \\"c" ,<d,e>;f,'), ['a', '"b, \\"c"', '<d,e>;f', '']);
});

test('formatDate() is an RFC 1123 date in GMT', () => {
  assert.equal(formatDate(new Date(Date.UTC(2010, 10, 13, 23, 29))), 'Sat, 13 Nov 2010 23:29:00 GMT');
});

test('randomToken() gives two characters a byte, never the same ones', () => {
  const tokens = Array.from({ length: 2000 }, () => randomToken());
  assert.ok(tokens.every(token => /^[0-9a-f]{16}$/.test(token)));
  assert.equal(new Set(tokens).size, tokens.length);
  assert.equal(randomToken(1000).length, 2000);
  assert.throws(() => randomToken(0), RangeError);
});
