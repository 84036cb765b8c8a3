import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { connect, namesIn, nextInvitation, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;
let carol: Application;

before(async () => {
  server = await TestServer.start({ ringSeconds: 1 });
  [alice, bob, carol] = await Promise.all([server.signIn('alice'), server.signIn('bob'), server.signIn('carol')]);
});
after(() => server.close());

/** Alice adds Carol, who accepts. */
async function addCarol(conversation: Conversation): Promise<Conversation> {
  const invited = nextInvitation(carol);
  const added = conversation.participants.add(addressOfUser('carol'));
  const theirs = await invited;
  await theirs.chatService.accept();
  await added;
  return theirs;
}

test('adding a third person makes it a group, for everybody, on the same objects', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  await atAlice.chatService.sendMessage('Before Carol');
  await untilMessages(atBob, 1);
  const atCarol = await addCarol(atAlice);
  await until(atBob.participants.size, 2);
  await until(atCarol.participants.size, 2);

  assert.equal(atAlice.state(), 'Connected');
  for (const conversation of [atAlice, atBob, atCarol]) {
    assert.equal(conversation.isGroupConversation(), true);
    assert.equal(conversation.uri(), atAlice.uri());
  }
  assert.deepEqual(namesIn(atAlice), ['Bob', 'Carol']);
  assert.deepEqual(namesIn(atBob), ['Alice', 'Carol']);
  assert.deepEqual(namesIn(atCarol), ['Alice', 'Bob']);

  await atAlice.chatService.sendMessage('Welcome');
  await untilMessages(atCarol, 1);
  await atCarol.chatService.sendMessage('Thank you');
  await untilMessages(atBob, 3);
  await atBob.chatService.sendMessage('Hello');
  await Promise.all([untilMessages(atAlice, 4), untilMessages(atCarol, 3)]);
  assert.deepEqual(textsOf(atAlice), ['Before Carol', 'Welcome', 'Thank you', 'Hello']);
  assert.deepEqual(textsOf(atBob), ['Before Carol', 'Welcome', 'Thank you', 'Hello']);
  assert.deepEqual(textsOf(atCarol), ['Welcome', 'Thank you', 'Hello'], 'nothing from before she came in');

  await atAlice.leave();
  await Promise.all([until(atBob.participants.size, 1), until(atCarol.participants.size, 1)]);
  assert.deepEqual(namesIn(atBob), ['Carol']);
  assert.equal(atBob.state(), 'Connected', 'the others go on');
  await atBob.chatService.sendMessage('She is gone');
  await untilMessages(atCarol, 4);
  await atBob.leave();
  await until(atCarol.participants.size, 0);
  assert.equal(atCarol.isGroupConversation(), true);
  await atCarol.leave();
});

test('no message is lost, doubled or reordered while a third person is added', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  const count = 150;
  const sending: Promise<unknown>[] = [];
  let added: Promise<Conversation> | undefined;
  for (let i = 0; i < count; i += 1) {
    sending.push(atAlice.chatService.sendMessage(`a${i}`), atBob.chatService.sendMessage(`b${i}`));
    if (i === count / 3) added = addCarol(atAlice);
    if (i % 5 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  await Promise.all(sending);
  assert.ok(added);
  const atCarol = await added;
  await atAlice.chatService.sendMessage('last');
  await Promise.all([untilMessages(atAlice, 2 * count + 1), untilMessages(atBob, 2 * count + 1)]);
  const mark = atCarol.chatService.messages;
  if (!textsOf(atCarol).includes('last'))
    await until(
      mark.size.map(() => textsOf(atCarol).includes('last')),
      true,
    );

  const numbers = (texts: string[], from: string) =>
    texts.filter(text => text.startsWith(from)).map(text => Number(text.slice(1)));
  const all = Array.from({ length: count }, (_, i) => i);
  for (const texts of [textsOf(atAlice), textsOf(atBob)]) {
    assert.deepEqual(numbers(texts, 'a'), all);
    assert.deepEqual(numbers(texts, 'b'), all);
  }
  const seen = textsOf(atCarol);
  for (const from of ['a', 'b']) {
    const got = numbers(seen, from);
    assert.deepEqual(got, all.slice(count - got.length), 'everything from when she came in, in order');
  }
  await Promise.all([atAlice.leave(), atBob.leave(), atCarol.leave()]);
});

test('a person who declines is not in; the caller learns why and the chat goes on', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  const invited = nextInvitation(carol);
  const added = assert.rejects(atAlice.participants.add(addressOfUser('carol')), (reason: Reason) => {
    assert.equal(reason.code, 'InvitationFailed');
    assert.equal(reason.reason?.subcode, 'Declined');
    return true;
  });
  const atCarol = await invited;
  assert.equal(atCarol.creator?.displayName(), 'Alice');
  await atCarol.chatService.reject();
  await added;
  assert.deepEqual(namesIn(atAlice), ['Bob']);
  await atBob.chatService.sendMessage('Never mind');
  await untilMessages(atAlice, 1);
  await Promise.all([atAlice.leave(), atBob.leave()]);
});

test('a person who does not answer is not in; the caller learns why', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  await assert.rejects(atAlice.participants.add(addressOfUser('carol')), (reason: Reason) => {
    assert.equal(reason.reason?.code, 'Timeout');
    return true;
  });
  assert.deepEqual(namesIn(atAlice), ['Bob']);
  await Promise.all([atAlice.leave(), atBob.leave()]);
});

test('a person who does not exist cannot be added', async () => {
  const [atAlice, atBob] = await connect(alice, bob);
  await assert.rejects(atAlice.participants.add('sip:nobody@contoso.example'), (reason: Reason) => {
    assert.equal(reason.reason?.subcode, 'DestinationNotFound');
    return true;
  });
  assert.equal(atBob.state(), 'Connected');
  await Promise.all([atAlice.leave(), atBob.leave()]);
});
