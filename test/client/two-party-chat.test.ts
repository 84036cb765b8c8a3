import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { connect, nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;

before(async () => {
  server = await TestServer.start();
  alice = await server.signIn('alice');
  bob = await server.signIn('bob');
});
after(() => server.close());

test('signing in tells our own name', () => {
  assert.equal(alice.personsAndGroupsManager.mePerson.displayName(), 'Alice');
  assert.equal(alice.personsAndGroupsManager.mePerson.id(), addressOfUser('alice'));
});

test('a wrong password is refused with a reason', async () => {
  const application = server.application();
  await assert.rejects(
    application.signInManager.signIn({ username: addressOfUser('alice'), password: 'wrong' }),
    (reason: Reason) => reason.code === 'SignInFailed' && reason.reason?.code === 'Unauthorized',
  );
  assert.equal(application.signInManager.state(), 'SignedOut');
});

test('start, accept, messages both ways, the other side ends', async () => {
  const [mine, theirs] = await connect(alice, bob);
  assert.equal(theirs.creator?.displayName(), 'Alice');
  await mine.chatService.sendMessage('Hello Bob');
  await theirs.chatService.sendMessage('Hello Alice');
  await Promise.all([untilMessages(mine, 2), untilMessages(theirs, 2)]);
  assert.deepEqual(textsOf(mine), ['Hello Bob', 'Hello Alice']);
  assert.deepEqual(textsOf(theirs), ['Hello Bob', 'Hello Alice']);
  assert.equal(theirs.chatService.messages()[0]?.sender.displayName(), 'Alice');
  assert.equal(mine.participants()[0]?.displayName(), 'Bob');

  await theirs.leave();
  await until(mine.state, 'Disconnected');
  assert.equal((mine.state.reason as Reason).code, 'Terminated');
  assert.equal(theirs.state(), 'Disconnected');
});

test('sendMessage alone starts the chat; the first message is inside the invitation', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const sent = mine.chatService.sendMessage('Are you there?');
  const theirs = await invited;
  assert.deepEqual(textsOf(theirs), ['Are you there?'], 'shown before accepting');
  assert.equal(mine.chatService.messages()[0]?.status(), 'Pending');
  await theirs.chatService.accept();
  await sent;
  assert.equal(mine.chatService.messages()[0]?.status(), 'Succeeded');
  assert.deepEqual(textsOf(theirs), ['Are you there?'], 'and not twice');
  await mine.leave();
  await until(theirs.state, 'Disconnected');
});

test('sending after the end starts again on the same object', async () => {
  const [mine, theirs] = await connect(alice, bob);
  await theirs.leave();
  await until(mine.state, 'Disconnected');
  const invited = nextInvitation(bob);
  const sent = mine.chatService.sendMessage('One more thing');
  await (await invited).chatService.accept();
  await sent;
  assert.equal(mine.state(), 'Connected');
  await mine.leave();
});

test('a declined invitation rejects with the reason', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const started = mine.chatService.start();
  const theirs = await invited;
  await theirs.chatService.reject();
  await assert.rejects(started, (reason: Reason) => {
    assert.equal(reason.code, 'InvitationFailed');
    assert.equal(reason.reason?.code, 'RemoteFailure');
    assert.equal(reason.reason?.subcode, 'Declined');
    return true;
  });
  assert.equal(mine.state(), 'Disconnected');
  assert.equal(theirs.state(), 'Disconnected');
});

test('a withdrawn invitation ends on both sides', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const started = mine.chatService.start();
  const theirs = await invited;
  const rejected = assert.rejects(started, (reason: Reason) => reason.code === 'Canceled');
  await mine.leave();
  await rejected;
  await until(theirs.state, 'Disconnected');
  assert.equal((theirs.state.reason as Reason).code, 'Canceled');
  assert.equal(theirs.chatService.accept.enabled(), false);
});

test('somebody who does not exist', async () => {
  const mine = alice.conversationsManager.getConversation('sip:nobody@contoso.example');
  await assert.rejects(mine.chatService.start(), (reason: Reason) => {
    assert.equal(reason.code, 'InvitationFailed');
    assert.equal(reason.reason?.code, 'NotFound');
    assert.equal(reason.reason?.subcode, 'DestinationNotFound');
    return true;
  });
});

test('somebody who is not signed in', async () => {
  const mine = alice.conversationsManager.getConversation(addressOfUser('mallory'));
  await assert.rejects(mine.chatService.start(), (reason: Reason) => {
    assert.equal(reason.reason?.subcode, 'TemporarilyUnavailable');
    return true;
  });
});

test('whoever answers on one device has the chat there; the other device stops ringing', async () => {
  const other = await server.signIn('bob');
  const [here, there] = [nextInvitation(bob), nextInvitation(other)];
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const started = mine.chatService.start();
  const [first, second] = await Promise.all([here, there]);
  await second.chatService.accept();
  await started;
  await until(first.state, 'Disconnected');
  assert.equal((first.state.reason as Reason).code, 'ConnectedElsewhere');
  assert.equal(second.state(), 'Connected');
  await mine.leave();
  await other.signInManager.signOut();
});

test('html is shown as its text where text is asked for', async () => {
  const [mine, theirs] = await connect(alice, bob);
  await mine.chatService.sendMessage('<b>bold</b> &amp; plain', 'Html');
  await untilMessages(theirs, 1);
  assert.equal(theirs.chatService.messages()[0]?.text(), 'bold & plain');
  assert.equal(theirs.chatService.messages()[0]?.html(), '<b>bold</b> &amp; plain');
  await mine.leave();
});
