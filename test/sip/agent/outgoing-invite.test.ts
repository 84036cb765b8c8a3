import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, NameAddr, SipUri } from '../../../src/sip/codec/index.js';
import { agentAndPeer, call, sentLines, settled, twoAgents } from './two-agents.js';

const BOB = { address: NameAddr(SipUri('bob', 'contoso.example')) };

test('OutgoingInvite tells progress, acknowledges the 2xx, and gives its dialog', async () => {
  const [alice, bob] = twoAgents();
  const invite = alice.flow.invite(call(alice, bob));
  const progress: number[] = [];
  invite.onProgress = response => progress.push(response.status);
  await settled();
  const [request] = bob.requests;
  assert.ok(request);
  const theirs = request.createDialog(bob.contact);
  for (const status of [100, 180, 183, 200]) request.respond(status);
  const { response, dialog } = await invite.final;
  await settled();
  assert.deepEqual([progress, response.status], [[180, 183], 200]);
  assert.deepEqual([dialog?.localTag, dialog?.remoteTag], [theirs.remoteTag, theirs.localTag]);
  assert.deepEqual([dialog?.remoteTarget, theirs.remoteTarget], [bob.contact.uri, alice.contact.uri]);
  assert.equal(sentLines(alice)[1], 'ACK sip:bob@bob.invalid SIP/2.0');
});

test('OutgoingInvite gives a refusal without a dialog, and what the peer began is over', async () => {
  const [alice, bob] = twoAgents();
  const invite = alice.flow.invite(call(alice, bob));
  await settled();
  const dialog = bob.requests[0]?.createDialog(bob.contact);
  bob.requests[0]?.respond(603);
  const { response, dialog: own } = await invite.final;
  await settled();
  assert.deepEqual([response.status, own, dialog?.ended], [603, undefined, true]);
  assert.deepEqual(sentLines(alice), ['INVITE sip:bob@contoso.example SIP/2.0', 'ACK sip:bob@contoso.example SIP/2.0']);
  assert.deepEqual([alice.flow.size, bob.flow.size], [0, 0]);
});

test('OutgoingInvite.cancel() after a provisional response goes out at once, with its reason', async () => {
  const [alice, bob] = twoAgents();
  const invite = alice.flow.invite(call(alice, bob));
  await settled();
  const [request] = bob.requests;
  assert.ok(request);
  request.onCancel = cancel => request.respond(487, { reason: header(cancel, 'reason') ?? '' });
  request.respond(180);
  await settled();
  invite.cancel({ Reason: 'SIP;cause=200' });
  invite.cancel();
  const { response, dialog } = await invite.final;
  await settled();
  assert.deepEqual([response.status, response.reason, dialog], [487, 'SIP;cause=200', undefined]);
  assert.deepEqual(
    sentLines(alice).map(line => line.split(' ')[0]),
    ['INVITE', 'CANCEL', 'ACK'],
  );
  assert.deepEqual(sentLines(bob), ['SIP/2.0 180 Ringing', 'SIP/2.0 200 OK', 'SIP/2.0 487 SIP;cause=200']);
  assert.equal(alice.flow.size, 0);
});

test('OutgoingInvite.cancel() before a provisional response waits for it', async () => {
  const [alice, peer] = agentAndPeer();
  const invite = alice.flow.invite(call(alice, BOB));
  await settled();
  invite.cancel();
  await settled();
  assert.equal(peer.heard.length, 1);
  await peer.answer(peer.request('INVITE'), 100);
  const cancel = peer.request('CANCEL');
  assert.deepEqual(cancel.via, peer.request('INVITE').via);
  await peer.answer(cancel, 200);
  await peer.answer(peer.request('INVITE'), 487);
  assert.equal((await invite.final).response.status, 487);
});

test('OutgoingInvite.cancel() that crosses the 2xx leaves the dialog to the caller', async () => {
  const [alice, peer] = agentAndPeer();
  const invite = alice.flow.invite(call(alice, BOB));
  await settled();
  await peer.answer(peer.request('INVITE'), 180);
  invite.cancel();
  await peer.answer(peer.request('INVITE'), 200);
  const { response, dialog } = await invite.final;
  assert.deepEqual([response.status, dialog?.ended, peer.request('ACK').cseq.sequence], [200, false, 1]);
  const bye = dialog?.bye();
  await settled();
  await peer.answer(peer.request('CANCEL'), 481);
  await peer.answer(peer.request('BYE'), 200);
  assert.equal((await bye)?.status, 200);
});

test('OutgoingInvite.cancel() does nothing after the final response', async () => {
  const [alice, peer] = agentAndPeer();
  const invite = alice.flow.invite(call(alice, BOB));
  await settled();
  await peer.answer(peer.request('INVITE'), 180);
  await peer.answer(peer.request('INVITE'), 486);
  invite.cancel();
  await settled();
  assert.throws(() => peer.request('CANCEL'));
});

test('OutgoingInvite gives up on a peer that does not answer, and on one that ignores the CANCEL', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, peer] = agentAndPeer();
  const silent = alice.flow.invite(call(alice, BOB));
  t.mock.timers.tick(32_000);
  assert.equal((await silent.final).response.status, 408);
  const ringing = alice.flow.invite(call(alice, BOB));
  await settled();
  await peer.answer(peer.request('INVITE'), 180);
  t.mock.timers.tick(300_000);
  ringing.cancel();
  await settled();
  t.mock.timers.tick(32_000);
  assert.equal((await ringing.final).response.status, 408);
  assert.equal(alice.flow.size, 0);
});

test('OutgoingInvite acknowledges a repeated 2xx again, and hangs up on a second fork', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, peer] = agentAndPeer();
  const invite = alice.flow.invite(call(alice, BOB));
  await settled();
  const request = peer.request('INVITE');
  await peer.answer(request, 200, {}, 'first');
  const { dialog } = await invite.final;
  await peer.answer(request, 200, {}, 'first');
  assert.deepEqual(peer.raw.at(-1), peer.raw.at(-2));
  assert.match(peer.raw.at(-1) ?? '', /^ACK /);
  await peer.answer(request, 200, { Contact: '<sip:fork@second.invalid>' }, 'second');
  assert.equal(peer.request('ACK').to.params.get('tag'), 'second');
  const bye = peer.request('BYE');
  assert.equal(bye.to.params.get('tag'), 'second');
  await peer.answer(bye, 200);
  assert.deepEqual([dialog?.remoteTag, dialog?.ended], ['first', false]);
  dialog?.end();
  t.mock.timers.tick(32_000);
  assert.equal(alice.flow.size, 0);
});

test('IncomingRequest of an INVITE: CANCEL has no effect after the final response', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE');
  const [request] = alice.requests;
  assert.ok(request);
  let cancelled = false;
  request.onCancel = () => (cancelled = true);
  const dialog = request.createDialog(alice.contact);
  request.respond(200);
  await peer.ask('CANCEL', { Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKINVITE' });
  assert.deepEqual([peer.statuses, cancelled, dialog.ended], [[200, 200], false, false]);
  assert.equal(peer.response().to.params.get('tag'), dialog.localTag);
});

test('IncomingRequest of an INVITE: 100 has no tag, and what comes after it has one', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE');
  alice.requests[0]?.respond(100);
  alice.requests[0]?.respond(180);
  await settled();
  assert.deepEqual(
    peer.heard.map(message => message.to.params.has('tag')),
    [false, true],
  );
});

test('IncomingRequest of an INVITE: its dialog stays when the ACK does not come, and nothing else does', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE');
  const dialog = alice.requests[0]?.createDialog(alice.contact);
  alice.requests[0]?.respond(200);
  t.mock.timers.tick(31_999);
  assert.equal(alice.flow.size, 2);
  t.mock.timers.tick(1);
  assert.deepEqual([dialog?.ended, alice.flow.size], [false, 1]);
  dialog?.end();
  assert.equal(alice.flow.size, 0);
});
