import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatNameAddr,
  NameAddr,
  parseNameAddr,
  parseUri,
  SipSyntaxError,
  SipUri,
} from '../../../src/sip/codec/index.js';

const alice = SipUri('alice', 'contoso.example');

test('parseNameAddr() reads an address with and without name, quotes and brackets', () => {
  for (const text of [
    '"Alice A." <sip:alice@contoso.example>',
    'Alice A.<sip:alice@contoso.example>',
    ' Alice A.  <sip:alice@contoso.example> ',
  ]) {
    assert.deepEqual(parseNameAddr(text), NameAddr(alice, 'Alice A.'));
  }
  for (const text of ['<sip:alice@contoso.example>', 'sip:alice@contoso.example', '""<sip:alice@contoso.example>']) {
    assert.deepEqual(parseNameAddr(text), NameAddr(alice));
  }
});

test('parseNameAddr() takes parameters behind a bare URI for the field, inside brackets for the URI', () => {
  assert.deepEqual(parseNameAddr('sip:alice@contoso.example ; tag = x'), NameAddr(alice, '', new Map([['tag', 'x']])));
  assert.deepEqual(parseNameAddr('<sip:alice@contoso.example;lr>'), NameAddr(parseUri('sip:alice@contoso.example;lr')));
});

test('parseNameAddr() reads parameters quoted, unquoted, spaced, with any case in the name', () => {
  const { params } = parseNameAddr(
    '<sip:a@b> ; TAG=x;+sip.instance="<urn:uuid:1\\"2>";q = 0.5 ;lr;empty="";odd=a@b/c?d',
  );
  assert.deepEqual(
    [...params],
    [
      ['tag', 'x'],
      ['+sip.instance', '<urn:uuid:1"2>'],
      ['q', '0.5'],
      ['lr', ''],
      ['empty', ''],
      ['odd', 'a@b/c?d'],
    ],
  );
});

test('parseNameAddr() resolves backslashes in the display name', () => {
  assert.equal(parseNameAddr('"a\\"b\\\\c\\d" <sip:a@b>').displayName, 'a"b\\cd');
  assert.equal(parseNameAddr('"ends in a backslash\\\\" <sip:a@b>').displayName, 'ends in a backslash\\');
});

test('parseNameAddr() refuses what is no address', () => {
  const bad = [
    '',
    '"Alice',
    '"Alice" sip:a@b',
    '"Alice\\" <sip:a@b>',
    'Alice <sip:a@b',
    'Alice, Bob <sip:a@b>',
    '<sip:a@b> x',
    '<sip:a@b>;',
    '<sip:a@b>;=x',
    '<sip:a@b>;tag=1;tag=2',
    '<sip:a@b>;x="open',
    'sip:a@b?x=y',
    'sip:a@b,sip:c@d',
    '<>',
    '< sip:a@b >',
  ];
  for (const text of bad) assert.throws(() => parseNameAddr(text), SipSyntaxError, text);
});

test('formatNameAddr() quotes the name, and parameters that need it', () => {
  const params = new Map([
    ['tag', 'x'],
    ['+sip.instance', '<urn:uuid:1>'],
    ['methods', 'MESSAGE'],
    ['isfocus', ''],
  ]);
  const text =
    '"Alice \\"A\\"" <sip:alice@contoso.example>;tag=x;+sip.instance="<urn:uuid:1>";methods="MESSAGE";isfocus';
  assert.equal(formatNameAddr(NameAddr(alice, 'Alice "A"', params)), text);
});

test('formatNameAddr() refuses a line break in the name or a parameter', () => {
  for (const value of ['a\r\nX: y', 'a\n', '\r']) {
    assert.throws(() => formatNameAddr(NameAddr(alice, value)), TypeError);
    assert.throws(() => formatNameAddr(NameAddr(alice, '', new Map([['tag', value]]))), TypeError);
    assert.throws(() => formatNameAddr(NameAddr(alice, '', new Map([[value, 'x']]))), TypeError);
  }
});
