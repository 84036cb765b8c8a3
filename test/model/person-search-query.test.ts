import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Application, type Profile } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { FakeNetwork, person, settled } from './fake-network.js';
import { isReason } from './is-reason.js';
import { signedIn } from './signed-in.js';

const found = (more: boolean, ...users: string[]) => ({ people: users.map(profile), more });

const profile = (user: string): Profile => ({
  ...person(user),
  title: `${user} title`,
  department: '',
  company: '',
  office: '',
  avatarUrl: `/avatars/${user}.png`,
  emails: [],
  phoneNumbers: [],
});

async function searching(text: string) {
  const { application, network } = await signedIn();
  const query = application.personsAndGroupsManager.createPersonSearchQuery();
  query.text(text);
  return { application, network, query };
}

test('getMore() finds people, with what the directory says of them', async () => {
  const { application, network, query } = await searching('bo');
  query.limit(2);
  const more = query.getMore();
  await settled();
  await network.answer('searchPeople', found(true, 'bob', 'bonnie'));
  const results = await more;
  assert.deepEqual(
    results.map(({ result }) => [result.displayName(), result.title(), result.avatarUrl()]),
    [
      ['Bob', 'bob title', '/avatars/bob.png'],
      ['Bonnie', 'bonnie title', '/avatars/bonnie.png'],
    ],
  );
  assert.deepEqual(query.results(), results);
  assert.equal(query.moreResultsAvailable(), true);
  // One person, wherever they are met.
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  assert.equal(conversation.participants(0)?.person, results[0]?.result);
  assert.equal(application.conversationsManager.getConversation(results[0]?.result ?? ''), conversation);
});

test('getMore() goes on where it was, until there is no more; then it asks nobody', async () => {
  const { network, query } = await searching('bo');
  query.limit(1);
  for (const [more, user] of [
    [true, 'bob'],
    [false, 'bonnie'],
  ] as const) {
    const got = query.getMore();
    await settled();
    await network.answer('searchPeople', found(more, user));
    assert.equal((await got).length, 1);
  }
  assert.deepEqual(await query.getMore(), []);
  assert.equal(query.moreResultsAvailable(), false);
  assert.equal(query.results.size(), 2);
  assert.deepEqual(network.log.slice(1), ['searchPeople bo 1 0', 'searchPeople bo 1 1']);
});

test('calls made while it gets some share them; who is found twice is there once', async () => {
  const { network, query } = await searching('bo');
  const both = Promise.all([query.getMore(), query.getMore()]);
  await settled();
  await network.answer('searchPeople', found(true, 'bob'));
  const [one, other] = await both;
  assert.deepEqual(one, other);
  const again = query.getMore();
  await settled();
  await network.answer('searchPeople', found(false, 'bob', 'bonnie'));
  assert.equal((await again).length, 2);
  assert.equal(query.results.size(), 2);
});

test('another text begins anew; what still comes for the old one is Canceled', async () => {
  const { network, query } = await searching('bo');
  const old = assert.rejects(query.getMore(), { code: 'Canceled' });
  await settled();
  query.text('carol');
  const next = query.getMore();
  await settled();
  await network.answer('searchPeople', found(true, 'bob'));
  await old;
  await network.answer('searchPeople', found(false, 'carol'));
  await next;
  assert.deepEqual(
    query.results().map(({ result }) => result.displayName()),
    ['Carol'],
  );
  query.text('dave');
  assert.equal(query.results.size(), 0);
  assert.equal(query.moreResultsAvailable(), true);
});

test('a refusal rejects, and getMore() can be tried again', async () => {
  const { network, query } = await searching('bo');
  const refused = assert.rejects(query.getMore(), { code: 'RequestFailed' });
  await settled();
  await network.refuse('searchPeople', new Reason('RequestFailed'));
  await refused;
  const again = query.getMore();
  await settled();
  await network.answer('searchPeople', found(false, 'bob'));
  assert.equal((await again).length, 1);
});

test('a search needs sign-in; a search for groups is never enabled, and says why', async () => {
  const { personsAndGroupsManager } = new Application(new FakeNetwork());
  const query = personsAndGroupsManager.createPersonSearchQuery();
  await assert.rejects(query.getMore(), isReason('CommandDisabled', 'NotSignedIn'));
  const groups = personsAndGroupsManager.createGroupSearchQuery();
  groups.text('everybody');
  assert.equal(groups.getMore.enabled(), false);
  assert.equal(groups.moreResultsAvailable(), false);
  await assert.rejects(groups.getMore(), isReason('CommandDisabled', 'NotSupported'));
});
