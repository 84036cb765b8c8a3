import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ActivityStatus, Application, Conversation } from '../../src/model/index.js';
import { Computed, Reason } from '../../src/observable/index.js';
import { nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { startFreezingProxy, type FreezingProxy } from '../support/freezing-proxy.js';
import { Page, Storage } from '../support/page.js';
import { until } from '../support/until.js';

const BOB = addressOfUser('bob');

interface World {
  readonly server: TestServer;
  /** Between Alice and the server. */
  readonly network: FreezingProxy;
  readonly bob: Application;
  /** Every text that Bob has got, of all conversations, in the order in which they came. */
  readonly got: string[];
  /** How often somebody has asked Bob into a chat. */
  readonly asked: Conversation[];
  /** Alice's storage. */
  readonly storage: Storage;
  /** A page of Alice's, not signed in yet. */
  readonly page: () => Page;
}

/** A server, and Bob, who takes every invitation. */
async function world(context: TestContext, options = {}): Promise<World> {
  const server = await TestServer.start(options);
  const network = await startFreezingProxy(context, server.url);
  const bob = await server.signIn('bob');
  const got: string[] = [];
  const asked: Conversation[] = [];
  const { conversations } = bob.conversationsManager;
  conversations.added(conversation => {
    asked.push(conversation);
    conversation.chatService.messages.added(message => {
      if (message.direction() === 'Incoming') got.push(message.text());
    });
    if (conversation.chatService.accept.enabled()) void conversation.chatService.accept().catch(() => {});
  });
  const storage = new Storage();
  const pages: Page[] = [];
  context.after(async () => {
    for (const page of pages) await page.close();
    await server.close();
  });
  const page = (): Page => {
    pages.push(new Page(network.url, storage));
    return pages.at(-1) as Page;
  };
  return { server, network, bob, got, asked, storage, page };
}

const signIn = ({ application }: Page): Promise<void> =>
  application.signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' });

const withBob = ({ application }: Page): Conversation => application.conversationsManager.getConversation(BOB);

const statusesOf = (conversation: Conversation): string[] =>
  conversation.chatService.messages().map(({ text, status }) => `${text()} ${status()}`);

/** Resolves when every message has that status. */
async function untilAll(conversation: Conversation, wanted: ActivityStatus): Promise<void> {
  for (const { status } of conversation.chatService.messages()) await until(status, wanted);
}

const countFailed = (conversation: Conversation): number =>
  conversation.chatService.messages().filter(({ status }) => status() === 'Failed').length;

test('what is sent before there is a connection waits, and goes out in order when there is one', async context => {
  const { network, got, page } = await world(context);
  network.cut();
  const alice = page();
  const conversation = withBob(alice);
  const sent = ['one', 'two'].map(text => conversation.chatService.sendMessage(text));
  await assert.rejects(signIn(alice), { code: 'SignInFailed' });
  sent.push(conversation.chatService.sendMessage('three'));
  assert.deepEqual(statusesOf(conversation), ['one Pending', 'two Pending', 'three Pending']);
  assert.equal(conversation.phase(), 'idle');
  network.heal();
  await signIn(alice);
  await Promise.all(sent);
  assert.equal(withBob(alice), conversation, 'the same conversation before and after');
  assert.equal(conversation.phase(), 'active');
  assert.deepEqual(got, ['one', 'two', 'three']);
});

test('what is sent while there is no connection survives the page, and arrives once and in order', async context => {
  const { network, got, asked, storage, page } = await world(context);
  const first = page();
  await signIn(first);
  network.cut();
  await until(first.application.connection, 'Reconnecting');
  for (const text of ['one', 'two', 'three'])
    void withBob(first)
      .chatService.sendMessage(text)
      .catch(() => {});
  await first.close();
  const second = page();
  await assert.rejects(signIn(second));
  await until(withBob(second).chatService.messages.size, 3);
  assert.deepEqual(statusesOf(withBob(second)), ['one Pending', 'two Pending', 'three Pending']);
  void withBob(second)
    .chatService.sendMessage('four')
    .catch(() => {});
  await second.close();
  const third = page();
  network.heal();
  await signIn(third);
  const conversation = withBob(third);
  await until(conversation.chatService.messages.size, 4);
  await untilAll(conversation, 'Succeeded');
  assert.deepEqual(got, ['one', 'two', 'three', 'four']);
  assert.equal(asked.length, 1);
  assert.equal(storage.unsent.size, 0, 'nothing is kept of what the server has logged');
});

test('a page that is loaded again comes back into its chat without asking the other side again', async context => {
  const { asked, got, page } = await world(context);
  const first = page();
  await signIn(first);
  const before = withBob(first);
  await before.chatService.sendMessage('before');
  const [atBob] = asked as [Conversation];
  await atBob.chatService.sendMessage('heard');
  await untilMessages(before, 2);
  await first.close();
  await atBob.chatService.sendMessage('missed');
  const second = page();
  await signIn(second);
  const after = withBob(second);
  await until(after.state, 'Connected');
  await untilMessages(after, 3);
  assert.deepEqual(textsOf(after), ['before', 'heard', 'missed']);
  await after.chatService.sendMessage('back');
  assert.deepEqual(got, ['before', 'back']);
  assert.equal(asked.length, 1);
  assert.equal(atBob.state(), 'Connected');
});

test('what the server has logged without our hearing of it is not said again, in a chat that goes on', async context => {
  const { asked, got, network, page } = await world(context);
  const first = page();
  await signIn(first);
  await withBob(first).chatService.sendMessage('before');
  network.deafen();
  void withBob(first)
    .chatService.sendMessage('logged')
    .catch(() => {});
  await untilMessages(asked[0] as Conversation, 2);
  network.cut();
  void withBob(first)
    .chatService.sendMessage('not logged')
    .catch(() => {});
  await first.close();
  network.heal();
  const second = page();
  await signIn(second);
  const conversation = withBob(second);
  await until(conversation.state, 'Connected');
  await until(conversation.chatService.messages.size, 3);
  await untilAll(conversation, 'Succeeded');
  assert.deepEqual(textsOf(conversation), ['before', 'logged', 'not logged']);
  assert.deepEqual(got, ['before', 'logged', 'not logged']);
  assert.equal(asked.length, 1);
});

test('nor when the chat is over by then: what is not in its log begins a new one', async context => {
  const { asked, got, network, page } = await world(context, { graceSeconds: 0.05 });
  const first = page();
  await signIn(first);
  await withBob(first).chatService.sendMessage('before');
  network.deafen();
  void withBob(first)
    .chatService.sendMessage('logged')
    .catch(() => {});
  await untilMessages(asked[0] as Conversation, 2);
  network.cut();
  void withBob(first)
    .chatService.sendMessage('not logged')
    .catch(() => {});
  await first.close();
  await until((asked[0] as Conversation).state, 'Disconnected');
  network.heal();
  const second = page();
  await signIn(second);
  const conversation = withBob(second);
  await until(conversation.state, 'Connected');
  await untilAll(conversation, 'Succeeded');
  assert.deepEqual(got, ['before', 'logged', 'not logged']);
  assert.equal(asked.length, 2);
});

test('the same within one page: after a long absence what waits begins a new chat', async context => {
  const { asked, got, network, page } = await world(context, { graceSeconds: 0.05 });
  const alice = page();
  await signIn(alice);
  const conversation = withBob(alice);
  await conversation.chatService.sendMessage('before');
  network.deafen();
  const sent = ['logged', 'not logged'].map(text => conversation.chatService.sendMessage(text));
  await untilMessages(asked[0] as Conversation, 3);
  network.cut();
  sent.push(conversation.chatService.sendMessage('never left'));
  await until((asked[0] as Conversation).state, 'Disconnected');
  network.heal();
  await Promise.all(sent);
  assert.deepEqual(got, ['before', 'logged', 'not logged', 'never left']);
  assert.equal(asked.length, 2);
  assert.equal(conversation.state(), 'Connected');
});

test('a chat that was begun and accepted without our hearing of it is found again by its first message', async context => {
  const { asked, bob, got, network, page } = await world(context);
  const first = page();
  await signIn(first);
  network.deafen();
  for (const text of ['hello', 'are you there?'])
    void withBob(first)
      .chatService.sendMessage(text)
      .catch(() => {});
  await until(bob.conversationsManager.conversations.size, 1);
  await until((asked[0] as Conversation).state, 'Connected');
  await first.close();
  network.heal();
  const second = page();
  await signIn(second);
  const conversation = withBob(second);
  await until(conversation.state, 'Connected');
  await untilAll(conversation, 'Succeeded');
  assert.deepEqual(got, ['hello', 'are you there?']);
  assert.equal(asked.length, 1);
});

test('a message that is refused has failed, with its reason after a reload too, and the next one is sent', async context => {
  const { asked, network, got, page } = await world(context, { maxMessageBytes: 1000 });
  network.cut();
  const first = page();
  for (const text of ['x'.repeat(2000), 'short', 'y'.repeat(2000), 'shorter']) {
    void withBob(first)
      .chatService.sendMessage(text)
      .catch(() => {});
  }
  await assert.rejects(signIn(first));
  network.heal();
  await signIn(first);
  await until(
    Computed(() => countFailed(withBob(first))),
    2,
  );
  await untilMessages(asked[0] as Conversation, 2);
  assert.deepEqual(got, ['short', 'shorter']);
  await first.close();
  const second = page();
  await signIn(second);
  const conversation = withBob(second);
  await until(conversation.chatService.messages.size, 4);
  await until(
    Computed(() => countFailed(conversation)),
    2,
  );
  const message = conversation.chatService.messages().find(({ status }) => status() === 'Failed');
  assert.equal((message?.status.reason as Reason).reason?.code, 'EntityTooLarge');
  assert.equal(message?.retry.enabled(), true);
});

test('two pages of one person: each sends its own; what one has left the other takes over when it is gone', async context => {
  const { network, got, asked, page } = await world(context);
  network.cut();
  const [one, other] = [page(), page()];
  void withBob(one)
    .chatService.sendMessage('of the first')
    .catch(() => {});
  await assert.rejects(signIn(one));
  await assert.rejects(signIn(other));
  assert.deepEqual(textsOf(withBob(other)), []);
  await one.close();
  await until(withBob(other).chatService.messages.size, 1);
  network.heal();
  await signIn(other);
  await untilAll(withBob(other), 'Succeeded');
  assert.deepEqual(got, ['of the first']);
  assert.equal(asked.length, 1);
});

test('a group is come back into; who was put out of it meanwhile is not let in by a reload', async context => {
  const { server, bob, page } = await world(context);
  const carol = await server.signIn('carol');
  const group = bob.conversationsManager.createConversation();
  await group.chatService.start();
  const first = page();
  await signIn(first);
  const invited = nextInvitation(first.application);
  const added = group.participants.add(addressOfUser('alice'));
  const atFirst = await invited;
  await atFirst.chatService.accept();
  await added;
  await group.chatService.sendMessage('hello');
  await untilMessages(atFirst, 1);
  const uri = group.uri() ?? '';
  await first.close();
  const second = page();
  await signIn(second);
  const atSecond = second.application.conversationsManager.getConversationByUri(uri);
  await until(atSecond.state, 'Connected');
  await untilMessages(atSecond, 1);
  await second.close();
  await group.participants.remove(group.participants(0) as never);
  const third = page();
  await signIn(third);
  const atThird = third.application.conversationsManager.getConversationByUri(uri);
  await until(atThird.chatService.messages.size, 1);
  assert.equal(atThird.state(), 'Created');
  await carol.signInManager.signOut();
});

test('who signs out leaves: nothing is come back into; what was not sent goes out the next time', async context => {
  const { asked, got, network, page, storage } = await world(context);
  const first = page();
  await signIn(first);
  await withBob(first).chatService.sendMessage('one');
  network.cut();
  await until(first.application.connection, 'Reconnecting');
  const sent = assert.rejects(withBob(first).chatService.sendMessage('two'), { code: 'Canceled' });
  await first.application.signInManager.signOut();
  await sent;
  first.gone = true;
  assert.equal(storage.open, '');
  network.heal();
  const second = page();
  await signIn(second);
  await until(withBob(second).state, 'Connected');
  await untilAll(withBob(second), 'Succeeded');
  assert.deepEqual(got, ['one', 'two']);
  assert.equal(asked.length, 1, 'it went on for the other side, who did not hear that we left');
});
