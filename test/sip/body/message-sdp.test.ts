import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptTypesOf, answerMessageSdp } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

const SESSION = ['v=0', 'o=- 0 0 IN IP4 0.0.0.0', 's=-', 'c=IN IP4 0.0.0.0', 't=0 0'];
const AUDIO = 'm=audio 49170 RTP/AVP 0 8';
const sdp = (...lines: string[]): string => [...SESSION, ...lines, ''].join('\r\n');

test('acceptTypesOf() reads the offer of an old peer', () => {
  const offer = sdp('m=x-ms-message 5060 sip sip:dave@contoso.example', 'a=accept-types:text/plain *');
  assert.deepEqual(acceptTypesOf(offer), ['text/plain', '*']);
  assert.deepEqual(acceptTypesOf(offer.replaceAll('\r\n', '\n')), ['text/plain', '*']);
});

test('acceptTypesOf() finds the message media among others, with its own attributes', () => {
  const offer = sdp(
    AUDIO,
    'a=accept-types:no',
    'm=message 0 sip null',
    'c=IN IP6 2001:db8::1',
    AUDIO,
    'a=accept-types:no',
  );
  assert.deepEqual(acceptTypesOf(offer), []);
  const own = offer.replace('c=IN IP6', 'a=accept-types:text/html\r\nc=IN IP6');
  assert.deepEqual(acceptTypesOf(own), ['text/html']);
});

test('acceptTypesOf() finds nothing in an audio call, in MSRP, or in no media at all', () => {
  for (const media of [AUDIO, 'm=message 7654 TCP/MSRP *', 'a=x']) {
    assert.equal(acceptTypesOf(sdp(media)), undefined);
  }
  assert.throws(() => acceptTypesOf('Hello'), SipSyntaxError);
});

test('answerMessageSdp() answers each media in its place, and refuses all but the first message', () => {
  const offer = sdp(AUDIO, 'm=x-ms-message 5060 sip null', 'a=accept-types:*', 'm=message 5060 sip null');
  assert.equal(
    answerMessageSdp(offer),
    sdp(
      'm=audio 0 RTP/AVP 0 8',
      'm=x-ms-message 5060 sip null',
      'a=accept-types:message/cpim text/plain text/html',
      'm=message 0 sip null',
    ),
  );
});

test('answerMessageSdp() accepts one of two that are the same', () => {
  const [offered, accept] = ['m=message 5060 sip null', 'a=accept-types:message/cpim text/plain text/html'];
  assert.equal(answerMessageSdp(sdp(offered, offered)), sdp(offered, accept, 'm=message 0 sip null'));
});
