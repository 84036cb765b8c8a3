import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application, Conversation, RosterEntry } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { entry, type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

const room = 'sip:room-7@contoso.example';
const carol = 'sip:carol@contoso.example';

function entries(...users: string[]): RosterEntry[] {
  return users.map(user => entry(user, user === 'bob' ? 'Leader' : 'Attendee'));
}

/** Alice in a chat with Bob. */
async function chatting(): Promise<{ application: Application; network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const start = conversation.chatService.start();
  network.chat.events.identified(person('bob'));
  await network.chat.answer('start');
  await start;
  return { application, network, conversation };
}

/** Alice in a group with Bob and Carol. */
async function grouped(): ReturnType<typeof chatting> {
  const chat = await chatting();
  const add = chat.conversation.participants.add(carol);
  chat.network.chat.events.promoted(room);
  chat.network.chat.conference(entries('bob', 'carol'));
  await chat.network.chat.answer('add');
  await add;
  return chat;
}

test('add() goes through §3.4: same conversation, still Connected, a group, and the promise comes last', async () => {
  const { network, conversation } = await chatting();
  network.chat.events.message(text('bob', 'before'));
  const log = timeline(conversation);
  follow(log, 'add', conversation.participants.add('carol@contoso.example'));
  assert.deepEqual(network.chat.log, ['start', `add ${carol}`]);
  network.chat.events.promoted(room);
  network.chat.conference(entries('bob'));
  network.chat.conference(entries('bob', 'carol'));
  await network.chat.answer('add');
  assert.deepEqual(log, [
    'added carol@contoso.example Disconnected',
    'carol@contoso.example Connecting',
    `uri ${room}`,
    'group true',
    'Carol Connected',
    `add resolved ${carol}`,
  ]);
  assert.equal(conversation.state(), 'Connected');
  assert.equal(conversation.selfParticipant.chat.state(), 'Connected');
  assert.equal(conversation.participants(carol)?.displayName(), 'Carol');
  assert.equal(conversation.participants(carol)?.chat.state(), 'Connected');
  assert.equal(conversation.participants('sip:bob@contoso.example')?.role(), 'Leader');
  assert.equal(conversation.participantsCount(), 2);
  assert.equal(conversation.chatService.messages.size(), 1);
});

test('add() resolves with the key although no roster has come, and a late one changes nothing', async () => {
  const { network, conversation } = await chatting();
  const add = conversation.participants.add(carol);
  await network.chat.answer('add');
  assert.equal(await add, carol);
  const invitee = conversation.participants(carol);
  assert.equal(invitee?.state(), 'Connected');
  network.chat.conference(entries('bob'));
  assert.equal(conversation.participants(carol), invitee);
  network.chat.conference(entries('bob', 'carol'));
  network.chat.conference(entries('bob'));
  assert.equal(conversation.participants(carol), undefined);
});

for (const [what, reason] of [
  ['declines', new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) })],
  ['does not answer', new Reason('InvitationFailed', { reason: new Reason('Timeout') })],
] as const) {
  test(`add() of somebody who ${what} rejects, removes them after they turned Disconnected, and the chat goes on`, async () => {
    const { network, conversation } = await chatting();
    const add = conversation.participants.add(carol);
    const invitee = conversation.participants(carol);
    const log = timeline(conversation);
    follow(log, 'add', add);
    network.chat.events.promoted(room);
    network.chat.conference(entries('bob'));
    log.length = 0;
    await network.chat.refuse('add', reason);
    assert.deepEqual(
      log.map(line => line.replace(/ \(.*/, '')),
      ['carol@contoso.example Disconnected', 'removed carol@contoso.example', 'add rejected'],
    );
    assert.equal(invitee?.state.reason, reason);
    assert.equal(conversation.state(), 'Connected');
    assert.equal(conversation.isGroupConversation(), true);
    assert.equal(conversation.participants.size(), 1);
    const again = conversation.participants.add(carol);
    await network.chat.answer('add');
    assert.equal(await again, carol);
  });
}

test('add() takes an address, a Person and a Participant, and uses the objects given', async () => {
  const { application, network, conversation } = await chatting();
  const dave = application.conversationsManager.getConversation('dave@contoso.example').participants(0)?.person;
  assert.ok(dave);
  const erin = conversation.createParticipant('erin@contoso.example');
  assert.equal(erin.state(), 'Disconnected');
  const adds = [conversation.participants.add(dave), conversation.participants.add(erin)];
  await network.chat.answer('add');
  await network.chat.answer('add');
  assert.deepEqual(await Promise.all(adds), ['sip:dave@contoso.example', 'sip:erin@contoso.example']);
  assert.equal(conversation.participants('sip:dave@contoso.example')?.person, dave);
  assert.equal(conversation.participants('sip:erin@contoso.example'), erin);
  assert.equal(erin.state(), 'Connected');
});

test('isAnonymous is true of whoever hides who they are, and of nobody else', async () => {
  const { conversation } = await chatting();
  assert.equal(conversation.createParticipant('sip:anonymous@Anonymous.invalid').isAnonymous(), true);
  assert.equal(conversation.createParticipant('sip:erin@contoso.example').isAnonymous(), false);
});

test('add() of a Participant of another conversation adds the person, not the object', async () => {
  const { application, conversation } = await chatting();
  const other = application.conversationsManager.getConversation('dave@contoso.example').participants(0);
  assert.ok(other);
  conversation.participants.add(other).catch(() => {});
  const added = conversation.participants('sip:dave@contoso.example');
  assert.notEqual(added, other);
  assert.equal(added?.person, other.person);
  assert.equal(other.state(), 'Disconnected');
});

test('add() of somebody who is there, of oneself, or of no address is refused, and asks nobody', async () => {
  const { network, conversation } = await chatting();
  await assert.rejects(conversation.participants.add('SIP:Bob@Contoso.example'), { code: 'AlreadyExists' });
  await assert.rejects(conversation.participants.add('alice@contoso.example'), { code: 'AlreadyExists' });
  await assert.rejects(conversation.participants.add('nobody'), SyntaxError);
  assert.deepEqual(network.chat.log, ['start']);
  assert.equal(conversation.participants.size(), 1);
});

test('add() before the start waits, and is asked in as soon as the chat is up', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  const log: string[] = [];
  follow(log, 'add', conversation.participants.add(carol));
  await settled();
  assert.equal(conversation.participants(carol)?.state(), 'Disconnected');
  follow(log, 'start', conversation.chatService.start());
  assert.equal(conversation.participants(carol)?.state(), 'Connecting');
  await settled();
  await network.chat.answer('start');
  assert.equal(conversation.participants(carol)?.state(), 'Connecting');
  assert.equal(conversation.participants('sip:bob@contoso.example')?.state(), 'Connected');
  assert.deepEqual(network.chat.log, ['start', `add ${carol}`]);
  await network.chat.answer('add');
  assert.deepEqual(log, ['start resolved', `add resolved ${carol}`]);
});

test('add() before a start that fails rejects with its reason', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  const log: string[] = [];
  follow(log, 'add', conversation.participants.add(carol));
  follow(log, 'start', conversation.chatService.start());
  await settled();
  await network.chat.refuse('start', new Reason('InvitationFailed'));
  assert.deepEqual(new Set(log), new Set(['start rejected (InvitationFailed)', 'add rejected (InvitationFailed)']));
  assert.equal(conversation.participants(carol), undefined);
});

test('An invitee who is still being asked when the conversation ends is removed, and add() rejects', async () => {
  const { network, conversation } = await chatting();
  const log: string[] = [];
  follow(log, 'add', conversation.participants.add(carol));
  network.chat.events.ended(new Reason('Terminated'));
  await settled();
  assert.deepEqual(log, ['add rejected (Terminated)']);
  assert.deepEqual(
    conversation.participants().map(participant => [participant.displayName(), participant.state()]),
    [['Bob', 'Disconnected']],
  );
});

test('A roster adds whom others asked in, already Connected, and tells their role', async () => {
  const { network, conversation } = await grouped();
  const log = timeline(conversation);
  network.chat.conference([...entries('bob', 'carol'), entry('dave', 'Leader')]);
  assert.deepEqual(log, ['added Dave Connected']);
  assert.equal(conversation.participants('sip:dave@contoso.example')?.role(), 'Leader');
});

test('Whoever leaves a group turns Disconnected, is then removed, and the conversation goes on', async () => {
  const { network, conversation } = await grouped();
  const log = timeline(conversation);
  const seen: unknown[] = [];
  conversation.participants.removed(({ state }, key) => void seen.push([key, state()]));
  network.chat.conference(entries('bob'));
  network.chat.conference([]);
  assert.deepEqual(log, ['Carol Disconnected', 'removed Carol', 'Bob Disconnected', 'removed Bob']);
  assert.deepEqual(seen, [
    [carol, 'Disconnected'],
    ['sip:bob@contoso.example', 'Disconnected'],
  ]);
  assert.equal(conversation.state(), 'Connected');
  assert.equal(conversation.isGroupConversation(), true);
  assert.equal(conversation.participants.size(), 0);
});

test('An invitee who has joined and left again before add() resolves is not brought back', async () => {
  const { network, conversation } = await chatting();
  const add = conversation.participants.add(carol);
  const invitee = conversation.participants(carol);
  network.chat.conference(entries('bob', 'carol'));
  network.chat.conference(entries('bob'));
  await network.chat.answer('add');
  await add;
  assert.equal(invitee?.state(), 'Disconnected');
  assert.equal(conversation.participants(carol), undefined);
});

test('An invitation into a group is one from the start; its roster tells who is there', async () => {
  const { application, network } = await signedIn();
  network.invite('bob', { uri: room });
  const conversation = application.conversationsManager.conversations(0);
  assert.ok(conversation);
  assert.equal(conversation.isGroupConversation(), true);
  assert.equal(conversation.uri(), room);
  const log = timeline(conversation);
  follow(log, 'accept', conversation.chatService.accept());
  network.chat.conference(entries('bob', 'dave'));
  await network.chat.answer('accept');
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'Bob Connected',
    'added Dave Connected',
    'conversation Connected',
    'chat Connected',
    'accept resolved',
  ]);
});

test('Messages sent while somebody is being added go out at once', async () => {
  const { network, conversation } = await chatting();
  void conversation.participants.add(carol);
  const send = conversation.chatService.sendMessage('during');
  network.chat.events.promoted(room);
  network.chat.events.message(text('bob', 'from bob'));
  await network.chat.answer('send');
  await send;
  assert.deepEqual(
    conversation.chatService.messages().map(message => message.text()),
    ['during', 'from bob'],
  );
  await network.chat.answer('add');
});

test('participants.add is disabled after sign-out, participants.remove always', async () => {
  const { application, network, conversation } = await chatting();
  assert.equal(conversation.participants.add.enabled(), true);
  assert.equal(conversation.participants.remove.enabled(), false);
  const signOut = application.signInManager.signOut();
  assert.equal(conversation.participants.add.enabled(), false);
  await network.answer('signOut');
  await signOut;
  await assert.rejects(conversation.participants.add(carol), { code: 'CommandDisabled' });
});
