import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WebSocket } from 'ws';
import { Flow, openWebSocket } from '../../../src/sip/agent/index.js';
import { formatPayload, header, NameAddr, parseUri } from '../../../src/sip/codec/index.js';
import { AgentPeer } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { addressOfUser, documentOf, publish, show, watch } from '../../support/presence-peer.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start({
    maxPresenceBytes: 2000,
    maxPresenceSeconds: 100,
    maxSubscriptions: 2,
    presenceNotifySeconds: 0.01,
    presenceGraceSeconds: 0.01,
  });
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
});
afterEach(async () => {
  for (const peer of [alice, bob]) peer.close();
  await server.close();
});

test('a PUBLISH that cannot be taken is refused with what is wrong, and changes nothing', async () => {
  await show(bob, 'bob', { status: 'Busy' });
  const body = documentOf('bob', { status: 'Away' });
  for (const [status, user, request] of [
    [403, 'alice', { body }],
    [403, 'nobody', { body }],
    [489, 'bob', { body, Event: 'dialog' }],
    [489, 'bob', { body, Event: undefined }],
    [412, 'bob', { body, 'SIP-If-Match': 'made-up' }],
    [412, 'bob', { 'SIP-If-Match': '', Expires: '0' }],
    [423, 'bob', { body, Expires: '5' }],
    [400, 'bob', {}],
    [400, 'bob', { body: 'open' }],
    [400, 'bob', { body: '<presence>' }],
    [400, 'bob', { body: `<!DOCTYPE x [<!ENTITY a "aa">]>${body.slice(body.indexOf('<presence'))}` }],
    [400, 'bob', { body: `<presence entity="x">${'<a>'.repeat(100)}` }],
    [413, 'bob', { body: documentOf('bob', { note: 'x'.repeat(2000) }) }],
    [415, 'bob', { body, 'Content-Type': 'text/plain' }],
  ] as const) {
    const response = await publish(bob, user, request);
    assert.equal(response.status, status, `${status} for ${user} ${JSON.stringify(request)}`);
    if (status === 489) assert.equal(header(response, 'allow-events'), 'presence');
    if (status === 423) assert.equal(header(response, 'min-expires'), '30');
    if (status === 415) assert.equal(header(response, 'accept'), 'application/pidf+xml');
  }
  const watched = await watch(alice, 'bob');
  assert.equal((await watched.next()).status, 'Busy');
});

test('a document in the name of somebody else says nothing of them', async () => {
  const body = documentOf('alice', { status: 'DoNotDisturb', note: 'pwned' });
  assert.equal((await publish(bob, 'bob', { body })).status, 200);
  const [ofAlice, ofBob] = [await watch(bob, 'alice'), await watch(alice, 'bob')];
  const [one, other] = [await ofAlice.next(), await ofBob.next()];
  assert.deepEqual([one.status, one.note], ['Online', '']);
  assert.deepEqual([other.entity, other.note], [addressOfUser('bob'), 'pwned']);
});

test('markup in a note comes out as the text that it is', async () => {
  const note = '</note><basic>closed</basic>&amp;"\u{1F642}';
  await show(bob, 'bob', { note });
  const seen = await (await watch(alice, 'bob')).next();
  assert.deepEqual([seen.status, seen.note], ['Online', note]);
});

test('a SUBSCRIBE that cannot be taken is refused with what is wrong', async () => {
  for (const [status, user, headers] of [
    [404, 'nobody', {}],
    [404, 'chat-nothing', {}],
    [489, 'bob', { Event: 'conference' }],
    [406, 'bob', { Accept: 'application/xpidf+xml' }],
    [423, 'bob', { Expires: '1' }],
  ] as const) {
    const { response } = await watch(alice, user, headers);
    assert.equal(response.status, status, `${status} for ${user}`);
  }
  assert.equal(alice.flow.dialogs.size, 0);
});

test('a connection has only so many subscriptions, one to each person, and lets go of them when it closes', async () => {
  const first = await watch(alice, 'bob');
  await first.next();
  const again = await watch(alice, 'bob');
  await again.next();
  await (await watch(alice, 'carol')).next();
  assert.equal((await watch(alice, 'mallory')).response.status, 403);
  await again.dialog?.request('SUBSCRIBE', formatPayload({ headers: { Event: 'presence', Expires: '0' } }));
  const another = await watch(alice, 'mallory');
  assert.equal((await another.next()).state, 'active');
  // The replaced one is gone.
  assert.equal((await first.dialog?.request('SUBSCRIBE'))?.status, 481);

  alice.close();
  alice = await AgentPeer.signIn(server.url, 'alice');
  for (const user of ['bob', 'carol']) assert.equal((await (await watch(alice, user)).next()).state, 'active');
});

test('a watcher who answers a NOTIFY with 481 is told no more, and others are', async () => {
  let told = 0;
  const to = NameAddr(parseUri(addressOfUser('bob')));
  const payload = formatPayload({ headers: { Event: 'presence' } });
  await alice.flow.subscribe(
    { method: 'SUBSCRIBE', uri: to.uri, from: alice.me, to, contact: alice.contact, payload },
    request => {
      told += 1;
      request.respond(481);
    },
  );
  const watched = await watch(bob, 'bob');
  await watched.next();
  for (const status of ['Busy', 'Away'] as const) {
    await show(bob, 'bob', { status });
    assert.equal((await watched.next()).status, status);
  }
  await (await watch(alice, 'carol')).next(); // whatever was on its way has come
  assert.equal(told, 1);
});

test('who publishes again and again has only so many publications', async () => {
  const tags: string[] = [];
  for (let i = 0; i < 12; i++) tags.push(await show(bob, 'bob', { note: String(i) }));
  const statuses = [];
  for (const tag of tags) statuses.push((await publish(bob, 'bob', { 'SIP-If-Match': tag, Expires: '0' })).status);
  assert.deepEqual(statuses, [412, 412, ...Array<number>(10).fill(200)]);
});

test('a publication lasts at most as long as the server lets it', async () => {
  const response = await publish(bob, 'bob', { body: documentOf('bob'), Expires: '4000000000' });
  assert.equal(header(response, 'expires'), '100');
});

test('nobody watches or publishes without having signed in', async () => {
  const flow = new Flow(await openWebSocket(server.url, WebSocket, 5000), {
    sentBy: 'guest.invalid',
    onRequest: () => {},
  });
  const to = NameAddr(parseUri(addressOfUser('bob')));
  for (const method of ['SUBSCRIBE', 'PUBLISH']) {
    const payload = formatPayload({ headers: { Event: 'presence' } });
    const response = await flow.request({ method, uri: to.uri, from: to, to, contact: to, payload });
    assert.equal(response.status, 401);
  }
  flow.transport.close();
});
