import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPayload, NO_PAYLOAD, parseNameAddr, parseUri } from '../../../src/sip/codec/index.js';
import { DialogState, type DialogStart } from '../../../src/sip/dialog/index.js';

function state(start: Partial<DialogStart> = {}): DialogState {
  return new DialogState({
    callId: 'call',
    local: parseNameAddr('"Alice" <sip:alice@contoso.example>;tag=a'),
    remote: parseNameAddr('<sip:bob@contoso.example>;tag=b'),
    remoteTarget: parseUri('sip:bob@bob.invalid;transport=ws'),
    routeSet: [],
    localSequence: 5,
    remoteSequence: undefined,
    ownsCallId: true,
    ...start,
  });
}

const VIA = 'SIP/2.0/WS alice.invalid;branch=z9hG4bK1';

test('DialogState.formatRequest() writes the whole request', () => {
  const dialog = state({ routeSet: [parseNameAddr('<sip:one.example;lr>'), parseNameAddr('<sip:two.example;lr>')] });
  const payload = formatPayload({ contentType: 'text/plain', body: 'grüße' });
  assert.equal(
    dialog.formatRequest('MESSAGE', 6, VIA, `User-Agent: test\r\n${payload}`),
    'MESSAGE sip:bob@bob.invalid;transport=ws SIP/2.0\r\nVia: SIP/2.0/WS alice.invalid;branch=z9hG4bK1\r\n' +
      'Max-Forwards: 70\r\nRoute: <sip:one.example;lr>\r\nRoute: <sip:two.example;lr>\r\n' +
      'From: "Alice" <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>;tag=b\r\nCall-ID: call\r\n' +
      'CSeq: 6 MESSAGE\r\nUser-Agent: test\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\ngrüße',
  );
});

test('DialogState.formatRequest() sends to a strict router in place of the target, which goes last', () => {
  const dialog = state({ routeSet: [parseNameAddr('<sip:strict.example>'), parseNameAddr('<sip:two.example;lr>')] });
  const text = dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD);
  assert.match(text, /^BYE sip:strict\.example SIP\/2\.0\r\n/);
  assert.deepEqual(text.match(/^Route: .*$/gm), [
    'Route: <sip:two.example;lr>',
    'Route: <sip:bob@bob.invalid;transport=ws>',
  ]);
});

test('DialogState follows the remote target', () => {
  const dialog = state();
  dialog.remoteTarget = parseUri('sip:conference@chat.contoso.example');
  assert.match(dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD), /^BYE sip:conference@chat\.contoso\.example SIP\/2\.0/);
});

test('DialogState.formatRequest() leaves out what a Contact may have and a Request-URI may not', () => {
  const dialog = state({ remoteTarget: parseUri('sip:bob@bob.invalid;method=INVITE;ob?subject=x') });
  assert.match(dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD), /^BYE sip:bob@bob\.invalid;ob SIP\/2\.0\r\n/);
});

test('DialogState.acceptSequence() takes rising numbers only, gaps allowed', () => {
  const dialog = state();
  const verdicts = [4, 5, 5, 3, 9, 8, 10].map(number => dialog.acceptSequence(number));
  assert.deepEqual(verdicts, [true, true, false, false, true, false, true]);
  assert.equal(state({ remoteSequence: 7 }).acceptSequence(7), false);
  assert.equal(state({ remoteSequence: 0 }).acceptSequence(0), false);
});

test('DialogState knows a peer of RFC 2543 by no tag', () => {
  assert.equal(state({ remote: parseNameAddr('<sip:bob@contoso.example>') }).remoteTag, '');
});
