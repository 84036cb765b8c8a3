import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerMessageSdp, formatMessageSdp, MessageSdp, parseMessageSdp } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

const SESSION = ['v=0', 'o=- 0 0 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];
const AUDIO = 'm=audio 49170 RTP/AVP 0 8';
const sdp = (...lines: string[]): string => [...SESSION, ...lines, ''].join('\r\n');

test('formatMessageSdp() writes the offer of session-mode messages', () => {
  const types = ['text/plain', 'text/html', 'message/cpim'];
  assert.equal(
    formatMessageSdp(MessageSdp('192.0.2.1', types)),
    sdp('m=message 5060 sip null', 'a=accept-types:text/plain text/html message/cpim'),
  );
});

test('parseMessageSdp() reads the offer of an old peer', () => {
  const offer = sdp('m=x-ms-message 5060 sip sip:dave@contoso.example', 'a=accept-types:text/plain *');
  const expected = { media: 'x-ms-message', host: '192.0.2.1', port: 5060, acceptTypes: ['text/plain', '*'] };
  assert.deepEqual(parseMessageSdp(offer), expected);
  assert.deepEqual(parseMessageSdp(offer.replaceAll('\r\n', '\n')), expected);
});

test('parseMessageSdp() finds the message media among others, with its own connection and attributes', () => {
  const offer = sdp(
    AUDIO,
    'a=accept-types:no',
    'm=message 0 sip null',
    'c=IN IP6 2001:db8::1',
    AUDIO,
    'a=accept-types:no',
  );
  assert.deepEqual(parseMessageSdp(offer), { media: 'message', host: '2001:db8::1', port: 0, acceptTypes: [] });
});

test('parseMessageSdp() finds nothing in an audio call, in MSRP, or in no media at all', () => {
  for (const media of [AUDIO, 'm=message 7654 TCP/MSRP *', 'a=x']) {
    assert.equal(parseMessageSdp(sdp(media)), undefined);
  }
  assert.throws(() => parseMessageSdp('Hello'), SipSyntaxError);
});

test('answerMessageSdp() answers each media in its place, and refuses all but the first message', () => {
  const offer = sdp(AUDIO, 'm=x-ms-message 5060 sip null', 'a=accept-types:*', 'm=message 5060 sip null');
  const answer = answerMessageSdp(offer, MessageSdp('192.0.2.1', ['text/plain']));
  assert.equal(
    answer,
    sdp('m=audio 0 RTP/AVP 0 8', 'm=x-ms-message 5060 sip null', 'a=accept-types:text/plain', 'm=message 0 sip null'),
  );
});

test('formatMessageSdp() refuses what would be another line or word', () => {
  for (const bad of ['', 'a b', 'a\r\nb']) {
    assert.throws(() => formatMessageSdp(MessageSdp(bad, [])), TypeError);
    assert.throws(() => formatMessageSdp(MessageSdp('192.0.2.1', [bad])), TypeError);
  }
});
