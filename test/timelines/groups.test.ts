import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { connect, namesIn, nextInvitation, textsOf } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { Timeline } from '../support/timeline.js';

/*
 * Reference §3.4 and §3.5: what three people see. A conversation stays Connected when it becomes a group, where the tables say
 * Conferencing and Conferenced (ARCHITECTURE §3). Unanswered takes 1 s here instead of 30.
 */

let server: TestServer;
let alice: Application;
let bob: Application;
let carol: Application;
let timeline: Timeline;

before(async () => (server = await TestServer.start({ ringSeconds: 1 })));
after(() => server.close());
beforeEach(async () => {
  for (const application of [alice, bob, carol]) await application?.signInManager.signOut();
  [alice, bob, carol] = await Promise.all([server.signIn('alice'), server.signIn('bob'), server.signIn('carol')]);
});

/** From now on. */
function watch(): void {
  timeline = new Timeline();
  timeline.watch('alice', alice);
  timeline.watch('bob', bob);
  timeline.watch('carol', carol);
}

const ASKED_INTO_GROUP = [
  'conversations.added Incoming Notified group, can accept, reject',
  'participants.added alice Connecting',
];
const CAME_IN = [
  'conversation.state Connecting',
  'chat.state Connecting',
  'can stop',
  'conversation.state Connected',
  'alice.state Connected',
  'chat.state Connected',
  'alice.chat.state Connected',
  'accept() resolved',
];
const ASKS_CAROL = ['participants.added carol Disconnected', 'carol.state Connecting', 'carol.chat.state Connecting'];
const CAROL_IN = ['carol.state Connected', 'carol.chat.state Connected', 'add(carol) resolved'];
const CAROL_OUT = ['carol.state Disconnected', 'participants.removed carol', 'carol.chat.state Disconnected'];
const GROUP = ['isGroupConversation true', 'uri set'];

/** Alice and Bob chat. */
async function two(): Promise<[mine: Conversation, theirs: Conversation]> {
  watch();
  const both = await connect(alice, bob);
  await timeline.row('alice and bob are connected', {
    alice: [
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
    ],
    bob: ['conversations.added Incoming Notified, can accept, reject', 'participants.added alice Connecting'].concat(
      CAME_IN.slice(0, -1),
    ),
  });
  return both;
}

/** Alice adds Carol, who comes in. */
async function three(): Promise<[atAlice: Conversation, atBob: Conversation, atCarol: Conversation]> {
  const [atAlice, atBob] = await two();
  const invited = nextInvitation(carol);
  timeline.promise('alice', 'add(carol)', atAlice.participants.add(addressOfUser('carol')));
  const atCarol = await invited;
  await timeline.row('alice: add(carol)', {
    alice: [...ASKS_CAROL, ...GROUP],
    bob: GROUP,
    carol: ASKED_INTO_GROUP,
  });
  timeline.promise('carol', 'accept()', atCarol.chatService.accept());
  await timeline.row('carol: accept()', {
    alice: CAROL_IN,
    bob: ['participants.added carol Connected'],
    carol: [...CAME_IN, 'participants.added bob Connected'],
  });
  return [atAlice, atBob, atCarol];
}

test('3.4 adding a person: the same object becomes a group; the message list is kept, and not shown to who comes', async () => {
  const [atAlice, atBob] = await two();
  await atAlice.chatService.sendMessage('before');
  await timeline.row('alice: sendMessage(before)', {
    alice: ['messages.added Outgoing "before" Pending', '"before" Succeeded'],
    bob: ['messages.added Incoming "before" Succeeded'],
  });
  const invited = nextInvitation(carol);
  timeline.promise('alice', 'add(carol)', atAlice.participants.add(addressOfUser('carol')));
  const atCarol = await invited;
  await timeline.row('alice: add(carol)', {
    alice: [...ASKS_CAROL, ...GROUP],
    bob: GROUP,
    carol: ASKED_INTO_GROUP,
  });
  timeline.promise('alice', 'send(meanwhile)', atAlice.chatService.sendMessage('meanwhile'));
  await timeline.row('alice: sendMessage(meanwhile)', {
    alice: ['messages.added Outgoing "meanwhile" Pending', '"meanwhile" Succeeded', 'send(meanwhile) resolved'],
    bob: ['messages.added Incoming "meanwhile" Succeeded'],
  });
  timeline.promise('carol', 'accept()', atCarol.chatService.accept());
  await timeline.row('carol: accept()', {
    alice: CAROL_IN,
    bob: ['participants.added carol Connected'],
    carol: [...CAME_IN, 'participants.added bob Connected'],
  });
  assert.deepEqual([atAlice, atBob, atCarol].map(textsOf), [['before', 'meanwhile'], ['before', 'meanwhile'], []]);
  assert.equal(atBob.uri(), atAlice.uri());
  assert.equal(atCarol.uri(), atAlice.uri());
  await atCarol.chatService.sendMessage('hi');
  await timeline.row('carol: sendMessage(hi)', {
    alice: ['messages.added Incoming "hi" Succeeded'],
    bob: ['messages.added Incoming "hi" Succeeded'],
    carol: ['messages.added Outgoing "hi" Pending', '"hi" Succeeded'],
  });
});

test("3.4 (4') the person declines: it stays a group", async () => {
  const [atAlice] = await two();
  const invited = nextInvitation(carol);
  timeline.promise('alice', 'add(carol)', atAlice.participants.add(addressOfUser('carol')));
  timeline.promise('carol', 'reject()', (await invited).chatService.reject());
  await timeline.row('alice: add(carol), carol: reject()', {
    alice: [
      ...ASKS_CAROL,
      ...GROUP,
      'carol.state Disconnected (InvitationFailed: Declined)',
      'carol.chat.state Disconnected (InvitationFailed: Declined)',
      'participants.removed carol',
      'add(carol) rejected (InvitationFailed: Declined)',
    ],
    bob: GROUP,
    carol: [
      ...ASKED_INTO_GROUP,
      'chat.state Disconnected (Refused)',
      'conversation.state Disconnected (Refused)',
      'alice.state Disconnected (Refused)',
      'alice.chat.state Disconnected (Refused)',
      'can start',
      'reject() resolved',
    ],
  });
  assert.equal(atAlice.isGroupConversation(), true);
});

test("3.4 (4') the person does not answer", async () => {
  const [atAlice] = await two();
  timeline.promise('alice', 'add(carol)', atAlice.participants.add(addressOfUser('carol')));
  await timeline.row('alice: add(carol), and nobody answers', {
    alice: [
      ...ASKS_CAROL,
      ...GROUP,
      'carol.state Disconnected (InvitationFailed: Timeout)',
      'carol.chat.state Disconnected (InvitationFailed: Timeout)',
      'participants.removed carol',
      'add(carol) rejected (InvitationFailed: Timeout)',
    ],
    bob: GROUP,
    carol: [
      ...ASKED_INTO_GROUP,
      'chat.state Disconnected (Missed)',
      'conversation.state Disconnected (Missed)',
      'alice.state Disconnected (Missed)',
      'alice.chat.state Disconnected (Missed)',
      'can start',
    ],
  });
});

test('3.4 added before the start: asked in when the chat is up', async () => {
  watch();
  const [atBob, atCarol] = [nextInvitation(bob), nextInvitation(carol)];
  const atAlice = alice.conversationsManager.createConversation();
  timeline.promise('alice', 'add(bob)', atAlice.participants.add(addressOfUser('bob')));
  timeline.promise('alice', 'add(carol)', atAlice.participants.add(addressOfUser('carol')));
  await timeline.row('alice: createConversation(), add(bob), add(carol): nobody is asked yet', {
    alice: [
      'conversations.added Created Disconnected group, can start',
      'participants.added bob Disconnected',
      'participants.added carol Disconnected',
    ],
  });
  timeline.promise('alice', 'start()', atAlice.chatService.start());
  const [theirs] = await Promise.all([atBob, atCarol]);
  await timeline.row('alice: start(): it is hers at once', {
    alice: [
      'conversation.state Connecting',
      'chat.state Connecting',
      'bob.state Connecting',
      'carol.state Connecting',
      'bob.chat.state Connecting',
      'carol.chat.state Connecting',
      'can stop',
      'uri set',
      'conversation.state Connected',
      'chat.state Connected',
      'start() resolved',
    ],
    bob: ASKED_INTO_GROUP,
    carol: ASKED_INTO_GROUP,
  });
  timeline.promise('bob', 'accept()', theirs.chatService.accept());
  await timeline.row('bob: accept()', {
    alice: ['bob.state Connected', 'bob.chat.state Connected', 'add(bob) resolved'],
    bob: CAME_IN,
  });
  assert.deepEqual(namesIn(theirs), ['Alice'], 'who is still being asked is not in');
});

test('3.5 somebody leaves; the last one is told, and the conversation goes on', async () => {
  const [atAlice, atBob, atCarol] = await three();
  timeline.promise('carol', 'leave()', atCarol.leave());
  await timeline.row('carol: leave()', {
    alice: CAROL_OUT,
    bob: CAROL_OUT,
    carol: [
      'chat.state Disconnecting',
      'can nothing',
      'chat.state Disconnected',
      'conversation.state Disconnected',
      'alice.state Disconnected',
      'bob.state Disconnected',
      'alice.chat.state Disconnected',
      'bob.chat.state Disconnected',
      'can start',
      'leave() resolved',
    ],
  });
  const alone: number[] = [];
  atAlice.participants.removed(() => void alone.push(atAlice.participants.size()));
  timeline.promise('bob', 'leave()', atBob.leave());
  await timeline.row('bob: leave()', {
    alice: ['bob.state Disconnected', 'participants.removed bob', 'bob.chat.state Disconnected'],
    bob: [
      'chat.state Disconnecting',
      'can nothing',
      'chat.state Disconnected',
      'conversation.state Disconnected',
      'alice.state Disconnected',
      'alice.chat.state Disconnected',
      'can start',
      'leave() resolved',
    ],
  });
  assert.deepEqual(alone, [0]);
  assert.equal(atAlice.state(), 'Connected');
  assert.equal(atAlice.isGroupConversation(), true, 'never back');
});

test('3.5 participants.remove() needs the Leader; whoever is removed sees Ejected', async () => {
  const [atAlice, atBob] = await three();
  const carolOf = (conversation: Conversation) =>
    conversation.participants().find(({ uri }) => uri() === addressOfUser('carol')) ?? assert.fail('she is not in');
  timeline.promise('bob', 'remove(carol)', atBob.participants.remove(carolOf(atBob)));
  await timeline.row('bob: remove(carol)', { bob: ['remove(carol) rejected (CommandDisabled: NotAllowed)'] });
  timeline.promise('alice', 'remove(carol)', atAlice.participants.remove(carolOf(atAlice)));
  await timeline.row('alice: remove(carol)', {
    alice: [...CAROL_OUT, 'remove(carol) resolved'],
    bob: CAROL_OUT,
    carol: [
      'chat.state Disconnected (Ejected)',
      'conversation.state Disconnected (Ejected)',
      'alice.state Disconnected (Ejected)',
      'bob.state Disconnected (Ejected)',
      'alice.chat.state Disconnected (Ejected)',
      'bob.chat.state Disconnected (Ejected)',
      'can start',
    ],
  });
});

test('2.8 the lobby: who joins a locked group by its URI waits until a leader lets them in', async () => {
  const [atAlice] = await two();
  timeline.promise('alice', 'add(nobody)', atAlice.participants.add(addressOfUser('mallory')));
  await timeline.row('alice: adds somebody who is not there: it is a group', {
    alice: [
      'participants.added mallory Disconnected',
      'mallory.state Connecting',
      'mallory.chat.state Connecting',
      ...GROUP,
      'mallory.state Disconnected (InvitationFailed: TemporarilyUnavailable)',
      'mallory.chat.state Disconnected (InvitationFailed: TemporarilyUnavailable)',
      'participants.removed mallory',
      'add(nobody) rejected (InvitationFailed: TemporarilyUnavailable)',
    ],
    bob: GROUP,
  });
  const atCarol = carol.conversationsManager.getConversationByUri(atAlice.uri() ?? '');
  timeline.promise('carol', 'start()', atCarol.chatService.start());
  await timeline.row('carol: getConversationByUri(), start()', {
    alice: ['participants.added carol InLobby'],
    carol: [
      'conversations.added Created Disconnected group, can start',
      'conversation.state Connecting',
      'chat.state Connecting',
      'can stop',
      'conversation.state InLobby',
    ],
  });
  const waiting = atAlice.participants(1) ?? assert.fail('she does not wait');
  timeline.promise('alice', 'admit()', waiting.admit());
  await timeline.row('alice: admit()', {
    alice: ['carol.state Connected', 'carol.chat.state Connected', 'admit() resolved'],
    bob: ['participants.added carol Connected'],
    carol: [
      'conversation.state Connected',
      'chat.state Connected',
      'start() resolved',
      'participants.added alice Connected',
      'participants.added bob Connected',
    ],
  });
});
