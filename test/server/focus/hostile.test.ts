import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { parseSipfrag } from '../../../src/sip/body/index.js';
import { formatPayload, NameAddr, parseUri } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start({ maxMembers: 3, maxRequestsPerSecond: 10_000 });
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

const refer = (who: string) => formatPayload({ headers: { 'Refer-To': `<sip:${who}@contoso.example>` } });
const after = (position: number) => sessionPayload({ 'History-After': String(position) });

/** `by` adds `who`; resolves with the final status that is reported. */
function add(by: AgentPeer, uri: string, who: string): Promise<number> {
  const to = NameAddr(parseUri(uri));
  return new Promise(resolve => {
    void by.flow.subscribe(
      { method: 'REFER', uri: to.uri, from: by.me, to, contact: by.contact, payload: refer(who) },
      request => {
        request.respond(200);
        const { status } = parseSipfrag(String(request.message.body));
        if (status >= 200) resolve(status);
      },
    );
  });
}

test('a line break hidden in a Refer-To is refused, and the server serves on', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const headers = { 'Refer-To': '<sip:carol@contoso.example;method=%0d%0aX>' };
  assert.equal((await alice.request('REFER', uri, formatPayload({ headers }))).status, 501);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'alive'))).status, 200);
});

test('a callee who accepts something else and talks on at once does no harm', async () => {
  const asked = alice.invite('sip:bob@contoso.example');
  const invitation = await bob.next();
  const dialog = invitation.createDialog(bob.contact);
  const audio = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n';
  invitation.respond(200, { payload: formatPayload({ contentType: 'application/sdp', body: audio }) });
  void dialog.request('INVITE', sessionPayload());
  assert.equal((await asked).response.status, 488);
  await startChat(alice, carol);
});

test('who leaves on one device and comes back on another in the same breath is out', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  const added = add(alice, uri, 'carol');
  await carol.accept();
  await added;
  await bob.take(); // the re-INVITE of the promotion
  const phone = await AgentPeer.signIn(server.url, 'bob', 'phone');
  const ghost = phone.knock(uri);
  await callee.bye();
  await caller.request('MESSAGE', alice.text('m1', 'without bob'));
  assert.match(String((await carol.take()).body), /without bob/);
  // The INVITE and the BYE go over two connections: it may have been first.
  const entered = await Promise.race([ghost.queued(), ghost.final]);
  if ('dialog' in entered) {
    assert.notEqual((await entered.dialog?.request('MESSAGE', phone.text('m2', 'boo')))?.status, 200);
  }
  assert.equal((await phone.invite(uri, after(0))).response.status, 403);
  phone.close();
});

test('who accepts and hangs up at once is not in', async () => {
  const { uri } = await startChat(alice, bob);
  const added = add(alice, uri, 'carol');
  const { dialog } = await carol.accept();
  await dialog.bye();
  await added;
  assert.equal((await carol.invite(uri, after(0))).response.status, 403);
  const again = add(alice, uri, 'carol');
  await carol.accept(); // is asked again, so is not counted as in
  assert.equal(await again, 200);
});

test('more history than a connection may have waiting comes through', async () => {
  const { caller, uri } = await startChat(alice, bob);
  bob.close();
  const long = 'x'.repeat(30_000);
  for (let i = 0; i < 100; i += 1) await caller.request('MESSAGE', alice.text(`m${i}`, `${i} ${long}`));
  bob = await AgentPeer.signIn(server.url, 'bob');
  await bob.invite(uri, after(0));
  for (let i = 0; i < 100; i += 1) assert.ok(String((await bob.take()).body).includes(`\r\n\r\n${i} x`));
});

test('another person’s device with the same instance takes nothing away', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const impostor = await AgentPeer.signIn(server.url, 'bob', 'alice');
  await impostor.invite(uri);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'still mine'))).status, 200);
  impostor.close();
});

test('coming back again and again over one connection gives one leg', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const device = await AgentPeer.signIn(server.url, 'bob', 'phone');
  for (let i = 0; i < 5; i += 1) await device.invite(uri);
  await caller.request('MESSAGE', alice.text('m1', 'first'));
  await caller.request('MESSAGE', alice.text('m2', 'second'));
  assert.match(String((await device.take()).body), /first/);
  assert.match(String((await device.take()).body), /second/);
  device.close();
});

test('adding several at once does not pass the limit', async () => {
  const { uri } = await startChat(alice, bob);
  const mallory = await AgentPeer.signIn(server.url, 'mallory');
  const adding = [add(alice, uri, 'carol'), add(alice, uri, 'mallory')];
  await carol.accept();
  assert.deepEqual(await Promise.all(adding), [200, 486]);
  mallory.close();
});
