import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Application } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { FakeNetwork, person, settled } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

const alice = { username: 'alice@contoso.example', password: 'secret' };

function watched(): { application: Application; network: FakeNetwork; log: string[] } {
  const network = new FakeNetwork();
  const application = new Application(network);
  const log: string[] = [];
  const code = (reason: unknown): string => (reason instanceof Reason ? ` (${reason.code})` : '');
  application.signInManager.state.changed((value, reason) => void log.push(`${value}${code(reason)}`));
  application.connection.changed((value, reason) => void log.push(`connection ${value}${code(reason)}`));
  return { application, network, log };
}

test('signIn() says who we are before it is SignedIn, and resolves last', async () => {
  const { application, network, log } = watched();
  const { signInManager, personsAndGroupsManager } = application;
  assert.equal(personsAndGroupsManager.mePerson.id(), '');
  const names: string[] = [];
  signInManager.state.when('SignedIn', () => void names.push(personsAndGroupsManager.mePerson.displayName()));
  follow(log, 'signIn', signInManager.signIn(alice));
  assert.deepEqual(network.log, ['signIn alice@contoso.example']);
  await network.answer('signIn', person('alice'));
  assert.deepEqual(log, [
    'SignedOut',
    'connection Offline',
    'connection Connecting',
    'SigningIn',
    'connection Connected',
    'SignedIn',
    'signIn resolved',
  ]);
  assert.deepEqual(names, ['Alice']);
  assert.equal(personsAndGroupsManager.mePerson.id(), 'sip:alice@contoso.example');
});

test('signIn() that fails is SignedOut with the reason, and cannot be tried again', async () => {
  const { application, network, log } = watched();
  const { signIn, state } = application.signInManager;
  const wrong = new Reason('SignInFailed', { reason: new Reason('Unauthorized') });
  follow(log, 'signIn', signIn(alice));
  await network.refuse('signIn', wrong);
  assert.deepEqual(log.slice(4), [
    'connection Offline (SignInFailed)',
    'SignedOut (SignInFailed)',
    'signIn rejected (SignInFailed Unauthorized)',
  ]);
  assert.equal(state.reason, wrong);
  assert.equal(signIn.enabled(), false);
  await assert.rejects(signIn(alice), {
    code: 'CommandDisabled',
    message: 'Already used.',
  });
});

test('signOut() leaves what is going on, and ends with SignedOut; the application is used up', async () => {
  const { application, network } = await signedIn();
  const { signInManager, conversationsManager } = application;
  const conversation = conversationsManager.getConversation('bob@contoso.example');
  void conversation.chatService.start();
  await network.chat.answer('start');
  const ended = timeline(conversation);
  const log: string[] = [];
  signInManager.state.changed(value => void log.push(value));
  follow(log, 'signOut', signInManager.signOut());
  assert.deepEqual(network.chat.log, ['start', 'leave']);
  assert.deepEqual(network.log, ['signIn alice@contoso.example', 'signOut']);
  await network.answer('signOut');
  assert.deepEqual(log, ['SignedIn', 'SigningOut', 'SignedOut', 'signOut resolved']);
  assert.equal(conversation.state(), 'Disconnected');
  assert.ok(ended.some(line => line.startsWith('conversation Disconnected')));
  assert.equal(application.connection(), 'Offline');
  assert.equal(signInManager.signIn.enabled(), false);
  assert.equal(signInManager.signOut.enabled(), false);
  for (const command of [conversation.chatService.start, conversation.chatService.sendMessage]) {
    assert.equal(command.enabled(), false);
  }
});

test('signOut() cancels a sign-in that is pending, however the network answers it', async () => {
  for (const answered of [true, false]) {
    const { application, network, log } = watched();
    follow(log, 'signIn', application.signInManager.signIn(alice));
    log.length = 0;
    follow(log, 'signOut', application.signInManager.signOut());
    if (answered) await network.answer('signIn', person('alice'));
    else await network.refuse('signIn', new Reason('Failed'));
    await network.answer('signOut');
    assert.deepEqual(log, [
      'SigningOut',
      'signIn rejected (Canceled)',
      'connection Offline',
      'SignedOut',
      'signOut resolved',
    ]);
  }
});

test('signOut() cancels a sign-in to which the network does not answer', async () => {
  const { application, network, log } = watched();
  follow(log, 'signIn', application.signInManager.signIn(alice));
  log.length = 0;
  follow(log, 'signOut', application.signInManager.signOut());
  await network.answer('signOut');
  assert.deepEqual(log.sort(), [
    'SignedOut',
    'SigningOut',
    'connection Offline',
    'signIn rejected (Canceled)',
    'signOut resolved',
  ]);
  await network.answer('signIn', person('alice'));
  assert.equal(application.signInManager.state(), 'SignedOut');
});

test('signOut() before signIn() is disabled', async () => {
  const { application } = watched();
  await assert.rejects(application.signInManager.signOut(), { code: 'CommandDisabled' });
});

test('A connection that is lost and found again changes connection only', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  void conversation.chatService.start();
  await network.chat.answer('start');
  const log = timeline(conversation);
  application.connection.changed(value => void log.push(value));
  network.onConnection('Reconnecting');
  void conversation.chatService.sendMessage('meanwhile');
  network.onConnection('Connected');
  assert.deepEqual(log, ['Connected', 'Reconnecting', 'message Outgoing Alice "meanwhile" Pending', 'Connected']);
  assert.equal(application.signInManager.state(), 'SignedIn');
  assert.equal(conversation.state(), 'Connected');
});

test('A connection that is given up ends every chat as Dropped and signs out with ConnectionLost', async () => {
  const { application, network } = await signedIn();
  const { conversationsManager, signInManager } = application;
  const connected = conversationsManager.getConversation('bob@contoso.example');
  void connected.chatService.start();
  await network.chat.answer('start');
  const connecting = conversationsManager.getConversation('carol@contoso.example');
  const logs = [timeline(connected), timeline(connecting)];
  const log: string[] = [];
  follow(log, 'start', connecting.chatService.start());
  network.invite('dave');
  const incoming = conversationsManager.conversations(2);
  const idle = conversationsManager.getConversation('erin@contoso.example');
  network.onConnection('Lost', new Reason('Timeout'));
  await settled();
  for (const conversation of [connected, connecting, incoming]) {
    assert.equal(conversation?.state(), 'Disconnected');
    assert.equal((conversation?.state.reason as Reason).code, 'Dropped');
    assert.equal(conversation?.chatService.accept.enabled(), false);
  }
  assert.equal(idle.state(), 'Created');
  assert.ok(logs.every(lines => lines.some(line => line.startsWith('chat Disconnected (Dropped'))));
  assert.deepEqual(log, ['start rejected (Dropped Timeout)']);
  assert.equal(signInManager.state(), 'SignedOut');
  const { reason } = signInManager.state;
  assert.ok(reason instanceof Reason);
  assert.equal(reason.code, 'ConnectionLost');
  assert.equal(reason.reason?.code, 'Timeout');
  assert.equal(application.connection(), 'Offline');
  await assert.rejects(idle.chatService.sendMessage('hi'), {
    code: 'CommandDisabled',
    message: 'Not signed in.',
  });
});

test('What the network says of its connection before or after counts for nothing', async () => {
  const { application, network, log } = watched();
  network.onConnection('Lost');
  assert.deepEqual(log, ['SignedOut', 'connection Offline']);
  const signIn = application.signInManager.signIn(alice);
  network.onConnection('Lost');
  await network.answer('signIn', person('alice'));
  await signIn;
  assert.equal(application.signInManager.state(), 'SignedIn');
});

test('Before sign-in a conversation can be made, but not started', async () => {
  const { application, network } = watched();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  await assert.rejects(conversation.chatService.start(), {
    code: 'CommandDisabled',
    message: 'Not signed in.',
  });
  const enabled: boolean[] = [];
  conversation.chatService.start.enabled.changed(value => void enabled.push(value));
  void application.signInManager.signIn(alice);
  await network.answer('signIn', person('alice'));
  assert.deepEqual(enabled, [false, true]);
});
