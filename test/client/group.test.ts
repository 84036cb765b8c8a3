import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { Application } from '../../src/client/index.js';
import type { Application as ApplicationModel, Conversation, Participant } from '../../src/model/index.js';
import { Computed, Reason } from '../../src/observable/index.js';
import { connect, namesIn, nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { type FreezingProxy, startFreezingProxy } from '../support/freezing-proxy.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;
let carol: Application;

before(async () => {
  server = await TestServer.start({ ringSeconds: 2, lobbySeconds: 2 });
  [alice, bob, carol] = await Promise.all([server.signIn('alice'), server.signIn('bob'), server.signIn('carol')]);
});
after(() => server.close());

/** Alice makes a group and asks Bob in, who accepts. */
async function groupWithBob(topic = ''): Promise<[Conversation, Conversation]> {
  const atAlice = alice.conversationsManager.createConversation();
  if (topic) await atAlice.topic.set(topic);
  const invited = nextInvitation(bob);
  const added = atAlice.participants.add(addressOfUser('bob'));
  await atAlice.chatService.start();
  const atBob = await invited;
  await atBob.chatService.accept();
  await added;
  await Promise.all([until(atAlice.participants.size, 1), until(atBob.participants.size, 1)]);
  return [atAlice, atBob];
}

/** Somebody comes in by the group's URI. */
async function join(application: ApplicationModel, group: Conversation): Promise<Conversation> {
  const theirs = application.conversationsManager.getConversationByUri(group.uri() ?? '');
  await theirs.chatService.start();
  return theirs;
}

/** Resolves with somebody as soon as they are listed. */
async function listed(conversation: Conversation, user: string): Promise<Participant> {
  const there = (): Participant | undefined => conversation.participants(addressOfUser(user));
  await until(
    Computed(() => there() !== undefined),
    true,
  );
  const participant = there();
  assert.ok(participant);
  return participant;
}

async function unlisted(conversation: Conversation, user: string): Promise<void> {
  await until(
    Computed(() => conversation.participants(addressOfUser(user)) === undefined),
    true,
  );
}

/** Mallory's application, whose connection the test can cut. */
async function behindProxy(test: TestContext): Promise<[Application, FreezingProxy]> {
  const proxy = await startFreezingProxy(test, server.url);
  const mallory = new Application({ server: proxy.url, WebSocket });
  await mallory.signInManager.signIn({ username: addressOfUser('mallory'), password: 'mallory-pw' });
  return [mallory, proxy];
}

async function leaveAll(...conversations: Conversation[]): Promise<void> {
  for (const conversation of conversations) await conversation.leave();
}

function codes(reason: unknown): string[] {
  const found: string[] = [];
  for (let inner = reason; inner instanceof Reason; inner = inner.reason) found.push(inner.subcode ?? inner.code);
  return found;
}

/** For `assert.rejects`. */
const because =
  (...expected: string[]) =>
  (reason: unknown): true => {
    assert.deepEqual(codes(reason), expected);
    return true;
  };

test('a group is made with a topic, and whoever was added before is asked in; one declines, the others chat', async () => {
  const atAlice = alice.conversationsManager.createConversation();
  await atAlice.topic.set('Lunch “today”');
  const invitations = [nextInvitation(bob), nextInvitation(carol)];
  const bobAdded = atAlice.participants.add(addressOfUser('bob'));
  const carolAdded = assert.rejects(
    atAlice.participants.add(addressOfUser('carol')),
    because('InvitationFailed', 'Declined'),
  );
  await atAlice.chatService.start();
  assert.equal(atAlice.state(), 'Connected');
  assert.ok(atAlice.uri());
  const [atBob, atCarol] = await Promise.all(invitations);
  assert.ok(atBob && atCarol);
  for (const invited of [atBob, atCarol]) {
    assert.equal(invited.isGroupConversation(), true);
    assert.equal(invited.topic(), 'Lunch “today”');
    assert.equal(invited.creator.displayName(), 'Alice');
    assert.deepEqual(namesIn(invited), ['Alice']);
  }
  await atCarol.chatService.reject();
  await carolAdded;
  await atBob.chatService.accept();
  assert.equal(await bobAdded, addressOfUser('bob'));
  const aliceAtBob = await listed(atBob, 'alice');
  await until(aliceAtBob.role, 'Leader');
  assert.equal(atBob.uri(), atAlice.uri());
  assert.equal(atBob.topic(), 'Lunch “today”');
  assert.equal(atBob.creator.id(), addressOfUser('alice'));
  assert.equal(atBob.selfParticipant.role(), 'Attendee');
  assert.equal(atBob.isJoiningEnabled(), true);
  assert.equal(atAlice.selfParticipant.role(), 'Leader');
  assert.deepEqual(namesIn(atAlice), ['Bob']);

  await atAlice.chatService.sendMessage('Pizza?');
  await atBob.chatService.sendMessage('Yes');
  await Promise.all([untilMessages(atAlice, 2), untilMessages(atBob, 2)]);
  assert.deepEqual(textsOf(atAlice), ['Pizza?', 'Yes']);
  assert.deepEqual(textsOf(atBob), ['Pizza?', 'Yes']);
  await leaveAll(atAlice, atBob);
});

test('the first message makes a group of its own', async () => {
  const atAlice = alice.conversationsManager.createConversation();
  await atAlice.chatService.sendMessage('To myself');
  assert.equal(atAlice.state(), 'Connected');
  assert.equal(atAlice.participantsCount(), 0);
  await atAlice.leave();
});

test('the first message makes the group, and reaches whoever was asked into it', async () => {
  const atAlice = alice.conversationsManager.createConversation();
  const invited = nextInvitation(bob);
  const added = atAlice.participants.add(addressOfUser('bob'));
  const sent = ['First', 'Second'].map(text => atAlice.chatService.sendMessage(text));
  const atBob = await invited;
  await atBob.chatService.accept();
  await Promise.all([added, ...sent]);
  await untilMessages(atBob, 2);
  assert.deepEqual(textsOf(atBob), ['First', 'Second']);
  await leaveAll(atAlice, atBob);
});

test('whoever knows the URI joins, finds everything as it is, and the others see them come', async () => {
  const [atAlice, atBob] = await groupWithBob('Budget');
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  assert.equal(atCarol.state(), 'Created');
  await atCarol.chatService.start();
  assert.equal(atCarol.state(), 'Connected');
  await Promise.all([listed(atAlice, 'carol'), listed(atBob, 'carol'), until(atCarol.participants.size, 2)]);
  assert.deepEqual(namesIn(atCarol), ['Alice', 'Bob']);
  assert.equal(atCarol.topic(), 'Budget');
  assert.equal(atCarol.creator.displayName(), 'Alice');
  assert.equal(atCarol.selfParticipant.role(), 'Attendee');
  assert.equal(atCarol.participants(addressOfUser('alice'))?.role(), 'Leader');
  await atCarol.chatService.sendMessage('Hello');
  await Promise.all([untilMessages(atAlice, 1), untilMessages(atBob, 1)]);
  await leaveAll(atAlice, atBob, atCarol);
});

test('a URI of no group cannot be joined', async () => {
  const nowhere = carol.conversationsManager.getConversationByUri('sip:chat-nowhere@contoso.example');
  await assert.rejects(nowhere.chatService.start(), because('InvitationFailed', 'ConversationNotFound'));
  assert.equal(nowhere.state(), 'Disconnected');
});

test('a locked group: whoever comes by the URI waits in the lobby until a leader lets them in', async () => {
  const [atAlice, atBob] = await groupWithBob();
  assert.equal(await atAlice.isJoiningEnabled.set(false), false);
  await until(atBob.isJoiningEnabled, false);
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  const started = atCarol.chatService.start();
  await until(atCarol.state, 'InLobby');
  assert.equal(atCarol.selfParticipant.state(), 'InLobby');
  assert.equal(atCarol.selfParticipant.chat.state(), 'Connecting');
  const waiting = await listed(atAlice, 'carol');
  assert.equal(waiting.state(), 'InLobby');
  assert.equal(waiting.displayName(), 'Carol');
  assert.equal(atAlice.participantsCount(), 1);
  assert.deepEqual(namesIn(atBob), ['Alice'], 'only leaders are told');
  await waiting.admit();
  await started;
  assert.equal(waiting.state(), 'Connected');
  assert.equal(atCarol.state(), 'Connected');
  await Promise.all([listed(atBob, 'carol'), until(atCarol.participants.size, 2)]);
  assert.equal(atAlice.participantsCount(), 2);
  await leaveAll(atAlice, atBob, atCarol);
});

test('a group that was closed before its start: whom the creator has added is in, who comes by the URI waits', async () => {
  const atAlice = alice.conversationsManager.createConversation();
  await atAlice.isJoiningEnabled.set(false);
  const invited = nextInvitation(bob);
  const added = atAlice.participants.add(addressOfUser('bob'));
  await atAlice.chatService.start();
  const atBob = await invited;
  await atBob.chatService.accept();
  await added;
  assert.equal(atAlice.isJoiningEnabled(), false);
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  const started = atCarol.chatService.start();
  await until(atCarol.state, 'InLobby');
  await (await listed(atAlice, 'carol')).admit();
  await started;
  await leaveAll(atAlice, atBob, atCarol);
});

test('the lobby: refused, not let in in time, given up', async () => {
  const [atAlice, atBob] = await groupWithBob();
  await atAlice.isJoiningEnabled.set(false);
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');

  const refused = assert.rejects(atCarol.chatService.start(), because('InvitationFailed', 'Declined'));
  await (await listed(atAlice, 'carol')).reject();
  await refused;
  assert.equal(atCarol.state(), 'Disconnected');
  assert.deepEqual(codes(atCarol.state.reason), ['Refused', 'InvitationFailed', 'Declined']);
  assert.deepEqual(namesIn(atAlice), ['Bob']);

  await assert.rejects(atCarol.chatService.start(), because('InvitationFailed', 'Timeout'));
  await unlisted(atAlice, 'carol');

  const canceled = assert.rejects(atCarol.chatService.start(), because('Canceled'));
  await listed(atAlice, 'carol');
  await atCarol.leave();
  await canceled;
  await unlisted(atAlice, 'carol');
  await leaveAll(atAlice, atBob);
});

test('whoever loses the connection in the lobby is out of it, hears so, and can enter again', async test => {
  const [atAlice, atBob] = await groupWithBob();
  await atAlice.isJoiningEnabled.set(false);
  const [mallory, proxy] = await behindProxy(test);
  const atMallory = mallory.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  const started = assert.rejects(atMallory.chatService.start(), because('InvitationFailed', 'Unreachable'));
  await listed(atAlice, 'mallory');
  proxy.cut();
  await started;
  assert.deepEqual([atMallory.state(), atMallory.selfParticipant.chat.state()], ['Disconnected', 'Disconnected']);
  await unlisted(atAlice, 'mallory');
  proxy.heal();
  await until(mallory.connection, 'Connected');
  const again = atMallory.chatService.start();
  await (await listed(atAlice, 'mallory')).admit();
  await again;
  assert.equal(atMallory.state(), 'Connected');
  await mallory.signInManager.signOut();
  await leaveAll(atAlice, atBob);
});

test('a leader gives roles, and the new leader can do what leaders can', async () => {
  const [atAlice, atBob] = await groupWithBob();
  const atCarol = await join(carol, atAlice);
  const carolAtBob = await listed(atBob, 'carol');
  await assert.rejects(atBob.participants.remove(carolAtBob), because('CommandDisabled', 'NotAllowed'));
  await assert.rejects(carolAtBob.role.set('Leader'), because('CommandDisabled', 'NotAllowed'));
  await assert.rejects(atBob.topic.set('Mine'), because('CommandDisabled', 'NotAllowed'));

  const bobAtAlice = await listed(atAlice, 'bob');
  assert.equal(await bobAtAlice.role.set('Leader'), 'Leader');
  await until(atBob.selfParticipant.role, 'Leader');
  const bobAtCarol = await listed(atCarol, 'bob');
  await until(bobAtCarol.role, 'Leader');

  assert.equal(await atBob.topic.set('Bob’s <topic> & more'), 'Bob’s <topic> & more');
  await Promise.all([until(atAlice.topic, 'Bob’s <topic> & more'), until(atCarol.topic, 'Bob’s <topic> & more')]);

  const aliceAtBob = await listed(atBob, 'alice');
  await aliceAtBob.role.set('Attendee');
  await until(atAlice.selfParticipant.role, 'Attendee');
  await assert.rejects(atAlice.topic.set('Too late'), because('CommandDisabled', 'NotAllowed'));
  await leaveAll(atAlice, atBob, atCarol);
});

test('whoever is removed is told, and the others see them go; they can come again', async () => {
  const [atAlice, atBob] = await groupWithBob();
  const atCarol = await join(carol, atAlice);
  const carolAtAlice = await listed(atAlice, 'carol');
  await listed(atBob, 'carol');
  await atAlice.participants.remove(carolAtAlice);
  assert.deepEqual(namesIn(atAlice), ['Bob']);
  assert.equal(carolAtAlice.state(), 'Disconnected');
  await Promise.all([until(atCarol.state, 'Disconnected'), unlisted(atBob, 'carol')]);
  assert.deepEqual(codes(atCarol.state.reason), ['Ejected']);
  assert.equal(atCarol.selfParticipant.chat.state(), 'Disconnected');
  await atAlice.chatService.sendMessage('Without Carol');
  await untilMessages(atBob, 1);
  assert.deepEqual(textsOf(atCarol), []);
  await atCarol.chatService.start();
  await listed(atAlice, 'carol');
  await leaveAll(atAlice, atBob, atCarol);
});

test('the last one stays connected, and leads', async () => {
  const [atAlice, atBob] = await groupWithBob();
  await atAlice.leave();
  await until(atBob.participantsCount, 0);
  assert.equal(atBob.state(), 'Connected');
  assert.equal(atBob.selfParticipant.chat.state(), 'Connected');
  await until(atBob.selfParticipant.role, 'Leader');
  await atBob.chatService.sendMessage('Anybody?');
  await atBob.leave();
  await assert.rejects(atAlice.chatService.start(), because('InvitationFailed', 'Ended'));
});

test('whoever has left joins again by start(), through the lobby where the group is locked', async () => {
  const [atAlice, atBob] = await groupWithBob('Again');
  await atAlice.chatService.sendMessage('one');
  await untilMessages(atBob, 1);
  await atBob.leave();
  await unlisted(atAlice, 'bob');
  assert.equal(bob.conversationsManager.getConversationByUri(atAlice.uri() ?? ''), atBob);
  await atBob.chatService.start();
  await listed(atAlice, 'bob');
  await atAlice.chatService.sendMessage('two');
  await untilMessages(atBob, 2);
  assert.deepEqual(textsOf(atBob), ['one', 'two']);

  await atBob.leave();
  await unlisted(atAlice, 'bob');
  await atAlice.isJoiningEnabled.set(false);
  const again = atBob.chatService.start();
  await until(atBob.state, 'InLobby');
  await (await listed(atAlice, 'bob')).admit();
  await again;
  await until(atBob.participants.size, 1);
  assert.deepEqual(namesIn(atBob), ['Alice']);
  await leaveAll(atAlice, atBob);
});

test('a two-party chat that became a group is locked, and led by whoever began it', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  const invited = nextInvitation(carol);
  const added = atBob.participants.add(addressOfUser('carol'));
  const atCarol = await invited;
  await atCarol.chatService.accept();
  await added;
  await until(atAlice.selfParticipant.role, 'Leader');
  assert.equal(atAlice.isJoiningEnabled(), false);
  await until(atCarol.participants.size, 2);
  assert.equal(atCarol.creator.displayName(), 'Alice');
  assert.equal(atBob.selfParticipant.role(), 'Attendee');
  await leaveAll(atAlice, atBob, atCarol);
});

test('whoever was removed while their connection was lost does not come back by themselves', async test => {
  const [atAlice, atBob] = await groupWithBob();
  const [mallory, proxy] = await behindProxy(test);
  const atMallory = await join(mallory, atAlice);
  const malloryAtAlice = await listed(atAlice, 'mallory');
  proxy.cut();
  await until(mallory.connection, 'Reconnecting');
  await atAlice.participants.remove(malloryAtAlice);
  proxy.heal();
  await until(atMallory.state, 'Disconnected');
  assert.deepEqual(codes(atMallory.state.reason), ['Dropped', 'InvitationFailed', 'NotAllowed']);
  assert.equal(atMallory.state.reason, atMallory.selfParticipant.chat.state.reason);
  assert.deepEqual(namesIn(atAlice), ['Bob']);
  await mallory.signInManager.signOut();
  await leaveAll(atAlice, atBob);
});

test('what changed in lobby, roles and people while the connection was lost is known after it', async test => {
  const [atAlice, atBob] = await groupWithBob();
  const [mallory, proxy] = await behindProxy(test);
  const atMallory = await join(mallory, atAlice);
  await (await listed(atAlice, 'mallory')).role.set('Leader');
  await until(atMallory.selfParticipant.role, 'Leader');
  await atAlice.isJoiningEnabled.set(false);

  proxy.cut();
  await until(mallory.connection, 'Reconnecting');
  await atBob.leave();
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  const started = atCarol.chatService.start();
  await until(atCarol.state, 'InLobby');
  assert.deepEqual(namesIn(atMallory), ['Alice', 'Bob']);
  proxy.heal();
  await unlisted(atMallory, 'bob');
  const waiting = await listed(atMallory, 'carol');
  assert.equal(waiting.state(), 'InLobby');
  await waiting.admit();
  await started;

  proxy.cut();
  await until(mallory.connection, 'Reconnecting');
  await (await listed(atAlice, 'mallory')).role.set('Attendee');
  await atAlice.topic.set('Without Mallory');
  assert.equal(atMallory.selfParticipant.role(), 'Leader');
  proxy.heal();
  await until(atMallory.selfParticipant.role, 'Attendee');
  assert.equal(atMallory.topic(), 'Without Mallory');
  assert.equal(atMallory.participants(addressOfUser('alice'))?.role(), 'Leader');
  assert.deepEqual(namesIn(atMallory), ['Alice', 'Carol']);
  assert.equal(atMallory.state(), 'Connected');
  await mallory.signInManager.signOut();
  await leaveAll(atAlice, atCarol);
});

test('the topic of a two-party chat is set before it starts, goes into the invitation, and stays when it is a group', async () => {
  const atAlice = alice.conversationsManager.getConversation(addressOfUser('bob'));
  await atAlice.topic.set('Holidays: where to?');
  const invited = nextInvitation(bob);
  const started = atAlice.chatService.start();
  const atBob = await invited;
  assert.equal(atBob.topic(), 'Holidays: where to?');
  await atBob.chatService.accept();
  await started;
  await assert.rejects(atAlice.topic.set('Other'), because('CommandDisabled', 'NotAllowed'));
  const atCarol = nextInvitation(carol);
  const added = atBob.participants.add(addressOfUser('carol'));
  await (await atCarol).chatService.accept();
  await added;
  assert.equal((await atCarol).topic(), 'Holidays: where to?');
  await until(atAlice.selfParticipant.role, 'Leader');
  assert.equal(atAlice.topic(), 'Holidays: where to?');
  await leaveAll(atAlice, atBob, await atCarol);
});

test('a lost connection: role, topic, lock and people are right again, also what changed meanwhile', async () => {
  const [atAlice, atBob] = await groupWithBob('Before');
  const atCarol = await join(carol, atAlice);
  await Promise.all([listed(atBob, 'carol'), listed(atAlice, 'carol')]);
  await atAlice.isJoiningEnabled.set(false);
  const people = [alice, bob, carol];
  const lost = people.map(({ connection }) => until(connection, 'Reconnecting'));
  const restarted = server.restart();
  await Promise.all(lost);
  const changed = atAlice.topic.set('Meanwhile');
  await restarted;
  await Promise.all(people.map(({ connection }) => until(connection, 'Connected')));
  assert.equal(await changed, 'Meanwhile');
  await Promise.all([until(atBob.topic, 'Meanwhile'), until(atCarol.topic, 'Meanwhile')]);
  await (await listed(atAlice, 'bob')).role.set('Leader');
  await until(atBob.selfParticipant.role, 'Leader');
  await atBob.topic.set('After');
  await Promise.all([until(atAlice.topic, 'After'), until(atCarol.topic, 'After')]);
  for (const [conversation, role] of [
    [atAlice, 'Leader'],
    [atBob, 'Leader'],
    [atCarol, 'Attendee'],
  ] as const) {
    assert.equal(conversation.state(), 'Connected');
    assert.equal(conversation.selfParticipant.role(), role);
    assert.equal(conversation.isJoiningEnabled(), false);
    assert.equal(conversation.participantsCount(), 2);
  }
  await leaveAll(atAlice, atBob, atCarol);
});
