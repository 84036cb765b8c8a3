import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takenTypesOf, formatSessionOffer, parseSessionOffer, TEXT_TYPES } from '../../../src/sip/body/index.js';
import { parseValue } from '../../../src/sip/codec/index.js';

const SDP = [
  'v=0',
  'o=- 0 0 IN IP4 0.0.0.0',
  's=-',
  'c=IN IP4 0.0.0.0',
  't=0 0',
  'm=message 5060 sip null',
  'a=accept-types:message/cpim text/plain text/html',
  'a=accept-wrapped-types:text/plain text/html application/im-iscomposing+xml message/imdn+xml',
  '',
].join('\r\n');

test('formatSessionOffer() writes the offer of session-mode messages', () => {
  assert.deepEqual(formatSessionOffer(), { contentType: 'application/sdp', body: SDP });
  assert.deepEqual(takenTypesOf(SDP)?.plain, TEXT_TYPES);
});

test('formatSessionOffer() makes an INVITE body of SDP and first message', () => {
  const { contentType, body } = formatSessionOffer('Hello');
  const { value, params } = parseValue(contentType);
  assert.equal(value, 'multipart/mixed');
  const boundary = params.get('boundary');
  assert.equal(
    body,
    [
      `--${boundary}`,
      'Content-Type: application/sdp',
      'Content-Disposition: session',
      '',
      SDP,
      `--${boundary}`,
      'Content-Type: message/cpim',
      'Content-Disposition: render',
      '',
      'Hello',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
});

test('parseSessionOffer() reads SDP alone, and finds none in another body', () => {
  assert.deepEqual(parseSessionOffer('Application/SDP; charset=utf-8', SDP), {
    sdp: SDP,
    rendered: undefined,
    context: undefined,
  });
  assert.equal(parseSessionOffer('text/plain', SDP).sdp, undefined);
  assert.equal(parseSessionOffer('application/sdp', Uint8Array.of(0xff)).sdp, undefined);
});

test('parseSessionOffer() reads the first part beside the SDP that is not for the session', () => {
  const body = [
    '--b',
    'Content-Disposition: session',
    '',
    'not this',
    '--b',
    '',
    'Hello',
    '--b',
    'Content-Type: application/sdp',
    '',
    SDP,
    '--b--',
  ].join('\r\n');
  const { sdp, rendered } = parseSessionOffer('multipart/mixed;boundary=b', body);
  assert.equal(sdp, SDP);
  assert.deepEqual([rendered?.contentType, rendered?.body], ['text/plain', 'Hello']);
});

test('parseSessionOffer() reads a context apart from the first message, whichever comes first', () => {
  for (const first of [undefined, 'Hello']) {
    const context = { contentType: 'text/json', body: '{"order":4711}' };
    const { contentType, body } = formatSessionOffer(first, undefined, context);
    const parsed = parseSessionOffer(contentType, body);
    assert.equal(parsed.sdp, SDP);
    assert.equal(parsed.rendered?.body, first);
    assert.deepEqual([parsed.context?.contentType, parsed.context?.body], [context.contentType, context.body]);
    assert.equal(parsed.context?.headers.get('content-disposition'), 'context;handling=optional');
  }
  const body = ['--b', 'Content-Disposition: Context', '', 'x', '--b', '', 'Hello', '--b--'].join('\r\n');
  const { rendered, context } = parseSessionOffer('multipart/mixed;boundary=b', body);
  assert.deepEqual([rendered?.body, context?.body], ['Hello', 'x']);
});
