import assert from 'node:assert/strict';
import { after, afterEach, before, test, type TestContext } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { formatImdn, IMDN_TYPE, parseCpim, type TakenTypes } from '../../src/sip/body/index.js';
import { header } from '../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload } from '../support/agent-peer.js';
import { connect, nextInvitation, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;
let carol: Application;

before(async () => {
  server = await TestServer.start();
  [alice, bob, carol] = await Promise.all([server.signIn('alice'), server.signIn('bob'), server.signIn('carol')]);
});
afterEach(async () => {
  for (const { conversationsManager } of [alice, bob, carol]) {
    await Promise.all(conversationsManager.conversations().map(conversation => conversation.leave()));
  }
});
after(() => server.close());

const typingOf = (conversation: Conversation, user: string) => {
  const participant = conversation.participants().find(({ uri }) => uri() === addressOfUser(user));
  assert.ok(participant);
  return participant.chat.isTyping;
};

/** A device of Mallory's that does as the test says. */
async function deviceOf(t: TestContext): Promise<AgentPeer> {
  const device = await AgentPeer.signIn(server.url, 'mallory');
  t.after(() => device.close());
  return device;
}

/** Alice in a chat with such a device. */
async function withDevice(t: TestContext, types?: TakenTypes) {
  const device = await deviceOf(t);
  const conversation = alice.conversationsManager.getConversation(addressOfUser('mallory'));
  const start = conversation.chatService.start();
  const { dialog } = await device.accept(undefined, sessionPayload({}, undefined, types));
  await start;
  return { conversation, device, dialog };
}

test('typing is seen on the other side, and ends with the message', async () => {
  const [mine, theirs] = await connect(alice, bob);
  const isTyping = typingOf(theirs, 'alice');
  await mine.chatService.sendIsTyping();
  await until(isTyping, true);
  await mine.chatService.sendMessage('hello');
  await until(isTyping, false);
  await untilMessages(theirs, 1);
  assert.equal(mine.chatService.messages.size(), 1);
});

test('in a group everybody sees who is typing, and of whoever leaves it ends', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  const invited = nextInvitation(carol);
  const added = atAlice.participants.add(addressOfUser('carol'));
  const atCarol = await invited;
  await atCarol.chatService.accept();
  await added;
  await until(atBob.participants.size, 2);
  await atCarol.chatService.sendIsTyping();
  const [seenByAlice, seenByBob] = [typingOf(atAlice, 'carol'), typingOf(atBob, 'carol')];
  await Promise.all([until(seenByAlice, true), until(seenByBob, true)]);
  assert.equal(typingOf(atAlice, 'bob')(), false);
  await atCarol.leave();
  await Promise.all([until(seenByAlice, false), until(seenByBob, false)]);
});

test('a message tells to whom it was delivered, in a group to each', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('to Bob');
  const first = atAlice.chatService.messages(0);
  assert.ok(first);
  await until(first.deliveredTo.size, 1);
  assert.equal(first.deliveredTo(0), atAlice.participants(0)?.person);
  const invited = nextInvitation(carol);
  const added = atAlice.participants.add(addressOfUser('carol'));
  const atCarol = await invited;
  await atCarol.chatService.accept();
  await added;
  await atBob.chatService.sendMessage('to both');
  const second = atBob.chatService.messages(1);
  assert.ok(second);
  await until(second.deliveredTo.size, 2);
  assert.deepEqual([first.readBy.size(), first.failedFor.size(), second.failedFor.size()], [0, 0, 0]);
});

test('the message that starts the chat is delivered when it is accepted', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const sent = mine.chatService.sendMessage('Are you there?');
  const item = mine.chatService.messages(0);
  const theirs = await invited;
  assert.equal(item?.deliveredTo.size(), 0);
  await theirs.chatService.accept();
  await sent;
  await until(item.deliveredTo.size, 1);
});

test('what the other side has seen is read, with all before it; what its device refuses has failed', async t => {
  const { conversation, device, dialog } = await withDevice(t);
  for (const words of ['one', 'two']) await conversation.chatService.sendMessage(words);
  await device.take();
  const last = await device.take();
  const { messageId } = parseCpim(String(last.body));
  const imdn = { messageId, dateTime: undefined, recipient: '', kind: 'display', status: 'displayed' } as const;
  const position = header(last, 'history-position') ?? '';
  const told = device.text('n1', formatImdn(imdn), { contentType: IMDN_TYPE }, { 'History-Position': position });
  assert.equal((await dialog.request('MESSAGE', told)).status, 200);
  const [one, two] = conversation.chatService.messages();
  assert.ok(one && two);
  await Promise.all([until(one.readBy.size, 1), until(two.readBy.size, 1)]);
  await conversation.chatService.sendMessage('three');
  (await device.next()).respond(415);
  const three = conversation.chatService.messages(2);
  assert.ok(three);
  await until(three.failedFor.size, 1);
  assert.equal(three.status(), 'Succeeded');
  assert.equal(three.failedFor(0)?.displayName(), 'Mallory');
});

test('markAllAsRead tells each sender, and in a group who it was', async () => {
  const invited = nextInvitation(bob);
  const atAlice = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const sent = atAlice.chatService.sendMessage('Are you there?');
  const atBob = await invited;
  await atBob.chatService.accept();
  await sent;
  await atAlice.chatService.sendMessage('Hello?');
  await untilMessages(atBob, 2);
  await atBob.historyService.markAllAsRead();
  for (const item of atAlice.chatService.messages()) await until(item.readBy.size, 1);

  const calling = nextInvitation(carol);
  const added = atAlice.participants.add(addressOfUser('carol'));
  const atCarol = await calling;
  await atCarol.chatService.accept();
  await added;
  await atAlice.chatService.sendMessage('from Alice');
  await atBob.chatService.sendMessage('from Bob');
  await untilMessages(atCarol, 2);
  await atCarol.historyService.markAllAsRead();
  const said = (conversation: Conversation, words: string) =>
    conversation.chatService.messages().find(({ text }) => text() === words);
  const [fromAlice, fromBob] = [said(atAlice, 'from Alice'), said(atBob, 'from Bob')];
  assert.ok(fromAlice && fromBob);
  for (const item of [fromAlice, fromBob]) {
    await until(item.readBy.size, 1);
    assert.equal(item.readBy(0)?.displayName(), 'Carol');
  }
  assert.equal(atAlice.chatService.messages(0)?.readBy.size(), 1, 'what was said before Carol came she has not read');
});

test('HTML goes as text to who takes only text, and nobody types at who does not take that', async t => {
  const { conversation, device } = await withDevice(t, { plain: ['message/cpim', 'text/plain'], wrapped: [] });
  const { chatService } = conversation;
  assert.deepEqual(chatService.supportedMessageFormats(), ['Text']);
  await chatService.sendIsTyping();
  await chatService.sendMessage('<p>Hello <b>Mallory</b></p>', 'Html');
  const { contentType, content } = parseCpim(String((await device.take()).body));
  assert.deepEqual([contentType, content], ['text/plain', 'Hello Mallory']);
  assert.equal(chatService.messages(0)?.html(), '<p>Hello <b>Mallory</b></p>');
});

test('when the chat becomes a group, everybody takes both formats', async t => {
  const { conversation, device } = await withDevice(t, { plain: ['message/cpim', 'text/plain'], wrapped: [] });
  const { supportedMessageFormats } = conversation.chatService;
  const invited = nextInvitation(carol);
  const added = conversation.participants.add(addressOfUser('carol'));
  const atCarol = await invited;
  await atCarol.chatService.accept();
  await device.take(); // it is a conference now
  await added;
  await until(supportedMessageFormats.size, 2);
  assert.deepEqual(supportedMessageFormats(), ['Text', 'Html']);
  assert.deepEqual(atCarol.chatService.supportedMessageFormats(), ['Text', 'Html']);
});

test('who is called by a device that takes only text knows that too', async t => {
  const device = await deviceOf(t);
  const invited = nextInvitation(alice);
  const types = { plain: ['text/plain'], wrapped: [] };
  const asked = device.invite(addressOfUser('alice'), sessionPayload({}, undefined, types));
  const conversation = await invited;
  await conversation.chatService.accept();
  await asked;
  assert.deepEqual(conversation.chatService.supportedMessageFormats(), ['Text']);
});
