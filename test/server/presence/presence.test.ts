import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { addressOfUser, documentOf, publish, show, watch } from '../../support/presence-peer.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
const peers: AgentPeer[] = [];

/** On a device of that name; closed when the test is over. */
async function signIn(user: string, device = user): Promise<AgentPeer> {
  const peer = await AgentPeer.signIn(server.url, user, device);
  peers.push(peer);
  return peer;
}

beforeEach(async () => {
  server = await TestServer.start({ presenceNotifySeconds: 0.05, presenceGraceSeconds: 0.05, minExpiresSeconds: 1 });
  [alice, bob] = [await signIn('alice'), await signIn('bob')];
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.close();
  await server.close();
});

/** Takes the registration of a peer away. */
const unregister = (peer: AgentPeer, user: string) =>
  peer.flow.request({
    method: 'REGISTER',
    uri: { ...peer.me.uri },
    from: peer.me,
    to: peer.me,
    contact: peer.contact,
    payload: formatPayload({ headers: { Expires: '0' } }),
    callId: `${user}-leaves`,
  });

test('who is registered is Online; who is not is Offline, and when they were last here is told', async () => {
  const carol = await watch(alice, 'carol');
  assert.equal(carol.response.status, 200);
  assert.equal(header(carol.response, 'expires'), '3600');
  assert.deepEqual(await carol.next(), {
    entity: addressOfUser('carol'),
    status: 'Offline',
    activity: '',
    note: '',
    location: '',
    since: undefined,
    state: 'active',
  });
  const phone = await signIn('carol');
  assert.equal((await carol.next()).status, 'Online');
  const before = Date.now();
  await unregister(phone, 'carol');
  const gone = await carol.next();
  assert.equal(gone.status, 'Offline');
  assert.ok(gone.since && Math.abs(gone.since.getTime() - before) < 60_000);
});

test('an address with other capitals is the same person', async () => {
  const watched = await watch(alice, 'BOB');
  const { entity, status } = await watched.next();
  assert.deepEqual([entity, status], [addressOfUser('bob'), 'Online']);
  assert.equal((await publish(bob, 'Bob', { body: documentOf('bob', { status: 'Busy' }) })).status, 200);
  assert.equal((await watched.next()).status, 'Busy');
});

test('who closes the last of their devices is Offline; who closes one of two is not', async () => {
  const tablet = await signIn('bob', 'tablet');
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Online');
  tablet.close();
  await show(bob, 'bob', { note: 'one left' });
  const { status, note } = await watched.next();
  assert.deepEqual([status, note], ['Online', 'one left']);
  bob.close();
  assert.equal((await watched.next()).status, 'Offline');
});

test('who is back at once was not away for anybody', async () => {
  await server.close();
  server = await TestServer.start({ presenceNotifySeconds: 0.01, presenceGraceSeconds: 3600 });
  [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Online');
  bob.close();
  bob = await signIn('bob');
  await show(bob, 'bob', { status: 'Busy' });
  assert.equal((await watched.next()).status, 'Busy');
});

test('a registration that runs out makes Offline', async () => {
  await server.close();
  server = await TestServer.start({ minExpiresSeconds: 1, maxExpiresSeconds: 1, presenceNotifySeconds: 0.01 });
  [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Online');
  assert.equal((await watched.next()).status, 'Offline');
});

test('every status that somebody sets is seen, with note, activity and place; but who hides is Offline', async () => {
  const watched = await watch(alice, 'bob');
  const self = await watch(bob, 'bob');
  await Promise.all([watched.next(), self.next()]);
  for (const status of ['Busy', 'DoNotDisturb', 'BeRightBack', 'Away', 'Idle', 'Online'] as const) {
    await show(bob, 'bob', { status, note: `I am ${status}`, activity: 'presenting', location: 'Building 3' });
    for (const seen of [await watched.next(), await self.next()]) {
      assert.deepEqual(
        [seen.status, seen.note, seen.activity, seen.location],
        [status, `I am ${status}`, 'presenting', 'Building 3'],
      );
    }
  }
  await show(bob, 'bob', { status: 'Hidden', note: 'psst', activity: 'presenting', location: 'Building 3' });
  const others = await watched.next();
  assert.deepEqual([others.status, others.note, others.activity, others.location], ['Offline', 'psst', '', '']);
  assert.ok(others.since);
  const own = await self.next();
  assert.deepEqual([own.status, own.location], ['Hidden', 'Building 3']);
});

test('a status is kept while its owner is away and comes back, but nobody is Busy without a device', async () => {
  await show(bob, 'bob', { status: 'Busy', note: 'in Oslo' });
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Busy');
  bob.close();
  const away = await watched.next();
  assert.deepEqual([away.status, away.note], ['Offline', 'in Oslo']);
  await signIn('bob', 'another');
  assert.equal((await watched.next()).status, 'Busy');
});

test('what the device that spoke last has published counts; the entity-tag changes each time', async () => {
  const tablet = await signIn('bob', 'tablet');
  const first = await show(bob, 'bob', { status: 'Busy' });
  const second = await show(tablet, 'bob', { status: 'Away' });
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Away');

  const refreshed = await publish(bob, 'bob', { 'SIP-If-Match': first, Expires: '3600' });
  assert.equal(refreshed.status, 200); // which is no change: Away goes on
  const third = header(refreshed, 'sip-etag') ?? '';
  assert.equal(new Set([first, second, third]).size, 3);
  assert.equal((await publish(bob, 'bob', { 'SIP-If-Match': first })).status, 412);

  const modified = await publish(bob, 'bob', { 'SIP-If-Match': third, body: documentOf('bob', { status: 'Idle' }) });
  assert.equal((await watched.next()).status, 'Idle');
  const removed = await publish(bob, 'bob', { 'SIP-If-Match': header(modified, 'sip-etag'), Expires: '0' });
  assert.deepEqual([removed.status, header(removed, 'expires')], [200, '0']);
  assert.equal((await watched.next()).status, 'Away');
  await publish(tablet, 'bob', { 'SIP-If-Match': second, Expires: '0' });
  assert.equal((await watched.next()).status, 'Online');
});

test('what is not published again runs out', async () => {
  const watched = await watch(alice, 'bob');
  await watched.next();
  const response = await publish(bob, 'bob', { Expires: '1', body: documentOf('bob', { status: 'Busy' }) });
  assert.equal(header(response, 'expires'), '1');
  assert.equal((await watched.next()).status, 'Busy');
  assert.equal((await watched.next()).status, 'Online');
});

test('changes that come close together are told as one', async () => {
  await server.close();
  server = await TestServer.start({ presenceNotifySeconds: 0.3 });
  [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const watched = await watch(alice, 'bob');
  await watched.next();
  for (const status of ['Busy', 'Away', 'Idle', 'BeRightBack'] as const) await show(bob, 'bob', { status });
  assert.equal((await watched.next()).status, 'Busy');
  assert.equal((await watched.next()).status, 'BeRightBack');
});

test('Expires: 0 fetches the present state once; a subscription can be refreshed, and ended', async () => {
  const once = await watch(alice, 'bob', { Expires: '0' });
  assert.equal(header(once.response, 'expires'), '0');
  const { status, state } = await once.next();
  assert.deepEqual([status, state], ['Online', 'terminated timeout']);

  const watched = await watch(alice, 'bob', { Expires: '100000' });
  assert.equal(header(watched.response, 'expires'), '3600');
  assert.equal((await watched.next()).state, 'active');
  const refresh = (seconds: string) =>
    watched.dialog?.request('SUBSCRIBE', formatPayload({ headers: { Event: 'presence', Expires: seconds } }));
  assert.equal((await refresh('600'))?.status, 200);
  assert.equal((await watched.next()).state, 'active');
  assert.equal((await refresh('0'))?.status, 200);
  assert.equal((await watched.next()).state, 'terminated timeout');
  assert.equal((await refresh('600'))?.status, 481);
});

test('a subscription that is not refreshed ends', async () => {
  const watched = await watch(alice, 'bob', { Expires: '1' });
  assert.equal((await watched.next()).state, 'active');
  assert.equal((await watched.next()).state, 'terminated timeout');
});

test('who does not want to be disturbed gets no invitations, and those who invite are told 600', async () => {
  await show(bob, 'bob', { status: 'DoNotDisturb' });
  const { response } = await alice.invite(addressOfUser('bob'));
  assert.deepEqual([response.status, response.reason], [600, 'Do Not Disturb']);
  await show(bob, 'bob', { status: 'Busy' });
  const asked = alice.invite(addressOfUser('bob'));
  await bob.accept(); // the first one it has got
  assert.equal((await asked).response.status, 200);
});

test('who asks once keeps the subscription that they have', async () => {
  const watched = await watch(bob, 'bob');
  assert.equal((await watched.next()).state, 'active');
  const once = await watch(bob, 'bob', { Expires: '0' });
  assert.equal((await once.next()).state, 'terminated timeout');
  await show(bob, 'bob', { status: 'Busy' });
  const { status, state } = await watched.next();
  assert.deepEqual([status, state.replace(/;.*/, '')], ['Busy', 'active']);
});
