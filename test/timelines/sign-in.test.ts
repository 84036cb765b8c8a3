import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { Application as SipApplication, SipNetwork } from '../../src/client/index.js';
import { Application } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { connect } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { Timeline } from '../support/timeline.js';
import { until } from '../support/until.js';

/* Reference §2.1 and §3.9: signing in and out, and what becomes of a lost server. */

const ALICE = { username: addressOfUser('alice'), password: 'alice-pw' };

async function started(t: TestContext): Promise<TestServer> {
  const server = await TestServer.start();
  t.after(() => server.close());
  return server;
}

/** Alice's application; what her sign-in shows is written down. */
function watched(application: Application): { application: Application; timeline: Timeline } {
  const timeline = new Timeline();
  timeline.watch('alice', application);
  timeline.tell('alice', 'signIn.state', application.signInManager.state);
  timeline.tell('alice', 'connection', application.connection);
  timeline.tell('alice', 'me', application.personsAndGroupsManager.mePerson.displayName);
  return { application, timeline };
}

/** The sentence of a state's reason, and of what lies behind it. */
function sentences(reason: unknown): string[] {
  const { message, reason: inner } = reason as Reason;
  return [message, ...(inner ? sentences(inner) : [])];
}

test('signIn() and signOut()', async t => {
  const server = await started(t);
  const { application, timeline } = watched(server.application());
  const { signInManager } = application;
  timeline.promise('alice', 'signIn()', signInManager.signIn(ALICE));
  await timeline.row('alice: signIn()', {
    alice: [
      'connection Connecting',
      'signIn.state SigningIn',
      'me Alice',
      'connection Connected',
      'signIn.state SignedIn',
      'signIn() resolved',
    ],
  });
  timeline.promise('alice', 'second signIn()', signInManager.signIn(ALICE));
  await timeline.row('alice: signIn() again', {
    alice: ['second signIn() rejected (CommandDisabled: AlreadyUsed)'],
  });
  timeline.promise('alice', 'signOut()', signInManager.signOut());
  await timeline.row('alice: signOut()', {
    alice: ['signIn.state SigningOut', 'connection Offline', 'signIn.state SignedOut', 'signOut() resolved'],
  });
});

test('a wrong password', async t => {
  const { application, timeline } = watched((await started(t)).application());
  timeline.promise('alice', 'signIn()', application.signInManager.signIn({ ...ALICE, password: 'wrong' }));
  await timeline.row('alice: signIn()', {
    alice: [
      'connection Connecting',
      'signIn.state SigningIn',
      'connection Offline (SignInFailed: InvalidCredentials)',
      'signIn.state SignedOut (SignInFailed: InvalidCredentials)',
      'signIn() rejected (SignInFailed: InvalidCredentials)',
    ],
  });
  const [sentence] = sentences(application.signInManager.state.reason);
  assert.equal(sentence, 'The user name or the password is wrong.');
});

test('what is no address, and a server that is not there', async t => {
  const server = await started(t);
  const noName = watched(server.application());
  noName.timeline.promise('alice', 'signIn()', noName.application.signInManager.signIn({ username: 'alice' }));
  const url = server.url.replace(/:\d+/, ':1'); // nobody listens there
  const nowhere = watched(new SipApplication({ server: url, WebSocket }));
  nowhere.timeline.promise('alice', 'signIn()', nowhere.application.signInManager.signIn(ALICE));
  const failed = (codes: string): string[] => [
    'connection Connecting',
    'signIn.state SigningIn',
    `connection Offline (${codes})`,
    `signIn.state SignedOut (${codes})`,
    `signIn() rejected (${codes})`,
  ];
  await noName.timeline.row('alice: signIn()', { alice: failed('SignInFailed: ParameterValidationFailure') });
  await nowhere.timeline.row('alice: signIn()', { alice: failed('SignInFailed: Unreachable') });
  assert.match(sentences(noName.application.signInManager.state.reason).join(), /"alice" is not a SIP address\./);
});

test('signOut() cancels a sign-in that is pending', async t => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const { port } = silent.address() as { port: number };
  const { application, timeline } = watched(new SipApplication({ server: `ws://127.0.0.1:${port}/sip`, WebSocket }));
  const { signInManager } = application;
  const asked = once(silent, 'connection') as Promise<[{ destroy(): void }]>;
  timeline.promise('alice', 'signIn()', signInManager.signIn(ALICE));
  const [socket] = await asked;
  timeline.promise('alice', 'signOut()', signInManager.signOut());
  await timeline.row('alice: signIn(), signOut()', {
    alice: [
      'connection Connecting',
      'signIn.state SigningIn',
      'signIn.state SigningOut',
      'connection Offline',
      'signIn.state SignedOut',
      'signOut() resolved',
    ],
  });
  socket.destroy();
  await timeline.row('the server gives up', { alice: ['signIn() rejected (Canceled)'] });
});

/** Alice, who gives a lost server up after two seconds, chats with Bob. */
async function chatting(t: TestContext) {
  const server = await started(t);
  const bob = await server.signIn('bob');
  const network = new SipNetwork({ server: server.url, WebSocket, giveUpSeconds: 2 });
  const { application, timeline } = watched(new Application(network));
  t.after(() => network.signOut());
  await application.signInManager.signIn(ALICE);
  const [mine] = await connect(application, bob);
  await until(mine.selfParticipant.chat.state, 'Connected');
  timeline.clear();
  return { server, mine, timeline };
}

test('a server that comes again: nothing ends', async t => {
  const { server, mine, timeline } = await chatting(t);
  await server.restart();
  await timeline.row('the server restarts', { alice: ['connection Reconnecting', 'connection Connected'] });
  timeline.promise('alice', 'send(hi)', mine.chatService.sendMessage('hi'));
  await timeline.row('alice: sendMessage(hi)', {
    alice: ['messages.added Outgoing "hi" Pending', '"hi" Succeeded', 'send(hi) resolved'],
  });
});

test('a server that does not come again: ConnectionLost, when that is given up', async t => {
  const { server, mine, timeline } = await chatting(t);
  await server.stop();
  await timeline.row('the server stops', {
    alice: [
      'connection Reconnecting',
      'chat.state Disconnected (Dropped: SignInFailed: Unreachable)',
      'conversation.state Disconnected (Dropped: SignInFailed: Unreachable)',
      'bob.state Disconnected (Dropped: SignInFailed: Unreachable)',
      'connection Offline (ConnectionLost: SignInFailed: Unreachable)',
      'signIn.state SignedOut (ConnectionLost: SignInFailed: Unreachable)',
      'bob.chat.state Disconnected (Dropped: SignInFailed: Unreachable)',
      'can nothing',
    ],
  });
  assert.deepEqual(sentences(mine.state.reason).slice(0, 2), [
    'The connection to the server was lost.',
    'The chat server cannot be reached.',
  ]);
});
