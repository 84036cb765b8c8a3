import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, NameAddr, SipUri, type SipResponse } from '../../../src/sip/codec/index.js';
import { agentAndPeer, call, type End, queueOf, settled, talk, text, twoAgents } from './two-agents.js';

const BOB = { address: NameAddr(SipUri('bob', 'contoso.example')) };
const CHALLENGE = 'Digest realm="contoso.example", nonce="1"';

type Asked = [status: number, method: string, uri: string];

/** Answers each challenge by its count, up to `limit`. */
function credentials(asked: Asked[], limit = Infinity) {
  return async (response: SipResponse, { method, uri }: { method: string; uri: string }) => {
    asked.push([response.status, method, uri]);
    return asked.length <= limit ? { Authorization: `Secret ${asked.length}` } : undefined;
  };
}

/** Challenges each request of `end` that has no credentials. */
function challengeOnce(end: End): void {
  for (const request of end.requests) {
    if (request.status !== 0) continue;
    const known = header(request.message, 'authorization') !== undefined;
    request.respond(known ? 200 : 401, known ? {} : { headers: { 'WWW-Authenticate': CHALLENGE } });
  }
}

test('Flow.request() answers a challenge once, with the same Call-ID and tag and the next number', async () => {
  const asked: Asked[] = [];
  const [alice, bob] = twoAgents({ onChallenge: credentials(asked) });
  const options = { ...call(alice, bob), method: 'MESSAGE', payload: text('hi') };
  const response = alice.flow.request(options);
  await settled();
  challengeOnce(bob);
  await settled();
  challengeOnce(bob);
  assert.deepEqual([(await response).status, (await response).cseq.sequence], [200, 2]);
  assert.deepEqual(asked, [[401, 'MESSAGE', 'sip:bob@contoso.example']]);
  const [first, second] = bob.requests.map(request => request.message);
  assert.ok(first && second);
  assert.deepEqual([second.callId, second.from, second.cseq.sequence], [first.callId, first.from, 2]);
  assert.deepEqual([header(second, 'authorization'), second.body], ['Secret 1', 'hi']);
  assert.notDeepEqual(second.via, first.via);
});

test('Flow.request() asks once: credentials that are refused are the end', async () => {
  const asked: Asked[] = [];
  const [alice, peer] = agentAndPeer({ onChallenge: credentials(asked) });
  const response = alice.flow.request({ ...call(alice, BOB), method: 'MESSAGE' });
  await settled();
  await peer.answer(peer.request('MESSAGE'), 407, { 'Proxy-Authenticate': CHALLENGE });
  await peer.answer(peer.request('MESSAGE'), 407, { 'Proxy-Authenticate': CHALLENGE });
  assert.deepEqual([(await response).status, asked.length], [407, 1]);
  assert.deepEqual(peer.request('MESSAGE').headers.get('authorization'), ['Secret 1']);
});

test('Flow.request() gives the challenge when the owner gives up, or fails', async () => {
  for (const [onChallenge, errors] of [
    [() => Promise.resolve(undefined), []],
    [() => Promise.reject(new Error('no prompt')), ['Error: no prompt']],
  ] as const) {
    const [alice, peer] = agentAndPeer({ onChallenge });
    const response = alice.flow.request({ ...call(alice, BOB), method: 'MESSAGE' });
    await settled();
    await peer.answer(peer.request('MESSAGE'), 401, { 'WWW-Authenticate': CHALLENGE });
    assert.equal((await response).status, 401);
    assert.equal(peer.heard.length, 1);
    assert.deepEqual(alice.errors.map(String), errors);
  }
});

test('OutgoingInvite answers a challenge; its ACK has the credentials too, and its dialog goes on from there', async () => {
  const asked: Asked[] = [];
  const [alice, bob] = twoAgents({ onChallenge: credentials(asked) });
  const invite = alice.flow.invite(call(alice, bob));
  await settled();
  bob.requests[0]?.respond(401, { headers: { 'WWW-Authenticate': CHALLENGE } });
  await settled();
  bob.requests[1]?.createDialog(bob.contact);
  bob.requests[1]?.respond(200);
  const { dialog } = await invite.final;
  const acks = alice.transport.sent.filter(sent => sent.startsWith('ACK'));
  assert.deepEqual(
    acks.map(ack => [/CSeq: (\d+)/.exec(ack)?.[1], ack.includes('Authorization: Secret 1')]),
    [
      ['1', false],
      ['2', true],
    ],
  );
  void dialog?.request('INFO');
  assert.match(alice.transport.sent.at(-1) ?? '', /CSeq: 3 INFO/);
});

test('OutgoingInvite that was cancelled while the owner looked for credentials is not sent again', async () => {
  let answer: (headers: Record<string, string>) => void = () => {};
  const [alice, peer] = agentAndPeer({ onChallenge: () => new Promise(resolve => (answer = resolve)) });
  const invite = alice.flow.invite(call(alice, BOB));
  await settled();
  await peer.answer(peer.request('INVITE'), 100);
  await peer.answer(peer.request('INVITE'), 401, { 'WWW-Authenticate': CHALLENGE });
  invite.cancel();
  answer({ Authorization: 'Secret' });
  assert.equal((await invite.final).response.status, 401);
  assert.deepEqual(
    peer.heard.map(message => message.cseq.method),
    ['INVITE', 'ACK'],
  );
});

test('Dialog answers challenges to its requests and re-INVITEs', async () => {
  const asked: Asked[] = [];
  const [alice, bob] = twoAgents({ onChallenge: credentials(asked) });
  const [own, theirs] = await talk(alice, bob);
  const heard: string[] = [];
  theirs.onRequest = request => {
    const { method, cseq, headers } = request.message;
    heard.push(`${cseq.sequence} ${method} ${headers.get('authorization')?.[0] ?? '-'}`);
    request.respond(headers.has('authorization') ? 200 : 401, { headers: { 'WWW-Authenticate': CHALLENGE } });
    if (method === 'BYE' && headers.has('authorization')) theirs.end();
  };
  assert.equal((await own.request('MESSAGE', text('hi'))).status, 200);
  assert.equal((await queueOf(own).request(text('offer'))).status, 200);
  assert.equal((await own.bye()).status, 200);
  assert.deepEqual(heard, [
    '2 MESSAGE -',
    '3 MESSAGE Secret 1',
    '4 INVITE -',
    '5 INVITE Secret 2',
    '6 BYE -',
    '7 BYE Secret 3',
  ]);
});

test('Flow.subscribe() answers challenges', async () => {
  const [alice, bob] = twoAgents({ onChallenge: credentials([]) });
  const subscribing = alice.flow.subscribe({ ...call(alice, bob), method: 'SUBSCRIBE' }, () => {});
  await settled();
  bob.requests[0]?.respond(401, { headers: { 'WWW-Authenticate': CHALLENGE } });
  await settled();
  const notifier = bob.requests[1]?.createDialog(bob.contact);
  bob.requests[1]?.respond(202);
  const { dialog } = await subscribing;
  assert.equal(dialog?.remoteTag, notifier?.localTag);
  void dialog?.request('SUBSCRIBE');
  assert.match(alice.transport.sent.at(-1) ?? '', /CSeq: 3 SUBSCRIBE/);
});
