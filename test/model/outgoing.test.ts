import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

const declined = new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) });
const unanswered = new Reason('InvitationFailed', { reason: new Reason('Timeout', { subcode: 'Timeout' }) });
const unreachable = new Reason('InvitationFailed', {
  reason: new Reason('ServiceUnavailable', { subcode: 'Unreachable' }),
});
const unknown = new Reason('InvitationFailed', {
  reason: new Reason('NotFound', { subcode: 'DestinationNotFound', message: 'There is nobody with this address.' }),
});

test('getConversation() makes one that is Created, with the other side in it, and invites nobody', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  assert.equal(conversation.state(), 'Created');
  assert.equal(conversation.phase(), 'idle');
  assert.equal(conversation.selfParticipant.chat.state(), 'Disconnected');
  assert.equal(conversation.participants.size(), 1);
  assert.equal(conversation.participantsCount(), 1);
  assert.equal(conversation.participants(0)?.uri(), 'sip:bob@contoso.example');
  assert.equal(conversation.participants(0)?.state(), 'Disconnected');
  assert.equal(conversation.isGroupConversation(), false);
  assert.equal(conversation.uri(), null);
  assert.equal(conversation.creator, application.personsAndGroupsManager.mePerson);
  assert.equal(conversation.selfParticipant.person, application.personsAndGroupsManager.mePerson);
  assert.equal(network.chats.length, 0);
});

test('start() goes through §3.1: Connecting, Ringing, Connected, and its promise comes last', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const { start, stop } = conversation.chatService;
  const log = timeline(conversation);
  follow(log, 'start', start());
  assert.equal(conversation.phase(), 'inviting');
  assert.equal(start.enabled(), false);
  assert.equal(stop.enabled(), true);
  network.chat.events.ringing();
  network.chat.events.identified(person('bob'));
  await network.chat.answer('start');
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'bob@contoso.example Connecting',
    'chat Ringing',
    'conversation Connected',
    'Bob Connected',
    'chat Connected',
    'start resolved',
  ]);
  assert.equal(network.chat.target, 'sip:bob@contoso.example');
  assert.deepEqual(network.chat.log, ['start']);
  assert.equal(conversation.phase(), 'active');
  assert.equal(conversation.activeModalities.chat(), true);
  assert.equal(conversation.participants(0)?.chat.state(), 'Connected');
  assert.equal(conversation.selfParticipant.state(), 'Connected');
});

test('start() while connecting or connected rejects with CommandDisabled', async () => {
  const { application, network } = await signedIn();
  const { start } = application.conversationsManager.getConversation('sip:bob@contoso.example').chatService;
  void start();
  await assert.rejects(start(), { code: 'CommandDisabled' });
  await network.chat.answer('start');
  await assert.rejects(start(), { code: 'CommandDisabled', message: 'Already started.' });
  assert.equal(network.chats.length, 1);
});

for (const [what, failure, code] of [
  ['declined', declined, 'Refused Declined'],
  ['unanswered', unanswered, 'Missed'],
  ['addressed to nobody', unknown, 'Failed'],
  ['not heard by the server', unreachable, 'Dropped'],
] as const) {
  test(`start() that is ${what} rejects with what the network said, and all is Disconnected because ${code}`, async () => {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
    const start = conversation.chatService.start();
    const rejected = assert.rejects(start, reason => reason === failure);
    await network.chat.refuse('start', failure);
    await rejected;
    assert.equal(conversation.state(), 'Disconnected');
    assert.equal(conversation.phase(), 'ended');
    assert.equal(conversation.selfParticipant.chat.state(), 'Disconnected');
    const { reason } = conversation.selfParticipant.chat.state;
    assert.ok(reason instanceof Reason);
    assert.equal(reason.code, code.split(' ')[0]);
    assert.equal(reason.reason, failure);
    assert.equal(conversation.state.reason, reason);
    assert.equal(conversation.participants(0)?.state(), 'Disconnected');
    assert.equal(conversation.participants.size(), 1);
    assert.equal(conversation.chatService.start.enabled(), true);
  });
}

for (const act of ['stop', 'leave'] as const) {
  test(`${act}() while connecting withdraws the invitation; start rejects with Canceled`, async () => {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
    const log = timeline(conversation);
    follow(log, 'start', conversation.chatService.start());
    log.length = 0;
    follow(log, act, act === 'stop' ? conversation.chatService.stop() : conversation.leave());
    assert.deepEqual(network.chat.log, ['start', 'leave']);
    await network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('Canceled') }));
    await network.chat.answer('leave');
    assert.deepEqual(log, [
      'chat Disconnected (Canceled)',
      'conversation Disconnected (Canceled)',
      'bob@contoso.example Disconnected (Canceled)',
      'start rejected (Canceled)',
      `${act} resolved`,
    ]);
  });
}

test('An answer that comes while the invitation is being withdrawn comes too late', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const log = timeline(conversation);
  follow(log, 'start', conversation.chatService.start());
  follow(log, 'leave', conversation.leave());
  await network.chat.answer('start');
  await network.chat.answer('leave');
  assert.ok(!log.includes('conversation Connected'));
  assert.ok(log.includes('start rejected (Canceled)'));
  assert.equal(conversation.state(), 'Disconnected');
});

test('sendMessage() alone goes through §3.2: the invitation carries the text', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const log = timeline(conversation);
  follow(log, 'send', conversation.chatService.sendMessage('hi'));
  assert.deepEqual(network.chat.log, ['start hi']);
  await network.chat.answer('start');
  assert.deepEqual(log, [
    'message Outgoing Alice "hi" Pending',
    'conversation Connecting',
    'chat Connecting',
    'bob@contoso.example Connecting',
    'conversation Connected',
    'bob@contoso.example Connected',
    'chat Connected',
    'hi Succeeded',
    'send resolved',
  ]);
  const more = conversation.chatService.sendMessage('more');
  await network.chat.answer('send');
  await more;
  assert.deepEqual(log.slice(9), ['message Outgoing Alice "more" Pending', 'more Succeeded']);
});

test('sendMessage() alone that is declined fails its item, then the states, then the promise', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const log = timeline(conversation);
  follow(log, 'send', conversation.chatService.sendMessage('hi'));
  log.length = 0;
  await network.chat.refuse('start', declined);
  assert.deepEqual(log, [
    'hi Failed (InvitationFailed Declined)',
    'chat Disconnected (Refused InvitationFailed Declined)',
    'conversation Disconnected (Refused InvitationFailed Declined)',
    'bob@contoso.example Disconnected (Refused InvitationFailed Declined)',
    'send rejected (InvitationFailed Declined)',
  ]);
  assert.equal(conversation.chatService.messages(0)?.status.reason, declined);
  assert.equal(conversation.chatService.messages(0)?.reason(), declined);
});

test('Messages sent while connecting wait, and go out in the order of the calls before any later one', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const { chatService, selfParticipant } = conversation;
  selfParticipant.chat.state.once('Connected', () => void chatService.sendMessage('from a listener'));
  void chatService.sendMessage('first');
  void chatService.sendMessage('second');
  void chatService.sendMessage('third');
  await settled();
  assert.deepEqual(network.chat.log, ['start first']);
  await network.chat.answer('start');
  assert.deepEqual(network.chat.log, ['start first', 'send second', 'send third', 'send from a listener']);
  assert.deepEqual(
    chatService.messages().map(message => message.status()),
    ['Succeeded', 'Pending', 'Pending', 'Pending'],
  );
  await network.chat.answer('send');
  assert.equal(chatService.messages(1)?.status(), 'Succeeded');
});

test('Messages that wait fail with the invitation', async () => {
  const { application, network } = await signedIn();
  const { chatService } = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const log: string[] = [];
  follow(log, 'start', chatService.start());
  follow(log, 'first', chatService.sendMessage('first'));
  follow(log, 'second', chatService.sendMessage('second'));
  await network.chat.refuse('start', declined);
  assert.deepEqual(
    new Set(log),
    new Set(['start', 'first', 'second'].map(name => `${name} rejected (InvitationFailed Declined)`)),
  );
  for (const message of chatService.messages()) {
    assert.equal(message.status(), 'Failed');
    assert.equal(message.status.reason, declined);
  }
});

test('A message goes to the network before a leave() that follows it', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  void conversation.chatService.start();
  await network.chat.answer('start');
  const log: string[] = [];
  follow(log, 'send', conversation.chatService.sendMessage('bye'));
  follow(log, 'leave', conversation.leave());
  assert.deepEqual(network.chat.log, ['start', 'send bye', 'leave']);
  await network.chat.answer('send');
  await network.chat.answer('leave');
  assert.deepEqual(log, ['send resolved', 'leave resolved']);
});

test('sendMessage() of nothing is refused, and leaves no item', async () => {
  const { application, network } = await signedIn();
  const { chatService } = application.conversationsManager.getConversation('sip:bob@contoso.example');
  await assert.rejects(chatService.sendMessage(''), { code: 'BadRequest', subcode: 'ParameterValidationFailure' });
  assert.equal(chatService.messages.size(), 0);
  assert.equal(network.chats.length, 0);
});

test('A session that cannot even be opened fails the item and changes no state', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  network.openChat = () => {
    throw new RangeError('no more sessions');
  };
  await assert.rejects(conversation.chatService.sendMessage('hi'), { code: 'Failed', message: 'no more sessions' });
  assert.equal(conversation.chatService.messages(0)?.status(), 'Failed');
  assert.equal(conversation.state(), 'Created');
});

test('A message that arrives before the invitation is answered is shown', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  void conversation.chatService.start();
  network.chat.events.message(text('bob', 'early'));
  assert.equal(conversation.chatService.messages(0)?.text(), 'early');
  assert.equal(conversation.selfParticipant.chat.state(), 'Connecting');
});
