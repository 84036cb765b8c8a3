import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';

test('Reason() is an error with code, subcode and what lies behind it', () => {
  const inner = new Reason('NotFound', { subcode: 'DestinationNotFound', message: 'There is nobody there.' });
  const reason = new Reason('InvitationFailed', { reason: inner });
  assert.ok(reason instanceof Error);
  assert.equal(reason.code, 'InvitationFailed');
  assert.equal(reason.reason, inner);
  assert.equal(reason.reason?.subcode, 'DestinationNotFound');
});

test('Reason() says its own sentence, else that of its reason, else its code in words', () => {
  const inner = new Reason('NotFound', { message: 'There is nobody there.' });
  assert.equal(new Reason('InvitationFailed', { message: 'It failed.', reason: inner }).message, 'It failed.');
  assert.equal(new Reason('InvitationFailed', { reason: inner }).message, 'There is nobody there.');
  assert.equal(new Reason('ConnectionLost').message, 'Connection lost.');
  assert.equal(new Reason('RemoteFailure', { subcode: 'DoNotDisturb' }).message, 'Do not disturb.');
});

test('Reason() has the members that it was given, and no others', () => {
  assert.deepEqual(Object.keys(new Reason('Missed')), ['code']);
  assert.deepEqual(JSON.parse(JSON.stringify(new Reason('A', { subcode: 'B', reason: new Reason('C') }))), {
    code: 'A',
    subcode: 'B',
    reason: { code: 'C' },
  });
});
