import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ALL_TYPES,
  answerMessageSdp,
  formatMessageSdp,
  takenTypesOf,
  takesText,
  takesWrapped,
} from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

const SESSION = ['v=0', 'o=- 0 0 IN IP4 0.0.0.0', 's=-', 'c=IN IP4 0.0.0.0', 't=0 0'];
const AUDIO = 'm=audio 49170 RTP/AVP 0 8';
const WRAPPED = 'a=accept-wrapped-types:text/plain text/html application/im-iscomposing+xml message/imdn+xml';
const sdp = (...lines: string[]): string => [...SESSION, ...lines, ''].join('\r\n');

test('takenTypesOf() reads the offer of an old peer', () => {
  const offer = sdp('m=x-ms-message 5060 sip sip:dave@contoso.example', 'a=accept-types:text/plain *');
  assert.deepEqual(takenTypesOf(offer)?.plain, ['text/plain', '*']);
  assert.deepEqual(takenTypesOf(offer.replaceAll('\r\n', '\n'))?.plain, ['text/plain', '*']);
});

test('takenTypesOf() finds the message media among others, with its own attributes', () => {
  const offer = sdp(
    AUDIO,
    'a=accept-types:no',
    'm=message 0 sip null',
    'c=IN IP6 2001:db8::1',
    AUDIO,
    'a=accept-types:no',
  );
  assert.deepEqual(takenTypesOf(offer)?.plain, []);
  const own = offer.replace('c=IN IP6', 'a=accept-types:text/html\r\nc=IN IP6');
  assert.deepEqual(takenTypesOf(own)?.plain, ['text/html']);
});

test('takenTypesOf() finds nothing in an audio call, in MSRP, or in no media at all', () => {
  for (const media of [AUDIO, 'm=message 7654 TCP/MSRP *', 'a=x']) {
    assert.equal(takenTypesOf(sdp(media)), undefined);
  }
  assert.throws(() => takenTypesOf('Hello'), SipSyntaxError);
});

test('answerMessageSdp() answers each media in its place, and refuses all but the first message', () => {
  const offer = sdp(AUDIO, 'm=x-ms-message 5060 sip null', 'a=accept-types:*', 'm=message 5060 sip null');
  assert.equal(
    answerMessageSdp(offer),
    sdp(
      'm=audio 0 RTP/AVP 0 8',
      'm=x-ms-message 5060 sip null',
      'a=accept-types:message/cpim text/plain text/html',
      WRAPPED,
      'm=message 0 sip null',
    ),
  );
});

test('answerMessageSdp() accepts one of two that are the same', () => {
  const [offered, accept] = ['m=message 5060 sip null', 'a=accept-types:message/cpim text/plain text/html'];
  assert.equal(answerMessageSdp(sdp(offered, offered)), sdp(offered, accept, WRAPPED, 'm=message 0 sip null'));
});

test('answerMessageSdp() says what it is told to say is taken', () => {
  const offered = 'm=message 5060 sip null';
  const types = { plain: ['message/cpim', 'text/plain'], wrapped: ['message/imdn+xml'] };
  const lines = ['a=accept-types:message/cpim text/plain', 'a=accept-wrapped-types:message/imdn+xml'];
  assert.equal(answerMessageSdp(sdp(offered), types), sdp(offered, ...lines));
  assert.equal(formatMessageSdp(types), sdp(offered, ...lines));
  assert.equal(formatMessageSdp({ plain: ['*'], wrapped: [] }), sdp(offered, 'a=accept-types:*'));
});

test('takenTypesOf() reads both lists, and the second as empty from an old peer', () => {
  assert.deepEqual(takenTypesOf(formatMessageSdp()), ALL_TYPES);
  const old = sdp('m=message 5060 sip null', 'a=accept-types:text/plain');
  assert.deepEqual(takenTypesOf(old), { plain: ['text/plain'], wrapped: [] });
});

test('takesWrapped() is for those who say so', () => {
  const type = 'message/imdn+xml';
  assert.equal(takesWrapped(ALL_TYPES, type), true);
  assert.equal(takesWrapped({ plain: ['message/cpim'], wrapped: ['*'] }, type), true);
  assert.equal(takesWrapped({ plain: ['message/cpim'], wrapped: ['text/plain'] }, type), false);
  assert.equal(takesWrapped({ plain: ['*'], wrapped: [] }, type), false);
  assert.equal(takesWrapped({ plain: ['text/plain'], wrapped: [type] }, type), false);
});

test('takesText() finds a type in either list; who says nothing takes plain text', () => {
  assert.equal(takesText(ALL_TYPES, 'text/html'), true);
  assert.equal(takesText({ plain: ['*'], wrapped: [] }, 'text/html'), true);
  assert.equal(takesText({ plain: ['message/cpim'], wrapped: ['text/html'] }, 'text/html'), true);
  assert.equal(takesText({ plain: ['text/plain'], wrapped: [] }, 'text/html'), false);
  assert.deepEqual(
    [takesText({ plain: [], wrapped: [] }, 'text/plain'), takesText({ plain: [], wrapped: [] }, 'text/html')],
    [true, false],
  );
});
