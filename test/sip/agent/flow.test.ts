import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flow, loopbackPair } from '../../../src/sip/agent/index.js';
import { header, NameAddr, parseMessage, SipUri } from '../../../src/sip/codec/index.js';
import { agentAndPeer, call, Peer, settled, text, twoAgents } from './two-agents.js';

const BOB = { address: NameAddr(SipUri('bob', 'contoso.example')) };

test('Flow.request() gives the final response, and both sides name their product', async () => {
  const [alice, bob] = twoAgents({ product: 'left/1' }, { product: 'right/2' });
  const response = alice.flow.request({ ...call(alice, bob), method: 'MESSAGE', payload: text('hi ü') });
  await settled();
  const [request] = bob.requests;
  assert.ok(request);
  assert.equal(request.message.body, 'hi ü');
  assert.equal(header(request.message, 'user-agent'), 'left/1');
  request.respond(100);
  request.respond(202, { reason: 'Fine', headers: { Subject: 'none' } });
  const { status, reason, to, headers } = await response;
  assert.deepEqual(
    [status, reason, headers.get('subject'), headers.get('server')],
    [202, 'Fine', ['none'], ['right/2']],
  );
  assert.ok(to.params.get('tag'));
});

test('Flow.request() keeps the Call-ID and number that it is given, and routes', async () => {
  const [alice, peer] = agentAndPeer();
  const route = [NameAddr(SipUri('', 'proxy.contoso.example', { params: new Map([['lr', '']]) }))];
  const options = { ...call(alice, BOB), method: 'REGISTER', callId: 'mine', sequence: 42, route };
  void alice.flow.request(options);
  await settled();
  const { callId, cseq, route: routes, from } = peer.request('REGISTER');
  assert.deepEqual([callId, cseq.sequence, routes], ['mine', 42, route]);
  assert.ok(from.params.get('tag'));
});

test('Flow.request() makes up 408 after the time that the owner allows', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice] = agentAndPeer({ timeoutMs: 5000 });
  const response = alice.flow.request({ ...call(alice, BOB), method: 'MESSAGE' });
  t.mock.timers.tick(5000);
  const { status, reason, via, from, to, cseq, headers, body } = await response;
  assert.deepEqual([status, reason, cseq], [408, 'Request Timeout', { sequence: 1, method: 'MESSAGE' }]);
  const sent = parseMessage(alice.transport.sent[0] ?? '');
  assert.deepEqual([via, from, to, headers.size, body], [sent.via, sent.from, sent.to, 0, '']);
  assert.equal(alice.flow.size, 0);
});

test('Flow.request() makes up 503 when the flow closes under it, or was closed before', async () => {
  const [alice, bob] = twoAgents();
  const under = alice.flow.request({ ...call(alice, bob), method: 'MESSAGE' });
  const reasons: string[] = [];
  alice.flow.onClose = reason => reasons.push(reason);
  alice.transport.cut('wire cut');
  assert.equal((await under).status, 503);
  assert.deepEqual([alice.flow.closed, reasons], [true, ['wire cut']]);
  const after = await alice.flow.request({ ...call(alice, bob), method: 'MESSAGE' });
  assert.equal(after.status, 503);
  assert.deepEqual([alice.flow.size, bob.flow.size], [0, 0]);
});

test('Flow.request() refuses the methods that have their own way, and a Call-ID that is none', () => {
  const [alice, bob] = twoAgents();
  for (const method of ['INVITE', 'ACK', 'CANCEL']) {
    assert.throws(() => alice.flow.request({ ...call(alice, bob), method }), TypeError);
  }
  const callId = 'one\r\nTo: two';
  assert.throws(() => alice.flow.request({ ...call(alice, bob), method: 'OPTIONS', callId }), TypeError);
});

test('Flow does not trust a response that was meant for somebody behind it', async () => {
  const [alice, peer] = agentAndPeer();
  let answered = 0;
  void alice.flow.request({ ...call(alice, BOB), method: 'MESSAGE' }).then(({ status }) => (answered = status));
  await settled();
  const request = peer.request('MESSAGE');
  await peer.answer({ ...request, via: [...request.via, ...request.via] }, 200);
  assert.equal(answered, 0);
  await peer.answer(request, 404);
  assert.equal(answered, 404);
});

test('Flow has no part in the transactions of another', async () => {
  const [alice, peer] = agentAndPeer();
  const [second, stranger] = loopbackPair();
  new Flow(second, alice.flow.options);
  const strange = new Peer(stranger);
  let answered = 0;
  void alice.flow.request({ ...call(alice, BOB), method: 'MESSAGE' }).then(({ status }) => (answered = status));
  await settled();
  await strange.answer(peer.request('MESSAGE'), 603);
  assert.equal(answered, 0);
  await peer.answer(peer.request('MESSAGE'), 200);
  assert.equal(answered, 200);
});

test('Flow.close() settles what is under way, ends dialogs silently, and leaves no timer', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  const invite = alice.flow.invite(call(alice, bob));
  const message = alice.flow.request({ ...call(alice, bob), method: 'MESSAGE' });
  await settled();
  const dialog = bob.requests[0]?.createDialog(bob.contact);
  let lost = false;
  if (dialog) dialog.onLost = () => (lost = true);
  alice.flow.close();
  bob.flow.close();
  assert.deepEqual([(await invite.final).response.status, (await message).status], [503, 503]);
  assert.deepEqual([dialog?.ended, lost, alice.flow.size, bob.flow.size], [true, false, 0, 0]);
  const sent = alice.transport.sent.length + bob.transport.sent.length;
  t.mock.timers.tick(100_000);
  await settled();
  assert.equal(alice.transport.sent.length + bob.transport.sent.length, sent);
  assert.equal(alice.transport.closed, false);
});

test('Flow refuses a sentBy that is no host', () => {
  assert.throws(() => new Flow(loopbackPair()[0], { sentBy: 'not a host', onRequest: () => {} }), SyntaxError);
});
