import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, Profile } from '../../../src/server/index.js';
import { Directory } from '../../../src/server/people/directory.js';

function account(user: string, displayName: string, profile: Profile = {}): Account {
  return { address: `sip:${user}@contoso.example`, displayName, profile, ha1: () => undefined };
}

function directoryOf(...accounts: readonly Account[]) {
  const all = new Map(accounts.map(one => [one.address, one]));
  return { accounts: { all, find: (address: string) => all.get(address) } };
}

const alice = account('alice', 'Alice Berg');
const people = [
  alice,
  account('zoe', 'Zoë Müller-Lüdenscheidt', { emails: ['z.mueller@fabrikam.example'], title: 'Engineer' }),
  account('bob', 'Bob Castillo'),
  account('bonnie', 'Bonnie Böhm'),
  account('jb', 'James Bond'),
  account('carol', ''),
  account('jacob', 'Jacob Smith'),
  account('abobo', 'Ὀδυσσεύς Ἰθάκης'),
];

/** The users who are found, in order. */
async function find(text: string, question: object = {}): Promise<string[]> {
  const { accounts } = directoryOf(...people);
  const found = await new Directory(accounts).answer({ by: alice, question: { text, ...question } });
  return found.people.map(({ uri }) => uri.slice('sip:'.length, uri.indexOf('@')));
}

test('a search finds beginnings of words first, then parts of words, each in the order of names', async () => {
  assert.deepEqual(await find('bo'), ['bob', 'bonnie', 'jb', 'abobo']);
  assert.deepEqual(await find('ob'), ['bob', 'jacob', 'abobo']);
});

test('case, accents and what stands between words do not matter', async () => {
  for (const text of [
    'zoe',
    'ZOË',
    'zoe\u0308',
    'muller',
    'MÜLLER',
    'ludenscheidt',
    'Müller-Lüdenscheidt',
    ' zoë,  mü ',
  ]) {
    assert.deepEqual(await find(text), ['zoe'], text);
  }
  assert.deepEqual(await find('οδυσσευσ'), [], 'the last letter of a word is another one in Greek');
  assert.deepEqual(await find('οδυσσευς'), ['abobo']);
});

test('addresses and e-mail addresses are found, whole and in part, with sip: or without', async () => {
  for (const text of ['sip:bob@contoso.example', 'SIP:bob@contoso.example', 'bob@contoso.example', 'bob@con']) {
    assert.equal((await find(text))[0], 'bob', text);
  }
  assert.deepEqual(await find('z.mueller@fabrikam.example'), ['zoe']);
  assert.deepEqual(await find('fabrikam'), ['zoe']);
  assert.deepEqual(await find('carol'), ['carol'], 'who has no name');
});

test('all words must fit, in any order', async () => {
  assert.deepEqual(await find('castillo bob'), ['bob']);
  assert.deepEqual(await find('bob bond'), []);
  assert.deepEqual(await find('engineer'), [], 'titles are not looked through');
});

test('who asks is not found, nobody is found by nothing', async () => {
  assert.deepEqual(await find('alice'), []);
  for (const text of ['', '   ', '@', 'sip:', '\u0000']) assert.deepEqual(await find(text), []);
});

test('pages follow each other without a gap, and the last one says so', async () => {
  const { accounts } = directoryOf(...people);
  const directory = new Directory(accounts);
  const seen: string[] = [];
  for (let more = true; more;) {
    const page = await directory.answer({ by: alice, question: { text: 'o', limit: 2, skip: seen.length } });
    assert.ok(page.people.length <= 2);
    seen.push(...page.people.map(({ uri }) => uri));
    more = page.more;
  }
  assert.deepEqual(
    seen.sort(),
    people
      .filter(one => one !== alice)
      .map(({ address }) => address)
      .sort(),
  );
});

test('an answer says what the profile says, and holds only so much', async () => {
  const emails = Array.from({ length: 10 }, (_, i) => `${i}${'x'.repeat(180)}@contoso.example`);
  const many = Array.from({ length: 100 }, (_, i) => account(`user${i}`, 'Some One', { title: 'Engineer', emails }));
  const { accounts } = directoryOf(alice, ...many);
  const { people: found, more } = await new Directory(accounts).answer({ by: alice, question: { text: 'some' } });
  assert.ok(found.length > 10 && found.length < 100);
  assert.equal(more, true);
  assert.deepEqual(found[0], {
    uri: 'sip:user0@contoso.example',
    displayName: 'Some One',
    title: 'Engineer',
    emails,
  });
});

test('addresses are looked up as they are asked for; who is not there is left out', async () => {
  const { accounts } = directoryOf(...people);
  const addresses = ['sip:jb@contoso.example', 'sip:nobody@contoso.example', 'sip:alice@CONTOSO.example;x=1'];
  const { people: found, more } = await new Directory(accounts).answer({ by: alice, question: { addresses } });
  assert.deepEqual(
    found.map(({ displayName }) => displayName),
    ['James Bond', 'Alice Berg'],
  );
  assert.equal(more, false);
});

test('a question that makes no sense is refused with 400', async () => {
  const directory = new Directory(directoryOf(...people).accounts);
  for (const question of [
    {},
    { text: 7 },
    { text: ['a'] },
    { text: 'a', limit: 0 },
    { text: 'a', limit: 101 },
    { text: 'a', limit: 1.5 },
    { text: 'a', limit: '5' },
    { text: 'a', skip: -1 },
    { text: 'a', skip: null },
    { addresses: 'sip:bob@contoso.example' },
    { addresses: [7] },
    { addresses: ['no address'] },
    { addresses: Array<string>(101).fill('sip:bob@contoso.example') },
  ]) {
    await assert.rejects(directory.answer({ by: alice, question }), { status: 400 }, JSON.stringify(question));
  }
});

test('text that looks like a pattern or a name of an object is looked for as it is', async () => {
  for (const text of ['.*', '(', '__proto__', 'constructor', '\n', 'x'.repeat(4000), 'a '.repeat(1000)]) {
    assert.ok(Array.isArray(await find(text)));
  }
});

test('accounts that come and go are found and not found from the next search on', async () => {
  const { accounts } = directoryOf(alice);
  const directory = new Directory(accounts);
  const search = async () => (await directory.answer({ by: alice, question: { text: 'dave' } })).people.length;
  assert.equal(await search(), 0);
  const dave = account('dave', 'Dave');
  accounts.all = new Map([[dave.address, dave]]);
  assert.equal(await search(), 1);
  accounts.all = new Map();
  assert.equal(await search(), 0);
});

test('a search among many lets others be served meanwhile', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => account(`user${i}`, `Nàme${i} Sürname${i % 100}`));
  const directory = new Directory(directoryOf(alice, ...many).accounts);
  let served = 0;
  let over = false;
  const serve = (): void => {
    served++;
    if (!over) setImmediate(serve);
  };
  setImmediate(serve);
  const found = await directory.answer({ by: alice, question: { text: 'name19999' } });
  over = true;
  assert.equal(found.people.length, 1);
  assert.ok(served > 5, `others were served ${served} times`);
});
