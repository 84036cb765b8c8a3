import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { backOffMs } from '../../src/model/index.js';
import { SipNetwork } from '../../src/client/sip-network.js';
import type { ChatEvents, Invitation } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { formatSessionOffer } from '../../src/sip/body/index.js';
import { formatPayload, header, NameAddr, SipUri, type Payload } from '../../src/sip/codec/index.js';
import { LoopbackServer } from '../support/loopback-server.js';

const ALICE = { username: 'alice@contoso.example', password: 'alice-pw' };

/** A network on a server, with time in the test's hands. */
function connected(t: TestContext): { server: LoopbackServer; network: SipNetwork; states: string[] } {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const server = new LoopbackServer();
  const network = new SipNetwork({
    server: 'ws://contoso.example/sip',
    WebSocket: server.WebSocket,
    giveUpSeconds: 60,
  });
  const states: string[] = [];
  network.onConnection = state => void states.push(state);
  t.after(() => server.flow?.close());
  return { server, network, states };
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

async function pass(t: TestContext, ms: number): Promise<void> {
  t.mock.timers.tick(ms);
  await settle();
}

test('backOffMs() doubles from 1 s to 30 s, and takes a random half to whole of it', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 20].map(attempt => backOffMs(attempt, 0)),
    [500, 1000, 2000, 4000, 8000, 15_000, 15_000],
  );
  assert.ok(backOffMs(0, 0.999) < 1000);
  assert.ok(backOffMs(9, 0.999) < 30_000);
});

test('SipNetwork refreshes its registration before the granted time is over, as the same registration', async t => {
  const { server, network } = connected(t);
  server.answer.headers = { Expires: '100' };
  await network.signIn(ALICE);
  await pass(t, 79_000);
  assert.equal(server.got.length, 1, 'not too early');
  await pass(t, 2_000);
  assert.equal(server.got.length, 2);
  const [first, second] = server.got;
  assert.equal(second?.callId, first?.callId);
  assert.ok((second?.cseq.sequence ?? 0) > (first?.cseq.sequence ?? 0));
  await pass(t, 81_000);
  assert.equal(server.got.length, 3);
});

test('SipNetwork takes a connection over which a refresh is refused as lost', async t => {
  const { server, network, states } = connected(t);
  server.answer.headers = { Expires: '100' };
  await network.signIn(ALICE);
  server.answer.status = 403;
  await pass(t, 81_000);
  assert.deepEqual(states, ['Reconnecting']);
  server.answer.status = 200;
  await pass(t, 1000);
  assert.equal(server.tries, 2);
  assert.deepEqual(states, ['Reconnecting', 'Connected']);
  await pass(t, 79_000);
  assert.equal(server.got.length, 3, 'only the new connection is refreshed');
});

test('SipNetwork takes its registration away when it signs out, and refreshes no more', async t => {
  const { server, network, states } = connected(t);
  await network.signIn(ALICE);
  await network.signOut();
  assert.equal(header(server.got[1] ?? assert.fail('no second REGISTER'), 'expires'), '0');
  await pass(t, 1_000_000);
  assert.equal(server.got.length, 2);
  assert.ok(server.flow?.closed);
  assert.deepEqual(states, []);
});

test('SipNetwork leaves no timer behind when it signs out while a refresh is on its way', async t => {
  const { server, network } = connected(t);
  server.answer.headers = { Expires: '100' };
  await network.signIn(ALICE);
  const held: (() => void)[] = (server.held = []);
  await pass(t, 81_000);
  const signedOut = network.signOut();
  await settle();
  t.mock.timers.reset(); // from now on timers are Node's own, which would keep a program running
  const timers = (): number => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;
  const before = timers();
  for (const answer of held) answer();
  await signedOut;
  assert.equal(server.got.length, 3);
  assert.equal(timers(), before);
});

test('SipNetwork cancels a sign-in, whether the connection opens or the server is asked', async t => {
  for (const turns of [0, 3]) {
    const { server, network } = connected(t);
    const rejected = assert.rejects(network.signIn(ALICE));
    for (let i = 0; i < turns; i += 1) await Promise.resolve();
    await network.signOut();
    await rejected;
    await settle();
    assert.ok(server.flow?.closed);
    t.mock.timers.reset();
  }
});

test('SipNetwork takes the name that the server associates with our own address, and no other', async t => {
  const names = {
    '"Alice" <sip:alice@contoso.example>': 'Alice',
    '"Mallory" <sip:mallory@contoso.example>': '',
    'nobody can <read this': '',
  };
  for (const [header, displayName] of Object.entries(names)) {
    const { server, network } = connected(t);
    server.answer.headers = { 'P-Associated-URI': header };
    assert.deepEqual(await network.signIn(ALICE), { uri: 'sip:alice@contoso.example', displayName });
    t.mock.timers.reset();
  }
});

test('SipNetwork tries to connect again until it works', async t => {
  const { server, network, states } = connected(t);
  await network.signIn(ALICE);
  server.reachable = false;
  server.flow?.transport.close();
  await settle();
  assert.equal(server.tries, 1, 'not at once');
  for (const ms of [1000, 2000]) await pass(t, ms);
  server.reachable = true;
  await pass(t, 4000);
  assert.equal(server.tries, 4);
  assert.deepEqual(states, ['Reconnecting', 'Connected']);
});

test('SipNetwork gives up when its time is over, and says why', async t => {
  const { server, network, states } = connected(t);
  await network.signIn(ALICE);
  const note = network.onConnection;
  let why: Reason | undefined;
  network.onConnection = (state, reason) => {
    note(state);
    why = reason;
  };
  server.reachable = false;
  server.flow?.transport.close();
  await settle();
  for (let i = 0; i < 10; i += 1) await pass(t, 30_000);
  assert.deepEqual(states, ['Reconnecting', 'Lost']);
  assert.equal(why?.reason?.subcode, 'Unreachable');
});

test('SipNetwork tries no more once it signs out', async t => {
  const { server, network, states } = connected(t);
  await network.signIn(ALICE);
  server.flow?.transport.close();
  await settle();
  await network.signOut();
  await pass(t, 120_000);
  assert.equal(server.tries, 1);
  assert.deepEqual(states, ['Reconnecting']);
});

test('SipNetwork answers what is no invitation, or none that it can take', async t => {
  const { server, network } = connected(t);
  await network.signIn(ALICE);
  network.onInvitation = () => assert.fail('nobody invites');
  const ask = async (method: string, payload?: Payload) => {
    const { flow } = server;
    assert.ok(flow);
    const bob = NameAddr(SipUri('bob', 'contoso.example'));
    const to = NameAddr(SipUri('alice', 'contoso.example'));
    const request = { method, uri: to.uri, from: bob, to, contact: bob, payload };
    if (method !== 'INVITE') return flow.request(request);
    return (await flow.invite(request).final).response;
  };
  const options = await ask('OPTIONS');
  assert.equal(options.status, 200);
  assert.match(header(options, 'allow') ?? '', /MESSAGE/);
  assert.equal((await ask('PUBLISH')).status, 405);
  assert.equal((await ask('INVITE')).status, 488);
  const broken = formatPayload({ contentType: 'multipart/mixed;boundary=b', body: 'no boundary' });
  assert.equal((await ask('INVITE', broken)).status, 400);
});

test('an invitation ends when the connection is lost before it is answered', async t => {
  const { server, network } = connected(t);
  await network.signIn(ALICE);
  const ended: Reason[] = [];
  const events = { ended: (reason: Reason) => void ended.push(reason) } as ChatEvents;
  const rings: string[] = [];
  network.onInvitation = (invitation: Invitation) => {
    rings.push(invitation.from.uri);
    invitation.open(events);
  };
  const { flow } = server;
  assert.ok(flow);
  const bob = NameAddr(SipUri('bob', 'contoso.example'));
  const to = NameAddr(SipUri('alice', 'contoso.example'));
  const payload = formatPayload(formatSessionOffer());
  flow.invite({ method: 'INVITE', uri: to.uri, from: bob, to, contact: bob, payload });
  await settle();
  assert.deepEqual(rings, ['sip:bob@contoso.example']);
  flow.transport.close();
  await settle();
  assert.deepEqual(
    ended.map(({ code }) => code),
    ['Dropped'],
  );
});
