import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Dialog } from '../../../src/sip/agent/index.js';
import type { ConferenceInfo } from '../../../src/sip/body/index.js';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer, createGroup, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { stopWrites } from '../../support/stop-writes.js';
import { changePayload, follow, refer, roleOf, subscribe } from '../../support/subscribe.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let uri: string;
let leader: Dialog;
let attendee: Dialog;

/** Alice leads a group; Bob is in it. */
beforeEach(async () => {
  server = await TestServer.start({ maxMessageBytes: 5000 });
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  ({ dialog: leader, uri } = await createGroup(alice, 'Lunch'));
  const { notices } = await refer(alice, uri, 'bob');
  ({ dialog: attendee } = await bob.accept());
  assert.equal(await notices.outcome(), 200);
});
afterEach(async () => {
  for (const peer of [alice, bob]) peer.close();
  await server.close();
});

const change = async (dialog: Dialog, what: Partial<ConferenceInfo>): Promise<number> =>
  (await dialog.request('INFO', changePayload(uri, what))).status;

test('a Leader changes topic, lock and roles; all are told, each change in its turn', async () => {
  const [mine, theirs] = [await follow(alice, uri), await follow(bob, uri)];
  assert.equal(await change(leader, { description: { subject: 'Dinner' } }), 200);
  assert.equal(await change(leader, { condition: { locked: true } }), 200);
  for (const notices of [mine, theirs]) {
    assert.deepEqual((await notices.info()).description, { subject: 'Dinner' });
    const locked = await notices.info();
    assert.deepEqual([locked.condition, locked.users], [{ userCount: 2, locked: true }, []]);
    assert.equal(locked.state, 'partial');
  }
  assert.equal(await change(leader, roleOf('bob', 'Leader')), 200);
  assert.deepEqual(await mine.people(), [['bob', 'Leader', 'connected']]);
  const whole = await theirs.info();
  assert.equal(whole.state, 'full', 'a Leader may know more');
  assert.deepEqual([whole.description, whole.version], [{ subject: 'Dinner' }, 3]);
  assert.equal(await change(attendee, roleOf('alice', 'Attendee')), 200);
  assert.deepEqual(await theirs.people(), [['alice', 'Attendee', 'connected']]);
  assert.equal(await change(leader, { description: { subject: 'Tea' } }), 403);
});

test('several changes in one document', async () => {
  const notices = await follow(bob, uri);
  assert.equal(
    await change(leader, { description: { subject: 'Tea' }, condition: { locked: true }, ...roleOf('bob', 'Leader') }),
    200,
  );
  for (let told = 0; told < 2; told += 1) await notices.info();
  const last = await notices.info();
  assert.deepEqual([last.description?.subject ?? 'Tea', last.condition?.locked], ['Tea', true]);
});

test('what is so already is answered 200 and told nobody', async () => {
  const notices = await follow(bob, uri);
  assert.equal(await change(leader, { description: { subject: ' Lunch ' }, condition: { locked: false } }), 200);
  assert.equal(await change(leader, roleOf('bob', 'Attendee')), 200);
  assert.equal(await change(leader, { description: { subject: '' } }), 200);
  assert.deepEqual((await notices.info()).description, { subject: '' });
});

test('changes outlive the server', async () => {
  await change(leader, { description: { subject: 'Dinner' }, condition: { locked: true }, ...roleOf('bob', 'Leader') });
  await server.restart();
  bob = await AgentPeer.signIn(server.url, 'bob');
  assert.equal((await bob.invite(uri)).response.status, 200);
  const { notices } = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference' });
  const { description, condition, users } = await notices.info();
  assert.deepEqual([description, condition], [{ subject: 'Dinner' }, { userCount: 2, locked: true }]);
  assert.deepEqual(
    users.map(({ roles }) => roles),
    [['Leader'], ['Leader']],
  );
});

test('who has been in for longest leads when the last Leader has left, and may change things', async () => {
  const notices = await follow(bob, uri);
  await leader.bye();
  const whole = await notices.info();
  assert.deepEqual(
    whole.users.map(({ entity, roles }) => [entity, roles]),
    [['sip:bob@contoso.example', ['Leader']]],
  );
  assert.equal(await change(attendee, { description: { subject: 'Alone' } }), 200);
});

test('somebody must lead', async () => {
  assert.equal(await change(leader, roleOf('alice', 'Attendee')), 403);
  assert.equal(await change(leader, roleOf('bob', 'Leader')), 200);
  assert.equal(await change(leader, roleOf('alice', 'Attendee')), 200, 'another one does');
});

test('two Leaders who demote each other at the same time leave one', async () => {
  await change(leader, roleOf('bob', 'Leader'));
  await Promise.all([change(leader, roleOf('bob', 'Attendee')), change(attendee, roleOf('alice', 'Attendee'))]);
  const { notices } = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference' });
  const { users } = await notices.info();
  assert.equal(users.filter(({ roles }) => roles?.[0] === 'Leader').length, 1);
});

test('an Attendee may change nothing', async () => {
  assert.equal(await change(attendee, { description: { subject: 'Mine' } }), 403);
  assert.equal(await change(attendee, { condition: { locked: true } }), 403);
  assert.equal(await change(attendee, roleOf('bob', 'Leader')), 403);
});

test('469 for another Info Package, with those that are taken; INFO of before there were packages', async () => {
  const other = await leader.request('INFO', formatPayload({ headers: { 'Info-Package': 'dtmf' } }));
  assert.equal(other.status, 469);
  assert.equal(header(other, 'recv-info'), 'conference');
  assert.equal((await leader.request('INFO', formatPayload({ headers: { 'Info-Package': '' } }))).status, 469);
  assert.equal((await leader.request('INFO')).status, 200);
  assert.equal((await leader.request('INFO', formatPayload({ contentType: 'text/plain', body: 'x' }))).status, 415);
});

test('a two-party chat takes no INFO until it is a group', async () => {
  const carol = await AgentPeer.signIn(server.url, 'carol');
  const { caller, uri: chat } = await startChat(alice, carol);
  const refused = await caller.request('INFO', changePayload(chat, { description: { subject: 'x' } }));
  assert.equal(refused.status, 469);
  assert.equal(header(refused, 'recv-info'), '');
  await refer(alice, chat, 'mallory'); // not signed in, but the chat is a group now
  const again = await alice.take();
  assert.equal(header(again, 'recv-info'), 'conference', 'the promotion tells');
  assert.equal((await caller.request('INFO', changePayload(chat, { description: { subject: 'x' } }))).status, 200);
  carol.close();
});

test('bad documents change nothing, and the server lives', async () => {
  const send = async (body: string, contentType = 'application/conference-info+xml'): Promise<number> => {
    const headers = { 'Info-Package': 'conference' };
    return (await leader.request('INFO', formatPayload({ headers, contentType, body }))).status;
  };
  const whole = (inner: string, state = 'partial'): string =>
    `<conference-info entity="${uri}" state="${state}">${inner}</conference-info>`;
  const subject = (text: string): string =>
    whole(`<conference-description><subject>${text}</subject></conference-description>`);
  assert.equal(await send('x', 'text/plain'), 415);
  assert.equal(await send(''), 400);
  assert.equal(await send('<conference-info'), 400);
  assert.equal(await send('<a>'.repeat(1000)), 400);
  assert.equal(await send(whole('<users>'.repeat(20))), 400);
  assert.equal(await send('<!DOCTYPE x [<!ENTITY a "b">]><conference-info/>'), 400);
  assert.equal(await send(whole('')), 400, 'no change');
  assert.equal(await send(whole('<conference-state><user-count>9</user-count></conference-state>')), 400);
  assert.equal(await send(whole('<conference-state><locked>true</locked></conference-state>', 'full')), 400);
  assert.equal(await send(subject('x').replace(uri, 'sip:chat-other@contoso.example')), 400);
  assert.equal(await send(subject('x').replace(uri, 'not a uri')), 400);
  assert.equal(await send(subject('x'.repeat(251))), 400);
  assert.equal(await send(subject('a&#10;Subject: b')), 400);
  assert.equal(await send(subject('x'.repeat(5000))), 413);
  const user = (name: string, roles: string, state = 'partial'): string =>
    `<user entity="sip:${name}@contoso.example" state="${state}">${roles}</user>`;
  const role = (name: string): string => `<roles><entry>${name}</entry></roles>`;
  const users = (...all: string[]): string => whole(`<users state="partial">${all.join('')}</users>`);
  assert.equal(await send(users(user('bob', role('Owner')))), 400);
  assert.equal(await send(users(user('bob', ''))), 400);
  assert.equal(await send(users(user('bob', role('Leader'), 'deleted'))), 400);
  assert.equal(await send(users(user('bob', '<roles><entry>Leader</entry><entry>Attendee</entry></roles>'))), 400);
  assert.equal(await send(users(user('carol', role('Leader')))), 404);
  assert.equal(await send(users(...Array.from({ length: 11 }, () => user('bob', role('Leader'))))), 400);
  assert.equal(await send(users(user('alice', role('Attendee')), user('alice', role('Leader')))), 400);
  const { notices } = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference' });
  const { description, condition, users: people } = await notices.info();
  assert.deepEqual([description, condition?.locked], [{ subject: 'Lunch' }, false]);
  assert.deepEqual(people[1]?.roles, ['Attendee']);
});

test('INFO from a device whose member has left, and outside a session', async () => {
  await attendee.bye();
  assert.equal(await change(attendee, { description: { subject: 'x' } }), 481);
  assert.equal((await alice.request('INFO', uri, changePayload(uri, {}))).status, 405);
});

test('a change that cannot be logged gets 500 and is told nobody', async t => {
  t.mock.method(console, 'error', () => {});
  const notices = await follow(bob, uri);
  const goOn = stopWrites(server);
  assert.equal(await change(leader, { description: { subject: 'lost' } }), 500);
  goOn();
  assert.equal(await change(leader, { description: { subject: 'kept' } }), 200);
  assert.deepEqual((await notices.info()).description, { subject: 'kept' });
});
