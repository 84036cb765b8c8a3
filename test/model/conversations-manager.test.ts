import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { person } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow } from './timeline.js';

test('getConversation() adds a new conversation, and gives the same one however the address is written', async () => {
  const { application } = await signedIn();
  const { conversations, getConversation } = bound(application.conversationsManager);
  const added: unknown[] = [];
  conversations.added((conversation, key) => void added.push([conversation, key]));
  const conversation = getConversation('sip:bob@contoso.example');
  assert.deepEqual(added, [[conversation, conversation.id()]]);
  assert.equal(getConversation('bob@contoso.example'), conversation);
  assert.equal(getConversation('SIP:Bob@CONTOSO.example'), conversation);
  const bob = conversation.participants(0)?.person;
  assert.ok(bob);
  assert.equal(getConversation(bob), conversation);
  assert.notEqual(getConversation('carol@contoso.example'), conversation);
  assert.equal(conversations.size(), 2);
});

test('getConversation() gives a new one after the end; the old one stays', async () => {
  const { application, network } = await signedIn();
  const { conversations, getConversation } = bound(application.conversationsManager);
  const old = getConversation('bob@contoso.example');
  void old.chatService.start();
  await network.chat.answer('start');
  assert.equal(getConversation('bob@contoso.example'), old);
  network.chat.events.ended(new Reason('Terminated'));
  const next = getConversation('bob@contoso.example');
  assert.notEqual(next, old);
  assert.equal(next.state(), 'Created');
  assert.equal(next.chatService.messages.size(), 0);
  assert.deepEqual(conversations(), [old, next]);
});

test('getConversation() does not give one that has become a group', async () => {
  const { application, network } = await signedIn();
  const { getConversation } = bound(application.conversationsManager);
  const conversation = getConversation('bob@contoso.example');
  void conversation.chatService.start();
  await network.chat.answer('start');
  network.chat.events.promoted('sip:room-7@contoso.example');
  assert.notEqual(getConversation('bob@contoso.example'), conversation);
});

test('getConversation() gives the one that the other side has begun', async () => {
  const { application, network } = await signedIn();
  network.invite('bob');
  const { conversations, getConversation } = bound(application.conversationsManager);
  assert.equal(getConversation('bob@contoso.example'), conversations(0));
});

test('getConversation() refuses what is no address', async () => {
  const { application } = await signedIn();
  for (const wrong of ['', 'bob', 'sip:', 'bob@', '@contoso.example', 'bob smith@contoso.example']) {
    assert.throws(() => application.conversationsManager.getConversation(wrong), SyntaxError, wrong);
  }
  assert.equal(application.conversationsManager.conversations.size(), 0);
});

test('A person has one name in all conversations, which follows what the network tells', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const bob = conversation.participants(0);
  assert.equal(bob?.displayName(), 'bob@contoso.example');
  network.invite('bob');
  assert.equal(application.conversationsManager.conversations(1)?.participants(0)?.person, bob?.person);
  assert.equal(bob?.displayName(), 'Bob');
  network.chat.events.identified({ ...person('bob'), displayName: '' });
  assert.equal(bob?.displayName(), 'Bob');
  assert.throws(() => bob?.displayName('Robert'), { code: 'CommandDisabled' });
});

test('getConversation() gives the first that is ongoing, when an old one was started again', async () => {
  for (const start of ['start', 'sendMessage'] as const) {
    const { application, network } = await signedIn();
    const { getConversation } = bound(application.conversationsManager);
    const old = getConversation('bob@contoso.example');
    void old.chatService.start();
    await network.chat.answer('start');
    network.chat.events.ended(new Reason('Terminated'));
    const next = getConversation('bob@contoso.example');
    void old.chatService[start]('again');
    assert.equal(old.state(), 'Connecting', start);
    assert.equal(getConversation('bob@contoso.example'), old);
    assert.equal(next.state(), 'Created');
  }
});

test('conversations.remove() leaves, then removes; the same person gets a new one', async () => {
  const { application, network } = await signedIn();
  const { conversations, getConversation } = bound(application.conversationsManager);
  const conversation = getConversation('bob@contoso.example');
  void conversation.chatService.start();
  await network.chat.answer('start');
  const log: string[] = [];
  conversation.state.changed(value => void log.push(value));
  conversations.removed(removed => void log.push(removed === conversation ? 'removed' : 'another'));
  follow(log, 'remove', conversations.remove(conversation));
  assert.equal(conversation.chatService.sendMessage.enabled(), false, 'nothing comes between');
  await network.chat.answer('leave');
  assert.deepEqual(log, ['Connected', 'Disconnected', 'removed', 'remove resolved']);
  assert.equal(conversations.size(), 0);
  await assert.rejects(conversation.chatService.start(), { code: 'CommandDisabled', message: 'Removed.' });
  assert.notEqual(getConversation('bob@contoso.example'), conversation);
});

test('conversations.remove() takes one that has ended, or was never started, and declines an invitation', async () => {
  const { application, network } = await signedIn();
  const { conversations, getConversation } = bound(application.conversationsManager);
  const created = getConversation('bob@contoso.example');
  const ended = getConversation('carol@contoso.example');
  void ended.chatService.start().catch(() => {});
  await network.chat.refuse('start', new Reason('InvitationFailed'));
  network.invite('dave');
  const invitation = network.chat;
  const incoming = conversations(2) ?? assert.fail('nobody has invited us');
  const removing = Promise.all([created, ended, incoming].map(conversation => conversations.remove(conversation)));
  assert.deepEqual(invitation.log, ['reject']);
  await invitation.refuse('reject', new Reason('Timeout'));
  await removing;
  assert.deepEqual(conversations(), []);
  assert.equal(incoming.state(), 'Disconnected');
});

test('conversations.remove() lets an add() fail that still waits for the start', async () => {
  const { application } = await signedIn();
  const { conversations } = application.conversationsManager;
  const group = application.conversationsManager.createConversation();
  const added = assert.rejects(group.participants.add('bob@contoso.example'), { code: 'Removed' });
  await conversations.remove(group);
  await added;
  assert.equal(group.participants.size(), 0);
  assert.equal(group.state(), 'Created');
});

test('getConversation() gives a new one while the former is still being removed', async () => {
  const { application, network } = await signedIn();
  const { getConversation, conversations } = bound(application.conversationsManager);
  const former = getConversation('bob@contoso.example');
  void former.chatService.start();
  await network.chat.answer('start');
  const removing = conversations.remove(former);
  const next = getConversation('bob@contoso.example');
  assert.notEqual(next, former);
  assert.ok(next.chatService.start.enabled());
  await network.chat.answer('leave');
  await removing;
  assert.deepEqual(conversations(), [next]);
});

test('conversations.remove() of what is not there is refused; add is disabled', async () => {
  const [one, other] = [await signedIn(), await signedIn()];
  const { conversations } = one.application.conversationsManager;
  const foreign = other.application.conversationsManager.getConversation('bob@contoso.example');
  await assert.rejects(conversations.remove(foreign), { code: 'NotFound' });
  assert.equal(other.application.conversationsManager.conversations.size(), 1);
  assert.equal(conversations.add.enabled(), false);
});

function bound(manager: Awaited<ReturnType<typeof signedIn>>['application']['conversationsManager']): {
  conversations: typeof manager.conversations;
  getConversation: typeof manager.getConversation;
} {
  return { conversations: manager.conversations, getConversation: manager.getConversation.bind(manager) };
}
