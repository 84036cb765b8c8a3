import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Dialog } from '../../../src/sip/agent/index.js';
import { header, parseReason, type SipRequest } from '../../../src/sip/codec/index.js';
import { AgentPeer, createGroup, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { stopWrites } from '../../support/stop-writes.js';
import { changePayload, follow, refer, removal, roleOf } from '../../support/subscribe.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;
let uri: string;
let leader: Dialog;
let attendee: Dialog;

/** Alice leads a group; Bob is in it, Carol is not. */
beforeEach(async () => {
  server = await TestServer.start();
  [alice, bob, carol] = await Promise.all([
    AgentPeer.signIn(server.url, 'alice'),
    AgentPeer.signIn(server.url, 'bob'),
    AgentPeer.signIn(server.url, 'carol'),
  ]);
  ({ dialog: leader, uri } = await createGroup(alice));
  attendee = await add(bob);
});
afterEach(async () => {
  for (const peer of [alice, bob, carol]) peer.close();
  await server.close();
});

/** Alice adds somebody, who accepts. */
async function add(peer: AgentPeer): Promise<Dialog> {
  const { notices } = await refer(alice, uri, 'user' in peer.me.uri ? peer.me.uri.user : '');
  const { dialog } = await peer.accept();
  assert.equal(await notices.outcome(), 200);
  return dialog;
}

const remove = async (by: AgentPeer, who: string): Promise<number> => {
  const { response, notices } = await removal(by, uri, who);
  return response.status === 202 ? notices.outcome() : response.status;
};

test('a Leader removes somebody: BYE with the Reason, told to all; they are a stranger then', async () => {
  const third = await add(carol);
  const mine = await follow(alice, uri);
  const theirs = await follow(bob, uri);
  const { response, notices } = await removal(alice, uri, 'bob');
  assert.equal(response.status, 202);
  const bye = await bob.take();
  assert.equal(bye.method, 'BYE');
  assert.deepEqual(parseReason(header(bye, 'reason') ?? ''), { protocol: 'SIP', cause: 403, text: 'Removed' });
  assert.equal(await notices.outcome(), 200);
  const told = await mine.info();
  assert.deepEqual(told.condition, { userCount: 2, locked: false });
  assert.deepEqual(
    told.users.map(({ entity, state }) => [entity, state]),
    [['sip:bob@contoso.example', 'deleted']],
  );
  const last = await theirs.next();
  assert.equal(header(last, 'subscription-state'), 'terminated;reason=rejected');
  assert.equal(last.body, '', 'and nothing more of who is in');
  assert.equal((await attendee.request('MESSAGE', bob.text('m1', 'still here?'))).status, 481);
  assert.equal((await bob.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 403);
  assert.equal((await third.request('MESSAGE', carol.text('m2', 'two of us'))).status, 200);
  assert.match(String((await alice.take()).body), /two of us/);
});

test('all devices of who is removed are hung up on, and those who are away cannot come back', async () => {
  const phone = await AgentPeer.signIn(server.url, 'bob', 'phone');
  assert.equal((await phone.invite(uri)).response.status, 200);
  assert.equal(await remove(alice, 'bob'), 200);
  for (const peer of [bob, phone]) assert.equal((await peer.take()).method, 'BYE');
  phone.close();
  const third = await add(carol);
  carol.close();
  assert.equal(await remove(alice, 'carol'), 200);
  carol = await AgentPeer.signIn(server.url, 'carol');
  assert.equal((await carol.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 403);
  assert.equal(third.ended, true);
});

test('a removal outlives the server', async () => {
  assert.equal(await remove(alice, 'bob'), 200);
  await server.restart();
  bob = await AgentPeer.signIn(server.url, 'bob');
  assert.equal((await bob.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 403);
});

test('only Leaders remove, also each other; and nobody is removed from a chat of two', async () => {
  assert.equal(await remove(bob, 'alice'), 403);
  assert.equal(await remove(bob, 'bob'), 403);
  await leader.request('INFO', changePayload(uri, roleOf('bob', 'Leader')));
  assert.equal(await remove(bob, 'alice'), 200);
  assert.equal((await alice.take()).method, 'BYE');
  const chat = await startChat(alice, carol);
  assert.equal((await removal(alice, chat.uri, 'carol')).response.status, 403);
  assert.equal((await removal(carol, uri, 'bob')).response.status, 403, 'a stranger');
});

test('the last Leader may remove themselves: who has been in for longest leads then', async () => {
  const theirs = await follow(bob, uri);
  await removal(alice, uri, 'alice');
  assert.equal((await alice.take()).method, 'BYE');
  assert.deepEqual(await theirs.people(), [['bob', 'Leader', 'connected']]);
});

test('who is not there cannot be removed', async () => {
  assert.equal(await remove(alice, 'carol'), 404);
  assert.equal(await remove(alice, 'nobody'), 404);
  assert.equal(await remove(alice, 'bob'), 200);
  assert.equal(await remove(alice, 'bob'), 404);
});

test('a question that nobody has answered is withdrawn', async () => {
  const adding = await refer(alice, uri, 'carol');
  const invitation = await carol.next();
  const cancelled = new Promise<SipRequest>(resolve => (invitation.onCancel = resolve));
  invitation.respond(180);
  assert.equal(await remove(alice, 'carol'), 200);
  await cancelled;
  invitation.respond(487);
  assert.equal(await adding.notices.outcome(), 487);
  assert.equal((await carol.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 403);
});

test('who accepts while they are being removed is out', async () => {
  const adding = await refer(alice, uri, 'carol');
  const invitation = await carol.next();
  const removing = removal(alice, uri, 'carol');
  const { dialog } = await carol.accept(invitation);
  assert.equal(await (await removing).notices.outcome(), 200);
  await adding.notices.outcome();
  assert.equal((await carol.take()).method, 'BYE');
  assert.notEqual((await dialog.request('MESSAGE', carol.text('m1', 'in?'))).status, 200);
});

test('a removal that cannot be logged is reported with 500, and they stay', async t => {
  t.mock.method(console, 'error', () => {});
  const goOn = stopWrites(server);
  assert.equal(await remove(alice, 'bob'), 500);
  goOn();
  assert.equal((await attendee.request('MESSAGE', bob.text('m1', 'still here'))).status, 200);
  assert.match(String((await alice.take()).body), /still here/);
});
