import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application, Conversation, StartOptions } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { nextInvitation } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
const people: Record<string, Application> = {};

before(async () => {
  server = await TestServer.start({ maxMessageBytes: 1000 });
  for (const user of ['alice', 'bob']) people[user] = await server.signIn(user);
});
after(() => server.close());

/** `from` starts a chat; resolves with both sides, the other one before it has answered. */
async function start(from: string, to: string, options?: StartOptions): Promise<[Conversation, Conversation]> {
  const [caller, callee] = [people[from], people[to]];
  assert.ok(caller && callee);
  const invited = nextInvitation(callee);
  const mine = caller.conversationsManager.getConversation(addressOfUser(to));
  const started = mine.chatService.start(options);
  const theirs = await invited;
  assert.deepEqual(
    [theirs.context(), theirs.context.type()],
    [mine.context(), mine.context.type()],
    'before accepting',
  );
  await theirs.chatService.accept();
  await started;
  return [mine, theirs];
}

async function end([mine, theirs]: [Conversation, Conversation]): Promise<void> {
  await mine.leave();
  await until(theirs.state, 'Disconnected');
}

for (const [what, options, type, context] of [
  ['a text', { context: 'order 4711' }, 'text/plain', 'order 4711'],
  ['a text of several lines', { context: 'a\r\n--b--\r\n\r\nGrüße' }, 'text/plain', 'a\r\n--b--\r\n\r\nGrüße'],
  ['an object', { context: { order: 4711, tags: ['ä'] } }, 'text/json', { order: 4711, tags: ['ä'] }],
  ['a text of another type', { context: '<a/>', contextType: 'text/xml' }, 'text/xml', '<a/>'],
  ['nothing', undefined, undefined, undefined],
] as const) {
  test(`start() carries ${what} to the other side, both ways`, async () => {
    for (const [from, to] of [
      ['alice', 'bob'],
      ['bob', 'alice'],
    ] as const) {
      const both = await start(from, to, options);
      const [, theirs] = both;
      assert.deepEqual(theirs.context(), context);
      assert.equal(theirs.context.type(), type);
      await end(both);
    }
  });
}

test('a number is carried as a text', async () => {
  const [alice, bob] = [people['alice'], people['bob']];
  assert.ok(alice && bob);
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const started = mine.chatService.start({ context: 4711 });
  const theirs = await invited;
  assert.deepEqual([theirs.context(), theirs.context.type()], ['4711', 'text/plain']);
  await Promise.all([theirs.chatService.accept(), started]);
  await mine.leave();
  await until(theirs.state, 'Disconnected');
});

test('a context over the limit is refused, and rings nobody', async () => {
  const alice = people['alice'];
  assert.ok(alice);
  const conversation = alice.conversationsManager.getConversation(addressOfUser('bob'));
  await assert.rejects(
    conversation.chatService.start({ context: 'x'.repeat(1001) }),
    (reason: Reason) => reason.code === 'InvitationFailed' && reason.reason?.code === 'EntityTooLarge',
  );
  assert.equal(people['bob']?.conversationsManager.conversations().at(-1)?.state(), 'Disconnected');
});
