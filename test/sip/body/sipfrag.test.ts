import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSipfrag, parseSipfrag } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

test('parseSipfrag() reads the status line, whatever follows', () => {
  assert.deepEqual(parseSipfrag('SIP/2.0 486 Busy Here\r\nContact: <sip:a@b>\r\n'), {
    status: 486,
    reason: 'Busy Here',
  });
  assert.deepEqual(parseSipfrag('SIP/2.0 200 a\u2028b'), { status: 200, reason: 'a\u2028b' });
  assert.deepEqual(parseSipfrag('SIP/2.0 100'), { status: 100, reason: '' });
});

test('parseSipfrag() reads why, where our server says it', () => {
  const full = { status: 486, reason: 'The conversation is full', because: 'TooManyParticipants' };
  assert.deepEqual(parseSipfrag(formatSipfrag(full)), full);
  assert.equal(parseSipfrag('SIP/2.0 486 Busy\r\nrefused-because: A-b').because, 'A');
});

test('parseSipfrag() refuses other text', () => {
  for (const text of ['', 'INVITE sip:a@b SIP/2.0', 'SIP/2.0 99 Low', 'SIP/2.0 1000 High', ' SIP/2.0 200 OK']) {
    assert.throws(() => parseSipfrag(text), SipSyntaxError, text);
  }
});

test('formatSipfrag() refuses a status or reason that cannot stand there', () => {
  assert.equal(formatSipfrag({ status: 200, reason: 'OK' }), 'SIP/2.0 200 OK\r\n');
  assert.throws(() => formatSipfrag({ status: 99, reason: '' }), RangeError);
  assert.throws(() => formatSipfrag({ status: 200, reason: 'OK\r\nX: y' }), TypeError);
});
