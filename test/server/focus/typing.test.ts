import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  ALL_TYPES,
  COMPOSING_TYPE,
  formatIsComposing,
  parseCpim,
  parseIsComposing,
} from '../../../src/sip/body/index.js';
import { addressOf, formatPayload, NameAddr, type Payload, SipUri } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;

beforeEach(async () => {
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
});

const composing = (content = formatIsComposing({ active: true, refresh: 6 })) => ({
  contentType: COMPOSING_TYPE,
  content,
});
const typing = (peer: AgentPeer, content?: string): Payload => peer.text('', '', composing(content));
const OLD = { plain: ['message/cpim', 'text/plain'], wrapped: [] };

test('who is writing is told to the other side, in the server’s words, and is not logged', async () => {
  const { caller } = await startChat(alice, bob);
  const forged = { from: NameAddr(SipUri('carol', 'contoso.example'), 'Carol'), ...composing() };
  assert.equal((await caller.request('MESSAGE', alice.text('', '', forged))).status, 200);
  const told = parseCpim(String((await bob.take()).body));
  assert.deepEqual([addressOf(told.from.uri), told.from.displayName], ['sip:alice@contoso.example', 'Alice']);
  assert.equal(told.contentType, COMPOSING_TYPE);
  assert.deepEqual(parseIsComposing(told.content), { active: true, refresh: 6 });
  const first = await caller.request('MESSAGE', alice.text('m1', 'one'));
  void caller.request('MESSAGE', typing(alice));
  const second = await caller.request('MESSAGE', alice.text('m2', 'two'));
  assert.equal(Number(second.headers.get('history-position')), Number(first.headers.get('history-position')) + 1);
});

test('a refresh without end is cut', async () => {
  const { caller } = await startChat(alice, bob);
  await caller.request('MESSAGE', typing(alice, formatIsComposing({ active: true, refresh: 86_400 })));
  assert.equal(parseIsComposing(parseCpim(String((await bob.take()).body)).content).refresh, 60);
});

test('who does not take typing is not told of it, nor are the person’s own other devices', async () => {
  const phone = await AgentPeer.signIn(server.url, 'alice', 'phone');
  const invited = alice.invite('sip:bob@contoso.example');
  const { dialog: callee } = await bob.accept(undefined, sessionPayload({}, undefined, OLD));
  const { dialog: caller } = await invited;
  assert.ok(caller && 'user' in caller.remoteTarget);
  await phone.invite(`sip:${caller.remoteTarget.user}@contoso.example`);
  await caller.request('MESSAGE', typing(alice));
  await callee.request('MESSAGE', typing(bob));
  await callee.request('MESSAGE', bob.text('m1', 'hello'));
  // Bob is heard to be writing on both devices of Alice; the message comes after that.
  for (const device of [alice, phone]) {
    assert.equal(parseCpim(String((await device.take()).body)).contentType, COMPOSING_TYPE);
    assert.match(String((await device.take()).body), /hello/);
  }
  await caller.request('MESSAGE', alice.text('m2', 'what comes first'));
  assert.match(String((await bob.take()).body), /what comes first/);
  phone.close();
});

test('a reader who does not answer is told once', async () => {
  const { caller } = await startChat(alice, bob);
  for (let i = 0; i < 10; i += 1) assert.equal((await caller.request('MESSAGE', typing(alice))).status, 200);
  const told = await bob.next();
  await caller.request('MESSAGE', alice.text('m1', 'then a message'));
  assert.match(String((await bob.next()).message.body), /then a message/);
  told.respond(200);
});

test('a flood of typing is refused, and messages go on', async () => {
  const { caller } = await startChat(alice, bob);
  const answers = await Promise.all(Array.from({ length: 80 }, () => caller.request('MESSAGE', typing(alice))));
  const refused = answers.filter(({ status }) => status === 503);
  assert.ok(refused.length >= 20, `only ${refused.length} were refused`);
  assert.deepEqual(refused[0]?.headers.get('retry-after'), ['1']);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'still here'))).status, 200);
});

test('typing that cannot be read, or is giant, is refused', async () => {
  const { caller } = await startChat(alice, bob);
  const statusOf = async (payload: Payload) => (await caller.request('MESSAGE', payload)).status;
  assert.equal(await statusOf(typing(alice, 'active')), 400);
  assert.equal(await statusOf(typing(alice, '<state>&lol9;</state>')), 400);
  assert.equal(await statusOf(typing(alice, `<state>active</state>${'<a>'.repeat(5000)}`)), 413);
  assert.equal(await statusOf(typing(alice, `<state>${'active'.repeat(20_000)}</state>`)), 413);
  assert.equal(await statusOf(formatPayload({ contentType: COMPOSING_TYPE, body: '<state>active</state>' })), 415);
});

test('who is not in the conversation can tell nothing and hears nothing', async () => {
  const { caller, uri } = await startChat(alice, bob);
  assert.equal((await carol.invite(uri)).response.status, 403);
  assert.equal((await carol.request('MESSAGE', uri, typing(carol))).status, 405);
  await caller.request('MESSAGE', typing(alice));
  await bob.take();
  // The first thing that Carol hears is what is for her.
  const invited = alice.invite('sip:carol@contoso.example', sessionPayload({}, undefined, ALL_TYPES));
  assert.equal((await carol.accept()).request.method, 'INVITE');
  await invited;
});

test('who is being sent what they missed is not told', async () => {
  const { caller, uri } = await startChat(alice, bob);
  bob.close();
  const long = 'x'.repeat(30_000);
  for (let i = 0; i < 30; i += 1) await caller.request('MESSAGE', alice.text(`m${i}`, long));
  bob = await AgentPeer.signIn(server.url, 'bob');
  await bob.invite(uri, sessionPayload({ 'History-After': '0' }));
  const first = await bob.next();
  await caller.request('MESSAGE', typing(alice));
  first.respond(200);
  for (let i = 1; i < 30; i += 1) assert.match(String((await bob.take()).body), /text\/plain/);
});
