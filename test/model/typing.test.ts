import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { type Application, type Conversation, type Participant, showConference } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { type FakeNetwork, person, text } from './fake-network.js';
import { signedIn } from './signed-in.js';

/** Alice in a chat with Bob, in a time that the test moves. */
async function chatting(t: TestContext): Promise<{
  application: Application;
  network: FakeNetwork;
  conversation: Conversation;
  bob: Participant;
}> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const start = conversation.chatService.start();
  await network.chat.answer('start');
  await start;
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const bob = conversation.participants(0);
  assert.ok(bob);
  return { application, network, conversation, bob };
}

const told = (network: FakeNetwork): string[] => network.chat.log.filter(line => line === 'typing' || line === 'idle');

test('sendIsTyping() is told at most every 3 s while there are keys, and its end after 6 s without', async t => {
  const { network, conversation } = await chatting(t);
  const { sendIsTyping } = conversation.chatService;
  for (let second = 0; second < 7; second++) {
    await sendIsTyping();
    t.mock.timers.tick(1000);
  }
  assert.deepEqual(told(network), ['typing', 'typing', 'typing']); // at 0, 3 and 6 s
  t.mock.timers.tick(4900);
  assert.equal(told(network).length, 3);
  t.mock.timers.tick(100);
  assert.deepEqual(told(network).slice(3), ['idle']);
  t.mock.timers.tick(60_000);
  assert.equal(told(network).length, 4);
  await sendIsTyping();
  assert.equal(told(network).at(-1), 'typing');
});

test('sendIsTyping(false) tells at once that it is over, and only who was told that we write', async t => {
  const { network, conversation } = await chatting(t);
  const { sendIsTyping } = conversation.chatService;
  await sendIsTyping(false);
  assert.deepEqual(told(network), []);
  await sendIsTyping();
  await sendIsTyping(false);
  await sendIsTyping(false);
  t.mock.timers.tick(60_000);
  assert.deepEqual(told(network), ['typing', 'idle']);
  await sendIsTyping();
  assert.deepEqual(told(network), ['typing', 'idle', 'typing']);
});

test('a message says that we have written; what is typed after it is told at once', async t => {
  const { network, conversation } = await chatting(t);
  const { sendIsTyping, sendMessage } = conversation.chatService;
  await sendIsTyping();
  const sent = sendMessage('hello');
  t.mock.timers.tick(10_000);
  assert.deepEqual(told(network), ['typing']);
  await network.chat.answer('send');
  await sent;
  await sendIsTyping();
  void sendMessage('again').catch(() => {});
  await sendIsTyping();
  assert.deepEqual(told(network), ['typing', 'typing', 'typing']);
});

test('sendIsTyping() is off before the chat is up and after its end, and nothing is told then', async t => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const { sendIsTyping } = conversation.chatService;
  await assert.rejects(sendIsTyping(), { code: 'CommandDisabled' });
  const start = conversation.chatService.start();
  assert.equal(sendIsTyping.enabled(), false);
  await network.chat.answer('start');
  await start;
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  await sendIsTyping();
  network.chat.events.ended(new Reason('Terminated'));
  assert.equal(sendIsTyping.enabled(), false);
  t.mock.timers.tick(60_000);
  assert.deepEqual(told(network), ['typing']);
});

test('isTyping holds as long as the other side says, again and again, and no longer than a minute', async t => {
  const { network, bob } = await chatting(t);
  const { isTyping } = bob.chat;
  const heard: boolean[] = [];
  isTyping.changed(value => void heard.push(value));
  for (const seconds of [6, 6]) {
    network.chat.events.typing(person('bob'), seconds);
    t.mock.timers.tick(5000);
  }
  assert.equal(isTyping(), true);
  t.mock.timers.tick(1000);
  assert.equal(isTyping(), false);
  network.chat.events.typing(person('bob'), 86_400);
  t.mock.timers.tick(59_999);
  assert.equal(isTyping(), true);
  t.mock.timers.tick(1);
  assert.deepEqual(heard, [false, true, false, true, false]);
});

test('isTyping ends with the message, with idle, and with the end of the chat', async t => {
  const { network, bob } = await chatting(t);
  const { isTyping } = bob.chat;
  const { events } = network.chat;
  const ends: Record<string, () => void> = {
    message: () => events.message(text('bob', 'hello')),
    idle: () => events.typing(person('bob'), 0),
    end: () => events.ended(new Reason('Terminated')),
  };
  for (const [name, end] of Object.entries(ends)) {
    events.typing({ ...person('bob'), uri: 'sip:BOB@contoso.example' }, 6);
    assert.equal(isTyping(), true, name);
    end();
    assert.equal(isTyping(), false, name);
  }
  events.typing(person('bob'), 6);
  assert.equal(isTyping(), false, 'after the end');
});

test('isTyping of whoever leaves a group ends, and who is not in it is not heard', async t => {
  const { network, conversation, bob } = await chatting(t);
  const { events } = network.chat;
  events.promoted('sip:chat-1@contoso.example');
  const entry = (user: string) => ({ ...person(user), role: 'Attendee' as const, inLobby: false });
  const rest = { role: 'Leader', topic: undefined, isJoiningEnabled: undefined, creator: undefined } as const;
  events.conference({ people: [entry('bob'), entry('carol')], ...rest }, showConference);
  events.typing(person('bob'), 6);
  events.typing(person('mallory'), 6);
  const carol = conversation.participants(1);
  assert.deepEqual([bob.chat.isTyping(), carol?.chat.isTyping()], [true, false]);
  assert.equal(conversation.participants.size(), 2);
  events.conference({ people: [entry('carol')], ...rest }, showConference);
  assert.equal(bob.chat.isTyping(), false);
});

test('of ourselves isTyping is never told', async t => {
  const { network, conversation } = await chatting(t);
  network.chat.events.typing(person('alice'), 6);
  await conversation.chatService.sendIsTyping();
  assert.equal(conversation.selfParticipant.chat.isTyping(), false);
});

test('nobody is told while we are Hidden', async t => {
  const { application, network, conversation } = await chatting(t);
  const { status } = application.personsAndGroupsManager.mePerson;
  const hidden = status.set('Hidden');
  await network.answer('publish');
  await hidden;
  await conversation.chatService.sendIsTyping();
  t.mock.timers.tick(60_000);
  assert.deepEqual(told(network), []);
});
