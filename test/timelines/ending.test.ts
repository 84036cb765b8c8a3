import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { connect, nextInvitation, textsOf } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { Timeline } from '../support/timeline.js';

/* Reference §3.6 to §3.8: how a chat of two ends, and what can be done afterwards. */

let server: TestServer;
let alice: Application;
let bob: Application;
let mine: Conversation;
let theirs: Conversation;
let timeline: Timeline;

const CONNECTED_OUT = [
  'conversations.added Created Disconnected, can start',
  'participants.added bob Disconnected',
  'conversation.state Connecting',
  'chat.state Connecting',
  'bob.state Connecting',
  'bob.chat.state Connecting',
  'can stop',
  'chat.state Ringing',
  'conversation.state Connected',
  'bob.state Connected',
  'chat.state Connected',
  'bob.chat.state Connected',
];
const CONNECTED_IN = [
  'conversations.added Incoming Notified, can accept, reject',
  'participants.added alice Connecting',
  'conversation.state Connecting',
  'chat.state Connecting',
  'can stop',
  'conversation.state Connected',
  'alice.state Connected',
  'chat.state Connected',
  'alice.chat.state Connected',
];
const BOB_LEFT = [
  'chat.state Disconnected (Terminated)',
  'conversation.state Disconnected (Terminated)',
  'bob.state Disconnected (Terminated)',
  'bob.chat.state Disconnected (Terminated)',
  'can start',
];
const LEAVING = [
  'chat.state Disconnecting',
  'can nothing',
  'chat.state Disconnected',
  'conversation.state Disconnected',
  'alice.state Disconnected',
  'alice.chat.state Disconnected',
  'can start',
  'leave() resolved',
];

before(async () => (server = await TestServer.start()));
after(() => server.close());
beforeEach(async () => {
  for (const application of [alice, bob]) await application?.signInManager.signOut();
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  timeline = new Timeline();
  timeline.watch('alice', alice);
  timeline.watch('bob', bob);
  [mine, theirs] = await connect(alice, bob);
  await timeline.row('they are connected', { alice: CONNECTED_OUT, bob: CONNECTED_IN });
});

test('3.6 leave() by us, 3.7 for the other side', async () => {
  await mine.chatService.sendMessage('hi');
  await timeline.row('alice: sendMessage(hi)', {
    alice: ['messages.added Outgoing "hi" Pending', '"hi" Succeeded'],
    bob: ['messages.added Incoming "hi" Succeeded'],
  });
  timeline.promise('bob', 'leave()', theirs.leave());
  await timeline.row('bob: leave()', { alice: BOB_LEFT, bob: LEAVING });
  timeline.promise('bob', 'leave() again', theirs.leave());
  await timeline.row('bob: leave(), when there is nothing to leave', { bob: ['leave() again resolved'] });
  for (const [conversation, { conversationsManager }] of [
    [mine, alice],
    [theirs, bob],
  ] as const) {
    assert.deepEqual(conversationsManager.conversations(), [conversation], 'it stays');
    assert.deepEqual(textsOf(conversation), ['hi'], 'what was said stays');
  }
});

test('3.6 stop(): the chat ends, the conversation lives on until leave()', async () => {
  timeline.promise('bob', 'stop()', theirs.chatService.stop());
  await timeline.row('bob: stop()', {
    alice: BOB_LEFT,
    bob: [
      'chat.state Disconnecting',
      'can nothing',
      'chat.state Disconnected',
      'alice.state Disconnected',
      'alice.chat.state Disconnected',
      'can start',
      'stop() resolved',
    ],
  });
  timeline.promise('bob', 'leave()', theirs.leave());
  await timeline.row('bob: leave()', { bob: ['conversation.state Disconnected', 'leave() resolved'] });
});

test('3.7 the other side signs out', async () => {
  const { signInManager } = bob;
  timeline.unwatch('bob'); // whether he sees the end of the chat or of everything first is a matter of luck
  await signInManager.signOut();
  await timeline.row('bob: signOut()', { alice: BOB_LEFT });
  bob = await server.signIn('bob');
});

for (const resume of ['sendMessage', 'start'] as const) {
  test(`3.8 after the end: ${resume}() resumes the object; getConversation() gives a new one`, async () => {
    timeline.promise('bob', 'leave()', theirs.leave());
    await timeline.row('bob: leave()', { alice: BOB_LEFT, bob: LEAVING });
    const other = alice.conversationsManager.getConversation(addressOfUser('bob'));
    assert.notEqual(other, mine);
    assert.equal(other.chatService.messages.size(), 0);
    await timeline.row('alice: getConversation(bob)', {
      alice: ['conversations.added Created Disconnected, can start', 'participants.added bob Disconnected'],
    });
    const invited = nextInvitation(bob);
    timeline.promise('alice', 'again', mine.chatService[resume]('more'));
    const sent = resume === 'sendMessage';
    await timeline.row(`alice: ${resume}()`, {
      alice: [
        ...(sent ? ['messages.added Outgoing "more" Pending'] : []),
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
        ...(sent ? ['messages.added Incoming "more" Succeeded'] : []),
      ],
    });
    await (await invited).chatService.accept();
    await timeline.row('bob: accept()', {
      alice: [
        'conversation.state Connected',
        'bob.state Connected',
        'chat.state Connected',
        'bob.chat.state Connected',
        ...(sent ? ['"more" Succeeded'] : []),
        'again resolved',
      ],
      bob: CONNECTED_IN.slice(2),
    });
    assert.equal(alice.conversationsManager.getConversation(addressOfUser('bob')), mine, 'the first that is ongoing');
  });
}

test('2.2 conversations.remove(): leaves, then removes', async () => {
  timeline.promise('alice', 'remove()', alice.conversationsManager.conversations.remove(mine));
  await timeline.row('alice: conversations.remove()', {
    alice: [
      'can nothing',
      'chat.state Disconnecting',
      'chat.state Disconnected',
      'conversation.state Disconnected',
      'bob.state Disconnected',
      'bob.chat.state Disconnected',
      'conversations.removed',
      'remove() resolved',
    ],
    bob: [
      'chat.state Disconnected (Terminated)',
      'conversation.state Disconnected (Terminated)',
      'alice.state Disconnected (Terminated)',
      'alice.chat.state Disconnected (Terminated)',
      'can start',
    ],
  });
});
