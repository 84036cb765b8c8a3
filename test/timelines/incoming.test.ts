import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { AgentPeer } from '../support/agent-peer.js';
import { nextInvitation } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { Timeline } from '../support/timeline.js';

/* Reference §3.3: every way in which an invitation to us (bob) may go. Unanswered takes 1 s here instead of 30. */

let server: TestServer;
let alice: Application;
let bob: Application;
let timeline: Timeline;

before(async () => (server = await TestServer.start({ ringSeconds: 1 })));
after(() => server.close());
beforeEach(async () => {
  for (const application of [alice, bob]) await application?.signInManager.signOut();
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  timeline = new Timeline();
  timeline.watch('alice', alice);
  timeline.watch('bob', bob);
});

const FOUND = ['conversations.added Created Disconnected, can start', 'participants.added bob Disconnected'];
const ASKING = [
  'conversation.state Connecting',
  'chat.state Connecting',
  'bob.state Connecting',
  'bob.chat.state Connecting',
  'can stop',
  'chat.state Ringing',
];
const ASKED = ['conversations.added Incoming Notified, can accept, reject', 'participants.added alice Connecting'];

/** Alice starts a chat with Bob; gives both sides. */
async function invite(): Promise<[mine: Conversation, theirs: Conversation]> {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  timeline.promise('alice', 'start()', mine.chatService.start());
  const theirs = await invited;
  await timeline.row('alice: start()', { alice: [...FOUND, ...ASKING], bob: ASKED });
  return [mine, theirs];
}

/** Why Bob's conversation has ended, in words. */
const sentence = ({ state }: Conversation): string => (state.reason as Reason).message;

test('3.3 invite and accept; accept is enabled before anybody hears of the conversation', async () => {
  const enabled: boolean[] = [];
  bob.conversationsManager.conversations.added(({ chatService }) => void enabled.push(chatService.accept.enabled()));
  const [, theirs] = await invite();
  assert.deepEqual(enabled, [true]);
  timeline.promise('bob', 'accept()', theirs.chatService.accept());
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
});

test('3.3 reject', async () => {
  const [, theirs] = await invite();
  timeline.promise('bob', 'reject()', theirs.chatService.reject());
  await timeline.row('bob: reject()', {
    alice: [
      'chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'conversation.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'can start',
      'start() rejected (InvitationFailed: Declined)',
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
  assert.equal(sentence(theirs), 'You declined.');
});

test('3.3 ignored: after a while it is Missed, and stays in the collection', async () => {
  const [, theirs] = await invite();
  await timeline.row('nobody answers', {
    alice: [
      'chat.state Disconnected (Missed: InvitationFailed: Timeout)',
      'conversation.state Disconnected (Missed: InvitationFailed: Timeout)',
      'bob.state Disconnected (Missed: InvitationFailed: Timeout)',
      'bob.chat.state Disconnected (Missed: InvitationFailed: Timeout)',
      'can start',
      'start() rejected (InvitationFailed: Timeout)',
    ],
    bob: [
      'chat.state Disconnected (Missed)',
      'conversation.state Disconnected (Missed)',
      'alice.state Disconnected (Missed)',
      'alice.chat.state Disconnected (Missed)',
      'can start',
    ],
  });
  assert.deepEqual(bob.conversationsManager.conversations(), [theirs]);
  assert.equal(sentence(theirs), 'You did not answer in time.');
});

for (const withdraw of ['leave', 'stop'] as const) {
  test(`3.3 the inviter withdraws it, by ${withdraw}()`, async () => {
    const [mine, theirs] = await invite();
    const command = withdraw === 'leave' ? mine.leave : mine.chatService.stop;
    timeline.promise('alice', `${withdraw}()`, command());
    await timeline.row(`alice: ${withdraw}()`, {
      alice: [
        'chat.state Disconnected (Canceled)',
        'conversation.state Disconnected (Canceled)',
        'bob.state Disconnected (Canceled)',
        'bob.chat.state Disconnected (Canceled)',
        'can start',
        'start() rejected (Canceled)',
        `${withdraw}() resolved`,
      ],
      bob: [
        'chat.state Disconnected (Canceled)',
        'conversation.state Disconnected (Canceled)',
        'alice.state Disconnected (Canceled)',
        'alice.chat.state Disconnected (Canceled)',
        'can start',
      ],
    });
    assert.equal(sentence(theirs), 'The invitation was withdrawn.');
  });
}

test('3.3 taken on another device', async () => {
  const tablet = await server.signIn('bob');
  timeline.watch('tablet', tablet);
  const taken = nextInvitation(tablet);
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  timeline.promise('alice', 'start()', mine.chatService.start());
  await timeline.row('alice: start(): both ring', { alice: [...FOUND, ...ASKING], bob: ASKED, tablet: ASKED });
  timeline.promise('tablet', 'accept()', (await taken).chatService.accept());
  await timeline.row('tablet: accept()', {
    alice: [
      'conversation.state Connected',
      'bob.state Connected',
      'chat.state Connected',
      'bob.chat.state Connected',
      'start() resolved',
    ],
    bob: [
      'chat.state Disconnected (ConnectedElsewhere)',
      'conversation.state Disconnected (ConnectedElsewhere)',
      'alice.state Disconnected (ConnectedElsewhere)',
      'alice.chat.state Disconnected (ConnectedElsewhere)',
      'can start',
    ],
    tablet: [
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
  assert.equal(sentence(await invited), 'You answered on another device.');
  await tablet.signInManager.signOut();
});

test('3.3 declined on another device', async () => {
  const tablet = await AgentPeer.signIn(server.url, 'bob', 'tablet');
  const [, theirs] = await invite();
  (await tablet.next()).respond(603);
  await timeline.row('tablet: declines', {
    alice: [
      'chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'conversation.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.state Disconnected (Refused: InvitationFailed: Declined)',
      'bob.chat.state Disconnected (Refused: InvitationFailed: Declined)',
      'can start',
      'start() rejected (InvitationFailed: Declined)',
    ],
    bob: [
      'chat.state Disconnected (ConnectedElsewhere)',
      'conversation.state Disconnected (ConnectedElsewhere)',
      'alice.state Disconnected (ConnectedElsewhere)',
      'alice.chat.state Disconnected (ConnectedElsewhere)',
      'can start',
    ],
  });
  assert.equal(theirs.chatService.accept.enabled(), false, 'the prompt closes');
  tablet.close();
});

test('3.3 the first message is inside the invitation, and can be read before it is accepted', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  timeline.promise('alice', 'send(hi)', mine.chatService.sendMessage('hi'));
  const theirs = await invited;
  await timeline.row('alice: sendMessage(hi)', {
    alice: [...FOUND, 'messages.added Outgoing "hi" Pending', ...ASKING],
    bob: [...ASKED, 'messages.added Incoming "hi" Succeeded'],
  });
  timeline.promise('bob', 'accept()', theirs.chatService.accept());
  await timeline.row('bob: accept(): it is there once', {
    alice: [
      'conversation.state Connected',
      'bob.state Connected',
      'chat.state Connected',
      'bob.chat.state Connected',
      '"hi" Succeeded',
      'send(hi) resolved',
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
});

test('3.3 the first message was not answered in time: it has Failed for the sender', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  timeline.promise('alice', 'send(hi)', mine.chatService.sendMessage('hi'));
  await invited;
  await timeline.row('alice: sendMessage(hi)', {
    alice: [...FOUND, 'messages.added Outgoing "hi" Pending', ...ASKING],
    bob: [...ASKED, 'messages.added Incoming "hi" Succeeded'],
  });
  await timeline.row('nobody answers', {
    alice: [
      '"hi" Failed (InvitationFailed: Timeout)',
      'chat.state Disconnected (Missed: InvitationFailed: Timeout)',
      'conversation.state Disconnected (Missed: InvitationFailed: Timeout)',
      'bob.state Disconnected (Missed: InvitationFailed: Timeout)',
      'bob.chat.state Disconnected (Missed: InvitationFailed: Timeout)',
      'can start',
      'send(hi) rejected (InvitationFailed: Timeout)',
    ],
    bob: [
      'chat.state Disconnected (Missed)',
      'conversation.state Disconnected (Missed)',
      'alice.state Disconnected (Missed)',
      'alice.chat.state Disconnected (Missed)',
      'can start',
    ],
  });
});
