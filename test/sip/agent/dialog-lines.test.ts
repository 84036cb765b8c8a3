import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatPayload,
  formatUri,
  type NameAddr,
  NO_PAYLOAD,
  parseMessage,
  parseNameAddr,
  parseUri,
  type SipMessage,
} from '../../../src/sip/codec/index.js';
import { Dialog } from '../../../src/sip/agent/index.js';
import { twoAgents } from './two-agents.js';

const BOB = parseNameAddr('<sip:bob@contoso.example>;tag=b');

function dialogOf(local: NameAddr, localSequence: number): Dialog {
  const [alice] = twoAgents();
  return new Dialog(alice.flow, alice.contact, { callId: 'call', local, localSequence });
}

function state(target = 'sip:bob@bob.invalid;transport=ws', routes: string[] = [], remote = BOB): Dialog {
  const local = parseNameAddr('"Alice" <sip:alice@contoso.example>;tag=a');
  const dialog = dialogOf(local, 5);
  dialog.aim(parseUri(target), remote, routes.map(parseNameAddr));
  return dialog;
}

const VIA = 'SIP/2.0/WS alice.invalid;branch=z9hG4bK1';

test('Dialog.formatRequest() writes the whole request', () => {
  const dialog = state(undefined, ['<sip:one.example;lr>', '<sip:two.example;lr>']);
  const payload = formatPayload({ contentType: 'text/plain', body: 'grüße' });
  assert.equal(
    dialog.formatRequest('MESSAGE', 6, VIA, `User-Agent: test\r\n${payload}`),
    'MESSAGE sip:bob@bob.invalid;transport=ws SIP/2.0\r\nVia: SIP/2.0/WS alice.invalid;branch=z9hG4bK1\r\n' +
      'Max-Forwards: 70\r\nRoute: <sip:one.example;lr>\r\nRoute: <sip:two.example;lr>\r\n' +
      'From: "Alice" <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>;tag=b\r\nCall-ID: call\r\n' +
      'CSeq: 6 MESSAGE\r\nUser-Agent: test\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\ngrüße',
  );
});

test('Dialog follows the remote target', () => {
  const dialog = state(undefined, ['<sip:one.example;lr>']);
  const before = dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD);
  dialog.aim(parseUri('sip:conference@chat.contoso.example'));
  const after = dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD);
  assert.equal(after, before.replace('sip:bob@bob.invalid;transport=ws', 'sip:conference@chat.contoso.example'));
  assert.equal(formatUri(dialog.remoteTarget), 'sip:conference@chat.contoso.example');
});

test('Dialog.formatRequest() leaves out what a Contact may have and a Request-URI may not', () => {
  const dialog = state('sip:bob@bob.invalid;method=INVITE;ob?subject=x');
  assert.match(dialog.formatRequest('BYE', 6, VIA, NO_PAYLOAD), /^BYE sip:bob@bob\.invalid;ob SIP\/2\.0\r\n/);
});

test('Dialog.acceptSequence() takes rising numbers only, gaps allowed', () => {
  const dialog = state();
  const verdicts = [4, 5, 5, 3, 9, 8, 10].map(number => dialog.acceptSequence(number));
  assert.deepEqual(verdicts, [true, true, false, false, true, false, true]);
  const fresh = state();
  assert.deepEqual([fresh.acceptSequence(0), fresh.acceptSequence(0)], [true, false]);
});

test('Dialog knows a peer of RFC 2543 by no tag', () => {
  assert.equal(state(undefined, [], parseNameAddr('<sip:bob@contoso.example>')).remoteTag, '');
});

/** The INVITE or 200 of one and the same dialog. */
function first(startLine: string, toTag: string, contact = '<sip:there@peer.invalid>'): SipMessage {
  return parseMessage(
    `${startLine}\r\nVia: SIP/2.0/WS alice.invalid;branch=z9hG4bK1\r\nRecord-Route: <sip:near.contoso.example;lr>, <sip:far.contoso.example;lr>\r\n` +
      `From: "Alice" <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>${toTag}\r\nCall-ID: call\r\n` +
      `CSeq: 9 INVITE\r\n${contact && `Contact: ${contact}\r\n`}Content-Length: 0\r\n\r\n`,
  );
}

/** The start line, Route, From and To of our next request in the dialog that a message confirms. */
function linesAfter(local: string, message: SipMessage): (string | undefined)[] {
  const dialog = dialogOf(parseNameAddr(local), 0);
  dialog.confirm(message);
  const text = dialog.formatRequest('BYE', 10, VIA, NO_PAYLOAD);
  return [/^BYE \S+/.exec(text)?.[0], ...(text.match(/^(Route|From|To): .*$/gm) ?? [])];
}

test('Dialog.confirm() by a 2xx sees the dialog from the side that asked: route set reversed', () => {
  assert.deepEqual(linesAfter('"Alice" <sip:alice@contoso.example>;tag=a', first('SIP/2.0 200 OK', ';tag=b')), [
    'BYE sip:there@peer.invalid',
    'Route: <sip:far.contoso.example;lr>',
    'Route: <sip:near.contoso.example;lr>',
    'From: "Alice" <sip:alice@contoso.example>;tag=a',
    'To: <sip:bob@contoso.example>;tag=b',
  ]);
});

test('Dialog.confirm() by a request sees it from the side that was asked: route set in order', () => {
  const invite = first('INVITE sip:bob@contoso.example SIP/2.0', '');
  assert.deepEqual(linesAfter('<sip:bob@contoso.example>;tag=b', invite), [
    'BYE sip:there@peer.invalid',
    'Route: <sip:near.contoso.example;lr>',
    'Route: <sip:far.contoso.example;lr>',
    'From: <sip:bob@contoso.example>;tag=b',
    'To: "Alice" <sip:alice@contoso.example>;tag=a',
  ]);
});

test('Dialog.confirm() takes the address of a peer that gives no Contact', () => {
  const local = '<sip:me@contoso.example>;tag=1';
  const invite = first('INVITE sip:bob@contoso.example SIP/2.0', '', '');
  assert.equal(linesAfter(local, first('SIP/2.0 200 OK', ';tag=b', ''))[0], 'BYE sip:bob@contoso.example');
  assert.equal(linesAfter(local, invite)[0], 'BYE sip:alice@contoso.example');
});
