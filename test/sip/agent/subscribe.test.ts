import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingRequest } from '../../../src/sip/agent/index.js';
import { formatPayload, formatUri, NameAddr, SipUri } from '../../../src/sip/codec/index.js';
import { agentAndPeer, call, settled, twoAgents } from './two-agents.js';

const BOB = { address: NameAddr(SipUri('bob', 'contoso.example')) };
const PAYLOAD = formatPayload({ headers: { Event: 'conference', Expires: '60' } });

function accept(heard: string[]): (request: IncomingRequest) => void {
  return request => {
    heard.push(`${request.message.method} ${request.message.cseq.sequence}`);
    request.respond(200);
  };
}

test('Flow.subscribe() gives the dialog that NOTIFYs come in, and that refreshes go out in', async () => {
  const [alice, bob] = twoAgents();
  const heard: string[] = [];
  const options = { ...call(alice, bob), method: 'SUBSCRIBE', payload: PAYLOAD };
  const subscribing = alice.flow.subscribe(options, accept(heard));
  await settled();
  const [request] = bob.requests;
  const notifier = request?.createDialog(bob.contact);
  request?.respond(200, { headers: { Expires: '60' } });
  const notified = notifier?.request('NOTIFY', formatPayload({ headers: { 'Subscription-State': 'active' } }));
  const { response, dialog } = await subscribing;
  assert.deepEqual([response.status, response.contact], [200, [bob.contact]]);
  assert.deepEqual([(await notified)?.status, heard], [200, ['NOTIFY 1']]);
  assert.ok(notifier && dialog);
  const refreshed: string[] = [];
  notifier.onRequest = accept(refreshed);
  assert.equal((await dialog.request('SUBSCRIBE', PAYLOAD)).status, 200);
  assert.deepEqual(refreshed, ['SUBSCRIBE 2']);
});

test('Flow.subscribe() takes a NOTIFY that comes before the 202', async () => {
  const [alice, peer] = agentAndPeer();
  const heard: string[] = [];
  const options = { ...call(alice, BOB), method: 'REFER' };
  const subscribing = alice.flow.subscribe(options, accept(heard));
  await settled();
  const refer = peer.request('REFER');
  const fields = {
    To: `<sip:alice@contoso.example>;tag=${refer.from.params.get('tag')}`,
    'Call-ID': refer.callId,
    'Record-Route': '<sip:proxy.contoso.example;lr>',
    Contact: '<sip:focus@bob.invalid>',
  };
  await peer.ask('NOTIFY', { ...fields, CSeq: '0 NOTIFY' });
  await peer.ask('NOTIFY', { ...fields, CSeq: '1 NOTIFY', Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKn2' });
  assert.deepEqual(
    [heard, peer.statuses],
    [
      ['NOTIFY 0', 'NOTIFY 1'],
      [200, 200],
    ],
  );
  await peer.answer(refer, 202);
  const { response, dialog } = await subscribing;
  assert.ok(dialog);
  assert.deepEqual(
    [response.status, dialog.remoteTag, formatUri(dialog.remoteTarget)],
    [202, 'b', 'sip:focus@bob.invalid'],
  );
  void dialog.request('SUBSCRIBE');
  await settled();
  const { cseq, route } = peer.request('SUBSCRIBE');
  assert.deepEqual([cseq.sequence, route.map(hop => formatUri(hop.uri))], [2, ['sip:proxy.contoso.example;lr']]);
});

test('Flow.subscribe() gives the ended dialog when the only NOTIFY came and went before the 202', async () => {
  const [alice, peer] = agentAndPeer();
  const options = { ...call(alice, BOB), method: 'REFER' };
  const subscribing = alice.flow.subscribe(options, request => {
    request.respond(200);
    request.dialog?.end();
  });
  await settled();
  const refer = peer.request('REFER');
  const fields = { To: `<sip:alice@contoso.example>;tag=${refer.from.params.get('tag')}`, 'Call-ID': refer.callId };
  await peer.ask('NOTIFY', fields);
  await peer.ask('NOTIFY', { ...fields, CSeq: '2 NOTIFY', Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKn2' });
  await peer.answer(refer, 202);
  const { dialog } = await subscribing;
  assert.deepEqual([dialog?.ended, peer.statuses], [true, [200, 481]]);
});

test('Flow.subscribe() that is refused has no dialog, not even one that a NOTIFY began', async () => {
  const [alice, peer] = agentAndPeer();
  let begun: IncomingRequest['dialog'];
  const options = { ...call(alice, BOB), method: 'SUBSCRIBE' };
  const subscribing = alice.flow.subscribe(options, request => {
    begun = request.dialog;
    request.respond(200);
  });
  await settled();
  const subscribe = peer.request('SUBSCRIBE');
  const to = `<sip:alice@contoso.example>;tag=${subscribe.from.params.get('tag')}`;
  await peer.ask('NOTIFY', { To: to, 'Call-ID': subscribe.callId });
  await peer.answer(subscribe, 489);
  const { response, dialog } = await subscribing;
  assert.deepEqual([response.status, dialog, begun?.ended], [489, undefined, true]);
  alice.transport.cut();
  await settled();
  assert.equal(alice.flow.size, 0);
});

for (const named of ['fork0', 'fork1']) {
  test(`Flow.subscribe() has the dialog of the first fork that it heard, whichever the 2xx names: ${named}`, async () => {
    const [alice, peer] = agentAndPeer();
    const begun: IncomingRequest['dialog'][] = [];
    const subscribing = alice.flow.subscribe({ ...call(alice, BOB), method: 'SUBSCRIBE' }, request => {
      begun.push(request.dialog);
      request.respond(200);
    });
    await settled();
    const subscribe = peer.request('SUBSCRIBE');
    const to = `<sip:alice@contoso.example>;tag=${subscribe.from.params.get('tag')}`;
    const notify = (fork: string, number: number) =>
      peer.ask('NOTIFY', {
        To: to,
        From: `<sip:bob@contoso.example>;tag=${fork}`,
        Via: `SIP/2.0/WS bob.invalid;branch=z9hG4bK${fork}${number}`,
        'Call-ID': subscribe.callId,
        CSeq: `${number} NOTIFY`,
      });
    await notify('fork0', 1);
    await notify('fork1', 1);
    assert.deepEqual(peer.statuses, [200, 481]);
    await peer.answer(subscribe, 200, {}, named);
    const { dialog } = await subscribing;
    assert.deepEqual([dialog?.remoteTag, dialog?.ended, dialog === begun[0]], ['fork0', false, true]);
    await notify('fork0', 2);
    await notify('fork1', 2);
    assert.deepEqual(peer.statuses, [200, 481, 200, 481]);
    dialog?.end();
    assert.equal(alice.flow.size, 4); // the four that may come again
  });
}

test('Flow.subscribe() leaves a NOTIFY of another subscription alone', async () => {
  const [alice, peer] = agentAndPeer();
  void alice.flow.subscribe({ ...call(alice, BOB), method: 'REFER' }, () => assert.fail());
  await settled();
  const refer = peer.request('REFER');
  await peer.ask('NOTIFY', { To: '<sip:alice@contoso.example>;tag=other', 'Call-ID': refer.callId });
  assert.deepEqual(peer.statuses, [481]);
});
