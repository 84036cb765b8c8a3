import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { type FakeNetwork, person, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

/** Alice in a chat with Bob. */
async function chatting(): Promise<{ network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const start = conversation.chatService.start();
  await network.chat.answer('start');
  await start;
  return { network, conversation };
}

test('An incoming message is an item with everything that the network told', async () => {
  const { network, conversation } = await chatting();
  const at = new Date('2024-09-30T12:00:00Z');
  network.chat.events.message({ ...text('bob', 'hello'), at });
  const item = conversation.chatService.messages(0);
  assert.ok(item);
  assert.equal(item.type(), 'TextMessage');
  assert.equal(item.direction(), 'Incoming');
  assert.equal(item.sender.displayName(), 'Bob');
  assert.equal(item.sender.person.displayName(), 'Bob');
  assert.equal(item.sender, conversation.participants(0)?.person);
  assert.equal(item.text(), 'hello');
  assert.equal(item.status(), 'Succeeded');
  assert.deepEqual(item.timestamp(), at);
  assert.equal(conversation.chatService.messages(item.key()), item);
  assert.equal(conversation.historyService.activityItems(item.key()), item);
  assert.equal(item.retry.enabled(), false);
  await assert.rejects(item.retry(), { code: 'CommandDisabled' });
});

test('A message that arrives a second time changes nothing; the same id from somebody else is another message', async () => {
  const { network, conversation } = await chatting();
  let added = 0;
  conversation.chatService.messages.added(() => void added++);
  network.chat.events.message(text('bob', 'hello', 'id-1'));
  network.chat.events.message({
    ...text('bob', 'changed', 'id-1'),
    from: { ...person('bob'), uri: 'sip:BOB@Contoso.example' },
  });
  network.chat.events.message(text('carol', 'hello', 'id-1'));
  assert.equal(added, 2);
  assert.deepEqual(
    conversation.chatService.messages().map(item => `${item.sender.displayName()}: ${item.text()}`),
    ['Bob: hello', 'Carol: hello'],
  );
});

test('Our own message from another device is Outgoing and Succeeded, and the echo of one from here changes nothing', async () => {
  const { network, conversation } = await chatting();
  network.chat.events.message(text('alice', 'from my phone'));
  const send = conversation.chatService.sendMessage('from here');
  await network.chat.answer('send');
  await send;
  const [sent] = network.chat.sent;
  assert.ok(sent);
  network.chat.events.message({ ...sent, from: person('alice'), at: new Date(), position: 0 });
  assert.deepEqual(
    conversation.chatService.messages().map(item => [item.direction(), item.sender.displayName(), item.status()]),
    [
      ['Outgoing', 'Alice', 'Succeeded'],
      ['Outgoing', 'Alice', 'Succeeded'],
    ],
  );
});

test('Every message has an id of its own', async () => {
  const { network, conversation } = await chatting();
  for (let i = 0; i < 20; i++) void conversation.chatService.sendMessage('same words');
  assert.equal(new Set(network.chat.sent.map(({ id }) => id)).size, 20);
  assert.equal(new Set(conversation.chatService.messages().map(item => item.key())).size, 20);
});

test('Messages keep the order of the calls, whatever the order of the answers', async () => {
  const { network, conversation } = await chatting();
  const log = timeline(conversation);
  follow(log, 'one', conversation.chatService.sendMessage('one'));
  follow(log, 'two', conversation.chatService.sendMessage('two'));
  assert.deepEqual(
    network.chat.sent.map(message => message.text),
    ['one', 'two'],
  );
  await network.chat.refuse('send', new Reason('RequestFailed'));
  await network.chat.answer('send');
  assert.deepEqual(
    conversation.chatService.messages().map(item => `${item.text()} ${item.status()}`),
    ['one Failed', 'two Succeeded'],
  );
});

test('A message that failed can be sent again, with the same id, in its place', async () => {
  const { network, conversation } = await chatting();
  const log = timeline(conversation);
  const refused = new Reason('RequestFailed', { reason: new Reason('Timeout') });
  follow(log, 'send', conversation.chatService.sendMessage('hello'));
  const item = conversation.chatService.messages(0);
  assert.ok(item);
  assert.equal(item.retry.enabled(), false);
  await network.chat.refuse('send', refused);
  assert.equal(item.status(), 'Failed');
  assert.equal(item.status.reason, refused);
  assert.equal(item.retry.enabled(), true);
  network.chat.events.message(text('bob', 'meanwhile'));
  follow(log, 'retry', item.retry());
  assert.equal(item.status(), 'Pending');
  assert.equal(item.status.reason, undefined);
  assert.equal(item.retry.enabled(), false);
  await network.chat.answer('send');
  assert.equal(item.status(), 'Succeeded');
  const [first, second] = network.chat.sent;
  assert.deepEqual(first, second);
  assert.equal(conversation.chatService.messages(0), item);
  assert.equal(conversation.chatService.messages.size(), 2);
  assert.equal(log.at(-1), 'retry resolved');
});

test('A message that failed twice shows the second reason', async () => {
  const { network, conversation } = await chatting();
  conversation.chatService.sendMessage('hello').catch(() => {});
  await network.chat.refuse('send', new Reason('Timeout'));
  const item = conversation.chatService.messages(0);
  const reasons: unknown[] = [];
  item?.reason.changed(reason => void reasons.push(reason instanceof Reason ? reason.code : reason));
  item?.retry().catch(() => {});
  await network.chat.refuse('send', new Reason('Forbidden'));
  assert.deepEqual(reasons, ['Timeout', undefined, 'Forbidden']);
});

test('A message that failed after the end starts the chat again', async () => {
  const { network, conversation } = await chatting();
  conversation.chatService.sendMessage('hello').catch(() => {});
  network.chat.events.ended(new Reason('Terminated'));
  const retry = conversation.chatService.messages(0)?.retry();
  assert.deepEqual(network.chat.log, ['start hello']);
  await network.chat.answer('start');
  await retry;
  assert.equal(conversation.state(), 'Connected');
});

test('Text is shown as HTML safely, HTML as text, and either goes out as it was written', async () => {
  const { network, conversation } = await chatting();
  void conversation.chatService.sendMessage('1 < 2\n<script>');
  void conversation.chatService.sendMessage('<b>1 &lt; 2</b><br>done', 'Html');
  const [plain, rich] = conversation.chatService.messages();
  assert.equal(plain?.text(), '1 < 2\n<script>');
  assert.equal(plain?.html(), '1 &#60; 2<br>&#60;script&#62;');
  assert.equal(rich?.html(), '<b>1 &lt; 2</b><br>done');
  assert.equal(rich?.text(), '1 < 2\ndone');
  assert.deepEqual(
    network.chat.sent.map(({ format, text: written }) => [format, written]),
    [
      ['Text', '1 < 2\n<script>'],
      ['Html', '<b>1 &lt; 2</b><br>done'],
    ],
  );
  assert.deepEqual(conversation.chatService.supportedMessageFormats(), ['Text', 'Html']);
});

test('messages and activityItems can only be read', async () => {
  const { conversation } = await chatting();
  assert.equal(conversation.chatService.messages.add.enabled(), false);
  assert.equal(conversation.historyService.activityItems.add.enabled(), false);
  assert.equal(conversation.historyService.activityItems.remove.enabled(), false);
});
