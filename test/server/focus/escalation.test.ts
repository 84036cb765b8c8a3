import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { parseConferenceInfo, parseSipfrag } from '../../../src/sip/body/index.js';
import { header, type SipRequest } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { refer, subscribe } from '../../support/subscribe.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let carol: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start({ maxMembers: 3 });
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

const isFocus = ({ contact }: SipRequest): boolean => contact !== '*' && contact[0]?.params.has('isfocus') === true;

test('REFER: 202, the running dialogs are promoted, the person is asked, and NOTIFYs tell how it goes', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  const { response, notices } = await refer(alice, uri, 'carol');
  assert.equal(response.status, 202);
  const trying = await notices.next();
  assert.equal(header(trying, 'event'), 'refer;id=1');
  assert.match(header(trying, 'subscription-state') ?? '', /^active/);
  assert.equal(parseSipfrag(String(trying.body)).status, 100);

  for (const [peer, dialog] of [
    [alice, caller],
    [bob, callee],
  ] as const) {
    const again = await peer.next();
    assert.equal(again.message.method, 'INVITE', 'in the same dialog');
    assert.equal(again.message.callId, dialog.callId);
    assert.equal(isFocus(again.message), true);
    again.respond(200, { payload: sessionPayload() });
  }

  const invitation = await carol.next();
  assert.equal(isFocus(invitation.message), true);
  assert.equal(header(invitation.message, 'referred-by'), '"Alice" <sip:alice@contoso.example>');
  invitation.respond(180);
  assert.equal(parseSipfrag(String((await notices.next()).body)).status, 180);
  await carol.accept(invitation);
  const last = await notices.next();
  assert.equal(parseSipfrag(String(last.body)).status, 200);
  assert.match(header(last, 'subscription-state') ?? '', /^terminated/);

  assert.equal((await callee.request('MESSAGE', bob.text('m1', 'hello both'))).status, 200);
  assert.match(String((await alice.take()).body), /hello both/);
  assert.match(String((await carol.take()).body), /hello both/);
});

test('a second person who is added is told of no second promotion', async () => {
  const { caller, uri } = await startChat(alice, bob);
  await refer(alice, uri, 'mallory'); // not signed in: 480, but the conversation is a conference from now on
  for (const peer of [alice, bob]) await peer.take();
  const { notices } = await refer(alice, uri, 'carol');
  await carol.accept();
  await notices.next();
  assert.equal(parseSipfrag(String((await notices.next()).body)).status, 200);
  await caller.request('MESSAGE', alice.text('m1', 'only this'));
  assert.equal((await bob.take()).method, 'MESSAGE');
});

test('why somebody was not added: unknown, not there, declined, full', async () => {
  const { uri } = await startChat(alice, bob);
  const outcome = async (who: string): Promise<number> => (await refer(alice, uri, who)).notices.outcome();
  assert.equal(await outcome('nobody'), 404);
  assert.equal(await outcome('mallory'), 480);
  const declined = outcome('carol');
  (await carol.next()).respond(603);
  assert.equal(await declined, 603);
  const joined = outcome('carol');
  await carol.accept();
  assert.equal(await joined, 200);
  assert.equal(await outcome('carol'), 200, 'who is in already');
  const mallory = await AgentPeer.signIn(server.url, 'mallory');
  assert.equal(await outcome('mallory'), 486, 'three are the most here');
  mallory.close();
});

test('bad REFERs', async () => {
  const { uri } = await startChat(alice, bob);
  const statusOf = async (headers: Record<string, string>) =>
    (await subscribe(alice, 'REFER', uri, headers)).response.status;
  assert.equal(await statusOf({}), 400);
  assert.equal(await statusOf({ 'Refer-To': '<<>' }), 400);
  assert.equal(await statusOf({ 'Refer-To': '<tel:+4312345>' }), 416);
  assert.equal(await statusOf({ 'Refer-To': '<sip:bob@contoso.example;method=OPTIONS>' }), 501);
  assert.equal(await statusOf({ 'Refer-To': '<sip:bob@contoso.example;method=BYE>' }), 403, 'it is no group');
});

test('two who add the same person at once: one invitation serves both', async () => {
  const { uri } = await startChat(alice, bob);
  const [first, second] = await Promise.all([refer(alice, uri, 'carol'), refer(bob, uri, 'carol')]);
  await carol.accept();
  for (const { notices } of [first, second]) {
    for (;;) {
      const { status } = parseSipfrag(String((await notices.next()).body));
      if (status < 200) continue;
      assert.equal(status, 200);
      break;
    }
  }
});

test('the conference event package: all at first, then each change', async () => {
  const { uri } = await startChat(alice, bob);
  const { response, notices } = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference', Expires: '600' });
  assert.equal(response.status, 200);
  assert.equal(header(response, 'expires'), '600');
  const all = await notices.info();
  assert.equal(all.state, 'full');
  assert.deepEqual(
    all.users.map(user => [user.entity, user.displayText, user.roles]),
    [
      ['sip:alice@contoso.example', 'Alice', ['Leader']],
      ['sip:bob@contoso.example', 'Bob', ['Attendee']],
    ],
  );
  await refer(alice, uri, 'carol');
  const { dialog } = await carol.accept();
  const joined = await notices.info();
  assert.equal(joined.state, 'partial');
  assert.equal(joined.version, all.version + 1);
  assert.deepEqual(
    joined.users.map(user => [user.entity, user.state]),
    [['sip:carol@contoso.example', 'full']],
  );
  await dialog.bye();
  const left = await notices.info();
  assert.deepEqual(
    left.users.map(user => [user.entity, user.state]),
    [['sip:carol@contoso.example', 'deleted']],
  );
});

test('each change says its place in the log, and whose doing it was', async () => {
  const { uri } = await startChat(alice, bob);
  const { notices } = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference' });
  assert.equal(header(await notices.next(), 'history-position'), undefined, 'all is no change');
  await refer(alice, uri, 'carol');
  const { dialog } = await carol.accept();
  const joined = await notices.next();
  await dialog.bye();
  const left = await notices.next();
  // started, joined, promoted, invited
  assert.deepEqual(
    [joined, left].map(notice => header(notice, 'history-position')),
    ['5', '6'],
  );
  assert.match(header(joined, 'referred-by') ?? '', /"?Alice"? <sip:alice@contoso.example>/);
  assert.equal(header(left, 'referred-by'), undefined, 'they went by themselves');
});

test('subscriptions: another package, a fetch, the end', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const other = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'presence' });
  assert.equal(other.response.status, 489);
  assert.equal(header(other.response, 'allow-events'), 'conference, history');
  const fetch = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference', Expires: '0' });
  assert.match(header(await fetch.notices.next(), 'subscription-state') ?? '', /^terminated;reason=timeout/);
  const lasting = await subscribe(bob, 'SUBSCRIBE', uri, { Event: 'conference' });
  await lasting.notices.next();
  await caller.bye();
  const last = await lasting.notices.next();
  assert.match(header(last, 'subscription-state') ?? '', /^terminated;reason=noresource/);
  const { state, version, users } = parseConferenceInfo(String(last.body));
  assert.deepEqual([state, version, users], ['deleted', 1, []]);
});

test('in a conference BYE is one person leaving; the last one ends it', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  await refer(alice, uri, 'carol');
  const { dialog: third } = await carol.accept();
  await caller.bye();
  await bob.take(); // the re-INVITE of the promotion
  assert.equal((await callee.request('MESSAGE', bob.text('m1', 'we go on'))).status, 200);
  assert.match(String((await carol.take()).body), /we go on/);
  await third.bye();
  await callee.bye();
  assert.equal((await bob.invite(uri)).response.status, 410);
});

test('a person who is being asked is told when the conversation ends before they answer', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  await refer(alice, uri, 'carol');
  const invitation = await carol.next();
  const withdrawn = new Promise<SipRequest>(resolve => (invitation.onCancel = resolve));
  invitation.respond(180);
  await Promise.all([caller.bye(), callee.bye()]);
  await withdrawn;
  invitation.respond(487);
});
