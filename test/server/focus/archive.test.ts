import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { fetchFrom } from '../../../src/client/fetch.js';
import { SipLink } from '../../../src/client/sip-link.js';
import { Archive, type ConversationsPage, type HistoryPage } from '../../../src/server/focus/archive.js';
import { openEmbeddedStore } from '../../../src/server/store/index.js';
import { formatPayload, NameAddr, parseUri, type SipResponse } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

const ADDRESS = {
  alice: 'sip:alice@contoso.example',
  bob: 'sip:bob@contoso.example',
  carol: 'sip:carol@contoso.example',
};

let server: TestServer;
let peers: AgentPeer[];

beforeEach(async () => {
  server = await TestServer.start();
  peers = [];
});
afterEach(async () => {
  for (const peer of peers) peer.close();
  await server.close();
});

async function signIn(user: string): Promise<AgentPeer> {
  const peer = await AgentPeer.signIn(server.url, user);
  peers.push(peer);
  return peer;
}

function linkOf({ flow, me, contact }: AgentPeer): SipLink {
  return Object.assign(new SipLink(), { flow, me, contact });
}

function conversations(peer: AgentPeer, question: object = {}): Promise<ConversationsPage> {
  return fetchFrom(
    linkOf(peer),
    parseUri('sip:contoso.example'),
    'conversations',
    question,
  ) as Promise<ConversationsPage>;
}

function history(peer: AgentPeer, uri: string, question: object = {}): Promise<HistoryPage> {
  return fetchFrom(linkOf(peer), parseUri(uri), 'history', question) as Promise<HistoryPage>;
}

/** What the server says to a question, word by word. */
async function ask(peer: AgentPeer, uri: string, event: string, body: string): Promise<SipResponse> {
  const { flow, me: from, contact } = peer;
  const headers = { Event: event, Expires: '0' };
  const payload = formatPayload({ headers, contentType: 'application/json', body });
  const options = { method: 'SUBSCRIBE', uri: parseUri(uri), from, to: from, contact, payload };
  return (await flow.subscribe(options, request => request.respond(200))).response;
}

const contentsOf = ({ events }: HistoryPage): unknown[] =>
  events.map(({ type, content, who }) => (type === 'message' ? content : `${String(type)} ${String(who)}`));

/** Alice and Bob chat; then Carol is added. What each says is heard before this resolves. */
async function groupOfThree() {
  const [alice, bob, carol] = [await signIn('alice'), await signIn('bob'), await signIn('carol')];
  const { caller, callee, uri } = await startChat(alice, bob);
  await caller.request('MESSAGE', alice.text('1', 'between two'));
  await bob.take();
  const refer = formatPayload({ headers: { 'Refer-To': `<${ADDRESS.carol}>` } });
  const reported = new Promise<void>(resolve => {
    void alice.flow.subscribe(
      { method: 'REFER', uri: parseUri(uri), from: alice.me, to: alice.me, contact: alice.contact, payload: refer },
      request => {
        request.respond(200);
        if (String(request.message.body).includes('200')) resolve();
      },
    );
  });
  for (const peer of [alice, bob]) void peer.take().catch(() => {}); // the re-INVITE
  const { dialog } = await carol.accept();
  await reported;
  await caller.request('MESSAGE', alice.text('2', 'among three'));
  return { alice, bob, carol, caller, callee, dialog, uri };
}

test('a chat that is over is found again with the other side, the last time and what is unread', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const { caller, uri } = await startChat(alice, bob);
  for (const text of ['one', 'two']) await caller.request('MESSAGE', alice.text(text, text));
  await caller.bye();
  const [[mine], [theirs]] = [(await conversations(alice)).conversations, (await conversations(bob)).conversations];
  assert.ok(mine && theirs);
  assert.deepEqual(
    { ...mine, at: 0 },
    {
      uri,
      group: false,
      topic: '',
      creator: ADDRESS.alice,
      answered: true,
      people: [ADDRESS.bob],
      at: 0,
      unread: 0,
      read: 0,
    },
  );
  assert.deepEqual([theirs.people, theirs.unread], [[ADDRESS.alice], 2]);
  assert.equal((await conversations(bob)).names[ADDRESS.alice], 'Alice');
  const page = await history(bob, uri);
  assert.deepEqual(contentsOf(page), ['one', 'two'], 'coming and going is told of groups only');
  assert.deepEqual([page.next, page.events.map(({ by }) => by)], [undefined, [ADDRESS.alice, ADDRESS.alice]]);
  assert.equal(theirs.at, page.events[1]?.at);
});

test('a chat of two that is going on is told as such', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const { caller } = await startChat(alice, bob);
  await caller.request('MESSAGE', alice.text('one', 'one'));
  const [mine] = (await conversations(alice)).conversations;
  assert.deepEqual([mine?.group, mine?.answered], [false, true]);
});

test('a chat in which nothing was said is not told', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  await startChat(alice, bob);
  assert.deepEqual(await conversations(alice), { conversations: [], names: {} });
});

test('a chat that nobody has answered is told when it is over, to whoever began it', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const invited = alice.invite(ADDRESS.bob, sessionPayload({}, alice.cpim('1', 'are you there?')));
  const invitation = await bob.next();
  assert.deepEqual((await conversations(alice)).conversations, []);
  invitation.respond(603);
  assert.equal((await invited).response.status, 603);
  assert.deepEqual(
    (await conversations(alice)).conversations.map(({ people }) => people),
    [[ADDRESS.bob]],
  );
  assert.deepEqual((await conversations(bob)).conversations, []);
});

test('history comes page by page, the newest first, each event once, whatever is said meanwhile', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const { caller, uri } = await startChat(alice, bob);
  const said = Array.from({ length: 25 }, (_, index) => `message ${index}`);
  for (const text of said) await caller.request('MESSAGE', alice.text(text, text));
  const found: unknown[][] = [];
  let next: number | undefined;
  do {
    const page: HistoryPage = await history(bob, uri, { count: 10, ...(next !== undefined && { before: next }) });
    found.unshift(contentsOf(page));
    next = page.next;
    await caller.request('MESSAGE', alice.text(`${found.length}`, 'meanwhile'));
  } while (next !== undefined);
  assert.deepEqual(
    found.map(page => page.length),
    [5, 10, 10],
  );
  assert.deepEqual(found.flat(), said);
});

test('a page of long messages is cut by its length, and one message always goes', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const { caller, uri } = await startChat(alice, bob);
  for (const id of ['1', '2', '3']) await caller.request('MESSAGE', alice.text(id, id + 'x'.repeat(60_000)));
  const page = await history(alice, uri, { count: 100 });
  assert.deepEqual(
    contentsOf(page).map(text => String(text)[0]),
    ['3'],
  );
  assert.deepEqual(
    contentsOf(await history(alice, uri, { before: page.next })).map(text => String(text)[0]),
    ['2'],
  );
});

test('conversations come page by page, the latest first', async () => {
  const [alice, bob] = [await signIn('alice'), await signIn('bob')];
  const uris: string[] = [];
  for (const text of ['a', 'b', 'c']) {
    const { caller, uri } = await startChat(alice, bob);
    await caller.request('MESSAGE', alice.text(text, text));
    await bob.take();
    uris.unshift(uri);
    if (text === 'b') continue; // goes on
    await caller.bye();
    await bob.take();
  }
  const first = await conversations(alice, { count: 2 });
  const second = await conversations(alice, { count: 2, before: first.next });
  assert.deepEqual(
    [...first.conversations, ...second.conversations].map(({ uri }) => uri),
    uris,
  );
  assert.deepEqual([first.conversations.length, second.next], [2, undefined]);
});

test('who was added later reads from their joining on, and who left until their leaving; who invited them is told', async () => {
  const { alice, bob, carol, caller, dialog, uri } = await groupOfThree();
  assert.deepEqual(contentsOf(await history(carol, uri)), ['among three']);
  await dialog.bye();
  await caller.request('MESSAGE', alice.text('3', 'without Carol'));
  const left = `left ${ADDRESS.carol}`;
  assert.deepEqual(contentsOf(await history(carol, uri)), ['among three', left]);
  assert.equal((await ask(carol, uri, 'conference', '')).status, 403, 'nothing else is theirs');
  const all = await history(bob, uri);
  assert.deepEqual(contentsOf(all).slice(0, 3), ['between two', `joined ${ADDRESS.carol}`, 'among three']);
  assert.equal(all.events.find(({ type }) => type === 'joined')?.by, ADDRESS.alice);
  const [mine] = (await conversations(carol)).conversations;
  assert.deepEqual(
    [mine?.group, mine?.unread, new Set(mine?.people)],
    [true, 1, new Set([ADDRESS.alice, ADDRESS.bob])],
  );
});

test('a restarted server has it all', async () => {
  const { uri } = await groupOfThree();
  await server.restart();
  const carol = await signIn('carol');
  assert.deepEqual(
    (await conversations(carol)).conversations.map(found => found.uri),
    [uri],
  );
  assert.deepEqual(contentsOf(await history(carol, uri)), ['among three']);
});

test('strangers, made-up ids and bad questions get nothing', async () => {
  const { alice, uri } = await groupOfThree();
  const mallory = await signIn('mallory');
  assert.equal((await ask(mallory, uri, 'history', '{}')).status, 403);
  assert.deepEqual((await conversations(mallory)).conversations, []);
  for (const id of ['chat-', 'chat-x', `chat-${'x'.repeat(300)}`, 'chat-__proto__']) {
    assert.equal((await ask(mallory, `sip:${id}@contoso.example`, 'history', '{}')).status, 404, id);
  }
  for (const question of [
    { count: 0 },
    { count: -1 },
    { count: '9' },
    { count: null },
    { before: 'x' },
    { before: -1 },
  ]) {
    const body = JSON.stringify(question);
    assert.equal((await ask(alice, uri, 'history', body)).status, 400, body);
    assert.equal((await ask(alice, 'sip:contoso.example', 'conversations', body)).status, 400, body);
  }
  assert.equal((await ask(alice, uri, 'history', '[]')).status, 400);
  assert.ok((await history(alice, uri, { count: 1e300, before: 1e300 })).events.length > 1);
  assert.deepEqual((await history(alice, uri, { before: 0 })).events, []);
  assert.equal((await conversations(alice, { count: 1e9, before: 0.5 })).conversations.length, 0);
});

test('a question about many long conversations keeps nobody else waiting', async t => {
  const store = openEmbeddedStore(':memory:');
  t.after(() => store.close());
  const append = (id: string, event: object, member?: string) =>
    store.append(id, JSON.stringify({ at: 1, by: ADDRESS.alice, ...event }), undefined, member);
  const message = { type: 'message', contentType: 'text/plain', content: 'x'.repeat(50) };
  for (let id = 0; id < 50; id++) {
    await Promise.all([
      append(`${id}`, { type: 'started' }, ADDRESS.alice),
      ...Array.from({ length: 1000 }, (_, index) => append(`${id}`, { ...message, id: `${index}` })),
    ]);
  }
  const nameOf = (address: string): NameAddr => NameAddr(parseUri(address));
  const live = (): Promise<undefined> => Promise.resolve(undefined);
  const archive = new Archive({ store, domain: 'contoso.example', nameOf, live });
  let turns = 0;
  const count = (): void => {
    turns++;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  await archive.conversations(ADDRESS.alice, { count: 100 });
  clearImmediate(counting);
  assert.ok(turns >= 5, `${turns} turns`);
});

test('a page of conversations of many people is cut by its length, and the next one goes on', async t => {
  const store = openEmbeddedStore(':memory:');
  t.after(() => store.close());
  const append = (id: string, event: object, member?: string) =>
    store.append(id, JSON.stringify({ at: 1, by: ADDRESS.alice, ...event }), undefined, member);
  for (let id = 0; id < 20; id++) {
    await append(`${id}`, { type: 'started' }, ADDRESS.alice);
    await append(`${id}`, { type: 'promoted' });
    for (let person = 0; person < 250; person++) {
      await append(`${id}`, { type: 'joined', who: `sip:somebody-${person}@contoso.example` });
    }
    await append(`${id}`, { type: 'message', id: '1', contentType: 'text/plain', content: 'x' });
  }
  const nameOf = (address: string): NameAddr => NameAddr(parseUri(address));
  const archive = new Archive({ store, domain: 'contoso.example', nameOf, live: () => Promise.resolve(undefined) });
  const uris: string[] = [];
  let before: number | undefined;
  do {
    const page = await archive.conversations(ADDRESS.alice, { count: 100, ...(before !== undefined && { before }) });
    assert.ok(JSON.stringify(page).length < 100_000);
    uris.push(...page.conversations.map(({ uri }) => uri));
    before = page.next;
  } while (before !== undefined);
  assert.equal(new Set(uris).size, 20);
  assert.equal(uris.length, 20);
});
