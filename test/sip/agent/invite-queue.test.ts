import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Dialog, IncomingRequest } from '../../../src/sip/agent/index.js';
import { header } from '../../../src/sip/codec/index.js';
import { agentAndPeer, type End, type Peer, queueOf, settled, talk, text, twoAgents } from './two-agents.js';

/** Lets mocked time pass in steps, so that what each timer sets off arrives. */
async function pass(t: TestContext, totalMs: number): Promise<void> {
  for (let passedMs = 0; passedMs < totalMs; passedMs += 10) {
    t.mock.timers.tick(10);
    await settled();
  }
}

/** A dialog that the peer's INVITE began, and whose ACK came. */
async function called(alice: End, peer: Peer): Promise<Dialog> {
  await peer.ask('INVITE');
  const request = alice.requests.pop();
  assert.ok(request);
  const dialog = request.createDialog(alice.contact);
  queueOf(dialog);
  request.respond(200);
  await peer.ask('ACK', { ...inDialog(dialog, '1 ACK'), Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKack' });
  return dialog;
}

function inDialog(dialog: Dialog, cseq: string): Record<string, string> {
  return {
    Via: `SIP/2.0/WS bob.invalid;branch=z9hG4bK${cseq.replace(' ', '')}`,
    To: `<sip:alice@contoso.example>;tag=${dialog.localTag}`,
    CSeq: cseq,
  };
}

test('InviteQueue.request() of both ends at once: each refuses the other with 491, then the caller waits longer', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const order: string[] = [];
  own.onRequest = request => {
    order.push('from bob');
    request.respond(200);
  };
  theirs.onRequest = request => {
    order.push('from alice');
    request.respond(200);
  };
  const both = Promise.all([queueOf(own).request(text('a')), queueOf(theirs).request(text('b'))]);
  await settled();
  assert.deepEqual(order, []);
  assert.deepEqual(
    [alice, bob].map(({ transport }) => transport.sent.filter(sent => sent.startsWith('SIP/2.0 491')).length),
    [1, 1],
  );
  await pass(t, 2090);
  assert.deepEqual(order, ['from bob']);
  await pass(t, 2000);
  assert.deepEqual(order, ['from bob', 'from alice']);
  assert.deepEqual(
    (await both).map(({ status }) => status),
    [200, 200],
  );
});

test('InviteQueue.request() sends one at a time, in order', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const shown: IncomingRequest[] = [];
  theirs.onRequest = request => shown.push(request);
  const responses = [queueOf(own).request(text('one')), queueOf(own).request(text('two'))];
  await settled();
  assert.deepEqual(
    shown.map(({ message }) => message.body),
    ['one'],
  );
  shown[0]?.respond(488);
  await settled();
  assert.deepEqual(
    shown.map(({ message }) => message.body),
    ['one', 'two'],
  );
  shown[1]?.respond(200);
  assert.deepEqual(
    (await Promise.all(responses)).map(({ status }) => status),
    [488, 200],
  );
});

test('InviteQueue.request() waits until the peer’s INVITE is answered and acknowledged', async () => {
  const [alice, peer] = agentAndPeer();
  const dialog = await called(alice, peer);
  const shown: IncomingRequest[] = [];
  dialog.onRequest = request => shown.push(request);
  await peer.ask('INVITE', inDialog(dialog, '2 INVITE'));
  void queueOf(dialog).request(text('mine'));
  await settled();
  assert.throws(() => peer.request('INVITE'));
  shown[0]?.respond(200);
  await settled();
  assert.throws(() => peer.request('INVITE'));
  await peer.ask('ACK', { ...inDialog(dialog, '2 ACK'), Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKack2' });
  assert.equal(peer.request('INVITE').body, 'mine');
});

test('InviteQueue answers a second INVITE before the first is answered with 500 and Retry-After', async () => {
  const [alice, peer] = agentAndPeer();
  const dialog = await called(alice, peer);
  const shown: IncomingRequest[] = [];
  dialog.onRequest = request => shown.push(request);
  await peer.ask('INVITE', inDialog(dialog, '2 INVITE'));
  await peer.ask('INVITE', inDialog(dialog, '3 INVITE'));
  const refusal = peer.response();
  assert.deepEqual([refusal.status, refusal.cseq.sequence, shown.length], [500, 3, 1]);
  const seconds = Number(header(refusal, 'retry-after'));
  assert.ok(Number.isInteger(seconds) && seconds >= 0 && seconds <= 10, `${seconds}`);
});

test('InviteQueue.request() takes 491 for an answer when the peer never says anything else', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  let tries = 0;
  theirs.onRequest = request => {
    tries++;
    request.respond(491);
  };
  let status = 0;
  void queueOf(own)
    .request(text('offer'))
    .then(response => (status = response.status));
  await pass(t, 40_000);
  assert.deepEqual([status, tries], [491, 9]);
});

test('Dialog.end() while an INVITE waits: ours is not sent, no timer is left', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  theirs.onRequest = request => request.respond(491);
  const collided = queueOf(own).request(text('one'));
  const queued = queueOf(own).request(text('two'));
  await settled();
  own.end();
  assert.deepEqual([(await collided).status, (await queued).status], [481, 481]);
  const sent = alice.transport.sent.length;
  await pass(t, 5000);
  assert.equal(alice.transport.sent.length, sent);
});

test('Dialog.end() answers the peer’s pending INVITE with 487', async () => {
  const [alice, peer] = agentAndPeer();
  const dialog = await called(alice, peer);
  dialog.onRequest = () => {};
  await peer.ask('INVITE', inDialog(dialog, '2 INVITE'));
  dialog.end();
  await settled();
  assert.deepEqual([peer.response().status, peer.response().cseq.sequence], [487, 2]);
});
