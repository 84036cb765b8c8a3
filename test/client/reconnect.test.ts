import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application } from '../../src/model/index.js';
import { connect, namesIn, nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
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
after(() => server.close());

test('a restart of the server: the conversation goes on, and nothing is lost or doubled', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('before');
  await untilMessages(atBob, 1);
  const lost = [alice, bob].map(({ connection }) => until(connection, 'Reconnecting'));
  const restarted = server.restart();
  await Promise.all(lost);
  const waiting = ['while away 1', 'while away 2'].map(text => atAlice.chatService.sendMessage(text));
  assert.equal(atAlice.state(), 'Connected', 'the conversation stays as it is');
  await restarted;
  await Promise.all(waiting);
  await untilMessages(atBob, 3);
  await atBob.chatService.sendMessage('after');
  await untilMessages(atAlice, 4);
  assert.deepEqual(textsOf(atBob), ['before', 'while away 1', 'while away 2', 'after']);
  assert.deepEqual(textsOf(atAlice), textsOf(atBob));
  await until(carol.connection, 'Connected');
  assert.equal(alice.connection(), 'Connected');
  await atAlice.leave();
  await until(atBob.state, 'Disconnected');
});

test('a group comes back with its people', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  const invited = nextInvitation(carol);
  const added = atAlice.participants.add(addressOfUser('carol'));
  const atCarol = await invited;
  await atCarol.chatService.accept();
  await added;
  await until(atCarol.participants.size, 2);
  const lost = [alice, bob, carol].map(({ connection }) => until(connection, 'Reconnecting'));
  await Promise.all([server.restart(), ...lost]);
  await Promise.all([alice, bob, carol].map(({ connection }) => until(connection, 'Connected')));
  await atCarol.chatService.sendMessage('still three');
  await Promise.all([untilMessages(atAlice, 1), untilMessages(atBob, 1)]);
  assert.deepEqual(namesIn(atAlice), ['Bob', 'Carol']);
  await atAlice.leave();
  await Promise.all([until(atBob.participants.size, 1), until(atCarol.participants.size, 1)]);
  await Promise.all([atBob.leave(), atCarol.leave()]);
});

test('a server that cannot be reached refuses the sign-in with a reason', async () => {
  const nowhere = await TestServer.start();
  const application = nowhere.application();
  await nowhere.close();
  await assert.rejects(application.signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' }), {
    code: 'SignInFailed',
    message: 'The chat server cannot be reached.',
  });
});
