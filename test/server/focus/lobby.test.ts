import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Dialog } from '../../../src/sip/agent/index.js';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer, createGroup, sessionPayload } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { stopWrites } from '../../support/stop-writes.js';
import { changePayload, follow, type Notices, refer, removal, roleOf, subscribe } from '../../support/subscribe.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;
let uri: string;
let leader: Dialog;
let attendee: Dialog;

/** Alice leads a group, which Bob has joined and Carol has not. */
async function begin(options: Parameters<typeof TestServer.start>[0] = {}): Promise<void> {
  server = await TestServer.start(options);
  [alice, bob, carol] = await Promise.all([
    AgentPeer.signIn(server.url, 'alice'),
    AgentPeer.signIn(server.url, 'bob'),
    AgentPeer.signIn(server.url, 'carol'),
  ]);
  ({ dialog: leader, uri } = await createGroup(alice, 'Lunch'));
  const { dialog } = await bob.invite(uri);
  assert.ok(dialog);
  attendee = dialog;
}

async function end(): Promise<void> {
  for (const peer of [alice, bob, carol]) peer.close();
  await server.close();
}

const setLock = async (locked: boolean): Promise<void> => {
  assert.equal((await leader.request('INFO', changePayload(uri, { condition: { locked } }))).status, 200);
};
const WAITING = [['carol', 'Attendee', 'dialing-in']];
const GONE = [['carol', 'deleted']];
const IN = [['carol', 'Attendee', 'connected']];

/** What the subscription tells last when something has changed that all are told. */
async function nothingBefore(notices: Notices): Promise<void> {
  await leader.request('INFO', changePayload(uri, { description: { subject: 'a mark' } }));
  assert.deepEqual((await notices.info()).description, { subject: 'a mark' });
}

beforeEach(() => begin());
afterEach(end);

test('who comes by the URI of a group that is not locked is in, as Attendee, and reads from then on', async () => {
  await leader.request('MESSAGE', alice.text('m1', 'before'));
  await bob.take();
  const mine = await follow(alice, uri);
  const { response, dialog } = await carol.invite(uri);
  assert.equal(response.status, 200);
  assert.equal(header(response, 'recv-info'), 'conference');
  assert.deepEqual(await mine.people(), IN);
  await leader.request('MESSAGE', alice.text('m2', 'after'));
  assert.match(String((await carol.take()).body), /after/);
  assert.equal((await dialog?.request('MESSAGE', carol.text('m3', 'hello')))?.status, 200);
  assert.match(String((await alice.take()).body), /hello/);
  assert.equal((await carol.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 200);
  assert.match(String((await carol.take()).body), /after/, 'and nothing from before');
});

test('who has left comes again by the URI, as somebody new', async () => {
  await attendee.bye();
  await leader.request('MESSAGE', alice.text('m1', 'without bob'));
  assert.equal((await bob.invite(uri)).response.status, 200);
  const { notices } = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference' });
  assert.deepEqual(await notices.people(), [
    ['alice', 'Leader', 'connected'],
    ['bob', 'Attendee', 'connected'],
  ]);
  await leader.request('MESSAGE', alice.text('m2', 'with bob'));
  assert.match(String((await bob.take()).body), /with bob/);
});

test('two devices of one person come at once: one person is in', async () => {
  const phone = await AgentPeer.signIn(server.url, 'carol', 'phone');
  const mine = await follow(alice, uri);
  const answers = await Promise.all([carol.invite(uri), phone.invite(uri)]);
  assert.deepEqual(
    answers.map(({ response }) => response.status),
    [200, 200],
  );
  assert.deepEqual(await mine.people(), IN);
  await nothingBefore(mine);
  await leader.request('MESSAGE', alice.text('m1', 'both'));
  for (const peer of [carol, phone]) assert.match(String((await peer.take()).body), /both/);
  phone.close();
});

test('a locked group has a lobby: 182, Leaders are told, and REFER admits', async () => {
  await setLock(true);
  const mine = await follow(alice, uri);
  const theirs = await follow(bob, uri);
  const knock = carol.knock(uri);
  const queued = await knock.queued();
  const [contact] = queued.contact === '*' ? [] : queued.contact;
  assert.equal(contact?.params.has('isfocus'), true);
  assert.deepEqual(await mine.people(), WAITING);
  const whole = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference', Expires: '0' });
  const document = await whole.notices.info();
  assert.deepEqual([document.users.length, document.condition?.userCount], [3, 2], 'who waits is not counted');
  await leader.request('MESSAGE', alice.text('m1', 'not for carol'));
  await bob.take();

  const { response, notices } = await refer(alice, uri, 'carol');
  assert.equal(response.status, 202);
  const final = await knock.final;
  assert.equal(final.response.status, 200);
  assert.match(header(final.response, 'history-position') ?? '', /^\d+$/);
  assert.equal(await notices.outcome(), 200);
  assert.deepEqual(await mine.people(), IN);
  assert.deepEqual(await theirs.people(), IN, 'the first that an Attendee hears of it');
  await leader.request('MESSAGE', alice.text('m2', 'for all'));
  assert.match(String((await carol.take()).body), /for all/);
});

test('refused: 603, and Leaders are told; who asks again waits again', async () => {
  await setLock(true);
  const mine = await follow(alice, uri);
  const knock = carol.knock(uri);
  assert.deepEqual(await mine.people(), WAITING);
  const { notices } = await removal(alice, uri, 'carol');
  assert.equal(await notices.outcome(), 200);
  assert.equal((await knock.final).response.status, 603);
  assert.deepEqual(await mine.people(), GONE);
  const again = carol.knock(uri);
  await again.queued();
  again.cancel();
  await again.final;
});

test('an Attendee cannot refuse', async () => {
  await setLock(true);
  const knock = carol.knock(uri);
  await knock.queued();
  assert.equal((await removal(bob, uri, 'carol')).response.status, 403);
  assert.equal(await (await refer(alice, uri, 'carol')).notices.outcome(), 200);
  assert.equal((await knock.final).response.status, 200);
});

test('withdrawn by CANCEL or BYE, and lost with the connection: Leaders are told each time', async () => {
  await setLock(true);
  const mine = await follow(alice, uri);
  const knock = carol.knock(uri);
  await knock.queued();
  assert.deepEqual(await mine.people(), WAITING);
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
  assert.deepEqual(await mine.people(), GONE);

  const lost = carol.knock(uri);
  await lost.queued();
  assert.deepEqual(await mine.people(), WAITING);
  carol.close();
  assert.deepEqual(await mine.people(), GONE);
  assert.equal(await (await refer(alice, uri, 'carol')).notices.outcome(), 480, 'nobody waits: they are asked');
});

test('two devices of one person wait as one person, and are let in together', async () => {
  await setLock(true);
  const phone = await AgentPeer.signIn(server.url, 'carol', 'phone');
  const mine = await follow(alice, uri);
  const knocks = [carol.knock(uri), phone.knock(uri)];
  for (const knock of knocks) await knock.queued();
  assert.deepEqual(await mine.people(), WAITING);
  await refer(alice, uri, 'carol');
  for (const knock of knocks) assert.equal((await knock.final).response.status, 200);
  assert.deepEqual(await mine.people(), IN);
  await nothingBefore(mine);
  await leader.request('MESSAGE', alice.text('m1', 'both'));
  for (const peer of [carol, phone]) assert.match(String((await peer.take()).body), /both/);
  phone.close();
});

test('who is made a Leader learns at once who waits, and who is not any more forgets', async () => {
  await setLock(true);
  const theirs = await follow(bob, uri);
  const knock = carol.knock(uri);
  await knock.queued();
  await leader.request('INFO', changePayload(uri, roleOf('bob', 'Leader')));
  const promoted = [
    ['alice', 'Leader', 'connected'],
    ['bob', 'Leader', 'connected'],
  ];
  assert.deepEqual(await theirs.people(), [...promoted, ...WAITING]);
  await leader.request('INFO', changePayload(uri, roleOf('bob', 'Attendee')));
  assert.deepEqual(await theirs.people(), [promoted[0], ['bob', 'Attendee', 'connected']]);
  await leader.bye();
  assert.deepEqual(await theirs.people(), [['bob', 'Leader', 'connected'], ...WAITING], 'the heir too');
  knock.cancel();
  await knock.final;
});

test('without the lock nobody waits any more', async () => {
  await setLock(true);
  const knock = carol.knock(uri);
  await knock.queued();
  await setLock(false);
  assert.equal((await knock.final).response.status, 200);
});

test('who waits reads nothing and changes nothing', async () => {
  await setLock(true);
  const knock = carol.knock(uri);
  await knock.queued();
  assert.equal((await subscribe(carol, 'SUBSCRIBE', uri, { Event: 'conference' })).response.status, 403);
  assert.equal((await refer(carol, uri, 'carol')).response.status, 403);
  assert.equal((await removal(carol, uri, 'alice')).response.status, 403);
  assert.equal((await carol.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 403);
  assert.equal((await carol.request('INFO', uri, changePayload(uri, {}))).status, 405);
  await leader.request('MESSAGE', alice.text('m1', 'secret'));
  assert.match(String((await bob.take()).body), /secret/);
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
  assert.equal((await carol.invite('sip:chat-none@contoso.example')).response.status, 404, 'it has got nothing else');
});

test('what who waits sends inside their session before it is one is refused; BYE withdraws', async () => {
  await setLock(true);
  const mine = await follow(alice, uri);
  const { flow } = carol;
  // The early dialog, as a client would make it from the 182.
  const knock = carol.knock(uri);
  const { callId, from, to } = await knock.queued();
  assert.deepEqual(await mine.people(), WAITING);
  const target = leader.remoteTarget;
  const inside = (method: string, sequence: number, payload?: ReturnType<typeof formatPayload>) =>
    flow.request({
      method,
      uri: target,
      from,
      to,
      callId,
      sequence,
      contact: carol.contact,
      ...(payload && { payload }),
    });
  assert.equal((await inside('MESSAGE', 2, carol.text('m1', 'let me in'))).status, 403);
  assert.equal((await inside('INFO', 3, changePayload(uri, { condition: { locked: false } }))).status, 403);
  assert.equal((await inside('BYE', 4)).status, 200);
  assert.equal((await knock.final).response.status, 487);
  assert.deepEqual(await mine.people(), GONE);
});

test('the conversation ends while somebody waits: 410', async () => {
  await setLock(true);
  const knock = carol.knock(uri);
  await knock.queued();
  await attendee.bye();
  await leader.bye();
  assert.equal((await knock.final).response.status, 410);
});

test('nobody answers for long: 480', async () => {
  await end();
  await begin({ lobbySeconds: 0.05 });
  await setLock(true);
  const mine = await follow(alice, uri);
  const knock = carol.knock(uri);
  assert.equal((await knock.final).response.status, 480);
  assert.deepEqual(await mine.people(), WAITING);
  assert.deepEqual(await mine.people(), GONE);
});

test('limits: a full lobby, many devices of one person, a full conversation', async () => {
  await end();
  await begin({ maxLobby: 6, maxMembers: 3 });
  await setLock(true);
  const statusOf = async (peer: AgentPeer): Promise<number> => (await peer.knock(uri).final).response.status;
  const knocks = Array.from({ length: 5 }, () => carol.knock(uri));
  for (const knock of knocks) await knock.queued();
  assert.equal(await statusOf(carol), 486, 'five devices of one person are the most');
  const mallory = await AgentPeer.signIn(server.url, 'mallory');
  const sixth = mallory.knock(uri);
  await sixth.queued();
  const phone = await AgentPeer.signIn(server.url, 'mallory', 'phone');
  assert.equal(await statusOf(phone), 486, 'six are the most here');
  assert.equal(await (await refer(alice, uri, 'carol')).notices.outcome(), 200);
  assert.equal(await (await refer(alice, uri, 'mallory')).notices.outcome(), 486, 'three are in');
  await removal(alice, uri, 'carol');
  assert.equal(await (await refer(alice, uri, 'mallory')).notices.outcome(), 200, 'who waited all the time');
  await setLock(false);
  assert.equal(await statusOf(carol), 486);
  for (const peer of [mallory, phone]) peer.close();
});

test('who waits is told so each minute', async t => {
  await setLock(true);
  t.mock.timers.enable({ apis: ['setInterval'] });
  const knock = carol.knock(uri);
  await knock.queued();
  for (let minute = 0; minute < 3; minute += 1) {
    t.mock.timers.tick(60_000);
    await knock.queued();
  }
  t.mock.timers.reset();
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
});

test('bad offers do not come to the lobby', async () => {
  await setLock(true);
  const mine = await follow(alice, uri);
  assert.equal((await carol.invite(uri, formatPayload({}))).response.status, 488);
  const audio = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n';
  const call = formatPayload({ contentType: 'application/sdp', body: audio });
  assert.equal((await carol.invite(uri, call)).response.status, 488);
  await nothingBefore(mine);
});

test('who cannot be logged as having come in is refused with 500, by the URI and from the lobby', async t => {
  t.mock.method(console, 'error', () => {});
  let goOn = stopWrites(server);
  assert.equal((await carol.invite(uri)).response.status, 500);
  goOn();
  await setLock(true);
  const mine = await follow(alice, uri);
  const knock = carol.knock(uri);
  assert.deepEqual(await mine.people(), WAITING);
  goOn = stopWrites(server);
  const { notices } = await refer(alice, uri, 'carol');
  assert.equal(await notices.outcome(), 500);
  assert.equal((await knock.final).response.status, 500);
  assert.deepEqual(await mine.people(), GONE);
  goOn();
  const again = carol.knock(uri);
  await again.queued();
  assert.equal(await (await refer(alice, uri, 'carol')).notices.outcome(), 200);
  assert.equal((await again.final).response.status, 200);
});

test('the lock outlives the server, and so does who has come in', async () => {
  await setLock(true);
  await server.restart();
  [bob, carol] = await Promise.all([AgentPeer.signIn(server.url, 'bob'), AgentPeer.signIn(server.url, 'carol')]);
  assert.equal((await bob.invite(uri, sessionPayload({ 'History-After': '0' }))).response.status, 200);
  const knock = carol.knock(uri);
  await knock.queued();
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
});

test('an Attendee may add somebody, and so lets in who waits', async () => {
  await setLock(true);
  const knock = carol.knock(uri);
  await knock.queued();
  assert.equal(await (await refer(bob, uri, 'carol')).notices.outcome(), 200);
  assert.equal((await knock.final).response.status, 200);
});

test('the first message in the INVITE is said when its sender is in, at once or from the lobby', async () => {
  const first = (id: string, text: string) => sessionPayload({}, carol.cpim(id, text));
  const { dialog } = await carol.invite(uri, first('m1', 'hello, all'));
  for (const peer of [alice, bob]) assert.match(String((await peer.take()).body), /hello, all/);
  await dialog?.bye();
  await setLock(true);
  const knock = carol.knock(uri, first('m2', 'let in'));
  await knock.queued();
  await leader.request('MESSAGE', alice.text('m3', 'before'));
  assert.match(String((await bob.take()).body), /before/, 'who waits says nothing');
  await refer(alice, uri, 'carol');
  assert.equal((await knock.final).response.status, 200);
  for (const peer of [alice, bob]) assert.match(String((await peer.take()).body), /let in/);
});

test('who comes again and again is told to come more slowly, and the members have their peace', async () => {
  const statuses = new Set<number>();
  for (let times = 0; times < 100 && !statuses.has(503); times += 1) {
    const { response, dialog } = await carol.invite(uri);
    statuses.add(response.status);
    if (response.status === 503) assert.equal(header(response, 'retry-after'), '10');
    await dialog?.bye();
  }
  assert.deepEqual([...statuses], [200, 503]);
  const mallory = await AgentPeer.signIn(server.url, 'mallory');
  assert.equal((await mallory.invite(uri)).response.status, 200, 'somebody else may');
  mallory.close();
});

test('who comes by the URI while they are being asked, and gives up, does not come in', async () => {
  const phone = await AgentPeer.signIn(server.url, 'carol', 'phone');
  const mine = await follow(alice, uri);
  const adding = await refer(alice, uri, 'carol');
  const invitations = [await carol.next(), await phone.next()];
  const knock = phone.knock(uri);
  await phone.request('OPTIONS', 'sip:contoso.example'); // the server has got what came before
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
  for (const invitation of invitations) invitation.respond(486);
  assert.equal(await adding.notices.outcome(), 486);
  await nothingBefore(mine);
  phone.close();
});

test('who waits although the lock is gone comes in when there is room, with all their devices', async () => {
  await end();
  await begin({ maxMembers: 2 });
  const phone = await AgentPeer.signIn(server.url, 'carol', 'phone');
  await setLock(true);
  const knocks = [carol.knock(uri), phone.knock(uri)];
  for (const knock of knocks) await knock.queued();
  await setLock(false);
  const mine = await follow(alice, uri);
  await attendee.bye();
  assert.deepEqual(await mine.people(), [['bob', 'deleted']]);
  for (const knock of knocks) assert.equal((await knock.final).response.status, 200);
  assert.deepEqual(await mine.people(), IN);
  await nothingBefore(mine);
  phone.close();
});
