import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WebSocket } from 'ws';
import { Application } from '../../src/client/index.js';
import type { ActivityItem, Conversation, TextMessage } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { connect, nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { startFreezingProxy } from '../support/freezing-proxy.js';
import { until } from '../support/until.js';

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.close());

/** An item in words: a message as what it says, else who did what to whom. */
function words(item: ActivityItem): string {
  if (item.type() === 'TextMessage') return (item as TextMessage).text();
  if (!('persons' in item)) throw new TypeError('Cannot happen: an item is one or the other');
  const names = item.persons().map(({ displayName }) => displayName());
  return [item.author()?.displayName(), item.type(), ...names, item.context()].filter(Boolean).join(' ');
}

const itemsOf = ({ historyService }: Conversation): string[] => historyService.activityItems().map(words);

/** Reads until there is no more, so many at a time. */
async function readAll({ historyService: { getMoreActivityItems } }: Conversation, count: number): Promise<void> {
  while (getMoreActivityItems.enabled()) await getMoreActivityItems(count);
}

/** The page is loaded again: another application of the same account, with all its conversations of the past. */
async function reload(user: string): Promise<{ application: Application; conversations: readonly Conversation[] }> {
  const application = await server.signIn(user);
  const { conversations, getMoreConversations } = application.conversationsManager;
  while (getMoreConversations.enabled()) await getMoreConversations(2);
  return { application, conversations: conversations() };
}

async function invite(conversation: Conversation, whom: Application, user: string): Promise<Conversation> {
  const invited = nextInvitation(whom);
  const added = conversation.participants.add(addressOfUser(user));
  const theirs = await invited;
  await theirs.chatService.accept();
  await added;
  return theirs;
}

/** Alice, Bob and Carol in a group; Carol leaves and does not hear the end. */
async function groupWithLeaver() {
  const [alice, bob, carol] = [await server.signIn('alice'), await server.signIn('bob'), await server.signIn('carol')];
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('before Carol');
  const atCarol = await invite(atAlice, carol, 'carol');
  await until(atBob.participants.size, 2);
  await atBob.chatService.sendMessage('welcome');
  await untilMessages(atCarol, 1);
  await atAlice.topic.set('Lunch');
  await until(atCarol.topic, 'Lunch');
  await atCarol.leave();
  await until(atAlice.participants.size, 1);
  await atAlice.chatService.sendMessage('without Carol');
  await untilMessages(atBob, 3);
  return { alice, bob, carol, atAlice, atBob, atCarol };
}

test('after a reload every conversation is found again, and everything in it, page by page, in order, once', async () => {
  const [alice, bob] = [await server.signIn('alice'), await server.signIn('bob')];
  for (const name of ['first', 'second', 'third']) {
    const [atAlice, atBob] = await connect(alice, bob);
    for (let count = 0; count < 7; count++) await atAlice.chatService.sendMessage(`${name} ${count}`);
    await untilMessages(atBob, 7);
    await atBob.leave();
    await until(atAlice.state, 'Disconnected');
  }
  const { application, conversations } = await reload('bob');
  assert.equal(conversations.length, 3);
  for (const conversation of conversations) await readAll(conversation, 3);
  const said = ['first', 'second', 'third'].map(name => Array.from({ length: 7 }, (_, count) => `${name} ${count}`));
  assert.deepEqual(conversations.map(textsOf), said, 'the oldest first');
  const [one] = conversations;
  assert.deepEqual(
    [one?.state(), one?.participants(0)?.displayName(), one?.creator.displayName()],
    ['Disconnected', 'Alice', 'Alice'],
  );
  assert.equal(one?.chatService.messages(0)?.direction(), 'Incoming');
  assert.notEqual(
    application.conversationsManager.getConversation(addressOfUser('alice')),
    one,
    'as any that has ended',
  );
});

test('live, after a reload, and after a restart of the server, the history of a group is the same', async () => {
  const { atAlice } = await groupWithLeaver();
  const live = [
    'before Carol',
    'Alice ParticipantJoined Carol',
    'welcome',
    'Alice TopicUpdate Lunch',
    'Carol ParticipantLeft Carol',
    'without Carol',
  ];
  assert.deepEqual(itemsOf(atAlice), live);
  for (const restart of [false, true]) {
    if (restart) await server.restart();
    const { conversations } = await reload('alice');
    assert.equal(conversations.length, 1);
    const [again] = conversations;
    assert.ok(again);
    await readAll(again, 2);
    assert.deepEqual(itemsOf(again), live);
    assert.deepEqual([again.topic(), again.uri(), again.isGroupConversation()], ['Lunch', atAlice.uri(), true]);
  }
});

test('a former member reads what was said while they were in, and nothing else', async () => {
  await groupWithLeaver();
  const { conversations } = await reload('carol');
  const [group] = conversations;
  assert.ok(group);
  await readAll(group, 20);
  assert.deepEqual(itemsOf(group), ['welcome', 'Alice TopicUpdate Lunch']);
  assert.deepEqual(new Set(group.participants().map(({ displayName }) => displayName())), new Set(['Alice', 'Bob']));
});

test('somebody who was in a group before reads that too, when they are in again', async () => {
  const { carol, atAlice } = await groupWithLeaver();
  const again = await invite(atAlice, carol, 'carol');
  await atAlice.chatService.sendMessage('welcome back');
  await untilMessages(again, 1);
  await readAll(again, 20);
  assert.deepEqual(
    itemsOf(again).filter(item => !item.startsWith('Alice')),
    ['welcome', 'welcome back'],
  );
});

test('what one device has read is read on the next, and the same for a chat that is over', async () => {
  const [alice, bob] = [await server.signIn('alice'), await server.signIn('bob')];
  const [atAlice, atBob] = await connect(alice, bob);
  for (const text of ['one', 'two']) await atAlice.chatService.sendMessage(text);
  await untilMessages(atBob, 2);
  assert.equal(bob.conversationsManager.unreadConversationsCount(), 1);
  await atBob.historyService.markAllAsRead();
  assert.equal(bob.conversationsManager.unreadConversationsCount(), 0);
  await atAlice.chatService.sendMessage('three');
  await untilMessages(atBob, 3);
  await atAlice.leave();
  await until(atBob.state, 'Disconnected');

  const second = await reload('bob');
  assert.equal(second.conversations[0]?.historyService.unreadActivityItemsCount(), 1, 'the third only');
  assert.equal(second.application.conversationsManager.unreadConversationsCount(), 1);
  await atBob.historyService.markAllAsRead();
  const third = await reload('bob');
  assert.equal(third.application.conversationsManager.unreadConversationsCount(), 0);
  assert.equal(
    (await reload('alice')).application.conversationsManager.unreadConversationsCount(),
    0,
    'her own are read',
  );
});

test('what one device shows, the others of the same person count as read at once', async () => {
  const [alice, bob, carol] = [await server.signIn('alice'), await server.signIn('bob'), await server.signIn('carol')];
  const [atAlice, atBob] = await connect(alice, bob);
  await invite(atAlice, carol, 'carol');
  const second = (await server.signIn('bob')).conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  await second.chatService.start();
  for (const text of ['one', 'two']) await atAlice.chatService.sendMessage(text);
  await Promise.all([untilMessages(atBob, 2), untilMessages(second, 2)]);
  assert.equal(second.historyService.unreadActivityItemsCount(), 2);
  await atBob.historyService.markAllAsRead();
  await until(second.historyService.unreadActivityItemsCount, 0);
  assert.equal(second.chatService.messages(1)?.isRead(), true);
  await atAlice.chatService.sendMessage('three');
  await until(second.historyService.unreadActivityItemsCount, 1);
});

test('what is read from the log is told to its senders, and to the devices of whoever reads it', async () => {
  const [alice, bob, carol] = [await server.signIn('alice'), await server.signIn('bob'), await server.signIn('carol')];
  const [atAlice, atBob] = await connect(alice, bob);
  const atCarol = await invite(atAlice, carol, 'carol');
  await until(atBob.participants.size, 2);
  await atAlice.chatService.sendMessage('from Alice');
  await untilMessages(atBob, 1);
  await atBob.chatService.sendMessage('from Bob');
  await untilMessages(atCarol, 2);
  await atCarol.leave();
  await until(atAlice.participants.size, 1);

  const [again] = (await reload('bob')).conversations; // another device, which is not in
  await again?.historyService.markAllAsRead();
  await until(atBob.historyService.unreadActivityItemsCount, 0);
  await atCarol.historyService.markAllAsRead();
  for (const [sender, text, readers] of [
    [atAlice, 'from Alice', 2],
    [atBob, 'from Bob', 1],
  ] as const) {
    const mine = sender.chatService.messages().find(message => message.text() === text);
    assert.ok(mine);
    await until(mine.readBy.size, readers);
  }
  const [fresh] = (await reload('bob')).conversations;
  assert.equal(fresh?.historyService.unreadActivityItemsCount(), 0);
});

test('what is read from the log while its sender is away is told on coming back', async t => {
  const proxy = await startFreezingProxy(t, server.url);
  const alice = new Application({ server: proxy.url, WebSocket });
  await alice.signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' });
  const bob = await server.signIn('bob');
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('hello');
  await untilMessages(atBob, 1);
  proxy.cut();
  await until(alice.connection, 'Reconnecting');
  const [again] = (await reload('bob')).conversations;
  await again?.historyService.markAllAsRead();
  proxy.heal();
  await until(atAlice.chatService.messages(0)?.readBy.size ?? assert.fail(), 1);
  await alice.signInManager.signOut();
});

test('the message inside an invitation is read on the server too', async () => {
  const [alice, bob] = [await server.signIn('alice'), await server.signIn('bob')];
  const invited = nextInvitation(bob);
  const sent = alice.conversationsManager.getConversation(addressOfUser('bob')).chatService.sendMessage('hi');
  const atBob = await invited;
  await atBob.chatService.accept();
  await sent;
  assert.equal(atBob.historyService.unreadActivityItemsCount(), 1);
  await atBob.historyService.markAllAsRead();
  assert.equal((await reload('bob')).application.conversationsManager.unreadConversationsCount(), 0);
});

test('an archived chat goes on by a message, on the same object', async () => {
  const [alice, bob] = [await server.signIn('alice'), await server.signIn('bob')];
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('yesterday');
  await untilMessages(atBob, 1);
  await atAlice.leave();
  await until(atBob.state, 'Disconnected');
  const { conversations } = await reload('alice');
  const [again] = conversations;
  assert.ok(again);
  const invited = nextInvitation(bob);
  const sent = again.chatService.sendMessage('today');
  await (await invited).chatService.accept();
  await sent;
  assert.equal(again.state(), 'Connected');
  await readAll(again, 20);
  assert.deepEqual(itemsOf(again), ['yesterday', 'today']);
});

test('a group goes on by its URI after a reload, and nothing that was said in between is missed', async () => {
  const [alice, bob, carol] = [await server.signIn('alice'), await server.signIn('bob'), await server.signIn('carol')];
  const [atAlice, atBob] = await connect(alice, bob);
  await invite(atAlice, carol, 'carol');
  await atAlice.chatService.sendMessage('one');
  const { conversations } = await reload('bob'); // still in, on another device
  const [again] = conversations;
  assert.ok(again);
  await readAll(again, 20);
  await atAlice.chatService.sendMessage('two');
  await untilMessages(atBob, 2);
  await again.chatService.start();
  await untilMessages(again, 2);
  assert.deepEqual(textsOf(again), ['one', 'two']);
  assert.equal(again.state(), 'Connected');
});

test('nothing can be read while signed out', async () => {
  const bob = await server.signIn('bob');
  await bob.signInManager.signOut();
  await assert.rejects(
    bob.conversationsManager.getMoreConversations(),
    (reason: Reason) => reason.reason?.code === 'NotSignedIn',
  );
});
