import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { person } from './fake-network.js';
import { signedIn } from './signed-in.js';

test('start() hands the context over with its type, and shows it in the conversation', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  assert.deepEqual([conversation.context(), conversation.context.type()], [undefined, undefined]);
  const started = conversation.chatService.start({ context: { order: 4711 } });
  assert.deepEqual(network.chat.context, { contentType: 'text/json', body: '{"order":4711}' });
  assert.deepEqual([conversation.context(), conversation.context.type()], [{ order: 4711 }, 'text/json']);
  await network.chat.answer('start');
  await started;
  assert.equal(conversation.context.set.enabled(), false);
});

test('start() without a context forgets that of the start before', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const refused = assert.rejects(conversation.chatService.start({ context: 'order 4711' }));
  await network.chat.refuse('start', new Reason('InvitationFailed'));
  await refused;
  assert.equal(conversation.context(), 'order 4711');
  void conversation.chatService.start();
  assert.deepEqual([conversation.context(), conversation.context.type()], [undefined, undefined]);
});

test('what is said to be JSON and is not is taken as a text', async () => {
  const { application, network } = await signedIn();
  network.onInvitation({
    from: person('bob'),
    uri: undefined,
    subject: '',
    first: undefined,
    context: { contentType: 'application/json', body: '{' },
    open: events => network.openChat('sip:bob@contoso.example', events),
  });
  const conversation = application.conversationsManager.conversations(0);
  assert.deepEqual([conversation?.context(), conversation?.context.type()], ['{', 'application/json']);
});
