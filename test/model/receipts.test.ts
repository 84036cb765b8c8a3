import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Conversation, showConference, showReceipt, type TextMessage } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';

/** Alice in a chat with Bob. */
async function chatting(): Promise<{ network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const start = conversation.chatService.start();
  await network.chat.answer('start');
  await start;
  return { network, conversation };
}

async function send(
  { network, conversation }: Awaited<ReturnType<typeof chatting>>,
  words: string,
): Promise<TextMessage> {
  const sent = conversation.chatService.sendMessage(words);
  await network.chat.answer('send');
  await sent;
  const item = conversation.chatService.messages().at(-1);
  assert.ok(item);
  return item;
}

const idOf = (network: FakeNetwork, index = -1): string => network.chat.sent.at(index)?.id ?? '';
const names = (item: TextMessage): string[] =>
  [item.deliveredTo, item.readBy, item.failedFor].map(people =>
    people()
      .map(who => who.displayName())
      .join(' '),
  );

const PEOPLE = { role: 'Leader', topic: undefined, isJoiningEnabled: undefined, creator: undefined } as const;
const entry = (user: string) => ({ ...person(user), role: 'Attendee' as const, inLobby: false });

function promote(network: FakeNetwork, ...users: string[]): void {
  network.chat.events.promoted('sip:chat-1@contoso.example');
  network.chat.events.conference({ people: users.map(entry), ...PEOPLE }, showConference);
}

test('what becomes of a message is told on its item, whether looked at before or after', async () => {
  const chat = await chatting();
  const { network, conversation } = chat;
  const item = await send(chat, 'hello');
  const heard: string[] = [];
  item.deliveredTo.added(who => void heard.push(`delivered to ${who.displayName()}`));
  assert.equal(item.deliveredTo, item.deliveredTo);
  network.chat.events.receipt(idOf(network), person('bob'), 'Delivered', showReceipt);
  assert.deepEqual(names(item), ['Bob', '', '']);
  assert.equal(item.deliveredTo(0), conversation.participants(0)?.person);
  item.readBy.added(who => void heard.push(`read by ${who.displayName()}`));
  network.chat.events.receipt(idOf(network), person('bob'), 'Read', showReceipt);
  network.chat.events.receipt(idOf(network), person('bob'), 'Delivered', showReceipt);
  network.chat.events.receipt(idOf(network), { ...person('bob'), uri: 'sip:BOB@contoso.example' }, 'Read', showReceipt);
  await settled();
  assert.deepEqual(names(item), ['Bob', 'Bob', '']);
  assert.deepEqual(heard, ['delivered to Bob', 'read by Bob']);
  assert.equal(item.readBy.add.enabled(), false);
});

test('in a group each has their own; what failed on one device and got to another has not failed', async () => {
  const chat = await chatting();
  const { network } = chat;
  promote(network, 'bob', 'carol');
  const item = await send(chat, 'hello');
  network.chat.events.receipt(idOf(network), person('bob'), 'Failed', showReceipt);
  network.chat.events.receipt(idOf(network), person('carol'), 'Failed', showReceipt);
  assert.deepEqual(names(item), ['', '', 'Bob Carol']);
  assert.equal(item.status(), 'Succeeded');
  network.chat.events.receipt(idOf(network), person('carol'), 'Delivered', showReceipt);
  network.chat.events.receipt(idOf(network), person('carol'), 'Failed', showReceipt);
  await settled();
  assert.deepEqual(names(item), ['Carol', '', 'Bob']);
});

test('who has read one has read those before it, but not what failed or came from others', async () => {
  const chat = await chatting();
  const { network, conversation } = chat;
  const first = await send(chat, 'one');
  const failing = conversation.chatService.sendMessage('two').catch(() => {});
  await network.chat.refuse('send', new Reason('RequestFailed'));
  await failing;
  network.chat.events.message(text('bob', 'from Bob'));
  const third = await send(chat, 'three');
  const fourth = await send(chat, 'four');
  network.chat.events.receipt(idOf(network, -2), person('bob'), 'Read', showReceipt);
  assert.deepEqual(
    conversation.chatService.messages().map(item => names(item)[1]),
    ['Bob', '', '', 'Bob', ''],
  );
  assert.deepEqual(
    [first, third, fourth].map(item => item.readBy.size()),
    [1, 1, 0],
  );
});

test('who has read one has not read one before it that could not be delivered to them', async () => {
  const chat = await chatting();
  const { network } = chat;
  const early = await send(chat, 'what Bob has got');
  const lost = await send(chat, 'what Bob’s device refuses');
  network.chat.events.receipt(idOf(network), person('bob'), 'Failed', showReceipt);
  await send(chat, 'hello');
  network.chat.events.receipt(idOf(network), person('bob'), 'Read', showReceipt);
  assert.deepEqual(names(lost), ['', '', 'Bob']);
  assert.deepEqual(names(early), ['Bob', 'Bob', '']);
  promote(network, 'bob', 'carol');
  const refused = await send(chat, 'again');
  network.chat.events.receipt(idOf(network), person('carol'), 'Failed', showReceipt);
  await send(chat, 'to both');
  network.chat.events.receipt(idOf(network), person('carol'), 'Read', showReceipt);
  assert.deepEqual(names(refused), ['', '', 'Carol']);
});

test('in a group who has read one has read those before it that they have got', async () => {
  const chat = await chatting();
  const { network } = chat;
  const early = await send(chat, 'to Bob alone');
  network.chat.events.receipt(idOf(network), person('bob'), 'Delivered', showReceipt);
  promote(network, 'bob', 'carol');
  const late = await send(chat, 'to both');
  for (const user of ['bob', 'carol']) network.chat.events.receipt(idOf(network), person(user), 'Read', showReceipt);
  assert.deepEqual(names(early), ['Bob', 'Bob', '']);
  assert.deepEqual(names(late), ['Bob Carol', 'Bob Carol', '']);
});

test('a receipt of a message that is not here, or of one of somebody else, changes nothing', async () => {
  const chat = await chatting();
  const { network } = chat;
  const item = await send(chat, 'hello');
  network.chat.events.receipt('other', person('bob'), 'Read', showReceipt);
  assert.deepEqual(names(item), ['', '', '']);
});

test('receipts are asked for of at most twenty others', async () => {
  const chat = await chatting();
  const { network } = chat;
  await send(chat, 'to one');
  const users = Array.from({ length: 20 }, (_, index) => `user${index}`);
  promote(network, ...users);
  await send(chat, 'to twenty');
  promote(network, ...users, 'carol');
  await send(chat, 'to a crowd');
  assert.deepEqual(
    network.chat.sent.map(({ receipts }) => receipts),
    [true, true, false],
  );
});
