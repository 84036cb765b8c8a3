import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { stopWrites as stopWritesOf } from '../../support/stop-writes.js';
import { refer, subscribe } from '../../support/subscribe.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;

beforeEach(async () => {
  mock.method(console, 'error', () => {}); // what an operator is told about the disk
  server = await TestServer.start();
  [alice, bob, carol] = await Promise.all([
    AgentPeer.signIn(server.url, 'alice'),
    AgentPeer.signIn(server.url, 'bob'),
    AgentPeer.signIn(server.url, 'carol'),
  ]);
});
afterEach(async () => {
  for (const peer of [alice, bob, carol]) peer.close();
  await server.close();
  mock.restoreAll();
});

const stopWrites = (): (() => void) => stopWritesOf(server);

test('a chat that cannot be logged is refused with 500, and nobody rings', async () => {
  const goOn = stopWrites();
  const { response } = await alice.invite('sip:bob@contoso.example');
  assert.equal(response.status, 500);
  goOn();
  await startChat(alice, bob); // the first INVITE that bob sees
});

test('a message that cannot be logged gets 500 and reaches nobody; sent again it does, once', async () => {
  const { caller } = await startChat(alice, bob);
  const goOn = stopWrites();
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'lost?'))).status, 500);
  goOn();
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'lost?'))).status, 200);
  assert.equal((await caller.request('MESSAGE', alice.text('m2', 'next'))).status, 200);
  assert.match(String((await bob.take()).body), /lost\?/);
  assert.match(String((await bob.take()).body), /next/);
});

test('an answer that cannot be logged ends both sides', async () => {
  const asked = alice.invite('sip:bob@contoso.example');
  const invitation = await bob.next();
  const goOn = stopWrites();
  await bob.accept(invitation);
  assert.equal((await asked).response.status, 500);
  assert.equal((await bob.take()).method, 'BYE');
  goOn();
});

test('somebody whose coming in cannot be logged is let go, the caller learns of it, and the chat goes on', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const adding = await refer(alice, uri, 'carol');
  for (const peer of [alice, bob]) assert.equal((await peer.take()).method, 'INVITE');
  const invitation = await carol.next();
  const goOn = stopWrites();
  await carol.accept(invitation);
  assert.equal((await carol.take()).method, 'BYE');
  assert.equal(await adding.notices.outcome(), 500);
  goOn();
  const again = await refer(bob, uri, 'carol');
  await carol.accept();
  assert.equal(await again.notices.outcome(), 200);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'all three'))).status, 200);
  for (const peer of [bob, carol]) assert.match(String((await peer.take()).body), /all three/);
});

test('a server whose log could not be written for a while stops and starts as any other', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const goOn = stopWrites();
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'refused'))).status, 500);
  goOn();
  assert.equal((await caller.request('MESSAGE', alice.text('m2', 'kept'))).status, 200);
  await bob.take();
  await server.restart();
  alice = await AgentPeer.signIn(server.url, 'alice');
  await alice.invite(uri, sessionPayload({ 'History-After': '0' }));
  assert.match(String((await alice.take()).body), /kept/);
});

test('a promotion that cannot be logged refuses the person, and the chat stays one of two', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const goOn = stopWrites();
  const adding = await refer(alice, uri, 'carol');
  assert.equal(await adding.notices.outcome(), 500);
  goOn();
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'still two'))).status, 200);
  assert.match(String((await bob.take()).body), /still two/, 'and no re-INVITE before it');
});

test('an end that cannot be logged still ends the chat for the other side', async () => {
  const { caller } = await startChat(alice, bob);
  const goOn = stopWrites();
  await caller.bye();
  assert.equal((await bob.take()).method, 'BYE');
  goOn();
});

test('who leaves a conference is gone at once, and out of it when the log can be written again', async () => {
  await server.close();
  server = await TestServer.start({ graceSeconds: 0.2 });
  [alice, bob, carol] = await Promise.all([
    AgentPeer.signIn(server.url, 'alice'),
    AgentPeer.signIn(server.url, 'bob'),
    AgentPeer.signIn(server.url, 'carol'),
  ]);
  const { caller, uri } = await startChat(alice, bob);
  const adding = await refer(alice, uri, 'carol');
  for (const peer of [alice, bob]) await peer.take();
  const { dialog } = await carol.accept();
  assert.equal(await adding.notices.outcome(), 200);
  const { notices } = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference' });
  const isIn = async (): Promise<boolean> =>
    (await notices.info()).users.some(
      ({ entity, state }) => entity === 'sip:carol@contoso.example' && state !== 'deleted',
    );
  assert.equal(await isIn(), true);
  const goOn = stopWrites();
  await dialog.bye();
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'x'))).status, 500);
  goOn();
  assert.equal(await isIn(), false);
});
