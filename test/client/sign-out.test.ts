import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { nextInvitation } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.close());

test('who signs out on one device while it rings has not declined: another device still rings, and accepts', async () => {
  const [alice, phone, laptop] = [await server.signIn('alice'), await server.signIn('bob'), await server.signIn('bob')];
  const rings = [nextInvitation(phone), nextInvitation(laptop)] as const;
  const atAlice = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const started = atAlice.chatService.start();
  const [atPhone, atLaptop] = await Promise.all(rings);
  await phone.signInManager.signOut();
  assert.equal(atPhone.state(), 'Disconnected');
  assert.equal((atPhone.state.reason as Reason).code, 'SignedOut');
  assert.equal(atPhone.chatService.accept.enabled(), false);
  assert.equal(atLaptop.state(), 'Incoming');
  await atLaptop.chatService.accept();
  await started;
  await until(atAlice.state, 'Connected');
});

test('who signs out on their only device while it rings cannot be reached any more, and whoever asks hears so at once', async () => {
  const [alice, bob] = [await server.signIn('alice'), await server.signIn('bob')];
  const invited = nextInvitation(bob);
  const started = alice.conversationsManager.getConversation(addressOfUser('bob')).chatService.start();
  const refused = assert.rejects(started, ({ code, reason }: Reason) => {
    assert.deepEqual(
      [code, reason?.code, reason?.subcode],
      ['InvitationFailed', 'RemoteFailure', 'TemporarilyUnavailable'],
    );
    return true;
  });
  await invited;
  await bob.signInManager.signOut();
  await refused;
});
