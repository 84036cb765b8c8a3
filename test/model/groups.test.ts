import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application, Conference, Conversation, RosterEntry } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { entry, type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';
import { follow, timeline } from './timeline.js';

const room = 'sip:chat-7@contoso.example';
const bob = 'sip:bob@contoso.example';
const carol = 'sip:carol@contoso.example';
const leader: Partial<Conference> = { role: 'Leader', creator: person('alice').uri, isJoiningEnabled: true, topic: '' };

interface Signed {
  readonly application: Application;
  readonly network: FakeNetwork;
}
interface Group extends Signed {
  readonly conversation: Conversation;
}

async function created(): Promise<Group> {
  const signed = await signedIn();
  return { ...signed, conversation: signed.application.conversationsManager.createConversation() };
}

/** Alice's chat with the network is up, in a group of her own making. */
async function leading(...people: RosterEntry[]): Promise<Group> {
  const group = await created();
  await started(group);
  group.network.chat.conference(people, leader);
  return group;
}

async function started({ network, conversation }: Group): Promise<void> {
  const start = conversation.chatService.start();
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  await start;
}

/** Alice looks at a group that others have made. */
async function byUri(uri = room): Promise<Group> {
  const signed = await signedIn();
  return { ...signed, conversation: signed.application.conversationsManager.getConversationByUri(uri) };
}

const codes = (reason: unknown): string[] => {
  const found: string[] = [];
  for (let inner = reason; inner instanceof Reason; inner = inner.reason) found.push(inner.code);
  return found;
};

test('createConversation() is a group from the beginning, without anybody, of which we are a leader', async () => {
  const { application, network, conversation } = await created();
  assert.deepEqual(application.conversationsManager.conversations(), [conversation]);
  assert.equal(conversation.isGroupConversation(), true);
  assert.equal(conversation.state(), 'Created');
  assert.equal(conversation.uri(), null);
  assert.equal(conversation.participants.size(), 0);
  assert.equal(conversation.participantsCount(), 0);
  assert.equal(conversation.creator, application.personsAndGroupsManager.mePerson);
  assert.equal(conversation.selfParticipant.role(), 'Leader');
  assert.equal(conversation.isJoiningEnabled(), true);
  assert.notEqual(application.conversationsManager.createConversation(), conversation);
  assert.deepEqual(network.chats, []);
});

test('start() makes the group, with its topic, and its URI is known when it is Connected', async () => {
  const { network, conversation } = await created();
  assert.equal(await conversation.topic.set('  Lunch \n today '), 'Lunch today');
  const log = timeline(conversation);
  follow(log, 'start', conversation.chatService.start());
  assert.equal(network.chat.target, 'a new group');
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  assert.deepEqual(network.chat.log, ['start (Lunch today)']);
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    `uri ${room}`,
    'conversation Connected',
    'chat Connected',
    'start resolved',
  ]);
  assert.equal(conversation.selfParticipant.role(), 'Leader');
});

test('a topic that is written in the line before the start goes into it', async () => {
  const { network, conversation } = await created();
  conversation.topic('Lunch');
  void conversation.chatService.start();
  assert.equal(conversation.topic(), 'Lunch');
  assert.deepEqual(network.chat.log, ['start (Lunch)']);
});

test('whoever is added before the start is asked in by it; each failure is told by its own promise only', async () => {
  const { network, conversation } = await created();
  const log: string[] = [];
  follow(log, 'bob', conversation.participants.add(bob));
  follow(log, 'carol', conversation.participants.add(carol));
  await settled();
  assert.deepEqual(
    conversation.participants().map(({ state }) => state()),
    ['Disconnected', 'Disconnected'],
  );
  assert.deepEqual(network.chats, []);
  const start = conversation.chatService.start();
  assert.deepEqual(
    conversation.participants().map(({ state }) => state()),
    ['Connecting', 'Connecting'],
  );
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  await start;
  assert.deepEqual(network.chat.log, ['start', `add ${bob}`, `add ${carol}`]);
  network.chat.conference([], leader);
  await network.chat.refuse('add', new Reason('InvitationFailed', { reason: new Reason('Timeout') }));
  network.chat.conference([entry('carol')], leader);
  await network.chat.answer('add');
  assert.deepEqual(log, ['bob rejected (InvitationFailed Timeout)', `carol resolved ${carol}`]);
  assert.deepEqual(
    conversation.participants().map(participant => [participant.uri(), participant.state()]),
    [[carol, 'Connected']],
  );
  assert.equal(conversation.state(), 'Connected');
});

test('sendMessage() makes the group too; what is said waits, in order, until somebody is there to read it', async () => {
  const { network, conversation } = await created();
  for (const whom of [bob, carol]) conversation.participants.add(whom).catch(() => {});
  const log: string[] = [];
  follow(log, 'hi', conversation.chatService.sendMessage('hi'));
  await settled();
  assert.deepEqual(network.chat.log, ['start']);
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  follow(log, 'there', conversation.chatService.sendMessage('there'));
  network.chat.conference([], leader);
  await network.chat.refuse('add', new Reason('InvitationFailed'));
  assert.deepEqual(network.chat.log, ['start', `add ${bob}`, `add ${carol}`]);
  conversation.participants(carol)?.state.once('Connected', () => {
    follow(log, 'everybody', conversation.chatService.sendMessage('everybody'));
  });
  await network.chat.answer('add');
  assert.deepEqual(network.chat.log.slice(3), ['send hi', 'send there', 'send everybody']);
  for (let i = 0; i < 3; i++) await network.chat.answer('send');
  assert.deepEqual(log, ['hi resolved', 'there resolved', 'everybody resolved']);
});

test('what is said goes out when everybody has declined; what waits when the conversation ends has failed', async () => {
  const { network, conversation } = await created();
  conversation.participants.add(bob).catch(() => {});
  const log: string[] = [];
  follow(log, 'hi', conversation.chatService.sendMessage('hi'));
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  await network.chat.refuse('add', new Reason('InvitationFailed'));
  assert.equal(network.chat.log.at(-1), 'send hi');
  await network.chat.answer('send');
  conversation.participants.add(carol).catch(() => {});
  follow(log, 'again', conversation.chatService.sendMessage('again'));
  network.chat.events.ended(new Reason('Ended'));
  await settled();
  assert.deepEqual(log, ['hi resolved', 'again rejected (Ended)']);
  assert.deepEqual(network.chat.log.slice(-2), ['send hi', `add ${carol}`]);
});

test('in a group where somebody is, messages do not wait for whom we ask in', async () => {
  const { network, conversation } = await leading(entry('bob'));
  conversation.participants.add(carol).catch(() => {});
  conversation.chatService.sendMessage('hi').catch(() => {});
  await settled();
  assert.deepEqual(network.chat.log, ['start', `add ${carol}`, 'send hi']);
});

test('sendMessage() that cannot make the group fails with the reason', async () => {
  const { network, conversation } = await created();
  const log = timeline(conversation);
  follow(log, 'send', conversation.chatService.sendMessage('hi'));
  await settled();
  await network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('Forbidden') }));
  assert.deepEqual(log.slice(-4), [
    'hi Failed (InvitationFailed Forbidden)',
    'chat Disconnected (Failed InvitationFailed Forbidden)',
    'conversation Disconnected (Failed InvitationFailed Forbidden)',
    'send rejected (InvitationFailed Forbidden)',
  ]);
});

test('a topic may be set by anybody before the start, then by leaders only; a long one is refused', async () => {
  const { application, network, conversation } = await leading(entry('bob'));
  const setting = conversation.topic.set('Budget');
  assert.equal(conversation.topic(), '');
  await settled();
  await network.chat.answer('change');
  assert.equal(await setting, 'Budget');
  assert.equal(conversation.topic(), 'Budget');
  assert.deepEqual(network.chat.log, ['start', 'change {"topic":"Budget"}']);
  await assert.rejects(conversation.topic.set('x'.repeat(251)), {
    code: 'BadRequest',
    subcode: 'ParameterValidationFailure',
  });
  network.chat.conference([entry('bob', 'Leader')], { ...leader, role: 'Attendee', topic: 'Lunch' });
  assert.equal(conversation.topic(), 'Lunch');
  await assert.rejects(conversation.topic.set('Mine'), reason => {
    assert.deepEqual(codes(reason), ['CommandDisabled', 'NotAllowed']);
    return true;
  });
  assert.equal(network.chat.log.length, 2);

  const pair = application.conversationsManager.getConversation(bob);
  await pair.topic.set('Only us');
  assert.equal(pair.topic(), 'Only us');
  await assert.rejects(pair.topic.set('x'.repeat(251)), { code: 'BadRequest' });
  pair.chatService.start().catch(() => {});
  await assert.rejects(pair.topic.set('Too late'), { code: 'CommandDisabled' });
  assert.deepEqual(network.chat.log, ['start (Only us)']);
});

test('isJoiningEnabled follows the server; leaders set it, others may not', async () => {
  const { network, conversation } = await leading();
  const setting = conversation.isJoiningEnabled.set(false);
  await settled();
  assert.equal(conversation.isJoiningEnabled(), true);
  await network.chat.answer('change');
  assert.equal(await setting, false);
  assert.equal(conversation.isJoiningEnabled(), false);
  assert.deepEqual(network.chat.log.at(-1), 'change {"isJoiningEnabled":false}');
  network.chat.conference([], { isJoiningEnabled: true });
  assert.equal(conversation.isJoiningEnabled(), true);
  assert.equal(conversation.isJoiningEnabled.set.enabled(), false);
  await assert.rejects(conversation.isJoiningEnabled.set(false), { code: 'CommandDisabled' });
});

test('isJoiningEnabled set before the start: the group is closed before anything else is done in it', async () => {
  const { network, conversation } = await created();
  assert.equal(await conversation.isJoiningEnabled.set(false), false);
  assert.equal(conversation.isJoiningEnabled(), false);
  const values: boolean[] = [];
  conversation.isJoiningEnabled.changed(value => void values.push(value));
  const added = conversation.participants.add('bob@contoso.example');
  const start = conversation.chatService.start();
  await assert.rejects(conversation.isJoiningEnabled.set(true), { code: 'CommandDisabled' });
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  network.chat.conference([], leader); // from before the change
  assert.deepEqual(network.chat.log, ['start', 'change {"isJoiningEnabled":false}']);
  assert.equal(conversation.state(), 'Connecting');
  await network.chat.answer('change');
  await start;
  await network.chat.answer('add');
  await added;
  network.chat.conference([entry('bob')], { ...leader, isJoiningEnabled: false });
  assert.deepEqual(values, [false]);
});

test('a group that cannot be closed as was wished before the start is left, and start() rejects', async () => {
  const { network, conversation } = await created();
  conversation.isJoiningEnabled(false);
  const start = assert.rejects(conversation.chatService.start(), { code: 'LocalFailure' });
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  await network.chat.refuse('change', new Reason('LocalFailure'));
  await network.chat.answer('leave');
  await start;
  assert.equal(conversation.state(), 'Disconnected');
});

test('isJoiningEnabled can be set before the start by nobody but who makes the group', async () => {
  const { application, conversation } = await byUri();
  const pair = application.conversationsManager.getConversation(bob);
  for (const one of [conversation, pair]) {
    assert.equal(one.isJoiningEnabled.set.enabled(), false);
    await assert.rejects(one.isJoiningEnabled.set(true), { code: 'CommandDisabled' });
  }
});

test('a change that the server refuses rejects with its reason, and changes nothing', async () => {
  const { network, conversation } = await leading(entry('bob'));
  const participant = conversation.participants(bob);
  assert.ok(participant);
  const refused = new Reason('RequestFailed', { reason: new Reason('Forbidden', { subcode: 'NotAllowed' }) });
  for (const ask of [
    () => conversation.topic.set('Mine'),
    () => conversation.isJoiningEnabled.set(false),
    () => participant.role.set('Leader'),
  ]) {
    const asked = assert.rejects(ask(), refused);
    await settled();
    await network.chat.refuse('change', refused);
    await asked;
  }
  assert.deepEqual([conversation.topic(), conversation.isJoiningEnabled(), participant.role()], ['', true, 'Attendee']);
});

test('role.set() of a leader changes a role, also the own; others cannot', async () => {
  const { network, conversation } = await leading(entry('bob'));
  const participant = conversation.participants(bob);
  assert.ok(participant);
  assert.equal(participant.role(), 'Attendee');
  const promoting = participant.role.set('Leader');
  await settled();
  assert.equal(network.chat.log.at(-1), `change {"role":{"uri":"${bob}","role":"Leader"}}`);
  await network.chat.answer('change');
  assert.equal(await promoting, 'Leader');
  assert.equal(participant.role(), 'Leader');
  const stepping = conversation.selfParticipant.role.set('Attendee');
  await settled();
  assert.equal(network.chat.log.at(-1), `change {"role":{"uri":"${person('alice').uri}","role":"Attendee"}}`);
  await network.chat.answer('change');
  await stepping;
  assert.equal(conversation.selfParticipant.role(), 'Attendee');
  for (const { role } of [participant, conversation.selfParticipant]) {
    await assert.rejects(role.set('Leader'), reason => {
      assert.deepEqual(codes(reason), ['CommandDisabled', 'NotAllowed']);
      return true;
    });
  }
  assert.throws(() => participant.role('Attendee'), { code: 'CommandDisabled' });
});

test('participants.remove() of a leader removes somebody; then they are Disconnected and gone', async () => {
  const { network, conversation } = await leading(entry('bob'), entry('carol'));
  const participant = conversation.participants(bob);
  assert.ok(participant);
  const log = timeline(conversation);
  follow(log, 'remove', conversation.participants.remove(participant));
  await settled();
  assert.equal(network.chat.log.at(-1), `remove ${bob}`);
  await network.chat.answer('remove');
  network.chat.conference([entry('carol')], leader);
  assert.deepEqual(log, ['Bob Disconnected', 'removed Bob', 'remove resolved']);
  await assert.rejects(conversation.participants.remove(participant), { code: 'NotFound' });
  network.chat.conference([entry('carol', 'Leader')], { role: 'Attendee' });
  assert.equal(conversation.participants.remove.enabled(), false);
  const other = conversation.participants(carol);
  assert.ok(other);
  await assert.rejects(conversation.participants.remove(other), reason => {
    assert.deepEqual(codes(reason), ['CommandDisabled', 'NotAllowed']);
    return true;
  });
});

test('participants.remove() that the server refuses leaves them there', async () => {
  const { network, conversation } = await leading(entry('bob'));
  const participant = conversation.participants(bob);
  assert.ok(participant);
  const removing = assert.rejects(conversation.participants.remove(participant), { code: 'RequestFailed' });
  await settled();
  await network.chat.refuse('remove', new Reason('RequestFailed'));
  await removing;
  assert.equal(participant.state(), 'Connected');
  assert.equal(conversation.participants(bob), participant);
});

test('whoever waits in the lobby is listed as InLobby and not counted; a leader admits or rejects them', async () => {
  const { network, conversation } = await leading(entry('bob'));
  const log = timeline(conversation);
  network.chat.conference([entry('bob'), entry('carol', 'Attendee', true), entry('dave', 'Attendee', true)], leader);
  assert.deepEqual(log, ['added Carol InLobby', 'added Dave InLobby']);
  assert.equal(conversation.participantsCount(), 1);
  const [inside, waiting, unwelcome] = conversation.participants();
  assert.ok(inside && waiting && unwelcome);
  assert.equal(inside.admit.enabled(), false);
  await assert.rejects(inside.admit(), { code: 'CommandDisabled' });
  assert.equal(waiting.chat.state(), 'Disconnected');
  assert.equal(waiting.admit.enabled(), true);
  log.length = 0;

  follow(log, 'admit', waiting.admit());
  await settled();
  network.chat.conference([entry('bob'), entry('carol'), entry('dave', 'Attendee', true)], leader);
  await network.chat.answer('add');
  assert.equal(waiting.admit.enabled(), false);
  assert.equal(waiting.reject.enabled(), false);
  follow(log, 'reject', unwelcome.reject());
  await settled();
  await network.chat.answer('remove');
  assert.deepEqual(log, ['Carol Connected', 'admit resolved', 'Dave Disconnected', 'removed Dave', 'reject resolved']);
  assert.deepEqual(network.chat.log, ['start', `add ${carol}`, 'remove sip:dave@contoso.example']);
  assert.equal(conversation.participantsCount(), 2);
});

test('participants.add() of somebody who waits in the lobby lets them in', async () => {
  const { network, conversation } = await leading(entry('carol', 'Attendee', true));
  const waiting = conversation.participants(carol);
  const added = conversation.participants.add('carol@contoso.example');
  await settled();
  assert.deepEqual(network.chat.log, ['start', `add ${carol}`]);
  await network.chat.answer('add');
  assert.equal(await added, carol);
  assert.equal(conversation.participants(carol), waiting);
  assert.equal(waiting?.state(), 'Connected');
});

test('whoever is no leader any more can let nobody in', async () => {
  const { network, conversation } = await leading(entry('carol', 'Attendee', true));
  const [waiting] = conversation.participants();
  network.chat.conference([entry('carol', 'Attendee', true)], { role: 'Attendee' });
  assert.equal(waiting?.admit.enabled(), false);
  assert.equal(waiting?.reject.enabled(), false);
});

test('getConversationByUri() is an empty group with its URI until it is started; the same URI gives the same', async () => {
  const { application, network, conversation } = await byUri();
  const { getConversationByUri } = application.conversationsManager;
  assert.equal(conversation.uri(), room);
  assert.equal(conversation.isGroupConversation(), true);
  assert.equal(conversation.state(), 'Created');
  assert.equal(conversation.participants.size(), 0);
  assert.equal(conversation.creator.id(), '');
  assert.equal(getConversationByUri('SIP:Chat-7@Contoso.example'), conversation);
  assert.notEqual(getConversationByUri('sip:chat-8@contoso.example'), conversation);
  assert.throws(() => getConversationByUri('room 7'), SyntaxError);
  assert.deepEqual(network.chats, []);
});

test('start() joins a group by its URI, and what it is and who is in come from the server', async () => {
  const { network, conversation } = await byUri();
  const log = timeline(conversation);
  follow(log, 'start', conversation.chatService.start());
  assert.equal(network.chat.target, room);
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  network.chat.conference([entry('bob', 'Leader'), entry('carol')], {
    topic: 'Lunch',
    isJoiningEnabled: true,
    creator: bob,
  });
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'conversation Connected',
    'chat Connected',
    'start resolved',
    'added Bob Connected',
    'added Carol Connected',
  ]);
  assert.equal(conversation.topic(), 'Lunch');
  assert.equal(conversation.isJoiningEnabled(), true);
  assert.equal(conversation.creator.displayName(), 'Bob');
  assert.equal(conversation.selfParticipant.role(), 'Attendee');
  assert.equal(conversation.participants(bob)?.role(), 'Leader');
});

test('a locked group: InLobby, with the own chat Connecting, until a leader lets us in', async () => {
  const { network, conversation } = await byUri();
  const log = timeline(conversation);
  conversation.selfParticipant.state.changed(state => void log.push(`self ${state}`));
  log.length = 0;
  follow(log, 'start', conversation.chatService.start());
  network.chat.events.lobby();
  network.chat.events.lobby();
  assert.equal(conversation.phase(), 'inviting');
  assert.equal(conversation.chatService.start.enabled(), false);
  assert.equal(conversation.chatService.stop.enabled(), true);
  network.chat.events.promoted(room);
  await network.chat.answer('start');
  assert.deepEqual(log, [
    'conversation Connecting',
    'chat Connecting',
    'self Connecting',
    'conversation InLobby',
    'self InLobby',
    'conversation Connected',
    'chat Connected',
    'self Connected',
    'start resolved',
  ]);
});

for (const [what, reason, meaning] of [
  ['refused', new Reason('RemoteFailure', { subcode: 'Declined' }), 'Refused'],
  ['not let in in time', new Reason('Timeout'), 'Missed'],
] as const) {
  test(`a locked group in which we are ${what}: start() rejects with the reason, and we can try again`, async () => {
    const { network, conversation } = await byUri();
    const start = assert.rejects(conversation.chatService.start(), { code: 'InvitationFailed', reason });
    network.chat.events.lobby();
    await network.chat.refuse('start', new Reason('InvitationFailed', { reason }));
    await start;
    assert.equal(conversation.state(), 'Disconnected');
    assert.equal(codes(conversation.state.reason)[0], meaning);
    assert.equal(conversation.selfParticipant.state(), 'Disconnected');
    conversation.chatService.start().catch(() => {});
    assert.equal(network.chats.length, 2);
    assert.equal(network.chat.target, room);
  });
}

test('leave() in the lobby gives up waiting', async () => {
  const { network, conversation } = await byUri();
  const log: string[] = [];
  follow(log, 'start', conversation.chatService.start());
  network.chat.events.lobby();
  follow(log, 'leave', conversation.leave());
  assert.equal(conversation.state(), 'Disconnected');
  await network.chat.answer('leave');
  assert.deepEqual(log, ['start rejected (Canceled)', 'leave resolved']);
});

test('being removed ends the conversation as Ejected, the end of the group as Ended', async () => {
  for (const code of ['Ejected', 'Ended']) {
    const { network, conversation } = await leading(entry('bob'));
    const log = timeline(conversation);
    network.chat.events.ended(new Reason(code));
    assert.deepEqual(log, [
      `chat Disconnected (${code})`,
      `conversation Disconnected (${code})`,
      `Bob Disconnected (${code})`,
    ]);
    assert.equal(conversation.selfParticipant.role(), 'Attendee');
    assert.equal(conversation.topic.set.enabled(), false);
  }
});

test('when everybody else has left, the conversation goes on alone', async () => {
  const { network, conversation } = await leading(entry('bob'));
  network.chat.conference([], leader);
  assert.equal(conversation.participantsCount(), 0);
  assert.equal(conversation.participants.size(), 0);
  assert.equal(conversation.state(), 'Connected');
  assert.equal(conversation.selfParticipant.chat.state(), 'Connected');
});

test('start() after leaving joins the group again by its URI, and getConversationByUri() gives the same', async () => {
  const { application, network, conversation } = await leading(entry('bob'));
  const leave = conversation.leave();
  await network.chat.answer('leave');
  await leave;
  assert.equal(application.conversationsManager.getConversationByUri(room), conversation);
  const again = conversation.chatService.start();
  assert.equal(network.chat.target, room);
  network.chat.events.lobby();
  assert.equal(conversation.state(), 'InLobby');
  await network.chat.answer('start');
  await again;
  network.chat.conference([entry('bob', 'Leader'), entry('carol')], { topic: 'Later' });
  assert.equal(conversation.selfParticipant.role(), 'Attendee');
  assert.deepEqual(
    conversation.participants().map(participant => [participant.displayName(), participant.state()]),
    [
      ['Bob', 'Connected'],
      ['Carol', 'Connected'],
    ],
  );
  assert.equal(conversation.topic(), 'Later');
});

test('getConversationByUri() gives the one that goes on before one that has ended', async () => {
  const { application, network, conversation } = await leading(entry('bob'));
  network.chat.events.ended(new Reason('Ejected'));
  network.invite('bob', { uri: room });
  const invited = application.conversationsManager.conversations(1);
  assert.notEqual(invited, conversation);
  assert.equal(application.conversationsManager.getConversationByUri(room), invited);
});

test('getConversation() never gives a group', async () => {
  const { application, network, conversation } = await leading(entry('bob'));
  network.invite('bob', { uri: 'sip:chat-8@contoso.example' });
  const found = application.conversationsManager.getConversation(bob);
  assert.equal(found.isGroupConversation(), false);
  assert.notEqual(found, conversation);
});

test('an invitation into a group tells topic, inviter and creator; once accepted the roster counts', async () => {
  const { application, network } = await signedIn();
  network.invite('bob', { uri: room, subject: 'Lunch', first: text('bob', 'come') });
  const conversation = application.conversationsManager.conversations(0);
  assert.ok(conversation);
  assert.equal(conversation.topic(), 'Lunch');
  assert.equal(conversation.creator, conversation.participants(bob)?.person);
  assert.equal(conversation.topic.set.enabled(), false);
  const accept = conversation.chatService.accept();
  await network.chat.answer('accept');
  await accept;
  network.chat.conference([entry('carol', 'Leader'), entry('dave')], { topic: 'Dinner', creator: carol });
  assert.deepEqual(
    conversation.participants().map(({ displayName }) => displayName()),
    ['Carol', 'Dave'],
  );
  assert.equal(conversation.creator.displayName(), 'Carol');
  assert.equal(conversation.topic(), 'Dinner');
});

test('in a two-party chat nobody leads', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation(bob);
  const start = conversation.chatService.start();
  await network.chat.answer('start');
  await start;
  const [participant] = conversation.participants();
  assert.ok(participant);
  for (const refused of [
    () => conversation.participants.remove(participant),
    () => participant.role.set('Leader'),
    () => conversation.isJoiningEnabled.set(true),
    () => conversation.topic.set('Us'),
  ]) {
    await assert.rejects(refused, reason => {
      assert.deepEqual(codes(reason), ['CommandDisabled', 'NotAllowed']);
      return true;
    });
  }
});
