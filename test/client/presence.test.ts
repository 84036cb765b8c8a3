import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Application } from '../../src/client/index.js';
import type { Application as ModelApplication, Person } from '../../src/model/index.js';
import { header } from '../../src/sip/codec/index.js';
import { AgentPeer } from '../support/agent-peer.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { nextInvitation } from '../support/chat-partner.js';
import { LoopbackServer } from '../support/loopback-server.js';
import { documentOf, publish, watch } from '../support/presence-peer.js';
import { until } from '../support/until.js';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ presenceNotifySeconds: 0.01, presenceGraceSeconds: 0.01 });
});
afterEach(() => server.close());

/** Somebody as `application` knows them. */
function personOf(application: ModelApplication, user: string): Person {
  const [participant] = application.conversationsManager.getConversation(addressOfUser(user)).participants();
  assert.ok(participant);
  return participant.person;
}

/** Two who have signed in, and the second as the first knows them. */
async function aliceAndBob() {
  const [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  return { alice, bob, person: personOf(alice, 'bob') };
}

test('status.get() of somebody who is there is Online, of somebody who is not Offline', async () => {
  const { alice, person } = await aliceAndBob();
  assert.equal(await person.status.get(), 'Online');
  assert.equal(person.capabilities.chat(), true);
  const carol = personOf(alice, 'carol');
  assert.equal(await carol.status.get(), 'Offline');
});

test('status.get() of somebody who is not known rejects', async () => {
  const { alice } = await aliceAndBob();
  const nobody = personOf(alice, 'nobody');
  await assert.rejects(
    nobody.status.get(),
    ({ code, reason }) => code === 'RequestFailed' && reason.code === 'NotFound',
  );
  assert.equal(nobody.status(), 'Unknown');
});

test('subscribe() follows what somebody sets, until they sign out', async () => {
  const { bob, person } = await aliceAndBob();
  const { mePerson } = bob.personsAndGroupsManager;
  person.status.subscribe();
  await until(person.status, 'Online');
  assert.equal(await mePerson.status.set('Busy'), 'Busy');
  await until(person.status, 'Busy');
  assert.equal(person.lastSeenAt(), undefined);
  await mePerson.note.text.set('in Oslo');
  await mePerson.location.set('Building 3');
  await until(person.location, 'Building 3');
  assert.deepEqual([person.status(), person.note.text()], ['Busy', 'in Oslo']);
  await mePerson.status.set('Hidden');
  await until(person.status, 'Offline');
  assert.equal(await mePerson.status.get(), 'Hidden');
  await mePerson.status.reset();
  await until(person.status, 'Online');
  await mePerson.note.text.reset();
  await until(person.note.text, '');
  await bob.signInManager.signOut();
  await until(person.status, 'Offline');
  assert.ok(person.lastSeenAt());
});

test('what is set at once is all set', async () => {
  const { bob, person } = await aliceAndBob();
  const { status, note, activity } = bob.personsAndGroupsManager.mePerson;
  await Promise.all([status.set('Away'), note.text.set('back soon'), activity.set('out-of-office')]);
  await person.status.get();
  assert.deepEqual([person.status(), person.note.text(), person.activity()], ['Away', 'back soon', 'out-of-office']);
});

test('what was set is there after signing in again, and on another device, which may set it too', async () => {
  const { bob, person } = await aliceAndBob();
  await bob.personsAndGroupsManager.mePerson.status.set('Busy');
  await bob.personsAndGroupsManager.mePerson.note.text.set('in Oslo');
  await bob.signInManager.signOut();
  const [desk, tablet] = [await server.signIn('bob'), await server.signIn('bob')];
  const mine = desk.personsAndGroupsManager.mePerson;
  await until(mine.status, 'Busy'); // without asking: one looks at it
  await tablet.personsAndGroupsManager.mePerson.status.set('Away');
  assert.equal(await mine.status.get(), 'Away');
  assert.equal(mine.note.text(), 'in Oslo');
  await mine.status.reset();
  assert.equal(await person.status.get(), 'Online');
  assert.equal(person.note.text(), 'in Oslo');
});

test('a status that there is not is refused without asking the server', async () => {
  const { bob } = await aliceAndBob();
  const { status } = bob.personsAndGroupsManager.mePerson;
  await assert.rejects(status.set('Unknown'), { code: 'BadRequest', subcode: 'ParameterValidationFailure' });
});

test('subscriptions and what was set come back after the server was started again', async () => {
  const { alice, bob, person } = await aliceAndBob();
  person.status.subscribe();
  await bob.personsAndGroupsManager.mePerson.status.set('Busy');
  await until(person.status, 'Busy');
  const lost = [alice, bob].map(({ connection }) => until(connection, 'Reconnecting'));
  await Promise.all([server.restart(), ...lost]); // which has forgotten everything
  await Promise.all([until(alice.connection, 'Connected'), until(bob.connection, 'Connected')]);
  await bob.personsAndGroupsManager.mePerson.note.text.set('here again');
  await until(person.note.text, 'here again');
  assert.equal(person.status(), 'Busy');
});

test('who hides is not seen when the server was started again', async () => {
  const { bob, alice } = await aliceAndBob();
  const { mePerson } = bob.personsAndGroupsManager;
  await mePerson.status.set('Hidden');
  const lost = until(bob.connection, 'Reconnecting');
  await Promise.all([server.restart(), lost]);
  const carol = await AgentPeer.signIn(server.url, 'carol');
  const { next } = await watch(carol, 'bob');
  await until(bob.connection, 'Connected');
  await mePerson.note.text.set('here again');
  for (let seen = await next(); ; seen = await next()) {
    assert.equal(seen.status, 'Offline');
    if (seen.note === 'here again') break;
  }
  await until(alice.connection, 'Connected');
  carol.close();
});

test('what others publish by other programs is understood', async () => {
  const { person } = await aliceAndBob();
  const phone = await AgentPeer.signIn(server.url, 'bob', 'phone');
  person.status.subscribe();
  const since = '<tuple id="t"><status><basic>open</basic></status></tuple>';
  const body = `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@contoso.example">${since}<person><activities><on-the-phone/></activities></person></presence>`;
  assert.equal((await publish(phone, 'bob', { body })).status, 200);
  await until(person.activity, 'on-the-phone');
  assert.equal(person.status(), 'Busy');
  assert.equal((await publish(phone, 'bob', { body: documentOf('bob') })).status, 200);
  await until(person.status, 'Online');
  phone.close();
});

test('who does not want to be disturbed cannot be invited or added', async () => {
  const { alice, bob } = await aliceAndBob();
  const carol = await server.signIn('carol');
  await bob.personsAndGroupsManager.mePerson.status.set('DoNotDisturb');
  const chat = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const isDisturbed = (error: { code: string; reason?: { code: string; subcode?: string } }): boolean =>
    error.code === 'InvitationFailed' &&
    error.reason?.code === 'RemoteFailure' &&
    error.reason.subcode === 'DoNotDisturb';
  await assert.rejects(chat.chatService.start(), isDisturbed);
  assert.equal(chat.state(), 'Disconnected');
  assert.equal(bob.conversationsManager.conversations.size(), 0);

  const other = alice.conversationsManager.getConversation(addressOfUser('carol'));
  const started = other.chatService.start();
  await (await nextInvitation(carol)).chatService.accept();
  await started;
  await assert.rejects(other.participants.add(addressOfUser('bob')), isDisturbed);

  await bob.personsAndGroupsManager.mePerson.status.reset();
  const added = other.participants.add(addressOfUser('bob'));
  await (await nextInvitation(bob)).chatService.accept();
  await added;
});

test('on the wire there is one subscription however many look, and it ends when nobody does', async () => {
  const wire = new LoopbackServer();
  const application = new Application({ server: 'ws://contoso.example/sip', WebSocket: wire.WebSocket });
  await application.signInManager.signIn({ username: 'alice@contoso.example', password: 'secret' });
  const person = personOf(application, 'bob');
  const asked = () =>
    wire.got.filter(({ method }) => method === 'SUBSCRIBE').map(message => Number(header(message, 'expires')));
  const holds = [person.status.subscribe(), person.status.subscribe(), person.activity.subscribe()];
  await settled();
  assert.deepEqual(asked(), [3600]);
  for (const hold of holds) hold.dispose();
  await settled();
  assert.deepEqual(asked(), [3600, 0]);
  person.status.subscribe();
  await settled();
  await application.signInManager.signOut();
  await settled();
  assert.deepEqual(asked(), [3600, 0, 3600, 0]);
});

/** Lets everything happen that waits for no network but that in memory. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await new Promise(resolve => setImmediate(resolve));
}
