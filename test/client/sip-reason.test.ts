import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endedBecause, failed, withdrawnBecause } from '../../src/client/sip-reason.js';
import { parseMessage, type SipMessage } from '../../src/sip/codec/index.js';

const withReason = (method: string, reason?: string): SipMessage =>
  parseMessage(
    `${method} sip:a@b SIP/2.0\r\nVia: SIP/2.0/WS a.invalid;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n` +
      `Call-ID: 1\r\nCSeq: 1 ${method}\r\nMax-Forwards: 70\r\n${reason ? `Reason: ${reason}\r\n` : ''}Content-Length: 0\r\n\r\n`,
  );

/** Reference §3.9. */
const INVITATIONS: readonly (readonly [status: number, code: string, subcode: string | undefined])[] = [
  [404, 'NotFound', 'DestinationNotFound'],
  [603, 'RemoteFailure', 'Declined'],
  [408, 'Timeout', 'Timeout'],
  [486, 'RemoteFailure', 'Busy'],
  [600, 'RemoteFailure', 'DoNotDisturb'],
  [405, 'NotAcceptable', 'ModalityNotSupported'],
  [406, 'NotAcceptable', 'NotAcceptable'],
  [606, 'NotAcceptable', 'NotAcceptable'],
  [410, 'Gone', 'Ended'],
  [415, 'UnsupportedMediaType', 'UnsupportedMediaType'],
  [488, 'NotAcceptable', 'ModalityNotSupported'],
  [403, 'Forbidden', 'NotAllowed'],
  [480, 'RemoteFailure', 'TemporarilyUnavailable'],
  [503, 'ServiceUnavailable', 'Unreachable'],
  [599, 'ServiceFailure', undefined],
  [499, 'BadRequest', undefined],
  [699, 'RemoteFailure', 'Declined'],
];

for (const [status, code, subcode] of INVITATIONS) {
  test(`failed() of ${status} is ${code}`, () => {
    const reason = failed('InvitationFailed', status);
    assert.equal(reason.code, 'InvitationFailed');
    assert.equal(reason.reason?.code, code);
    assert.equal(reason.reason.subcode, subcode);
    assert.match(reason.message, /\.$/, 'a sentence');
  });
}

test('other refusals say what was tried', () => {
  assert.equal(failed('RequestFailed', 413).code, 'RequestFailed');
  assert.equal(failed('RequestFailed', 413).reason?.code, 'EntityTooLarge');
  assert.equal(failed('SignInFailed', 401).code, 'SignInFailed');
  assert.equal(failed('SignInFailed', 401).reason?.subcode, 'InvalidCredentials');
});

test('failed() takes the subcode that the server gives', () => {
  const reason = failed('InvitationFailed', 486, 'TooManyParticipants');
  assert.equal(reason.reason?.code, 'RemoteFailure');
  assert.equal(reason.reason.subcode, 'TooManyParticipants');
  assert.equal(reason.message, 'Too many participants.');
});

test('withdrawnBecause() reads the Reason of a CANCEL', () => {
  assert.equal(withdrawnBecause(withReason('CANCEL')).code, 'Canceled');
  assert.equal(withdrawnBecause(withReason('CANCEL', 'SIP;cause=200')).code, 'ConnectedElsewhere');
  assert.equal(withdrawnBecause(withReason('CANCEL', 'SIP;cause=408')).code, 'Missed');
  assert.equal(withdrawnBecause(withReason('CANCEL', 'Q.850;cause=16')).code, 'Canceled');
});

test('endedBecause() tells leaving from a lost connection', () => {
  assert.equal(endedBecause(withReason('BYE', 'SIP;cause=200'), false).code, 'Terminated');
  assert.equal(endedBecause(withReason('BYE', 'SIP ;cause=200 ;text=not quoted'), false).code, 'Terminated');
  const lost = endedBecause(withReason('BYE', 'SIP;cause=480'), false);
  assert.equal(lost.code, 'Terminated');
  assert.equal(lost.subcode, 'RemoteConnectionLost');
  assert.match(lost.message, /lost/);
});

test('endedBecause() tells the end of a group from being removed', () => {
  assert.equal(endedBecause(withReason('BYE', 'SIP;cause=200;text="Ended"'), true).code, 'Ended');
  assert.equal(endedBecause(withReason('BYE'), true).code, 'Ended');
  assert.equal(endedBecause(withReason('BYE', 'SIP;cause=403;text="Removed"'), true).code, 'Ejected');
});
