import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Dialog } from '../../../src/sip/agent/index.js';
import { formatImdn, IMDN_TYPE, parseCpim, parseImdn, parseSipfrag, type Imdn } from '../../../src/sip/body/index.js';
import {
  addressOf,
  formatPayload,
  header,
  NameAddr,
  parseUri,
  type Payload,
  SipUri,
  type SipRequest,
} from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start({ graceSeconds: 0.2 });
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

const ALL = 'positive-delivery, negative-delivery, display';

/** Says something and wants to be told of it. Resolves with its place. */
async function say(peer: AgentPeer, dialog: Dialog, id: string, notify = ALL): Promise<string> {
  const response = await dialog.request('MESSAGE', peer.text(id, `text of ${id}`, notify ? { notify } : {}));
  assert.equal(response.status, 200);
  return header(response, 'history-position') ?? '';
}

/** That a message was shown. */
function displayed(peer: AgentPeer, id: string, position: string | undefined, more: Partial<Imdn> = {}): Payload {
  const content = formatImdn({
    messageId: id,
    dateTime: undefined,
    recipient: '',
    kind: 'display',
    status: 'displayed',
    ...more,
  });
  const headers: Record<string, string> = position === undefined ? {} : { 'History-Position': position };
  return peer.text('n1', content, { contentType: IMDN_TYPE }, headers);
}

/** What a notification says. */
function told(message: SipRequest): readonly unknown[] {
  const { from, content, contentType } = parseCpim(String(message.body));
  assert.equal(contentType, IMDN_TYPE);
  const { messageId, recipient, status } = parseImdn(content);
  assert.equal(addressOf(from.uri), recipient);
  return [messageId, status, recipient];
}

const BOB = 'sip:bob@contoso.example';
const CAROL = 'sip:carol@contoso.example';

/** Alice adds Carol. Resolves when Carol is in. */
function add(uri: string): Promise<void> {
  const { me: from, contact } = alice;
  const to = NameAddr(parseUri(uri));
  const payload = formatPayload({ headers: { 'Refer-To': `<${CAROL}>` } });
  return new Promise(resolve => {
    void alice.flow.subscribe({ method: 'REFER', uri: to.uri, from, to, contact, payload }, request => {
      request.respond(200);
      if (parseSipfrag(String(request.message.body)).status === 200) resolve();
    });
  });
}

/** Alice, Bob and Carol in one group, with their dialogs in that order. */
async function group(): Promise<{ uri: string; dialogs: readonly [Dialog, Dialog, Dialog] }> {
  const { caller, callee, uri } = await startChat(alice, bob);
  const added = add(uri);
  const { dialog } = await carol.accept();
  await added;
  return { uri, dialogs: [caller, callee, dialog] };
}

/** The next MESSAGE, whatever else comes before it. */
async function message(peer: AgentPeer): Promise<SipRequest> {
  for (;;) {
    const request = await peer.take();
    if (request.method === 'MESSAGE') return request;
  }
}

test('a message that a device has taken is told to have been delivered, and what it asks for stands in it', async () => {
  const { caller } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1');
  assert.equal(parseCpim(String((await bob.take()).body)).notify, ALL);
  const notification = await alice.take();
  assert.deepEqual(told(notification), ['m1', 'delivered', BOB]);
  assert.equal(header(notification, 'history-position'), position);
});

test('the first message, inside the invitation, is delivered when that is accepted', async () => {
  const invited = alice.invite(BOB, sessionPayload({}, alice.cpim('m1', 'hello', { notify: ALL })));
  await bob.accept();
  await invited;
  assert.deepEqual(told(await alice.take()), ['m1', 'delivered', BOB]);
});

test('what a device refuses has failed, and nothing else is told of it', async () => {
  const { caller } = await startChat(alice, bob);
  await say(alice, caller, 'm1');
  (await bob.next()).respond(415);
  assert.deepEqual(told(await alice.take()), ['m1', 'failed', BOB]);
});

test('two devices of one person are told of once; a refusal after a delivery is not', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const phone = await AgentPeer.signIn(server.url, 'bob', 'phone');
  await phone.invite(uri);
  await say(alice, caller, 'm1');
  await bob.take();
  assert.deepEqual(told(await alice.take()), ['m1', 'delivered', BOB]);
  (await phone.next()).respond(415);
  await say(alice, caller, 'm2');
  await bob.take();
  assert.deepEqual(told(await alice.take()), ['m2', 'delivered', BOB]);
  phone.close();
});

test('what somebody has not got who does not come back has failed', async () => {
  const { dialogs } = await group();
  await say(alice, dialogs[0], 'm1');
  for (const peer of [bob, carol]) await message(peer);
  await message(alice);
  await message(alice);
  carol.close();
  await say(alice, dialogs[0], 'm2');
  await say(alice, dialogs[0], 'm3', 'negative-delivery');
  await message(bob);
  await message(bob);
  assert.deepEqual(told(await message(alice)), ['m2', 'delivered', BOB]);
  assert.deepEqual(told(await message(alice)), ['m2', 'failed', CAROL]);
  assert.deepEqual(told(await message(alice)), ['m3', 'failed', CAROL]);
});

test('in a two-party chat that is told before the end', async () => {
  const { caller } = await startChat(alice, bob);
  bob.close();
  await say(alice, caller, 'm1');
  assert.deepEqual(told(await alice.take()), ['m1', 'failed', BOB]);
  assert.equal((await alice.take()).method, 'BYE');
});

test('who comes back in time has got it', async () => {
  await server.close();
  server = await TestServer.start();
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  const { caller, uri } = await startChat(alice, bob);
  bob.close();
  await say(alice, caller, 'm1');
  bob = await AgentPeer.signIn(server.url, 'bob');
  await bob.invite(uri, sessionPayload({ 'History-After': '0' }));
  await bob.take();
  assert.deepEqual(told(await alice.take()), ['m1', 'delivered', BOB]);
});

test('a message that asks for nothing is told nothing of', async () => {
  const { caller, callee } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1', '');
  assert.doesNotMatch(String((await bob.take()).body), /Disposition/);
  assert.equal((await callee.request('MESSAGE', displayed(bob, 'm1', position))).status, 200);
  await say(alice, caller, 'm2', 'negative-delivery');
  await bob.take();
  await say(bob, callee, 'm3', '');
  assert.match(String((await alice.take()).body), /text of m3/);
});

test('that a message was seen is told to its sender, on all devices, in the server’s words', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  const phone = await AgentPeer.signIn(server.url, 'alice', 'phone');
  await phone.invite(uri);
  const position = await say(alice, caller, 'm1', 'display');
  await bob.take();
  await phone.take();
  const forged = displayed(bob, 'm1', position, { recipient: CAROL });
  assert.equal((await callee.request('MESSAGE', forged)).status, 200);
  for (const device of [alice, phone]) {
    const notification = await device.take();
    assert.deepEqual(told(notification), ['m1', 'displayed', BOB]);
    assert.equal(parseCpim(String(notification.body)).from.displayName, 'Bob');
  }
  phone.close();
});

test('From of a notification is not believed', async () => {
  const { caller, callee } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1', 'display');
  const content = formatImdn({
    messageId: 'm1',
    dateTime: undefined,
    recipient: CAROL,
    kind: 'display',
    status: 'displayed',
  });
  const from = NameAddr(SipUri('carol', 'contoso.example'), 'Carol');
  const forged = bob.text('n1', content, { contentType: IMDN_TYPE, from }, { 'History-Position': position });
  assert.equal((await callee.request('MESSAGE', forged)).status, 200);
  assert.deepEqual(told(await alice.take()), ['m1', 'displayed', BOB]);
});

test('what was seen is told to each sender, once, and a sender who was away is told on coming back', async () => {
  await server.close();
  server = await TestServer.start();
  [alice, bob, carol] = (await Promise.all(
    ['alice', 'bob', 'carol'].map(user => AgentPeer.signIn(server.url, user)),
  )) as [AgentPeer, AgentPeer, AgentPeer];
  const { uri, dialogs } = await group();
  const first = await say(alice, dialogs[0], 'm1', 'display');
  const second = await say(carol, dialogs[2], 'm2', 'display');
  const see = async (id: string, position: string) =>
    assert.equal((await dialogs[1].request('MESSAGE', displayed(bob, id, position))).status, 200);
  await see('m2', second);
  await see('m1', first); // further down: it is not logged, and told all the same
  await see('m1', first);
  assert.match(String((await message(carol)).body), /text of m1/);
  assert.deepEqual(told(await message(carol)), ['m2', 'displayed', BOB]);
  assert.match(String((await message(alice)).body), /text of m2/);
  assert.deepEqual(told(await message(alice)), ['m1', 'displayed', BOB]);

  const third = await say(alice, dialogs[0], 'm3', 'display');
  alice.close();
  await see('m3', third);
  await server.restart();
  alice = await AgentPeer.signIn(server.url, 'alice');
  await alice.invite(uri, sessionPayload({ 'History-After': third }));
  assert.deepEqual(told(await message(alice)), ['m3', 'displayed', BOB]);
});

test('what somebody has seen is not told again to have been delivered, even after a restart', async () => {
  await server.close();
  server = await TestServer.start();
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  const { caller, callee, uri } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1');
  await bob.take();
  assert.deepEqual(told(await alice.take()), ['m1', 'delivered', BOB]);
  await callee.request('MESSAGE', displayed(bob, 'm1', position));
  await server.restart();
  for (const peer of [alice, bob]) peer.close();
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  await alice.invite(uri);
  const { dialog } = await bob.invite(uri, sessionPayload({ 'History-After': '0' }));
  assert.match(String((await bob.take()).body), /text of m1/);
  assert.ok(dialog);
  await say(bob, dialog, 'm2', '');
  assert.match(String((await alice.take()).body), /text of m2/);
});

test('a notification of what is not there, not theirs, or cannot be read, is refused', async () => {
  const { caller, callee } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1', 'display');
  await bob.take();
  const statusOf = async (payload: Payload) => (await callee.request('MESSAGE', payload)).status;
  assert.equal(await statusOf(displayed(bob, 'm1', '999')), 404);
  assert.equal(await statusOf(displayed(bob, 'm1', '0')), 404);
  assert.equal(await statusOf(displayed(bob, 'm1', '1')), 404); // the start
  assert.equal(await statusOf(displayed(bob, 'other', position)), 404);
  for (const bad of [undefined, '-1', '1e3', '9999999999999999', 'x']) {
    assert.equal(await statusOf(displayed(bob, 'm1', bad)), 400);
  }
  assert.equal((await caller.request('MESSAGE', displayed(alice, 'm1', position))).status, 403);
  const raw = (content: string) =>
    bob.text('n1', content, { contentType: IMDN_TYPE }, { 'History-Position': position });
  assert.equal(await statusOf(raw('<imdn/>')), 400);
  assert.equal(await statusOf(raw(`<imdn>${'<message-id>'.repeat(4000)}</imdn>`)), 413);
  // Whom a message has reached the server knows itself; that goes no further.
  assert.equal(await statusOf(displayed(bob, 'm1', position, { kind: 'delivery', status: 'failed' })), 200);
  assert.equal(await statusOf(displayed(bob, 'm1', position)), 200);
  assert.deepEqual(told(await alice.take()), ['m1', 'displayed', BOB]);
});

test('what somebody may not read they cannot have seen, and who is out hears nothing more', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1', 'display');
  const added = add(uri);
  const { dialog } = await carol.accept();
  await added;
  assert.equal((await dialog.request('MESSAGE', displayed(carol, 'm1', position))).status, 404);
  assert.equal((await carol.request('MESSAGE', uri, displayed(carol, 'm1', position))).status, 405);
  await dialog.bye();
  assert.equal((await dialog.request('MESSAGE', displayed(carol, 'm1', position))).status, 481);
});

test('a flood of notifications is refused', async () => {
  const { caller, callee } = await startChat(alice, bob);
  const position = await say(alice, caller, 'm1', 'display');
  const answers = await Promise.all(
    Array.from({ length: 80 }, () => callee.request('MESSAGE', displayed(bob, 'm1', position))),
  );
  assert.ok(answers.some(({ status }) => status === 503));
  assert.deepEqual(told(await alice.take()), ['m1', 'displayed', BOB]);
  await say(bob, callee, 'm2', '');
  assert.match(String((await alice.take()).body), /text of m2/); // told once
});

test('who does not say that they take notifications gets none', async () => {
  const types = { plain: ['message/cpim', 'text/plain'], wrapped: ['text/plain'] };
  const invited = alice.invite(BOB, sessionPayload({}, undefined, types));
  const { dialog: callee } = await bob.accept();
  const { dialog: caller } = await invited;
  assert.ok(caller);
  await say(alice, caller, 'm1');
  await bob.take();
  await say(bob, callee, 'm2', '');
  assert.match(String((await alice.take()).body), /text of m2/);
});
