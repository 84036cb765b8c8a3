import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { nextInvitation } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { Timeline } from '../support/timeline.js';

/*
 * Reference §3.1 and §3.2: what both sides see of a chat that one of them starts, in order. What follows from other
 * properties (`can …`, `bob.chat.state`) is told after them.
 */

let server: TestServer;
let alice: Application;
let bob: Application;
let timeline: Timeline;

before(async () => (server = await TestServer.start()));
after(() => server.close());
beforeEach(async () => {
  for (const application of [alice, bob]) await application?.signInManager.signOut();
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  timeline = new Timeline();
  timeline.watch('alice', alice);
  timeline.watch('bob', bob);
});

/** Steps 1 and 2 of both tables. */
async function found(): Promise<Conversation> {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('bob'));
  await timeline.row('getConversation(bob): he is there at once, although nobody was invited', {
    alice: ['conversations.added Created Disconnected, can start', 'participants.added bob Disconnected'],
  });
  return conversation;
}

test('3.1 outgoing with start()', async () => {
  const conversation = await found();
  const invited = nextInvitation(bob);
  timeline.promise('alice', 'start()', conversation.chatService.start());
  await timeline.row('alice: start()', {
    alice: [
      'conversation.state Connecting',
      'chat.state Connecting',
      'bob.state Connecting',
      'bob.chat.state Connecting',
      'can stop',
      'chat.state Ringing',
    ],
    bob: ['conversations.added Incoming Notified, can accept, reject', 'participants.added alice Connecting'],
  });
  timeline.promise('alice', 'second start()', conversation.chatService.start());
  await timeline.row('alice: start() once more', {
    alice: ['second start() rejected (CommandDisabled: AlreadyStarted)'],
  });
  timeline.promise('bob', 'accept()', (await invited).chatService.accept());
  await timeline.row('bob: accept()', {
    alice: [
      'conversation.state Connected',
      'bob.state Connected',
      'chat.state Connected',
      'bob.chat.state Connected',
      'start() resolved',
    ],
    bob: [
      'conversation.state Connecting',
      'chat.state Connecting',
      'can stop',
      'conversation.state Connected',
      'alice.state Connected',
      'chat.state Connected',
      'alice.chat.state Connected',
      'accept() resolved',
    ],
  });
  timeline.promise('alice', 'third start()', conversation.chatService.start());
  await timeline.row('alice: start() while connected', {
    alice: ['third start() rejected (CommandDisabled: AlreadyStarted)'],
  });
});

test('3.2 outgoing by sendMessage() alone', async () => {
  const conversation = await found();
  const invited = nextInvitation(bob);
  timeline.promise('alice', 'send(hi)', conversation.chatService.sendMessage('hi'));
  await timeline.row('alice: sendMessage(hi)', {
    alice: [
      'messages.added Outgoing "hi" Pending',
      'conversation.state Connecting',
      'chat.state Connecting',
      'bob.state Connecting',
      'bob.chat.state Connecting',
      'can stop',
      'chat.state Ringing',
    ],
    bob: [
      'conversations.added Incoming Notified, can accept, reject',
      'participants.added alice Connecting',
      'messages.added Incoming "hi" Succeeded',
    ],
  });
  void conversation.chatService.sendMessage('1'); // its promise settles with the item, perhaps in the turn of the next
  timeline.promise('alice', 'send(2)', conversation.chatService.sendMessage('2'));
  await timeline.row('alice: two more, which wait', {
    alice: ['messages.added Outgoing "1" Pending', 'messages.added Outgoing "2" Pending'],
  });
  timeline.promise('bob', 'accept()', (await invited).chatService.accept());
  await timeline.row('bob: accept()', {
    alice: [
      'conversation.state Connected',
      'bob.state Connected',
      'chat.state Connected',
      'bob.chat.state Connected',
      '"hi" Succeeded',
      'send(hi) resolved',
      '"1" Succeeded',
      '"2" Succeeded',
      'send(2) resolved',
    ],
    bob: [
      'conversation.state Connecting',
      'chat.state Connecting',
      'can stop',
      'conversation.state Connected',
      'alice.state Connected',
      'chat.state Connected',
      'alice.chat.state Connected',
      'accept() resolved',
      'messages.added Incoming "1" Succeeded',
      'messages.added Incoming "2" Succeeded',
    ],
  });
  timeline.promise('alice', 'send(3)', conversation.chatService.sendMessage('3'));
  await timeline.row('alice: sendMessage(3): no state changes', {
    alice: ['messages.added Outgoing "3" Pending', '"3" Succeeded', 'send(3) resolved'],
    bob: ['messages.added Incoming "3" Succeeded'],
  });
});

test('3.2 declined: the item Failed, the promise rejects', async () => {
  const conversation = await found();
  const invited = nextInvitation(bob);
  timeline.promise('alice', 'send(hi)', conversation.chatService.sendMessage('hi'));
  timeline.promise('alice', 'send(1)', conversation.chatService.sendMessage('1'));
  const theirs = await invited;
  await timeline.row('alice: sendMessage(hi), sendMessage(1)', {
    alice: [
      'messages.added Outgoing "hi" Pending',
      'conversation.state Connecting',
      'chat.state Connecting',
      'bob.state Connecting',
      'bob.chat.state Connecting',
      'can stop',
      'messages.added Outgoing "1" Pending',
      'chat.state Ringing',
    ],
    bob: [
      'conversations.added Incoming Notified, can accept, reject',
      'participants.added alice Connecting',
      'messages.added Incoming "hi" Succeeded',
    ],
  });
  timeline.promise('bob', 'reject()', theirs.chatService.reject());
  await timeline.row('bob: reject()', {
    alice: [
      '"hi" Failed (InvitationFailed: Declined)',
      '"1" Failed (InvitationFailed: Declined)',
      'chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'conversation.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'can start',
      'send(hi) rejected (InvitationFailed: Declined)',
      'send(1) rejected (InvitationFailed: Declined)',
    ],
    bob: [
      'chat.state Disconnected (Refused)',
      'conversation.state Disconnected (Refused)',
      'alice.state Disconnected (Refused)',
      'alice.chat.state Disconnected (Refused)',
      'can start',
      'reject() resolved',
    ],
  });
  assert.equal(bob.conversationsManager.conversations.size(), 1, 'it stays');
});

test('2.2 there is nobody of that address', async () => {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('nobody'));
  timeline.promise('alice', 'start()', conversation.chatService.start());
  await timeline.row('alice: start()', {
    alice: [
      'conversations.added Created Disconnected, can start',
      'participants.added nobody Disconnected',
      'conversation.state Connecting',
      'chat.state Connecting',
      'nobody.state Connecting',
      'nobody.chat.state Connecting',
      'can stop',
      'chat.state Disconnected (Failed: InvitationFailed: DestinationNotFound)',
      'conversation.state Disconnected (Failed: InvitationFailed: DestinationNotFound)',
      'nobody.state Disconnected (Failed: InvitationFailed: DestinationNotFound)',
      'nobody.chat.state Disconnected (Failed: InvitationFailed: DestinationNotFound)',
      'can start',
      'start() rejected (InvitationFailed: DestinationNotFound)',
    ],
  });
});
