import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatVia, parseVia, SipSyntaxError } from '../../../src/sip/codec/index.js';

test('parseVia() reads a hop', () => {
  assert.deepEqual(parseVia('SIP/2.0/WSS df7jal23ls0d.invalid:5060;branch=z9hG4bK1;rport;received=192.0.2.1'), {
    transport: 'WSS',
    host: 'df7jal23ls0d.invalid',
    port: 5060,
    params: new Map([
      ['branch', 'z9hG4bK1'],
      ['rport', ''],
      ['received', '192.0.2.1'],
    ]),
  });
});

test('parseVia() tolerates lower case, spaces and a missing branch', () => {
  const spaced = parseVia('sip / 2.0 / tcp   [2001:db8::1] : 5060 ; branch = x');
  assert.deepEqual([spaced.transport, spaced.host, spaced.port], ['TCP', '[2001:db8::1]', 5060]);
  assert.equal(parseVia('SIP/2.0/tls a.invalid').params.size, 0);
});

test('parseVia() refuses what is no hop', () => {
  const bad = [
    '',
    'SIP/2.0',
    'SIP/2.0/',
    'SIP/2.0/UDP',
    'SIP/2.0/ UDP',
    'SIP/3.0/UDP a.invalid',
    'HTTP/2.0/UDP a.invalid',
    'SIP/2.0/UDP a.invalid:',
    'SIP/2.0/UDP a.invalid:70000',
    'SIP/2.0/UDP a.invalid b.invalid',
    'SIP/2.0/UDP a.invalid;',
    'SIP/2.0/UDP a.invalid;branch=1;branch=2',
    'SIP/2.0/UDP ;branch=1',
  ];
  for (const text of bad) assert.throws(() => parseVia(text), SipSyntaxError, text);
});

test('formatVia() refuses a transport or host that is none', () => {
  const via = parseVia('SIP/2.0/WS a.invalid');
  assert.equal(formatVia(via), 'SIP/2.0/WS a.invalid');
  assert.throws(() => formatVia({ ...via, transport: 'W S' }), TypeError);
  assert.throws(() => formatVia({ ...via, host: 'a\r\nb' }), TypeError);
});
