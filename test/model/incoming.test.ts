import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { type FakeNetwork, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

/** Alice, whom Bob invites. */
async function invited(
  options: Parameters<FakeNetwork['invite']>[1] = {},
): Promise<{ application: Application; network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  network.invite('bob', options);
  const conversation = application.conversationsManager.conversations(0);
  if (!conversation) throw new Error('There is no conversation');
  return { application, network, conversation };
}

test('An invitation adds a conversation that is Incoming, Notified, and can be accepted already when it is added', async () => {
  const { application, network } = await signedIn();
  const heard: unknown[] = [];
  application.conversationsManager.conversations.added(conversation => {
    const { chatService, selfParticipant } = conversation;
    heard.push([conversation.state(), selfParticipant.chat.state(), chatService.accept.enabled()]);
    chatService.accept.enabled.when(true, () => void heard.push('accept.enabled'));
    selfParticipant.chat.state.when('Notified', () => void heard.push('Notified'));
  });
  network.invite('bob', { subject: 'Lunch' });
  assert.deepEqual(heard, [['Incoming', 'Notified', true], 'accept.enabled', 'Notified']);
  const conversation = application.conversationsManager.conversations(0);
  assert.equal(conversation?.phase(), 'incoming');
  assert.equal(conversation?.topic(), 'Lunch');
  assert.equal(conversation?.creator.displayName(), 'Bob');
  assert.deepEqual(
    conversation?.participants().map(participant => participant.displayName()),
    ['Bob'],
  );
  assert.equal(conversation?.chatService.start.enabled(), false);
  assert.equal(conversation?.chatService.stop.enabled(), false);
});

test('The message inside an invitation is an item before the invitation is answered', async () => {
  const { conversation } = await invited({ first: text('bob', 'hello') });
  assert.deepEqual(
    conversation.chatService.messages().map(item => [item.direction(), item.text(), item.status()]),
    [['Incoming', 'hello', 'Succeeded']],
  );
  assert.equal(conversation.selfParticipant.chat.state(), 'Notified');
});

test('accept() goes through §3.3', async () => {
  const { network, conversation } = await invited({ first: text('bob', 'hello') });
  const log = timeline(conversation);
  follow(log, 'accept', conversation.chatService.accept());
  assert.equal(conversation.chatService.accept.enabled(), false);
  assert.equal(conversation.chatService.reject.enabled(), false);
  assert.equal(conversation.phase(), 'incoming');
  await network.chat.answer('accept');
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'conversation Connected',
    'Bob Connected',
    'chat Connected',
    'accept resolved',
  ]);
  assert.equal(conversation.phase(), 'active');
});

test('The message inside the invitation is shown once, although the network delivers it as well', async () => {
  const first = text('bob', 'hello');
  const { network, conversation } = await invited({ first });
  void conversation.chatService.accept();
  network.chat.events.message(first);
  await network.chat.answer('accept');
  network.chat.events.message({ ...first });
  assert.equal(conversation.chatService.messages.size(), 1);
});

test('reject() declines, ends as Refused, and disables both commands', async () => {
  const { network, conversation } = await invited();
  const log = timeline(conversation);
  follow(log, 'reject', conversation.chatService.reject());
  assert.equal(conversation.chatService.accept.enabled(), false);
  await network.chat.answer('reject');
  assert.deepEqual(log, [
    'chat Disconnected (Refused)',
    'conversation Disconnected (Refused)',
    'Bob Disconnected (Refused)',
    'reject resolved',
  ]);
  await assert.rejects(conversation.chatService.reject(), { code: 'CommandDisabled' });
  assert.equal(conversation.chatService.messages.size(), 0);
});

test('leave() of an invitation declines it', async () => {
  const { network, conversation } = await invited();
  const leave = conversation.leave();
  assert.deepEqual(network.chat.log, ['reject']);
  await network.chat.answer('reject');
  await leave;
  assert.equal(conversation.state(), 'Disconnected');
});

for (const code of ['Missed', 'Canceled', 'ConnectedElsewhere']) {
  test(`An invitation that ends as ${code} disables accept and reject, and stays in the collection`, async () => {
    const { application, network, conversation } = await invited();
    const log = timeline(conversation);
    const enabled: boolean[] = [];
    conversation.chatService.accept.enabled.changed(value => void enabled.push(value));
    network.chat.events.ended(new Reason(code));
    const everything = ['chat', 'conversation', 'Bob'];
    assert.deepEqual(
      log,
      everything.map(what => `${what} Disconnected (${code})`),
    );
    assert.deepEqual(enabled, [true, false]);
    assert.equal(conversation.chatService.reject.enabled(), false);
    assert.equal(application.conversationsManager.conversations(0), conversation);
  });
}

test('An invitation that is withdrawn while it is being accepted rejects accept, once', async () => {
  const { network, conversation } = await invited({ first: text('bob', 'hello') });
  const log = timeline(conversation);
  follow(log, 'accept', conversation.chatService.accept());
  const canceled = new Reason('Canceled');
  network.chat.events.ended(canceled);
  await settled();
  await network.chat.refuse('accept', new Reason('InvitationFailed'));
  assert.deepEqual(log.slice(2), [
    'chat Disconnected (Canceled)',
    'conversation Disconnected (Canceled)',
    'Bob Disconnected (Canceled)',
    'accept rejected (Canceled)',
  ]);
});

test('Nothing can be sent before the invitation is accepted; after that it waits for the chat to be up', async () => {
  const { network, conversation } = await invited();
  await assert.rejects(conversation.chatService.sendMessage('too early'), {
    code: 'CommandDisabled',
    message: 'Accept the invitation first.',
  });
  assert.equal(conversation.chatService.messages.size(), 0);
  void conversation.chatService.accept();
  void conversation.chatService.sendMessage('hi');
  assert.deepEqual(network.chat.log, ['accept']);
  await network.chat.answer('accept');
  assert.deepEqual(network.chat.log, ['accept', 'send hi']);
});

test('A second invitation of the same person is another conversation', async () => {
  const { application, network } = await invited();
  network.invite('bob');
  assert.equal(application.conversationsManager.conversations.size(), 2);
  assert.notEqual(
    application.conversationsManager.conversations(0)?.id(),
    application.conversationsManager.conversations(1)?.id(),
  );
});
