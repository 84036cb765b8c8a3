import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { header, parseMessage, type SipRequest } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let peers: AgentPeer[];

async function signIn(user: string): Promise<AgentPeer> {
  const peer = await AgentPeer.signIn(server.url, user);
  peers.push(peer);
  return peer;
}

beforeEach(async () => {
  peers = [];
  server = await TestServer.start({ graceSeconds: 5 });
});
afterEach(async () => {
  for (const peer of peers) peer.close();
  await server.close();
});

const positionOf = (message: SipRequest): number => Number(header(message, 'history-position'));
const after = (position: number) => sessionPayload({ 'History-After': String(position) });

test('a restart of the server between two messages loses none', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { caller, uri } = await startChat(alice, bob);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'before'))).status, 200);
  await bob.take();
  await server.restart();

  const [aliceAgain, bobAgain] = await Promise.all([signIn('alice'), signIn('bob')]);
  const back = await aliceAgain.invite(uri);
  assert.equal(back.response.status, 200);
  assert.equal((await back.dialog?.request('MESSAGE', aliceAgain.text('m2', 'after')))?.status, 200);
  assert.equal((await bobAgain.invite(uri, after(0))).response.status, 200);
  const [first, second] = [await bobAgain.take(), await bobAgain.take()];
  assert.match(String(first.body), /before/);
  assert.match(String(second.body), /after/);
  assert.ok(positionOf(first) < positionOf(second));
});

test('who comes back is answered 100 before the log is read', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { uri } = await startChat(alice, bob);
  const again = await signIn('bob');
  const lines: string[] = [];
  const note = (data: string | Uint8Array) => {
    lines.push(String(data).split('\r\n')[0] ?? '');
    return parseMessage(data);
  };
  Object.assign(again.flow.options, { parse: note });
  assert.equal((await again.invite(uri)).response.status, 200);
  assert.deepEqual(lines.slice(0, 2), ['SIP/2.0 100 Trying', 'SIP/2.0 200 OK']);
});

test('who comes back gets what was missed, in order, then what comes, each once', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { caller, uri } = await startChat(alice, bob);
  await caller.request('MESSAGE', alice.text('seen', 'seen'));
  const seen = positionOf(await bob.take());
  bob.close();
  for (let i = 0; i < 20; i += 1) await caller.request('MESSAGE', alice.text(`missed${i}`, `missed ${i};`));

  const again = await signIn('bob');
  const [back] = await Promise.all([
    again.invite(uri, after(seen)),
    ...Array.from({ length: 20 }, (_, i) => caller.request('MESSAGE', alice.text(`live${i}`, `live ${i};`))),
  ]);
  assert.equal(back.response.status, 200);
  const texts: string[] = [];
  for (let i = 0; i < 40; i += 1) texts.push(/(missed|live) \d+/.exec(String((await again.take()).body))?.[0] ?? '?');
  const expected = ['missed', 'live'].flatMap(word => Array.from({ length: 20 }, (_, i) => `${word} ${i}`));
  assert.deepEqual(texts, expected);
});

test('a device that comes back replaces its own half-open dialog', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { caller, uri } = await startChat(alice, bob);
  const again = await signIn('bob'); // the same +sip.instance; the old connection is still open
  await again.invite(uri);
  await caller.request('MESSAGE', alice.text('m1', 'one copy'));
  assert.match(String((await again.take()).body), /one copy/);
  const { dialog } = await again.invite(uri, after(0));
  assert.ok(dialog);
  assert.match(String((await again.take()).body), /one copy/);
  await caller.bye();
  assert.equal((await again.take()).method, 'BYE');
});

test('a bad position is refused', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { uri } = await startChat(alice, bob);
  for (const bad of ['yesterday', '1;', '1;leave', '-1', '1;join;join']) {
    const { response } = await alice.invite(uri, sessionPayload({ 'History-After': bad }));
    assert.equal(response.status, 400, bad);
  }
});

test('the first message in the INVITE of who comes back is logged and delivered, once', async () => {
  const [alice, bob] = await Promise.all([signIn('alice'), signIn('bob')]);
  const { uri } = await startChat(alice, bob);
  const again = await signIn('bob');
  for (let times = 0; times < 2; times += 1) {
    const { response } = await again.invite(uri, sessionPayload({}, again.cpim('m1', 'back again')));
    assert.equal(response.status, 200);
  }
  assert.match(String((await alice.take()).body), /back again/);
  const { dialog } = await again.invite(uri);
  await dialog?.request('MESSAGE', again.text('m2', 'the next'));
  assert.match(String((await alice.take()).body), /the next/);
});
