import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Application, type Person, type Presence, type Profile } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { FakeNetwork, person, settled } from './fake-network.js';
import { isReason } from './is-reason.js';
import { signedIn } from './signed-in.js';

const BOB = 'sip:bob@contoso.example';
const ALICE = 'sip:alice@contoso.example';

const presence = (rest: Partial<Presence>): Presence => ({
  status: 'Online',
  activity: '',
  note: '',
  location: '',
  lastSeenAt: undefined,
  ...rest,
});

const profile = (user: string, rest: Partial<Profile> = {}): Profile => ({
  ...person(user),
  title: '',
  department: '',
  company: '',
  office: '',
  avatarUrl: '',
  emails: [],
  phoneNumbers: [],
  ...rest,
});

/** The person, as somebody one has a conversation with. */
function personOf(application: Application, address: string): Person {
  const [participant] = application.conversationsManager.getConversation(address).participants();
  assert.ok(participant);
  return participant.person;
}

const asked = (network: FakeNetwork): string[] => network.log.filter(line => !line.startsWith('signIn'));

test('a person of whom nobody wants to know more costs the network nothing', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  assert.equal(bob.status(), 'Unknown');
  assert.equal(bob.title(), '');
  assert.deepEqual(bob.emails(), []);
  assert.equal(bob.capabilities.chat(), false);
  assert.equal(bob.status, bob.status);
  assert.equal(bob.note, bob.note);
  bob.status.changed(() => {});
  await settled();
  assert.deepEqual(asked(network), []);
});

test('getPerson() gives the one person with an address, heard of or not, and asks nobody', async () => {
  const { application, network } = await signedIn();
  const { getPerson, all } = application.personsAndGroupsManager;
  const bob = getPerson('bob@contoso.example');
  assert.equal(bob.id(), BOB);
  assert.equal(getPerson('SIP:Bob@Contoso.Example'), bob);
  assert.equal(personOf(application, BOB), bob);
  assert.deepEqual(all.persons(), [bob]);
  assert.throws(() => getPerson('nobody'), SyntaxError);
  await settled();
  assert.deepEqual(asked(network), []);
});

test('get() asks for the profile, once however many ask, and all of it arrives', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  const got = Promise.all([bob.title.get(), bob.office.get(), bob.displayName.get(), bob.emails.get()]);
  const given = profile('bob', {
    displayName: 'Bob Castillo',
    title: 'Builder',
    department: 'Sites',
    company: 'Contoso',
    office: '3/1204',
    avatarUrl: '/avatars/bob.png',
    emails: ['bob@contoso.example', 'b.castillo@contoso.example'],
    phoneNumbers: [{ type: 'Mobile', number: '+1 (425) 555-0100' }],
  });
  await settled();
  await network.answer('profile', given);
  const [title, office, name, emails] = await got;
  assert.deepEqual([title, office, name], ['Builder', '3/1204', 'Bob Castillo']);
  assert.deepEqual(
    emails.map(({ type, emailAddress }) => [type(), emailAddress()]),
    [
      ['Work', 'bob@contoso.example'],
      ['Work', 'b.castillo@contoso.example'],
    ],
  );
  assert.deepEqual([bob.department(), bob.company(), bob.avatarUrl()], ['Sites', 'Contoso', '/avatars/bob.png']);
  const { conversationsManager } = application;
  assert.equal(conversationsManager.getConversation(BOB).avatarUrl(), '/avatars/bob.png');
  assert.equal(conversationsManager.createConversation().avatarUrl(), '');
  const [phone] = bob.phoneNumbers();
  assert.deepEqual(
    [phone?.type(), phone?.displayString(), phone?.telUri()],
    ['Mobile', '+1 (425) 555-0100', 'tel:+14255550100'],
  );
  assert.deepEqual(asked(network), [`profile ${BOB}`]);
});

test('subscribe() of what stands in the profile asks for it, and stays until it is disposed', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  const titles: string[] = [];
  bob.title.changed(title => void titles.push(title));
  const subscription = bob.title.subscribe();
  await settled();
  await network.answer('profile', profile('bob', { title: 'Builder' }));
  assert.deepEqual(titles, ['', 'Builder']);
  subscription.dispose();
  assert.deepEqual(asked(network), [`profile ${BOB}`]);
});

test('a profile that is refused rejects with the reason, and leaves things as they were', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  const refused = assert.rejects(bob.title.get(), isReason('RequestFailed', 'NotFound'));
  await settled();
  await network.refuse('profile', new Reason('RequestFailed', { reason: new Reason('NotFound') }));
  await refused;
  assert.equal(bob.title(), '');
});

test('status.get() asks once; subscribe() is one subscription however many look, and ends when nobody does', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  const got = bob.status.get();
  await settled();
  const lastSeenAt = new Date(5000);
  await network.answer('presence', presence({ status: 'Away', lastSeenAt, activity: 'out-of-office' }));
  assert.equal(await got, 'Away');
  assert.deepEqual([bob.activity(), bob.lastSeenAt()], ['out-of-office', lastSeenAt]);

  const seen: string[] = [];
  bob.status.changed(status => void seen.push(status));
  const holds = [bob.status.subscribe(), bob.note.text.subscribe(), bob.capabilities.chat.subscribe()];
  const tell = network.watchers.get(BOB);
  tell?.(presence({ status: 'Busy', note: 'in a meeting', location: 'Oslo' }));
  tell?.(presence({ status: 'Busy', note: 'really', location: 'Oslo' }));
  tell?.(presence({ status: 'Offline' }));
  assert.deepEqual(seen, ['Away', 'Busy', 'Offline']);
  assert.equal(bob.capabilities.chat(), false);
  for (const hold of holds) {
    assert.equal(network.watchers.size, 1);
    hold.dispose();
  }
  assert.deepEqual(asked(network), [`presence ${BOB}`, `watch ${BOB}`, `unwatch ${BOB}`]);
  assert.equal(bob.status(), 'Offline');
  bob.status.subscribe().dispose();
  assert.equal(network.watchers.size, 0);
});

test('what is subscribed to before sign-in begins with it, and ends with sign-out, Unknown again', async () => {
  const network = new FakeNetwork();
  const application = new Application(network);
  const bob = personOf(application, BOB);
  const hold = bob.status.subscribe();
  bob.title.subscribe();
  await assert.rejects(bob.status.get(), { code: 'NotSignedIn' });
  assert.deepEqual(network.log, []);
  const signIn = application.signInManager.signIn({ username: 'alice@contoso.example', password: 'secret' });
  await network.answer('signIn', person('alice'));
  await signIn;
  network.watchers.get(BOB)?.(presence({ status: 'Busy' }));
  assert.equal(bob.status(), 'Busy');
  await network.answer('profile', profile('bob', { title: 'Builder' }));
  assert.equal(bob.title(), 'Builder');
  const signOut = application.signInManager.signOut();
  assert.equal(network.watchers.size, 0);
  assert.equal(bob.status(), 'Unknown');
  await network.answer('signOut');
  await signOut;
  hold.dispose();
  assert.equal(network.log.join().split(',watch').length, 2);
});

test('what is subscribed to ends when the network gives up', async () => {
  const { application, network } = await signedIn();
  personOf(application, BOB).status.subscribe();
  network.onConnection('Reconnecting');
  assert.equal(network.watchers.size, 1); // the network brings it back
  network.onConnection('Lost');
  assert.equal(network.watchers.size, 0);
});

test('mePerson.status.set() publishes, resolves when the server has it, and only then changes; reset() takes it back', async () => {
  const { application, network } = await signedIn();
  const { mePerson } = application.personsAndGroupsManager;
  const set = mePerson.status.set('Busy');
  await settled();
  assert.notEqual(mePerson.status(), 'Busy');
  await network.answer('publish');
  assert.equal(await set, 'Busy');
  assert.equal(mePerson.status(), 'Busy');

  const note = mePerson.note.text.set('in a meeting');
  await network.answer('publish');
  await note;
  assert.deepEqual([mePerson.note.text(), mePerson.note.type()], ['in a meeting', 'Personal']);

  const resets = [mePerson.status.reset(), mePerson.note.text.reset(), mePerson.location.reset()];
  await settled();
  for (let left = resets.length; left > 0; left--) await network.answer('publish');
  assert.deepEqual(await Promise.all(resets), ['Online', '', '']);
  assert.deepEqual([mePerson.status(), mePerson.note.text()], ['Online', '']);
  assert.deepEqual(
    asked(network).filter(line => line.startsWith('publish')),
    [
      'publish {"status":"Busy"}',
      'publish {"note":"in a meeting"}',
      'publish {"status":"Online"}',
      'publish {"note":""}',
      'publish {"location":""}',
    ],
  );
});

test('mePerson.status that the server refuses rejects and stays', async () => {
  const { application, network } = await signedIn();
  const { mePerson } = application.personsAndGroupsManager;
  const refused = assert.rejects(mePerson.status.set('Away'), { code: 'RequestFailed' });
  await settled();
  await network.refuse('publish', new Reason('RequestFailed'));
  await refused;
  assert.equal(mePerson.status(), 'Unknown');
});

test('mePerson.status() is asked for as soon as anybody looks at it, also before sign-in; set and reset need sign-in', async () => {
  const network = new FakeNetwork();
  const application = new Application(network);
  const { mePerson } = application.personsAndGroupsManager;
  const seen: string[] = [];
  mePerson.status.changed(status => void seen.push(status));
  assert.equal(mePerson.status.set.enabled(), false);
  await assert.rejects(mePerson.status.set('Busy'), isReason('CommandDisabled', 'NotSignedIn'));
  await assert.rejects(mePerson.status.reset(), { code: 'CommandDisabled' });
  const signIn = application.signInManager.signIn({ username: 'alice@contoso.example', password: 'secret' });
  await network.answer('signIn', person('alice'));
  await signIn;
  await network.answer('presence', presence({ status: 'DoNotDisturb' }));
  assert.deepEqual(seen, ['Unknown', 'DoNotDisturb']);
  assert.deepEqual(network.log.slice(1), [`presence ${ALICE}`]);
});

test('nothing can be set of others', async () => {
  const { application, network } = await signedIn();
  const bob = personOf(application, BOB);
  assert.equal(bob.status.set.enabled(), false);
  await assert.rejects(bob.note.text.set('x'), isReason('CommandDisabled', 'ReadOnly'));
  assert.deepEqual(asked(network), []);
});

test('all.persons is everybody the application has heard of, and not ourselves', async () => {
  const { application, network } = await signedIn();
  const { all, mePerson } = application.personsAndGroupsManager;
  const added: string[] = [];
  all.persons.added(({ displayName }) => void added.push(displayName()));
  const bob = personOf(application, BOB);
  network.invite('carol');
  assert.deepEqual(await all.persons.get(), all.persons());
  assert.deepEqual(all.persons(), [bob, application.conversationsManager.conversations(1)?.creator]);
  assert.equal(added.length, 2);
  assert.ok(!all.persons().includes(mePerson));
  assert.deepEqual(all.groups(), []);
});

test('endpointType, audio and video say that there is nothing', async () => {
  const { application } = await signedIn();
  const bob = personOf(application, BOB);
  assert.equal(bob.endpointType(), 'Unknown');
  assert.deepEqual([bob.capabilities.audio(), bob.capabilities.video()], [false, false]);
});
