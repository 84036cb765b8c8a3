import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Application } from '../../src/model/index.js';
import { addAccount, changeAccount } from '../../src/server/index.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';

const domain = 'contoso.example';
let server: TestServer;
let alice: Application;

beforeEach(async () => {
  server = await TestServer.start();
  const file = join(server.folder, 'accounts.json');
  await changeAccount(file, {
    user: 'bob',
    domain,
    name: 'Bob Castillo',
    title: 'Builder',
    department: 'Sites',
    company: 'Contoso',
    office: '3/1204',
    avatarUrl: '/avatars/bob.png',
    emails: ['bob.castillo@fabrikam.example'],
    phoneNumbers: [{ type: 'Mobile', number: '+1 425 555 0100' }],
  });
  for (const number of ['1', '2', '3']) {
    await addAccount(file, { user: `guest${number}`, domain, name: `Guést ${number}`, password: 'x' });
  }
  alice = await server.signIn('alice');
});
afterEach(() => server.close());

test('somebody is found by name, address and e-mail address, and can be written to', async () => {
  for (const text of ['castillo', 'BOB', addressOfUser('bob'), 'bob.castillo@fabrikam.example']) {
    const query = alice.personsAndGroupsManager.createPersonSearchQuery();
    query.text(text);
    query.limit(1);
    const [found] = await query.getMore();
    const bob = found?.result;
    assert.ok(bob, text);
    assert.deepEqual(
      [bob.id(), bob.displayName(), bob.title(), bob.department(), bob.company(), bob.office(), bob.avatarUrl()],
      [addressOfUser('bob'), 'Bob Castillo', 'Builder', 'Sites', 'Contoso', '3/1204', '/avatars/bob.png'],
    );
    assert.equal(bob.emails(0)?.emailAddress(), 'bob.castillo@fabrikam.example');
    assert.equal(bob.phoneNumbers(0)?.telUri(), 'tel:+14255550100');
    const conversation = alice.conversationsManager.getConversation(bob);
    assert.equal(conversation.participants(0)?.person, bob);
  }
  assert.ok(alice.personsAndGroupsManager.all.persons(addressOfUser('bob')));
});

test('pages follow each other to the end, without regard to accents', async () => {
  const query = alice.personsAndGroupsManager.createPersonSearchQuery();
  query.text('guest');
  query.limit(2);
  assert.equal((await query.getMore()).length, 2);
  assert.equal(query.moreResultsAvailable(), true);
  assert.equal((await query.getMore()).length, 1);
  assert.equal(query.moreResultsAvailable(), false);
  assert.deepEqual(
    query.results().map(({ result }) => result.displayName()),
    ['Guést 1', 'Guést 2', 'Guést 3'],
  );
});

test('who searches is not found; nobody is found by what nobody has', async () => {
  for (const text of ['alice', 'nobody like this', '']) {
    const query = alice.personsAndGroupsManager.createPersonSearchQuery();
    query.text(text);
    assert.deepEqual(await query.getMore(), []);
    assert.equal(query.moreResultsAvailable(), false);
  }
});

test('a limit that the server does not take is refused with a reason', async () => {
  const query = alice.personsAndGroupsManager.createPersonSearchQuery();
  query.text('bob');
  query.limit(101);
  await assert.rejects(query.getMore(), { code: 'RequestFailed' });
});

test('get() of somebody in a conversation asks the directory, also of oneself', async () => {
  const participant = alice.conversationsManager.getConversation(addressOfUser('bob')).participants(0);
  assert.equal(await participant?.person.title.get(), 'Builder');
  assert.equal(participant?.displayName(), 'Bob Castillo');
  const { mePerson } = alice.personsAndGroupsManager;
  assert.equal(await mePerson.displayName.get(), 'Alice');
  const nobody = alice.conversationsManager.getConversation('nobody@contoso.example').participants(0);
  await assert.rejects(
    nobody?.person.title.get() ?? Promise.resolve(),
    ({ code, reason }) => code === 'RequestFailed' && reason.code === 'NotFound',
  );
});
