import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application, Conversation, RosterEntry } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { entry, type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

const room = 'sip:room-7@contoso.example';

/** Alice in a chat with Bob. */
async function chatting(): Promise<{ application: Application; network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const start = conversation.chatService.start();
  network.chat.events.identified(person('bob'));
  await network.chat.answer('start');
  await start;
  return { application, network, conversation };
}

function entries(...users: string[]): RosterEntry[] {
  return users.map(user => entry(user));
}

test('leave() goes through §3.6: the conversation goes straight from Connected to Disconnected', async () => {
  const { network, conversation } = await chatting();
  const log = timeline(conversation);
  const ends: unknown[] = [];
  conversation.state.changed((value, _reason, oldValue) => void ends.push([value, oldValue]));
  follow(log, 'leave', conversation.leave());
  assert.equal(conversation.chatService.sendMessage.enabled(), false);
  assert.equal(conversation.chatService.start.enabled(), false);
  await network.chat.answer('leave');
  assert.deepEqual(log, [
    'chat Disconnecting',
    'chat Disconnected',
    'conversation Disconnected',
    'Bob Disconnected',
    'leave resolved',
  ]);
  assert.deepEqual(ends.at(-1), ['Disconnected', 'Connected']);
  assert.equal(conversation.phase(), 'ended');
  assert.equal(conversation.activeModalities.chat(), false);
  assert.equal(conversation.participants.size(), 1);
});

test('leave() twice leaves once, and both promises resolve', async () => {
  const { network, conversation } = await chatting();
  const leaves = [conversation.leave(), conversation.leave()];
  assert.deepEqual(network.chat.log, ['start', 'leave']);
  await network.chat.answer('leave');
  await Promise.all(leaves);
});

test('leave() of what was never started, or has ended, resolves and changes nothing', async () => {
  const { application } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  assert.equal(conversation.leave.enabled(), true);
  await conversation.leave();
  assert.equal(conversation.state(), 'Created');
  const { network, conversation: ended } = await chatting();
  network.chat.events.ended(new Reason('Terminated'));
  await ended.leave();
  assert.deepEqual(network.chat.log, ['start']);
});

test('The other side ends: Terminated, nothing is removed, messages stay', async () => {
  const { application, network, conversation } = await chatting();
  network.chat.events.message(text('bob', 'bye'));
  const log = timeline(conversation);
  network.chat.events.ended(new Reason('Terminated'));
  assert.deepEqual(log, [
    'chat Disconnected (Terminated)',
    'conversation Disconnected (Terminated)',
    'Bob Disconnected (Terminated)',
  ]);
  assert.equal(application.conversationsManager.conversations(0), conversation);
  assert.equal(conversation.chatService.messages(0)?.text(), 'bye');
  assert.equal(conversation.participants.size(), 1);
});

test('Messages that were on their way when the conversation ended have Failed, before the states are heard', async () => {
  const { network, conversation } = await chatting();
  const log = timeline(conversation);
  follow(log, 'send', conversation.chatService.sendMessage('lost'));
  log.length = 0;
  network.chat.events.ended(new Reason('Terminated'));
  await settled();
  assert.deepEqual(log, [
    'lost Failed (Terminated)',
    'chat Disconnected (Terminated)',
    'conversation Disconnected (Terminated)',
    'Bob Disconnected (Terminated)',
    'send rejected (Terminated)',
  ]);
});

test('sendMessage() after the end resumes on the same object with a new session', async () => {
  const { network, conversation } = await chatting();
  network.chat.events.ended(new Reason('Terminated'));
  const old = network.chat;
  const log = timeline(conversation);
  follow(log, 'send', conversation.chatService.sendMessage('again'));
  assert.notEqual(network.chat, old);
  assert.equal(network.chat.target, 'sip:bob@contoso.example');
  assert.deepEqual(network.chat.log, ['start again']);
  await network.chat.answer('start');
  assert.deepEqual(log, [
    'message Outgoing Alice "again" Pending',
    'conversation Connecting',
    'chat Connecting',
    'Bob Connecting',
    'conversation Connected',
    'Bob Connected',
    'chat Connected',
    'again Succeeded',
    'send resolved',
  ]);
});

test('A session that has ended is deaf: nothing it tells late reaches the conversation', async () => {
  const { network, conversation } = await chatting();
  const old = network.chat;
  old.events.ended(new Reason('Terminated'));
  void conversation.chatService.start();
  await network.chat.answer('start');
  const log = timeline(conversation);
  old.events.ringing();
  old.events.message(text('bob', 'late'));
  old.events.promoted(room);
  old.conference([]);
  old.events.ended(new Reason('Dropped'));
  assert.deepEqual(log, []);
  assert.equal(conversation.state(), 'Connected');
});

test('A group that one comes back to is called by its own URI, and its roster tells who is there', async () => {
  const { network, conversation } = await chatting();
  network.chat.events.promoted(room);
  network.chat.conference(entries('bob', 'carol'));
  const leave = conversation.leave();
  await network.chat.answer('leave');
  await leave;
  assert.equal(conversation.participants.size(), 2);
  const log = timeline(conversation);
  follow(log, 'start', conversation.chatService.start());
  assert.equal(network.chat.target, room);
  await network.chat.answer('start');
  network.chat.conference(entries('carol'));
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'Bob Connecting',
    'Carol Connecting',
    'conversation Connected',
    'chat Connected',
    'start resolved',
    'Bob Disconnected',
    'removed Bob',
    'Carol Connected',
  ]);
  assert.equal(conversation.isGroupConversation(), true);
});

test('stop() ends the chat and not the conversation, which start() takes up again and leave() ends', async () => {
  const { network, conversation } = await chatting();
  const log = timeline(conversation);
  follow(log, 'stop', conversation.chatService.stop());
  await network.chat.answer('leave');
  assert.deepEqual(log, ['chat Disconnecting', 'chat Disconnected', 'Bob Disconnected', 'stop resolved']);
  assert.equal(conversation.state(), 'Connected');
  assert.equal(conversation.chatService.stop.enabled(), false);
  const start = conversation.chatService.start();
  await network.chat.answer('start');
  await start;
  assert.equal(conversation.selfParticipant.chat.state(), 'Connected');
  const stop = conversation.chatService.stop();
  await network.chat.answer('leave');
  await stop;
  await conversation.leave();
  assert.equal(conversation.state(), 'Disconnected');
});

test('What is asked in while nobody is there to ask is refused when the application signs out', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const log: string[] = [];
  follow(log, 'add', conversation.participants.add('carol@contoso.example'));
  const signOut = application.signInManager.signOut();
  await network.answer('signOut');
  await signOut;
  assert.deepEqual(log, ['add rejected (SignedOut)']);
});

test('A conversation whose chat was stopped ends with the connection, too', async () => {
  const { network, conversation } = await chatting();
  const stop = conversation.chatService.stop();
  await network.chat.answer('leave');
  await stop;
  network.onConnection('Lost');
  assert.equal(conversation.state(), 'Disconnected');
  assert.equal(conversation.phase(), 'ended');
});

test('An end that comes right after the answer wins, however soon', async () => {
  for (let microtasks = 0; microtasks < 12; microtasks++) {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
    conversation.chatService.start().catch(() => {});
    const answered = network.chat.answer('start');
    for (let i = 0; i < microtasks; i++) await Promise.resolve();
    network.chat.events.ended(new Reason('Terminated'));
    await answered;
    assert.equal(conversation.state(), 'Disconnected', `after ${microtasks} microtasks`);
    assert.equal(conversation.selfParticipant.chat.state(), 'Disconnected');
    assert.equal(conversation.participants(0)?.state(), 'Disconnected');
  }
});
