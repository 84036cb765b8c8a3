import assert from 'node:assert/strict';
import { after, before, mock, test, type TestContext } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { AgentPeer } from '../support/agent-peer.js';
import { connect, namesIn, nextInvitation, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { stopWrites } from '../support/stop-writes.js';

/*
 * Reference §3.9 and §1.6: how every refusal of the wire arrives. The server is real, and so are the devices that refuse.
 */

let server: TestServer;
let alice: Application;
let bob: Application;
/** A device that answers as it is told. */
let phone: AgentPeer;

before(async () => {
  server = await TestServer.start({ maxMembers: 3, maxDevices: 2, ringSeconds: 1, maxMessageBytes: 1000 });
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  phone = await AgentPeer.signIn(server.url, 'carol', 'phone');
});
after(async () => {
  phone.close();
  await server.close();
});

/** `{code, reason: {code, subcode}}` in one line, after a look at the sentences. */
async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const reason = (await promise.then(
    () => assert.fail('It was not refused'),
    (refusal: unknown) => refusal,
  )) as Reason;
  for (let inner: Reason | undefined = reason; inner; inner = inner.reason) {
    assert.match(inner.message, /^[A-Z].*\w+.*\.$/, `${inner.code} is said in a sentence`);
  }
  return [reason.code, reason.reason?.code, reason.reason?.subcode].join(' ');
}

/** What a device answers to an invitation, what is told then, and why the chat is Disconnected. */
const ANSWERS: readonly (readonly [status: number, refusal: string, stateReason: string])[] = [
  [603, 'RemoteFailure Declined', 'Refused'],
  [486, 'RemoteFailure Busy', 'Busy'],
  [600, 'RemoteFailure DoNotDisturb', 'Busy'],
  [408, 'Timeout Timeout', 'Missed'],
  [480, 'RemoteFailure TemporarilyUnavailable', 'Failed'],
  [404, 'NotFound DestinationNotFound', 'Failed'],
  [604, 'NotFound DestinationNotFound', 'Failed'],
  [403, 'Forbidden NotAllowed', 'Failed'],
  [405, 'NotAcceptable ModalityNotSupported', 'Failed'],
  [488, 'NotAcceptable ModalityNotSupported', 'Failed'],
  [501, 'NotAcceptable ModalityNotSupported', 'Failed'],
  [406, 'NotAcceptable NotAcceptable', 'Failed'],
  [606, 'NotAcceptable NotAcceptable', 'Failed'],
  [415, 'UnsupportedMediaType UnsupportedMediaType', 'Failed'],
];

for (const [status, refusal, stateReason] of ANSWERS) {
  test(`start(), sendMessage() and add() to a device that answers ${status}: ${refusal}`, async () => {
    const answer = async (): Promise<void> => (await phone.next()).respond(status);
    const conversation = alice.conversationsManager.getConversation(addressOfUser('carol'));
    const started = refusalOf(conversation.chatService.start());
    await answer();
    assert.equal(await started, `InvitationFailed ${refusal}`);
    assert.equal(conversation.state(), 'Disconnected');
    assert.equal((conversation.state.reason as Reason).code, stateReason);
    assert.equal((conversation.selfParticipant.chat.state.reason as Reason).code, stateReason);

    const sent = refusalOf(conversation.chatService.sendMessage('Hello'));
    await answer();
    assert.equal(await sent, `InvitationFailed ${refusal}`);
    const [item] = conversation.chatService.messages();
    assert.equal(item?.status(), 'Failed');
    assert.equal((item?.status.reason as Reason).reason?.subcode, refusal.split(' ')[1]);

    const [mine, theirs] = await connect(alice, bob);
    const added = refusalOf(mine.participants.add(addressOfUser('carol')));
    await answer();
    assert.equal(await added, `InvitationFailed ${refusal}`);
    await survives(mine, theirs);
  });
}

/** The chat goes on, without the person who was asked. */
async function survives(mine: Conversation, theirs: Conversation): Promise<void> {
  assert.deepEqual(namesIn(mine), ['Bob']);
  await theirs.chatService.sendMessage('Still here');
  await untilMessages(mine, 1);
  await Promise.all([mine.leave(), theirs.leave()]);
}

test('nobody has that address', async () => {
  const { getConversation } = alice.conversationsManager;
  for (const address of ['nobody@contoso.example', 'bob@fabrikam.example']) {
    const refusal = await refusalOf(getConversation(address).chatService.start());
    assert.equal(refusal, 'InvitationFailed NotFound DestinationNotFound');
  }
});

test('an address in capital letters reaches who is meant', async () => {
  const invited = nextInvitation(bob);
  const conversation = alice.conversationsManager.getConversation('SIP:Bob@Contoso.example');
  const started = conversation.chatService.start();
  await (await invited).chatService.accept();
  await started;
  assert.deepEqual(namesIn(conversation), ['Bob']);
  await conversation.leave();
});

test('a chat with oneself is not allowed', async () => {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('alice'));
  assert.equal(await refusalOf(conversation.chatService.start()), 'InvitationFailed Forbidden NotAllowed');
});

test('nobody answers: Timeout, and for the state Missed', async () => {
  const conversation = bob.conversationsManager.getConversation(addressOfUser('alice'));
  const invited = nextInvitation(alice);
  assert.equal(await refusalOf(conversation.chatService.start()), 'InvitationFailed Timeout Timeout');
  assert.equal((conversation.state.reason as Reason).code, 'Missed');
  assert.equal(((await invited).state.reason as Reason).code, 'Missed');
});

test('we withdraw: Canceled', async () => {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const invited = nextInvitation(bob);
  const started = conversation.chatService.start().catch((reason: unknown) => reason);
  await invited;
  await conversation.chatService.stop();
  assert.equal(((await started) as Reason).code, 'Canceled');
});

test('the wrong moment: CommandDisabled, with the reason', async () => {
  const [mine, theirs] = await connect(alice, bob);
  assert.equal(await refusalOf(mine.chatService.start()), 'CommandDisabled AlreadyStarted ');
  assert.equal(await refusalOf(mine.chatService.accept()), 'CommandDisabled AlreadyStarted ');
  assert.equal(await refusalOf(theirs.participants.add(addressOfUser('alice'))), 'AlreadyExists  ');
  await mine.leave();
  assert.equal(await refusalOf(mine.chatService.stop()), 'CommandDisabled NotStarted ');
});

test('a message that is too long, and one that is none', async () => {
  const [mine] = await connect(alice, bob);
  const { sendMessage } = mine.chatService;
  assert.equal(await refusalOf(sendMessage('x'.repeat(2000))), 'RequestFailed EntityTooLarge LimitExceeded');
  assert.equal(
    ((await sendMessage('').catch((reason: unknown) => reason)) as Reason).subcode,
    'ParameterValidationFailure',
  );
  await mine.leave();
});

test('a conversation that is full: TooManyParticipants', async () => {
  const [mine, theirs] = await connect(alice, bob);
  const added = mine.participants.add(addressOfUser('carol'));
  const { dialog } = await phone.accept();
  await added;
  const full = await refusalOf(mine.participants.add(addressOfUser('mallory')));
  assert.equal(full, 'InvitationFailed RemoteFailure TooManyParticipants');
  await Promise.all([mine.leave(), theirs.leave(), dialog.bye()]);
});

test('too many devices: TooManyApplications', async () => {
  const other = await AgentPeer.signIn(server.url, 'carol', 'tablet');
  const third = server.application();
  const signedIn = third.signInManager.signIn({ username: addressOfUser('carol'), password: 'carol-pw' });
  assert.equal(await refusalOf(signedIn), 'SignInFailed Forbidden TooManyApplications');
  assert.equal((third.signInManager.state.reason as Reason).reason?.subcode, 'TooManyApplications');
  other.close();
});

test('too many requests: LimitExceeded', async t => {
  const slow = await TestServer.start({ maxRequestsPerSecond: 1 });
  t.after(() => slow.close());
  const [one, other] = await Promise.all([slow.signIn('alice'), slow.signIn('bob')]);
  const [mine] = await connect(one, other);
  const refusals = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      mine.chatService.sendMessage(`m${i}`).then(
        () => '',
        (reason: Reason) => reason.reason?.subcode,
      ),
    ),
  );
  assert.ok(refusals.includes('LimitExceeded'));
  await mine.leave();
});

test('an escalation that the server cannot do: EscalationFailed, and the chat of two survives', async (t: TestContext) => {
  mock.method(console, 'error', () => {}); // what an operator is told about the disk
  t.after(() => mock.restoreAll());
  const [mine, theirs] = await connect(alice, bob);
  const goOn = stopWrites(server);
  const added = await refusalOf(mine.participants.add(addressOfUser('carol')));
  goOn();
  assert.equal(added, 'InvitationFailed RemoteFailure EscalationFailed');
  assert.equal(mine.isGroupConversation(), false);
  await survives(mine, theirs);
});
