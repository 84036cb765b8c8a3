import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Application, type Conversation, type OutboxPort } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { FakeNetwork, person, settled } from './fake-network.js';

const BOB = 'sip:bob@contoso.example';
const alice = { username: 'alice@contoso.example', password: 'very secret' };
const notThere = new Reason('SignInFailed', { reason: new Reason('ServiceUnavailable') });

/** Keeps nothing, and has `unsent` from before, which it hands over when `begin` is called. */
function left(unsent: string, open = ''): { readonly port: OutboxPort; readonly begin: () => void; opened: string[] } {
  let begin = (): void => {};
  const asked = new Promise<void>(resolve => (begin = resolve));
  const opened: string[] = [];
  const store = {
    isEmpty: false,
    open,
    save: () => {},
    restore: async (take: (text: string) => void) => {
      await asked;
      take(unsent);
    },
    close: () => {},
  };
  return {
    port: {
      open: account => {
        opened.push(account);
        return store;
      },
    },
    begin,
    opened,
  };
}

const note = (fields: object): object => ({ id: 'old', text: 'old', format: 'Text', at: 1, to: BOB, ...fields });

const shown = ({ chatService }: Conversation): string[] =>
  chatService.messages().map(message => `${message.text()} ${message.status()}`);

test('what was left goes before what is written while it is being looked at, and stands before it', async () => {
  const { port, begin } = left(JSON.stringify([note({}), note({ id: 'old 2', text: 'old 2' })]));
  const network = new FakeNetwork();
  const application = new Application(network, port);
  const conversation = application.conversationsManager.getConversation(BOB);
  void application.signInManager.signIn(alice);
  void conversation.chatService.sendMessage('new').catch(() => {});
  await network.answer('signIn', person('alice'));
  begin();
  await settled();
  assert.deepEqual(shown(conversation), ['old Pending', 'old 2 Pending', 'new Pending']);
  await network.chat.answer('start');
  await network.chat.answer('send');
  assert.deepEqual(network.chat.log, ['start old', 'send old 2', 'send new']);
});

test('what makes no sense in what is kept is passed over, and the rest is not lost', async () => {
  const deep = '{"reason":'.repeat(20_000) + '1' + '}'.repeat(20_000);
  const kept = [
    ...['null', '7', '"text"', '[]', '{"__proto__":{"polluted":1}}'],
    JSON.stringify(note({ id: 'a', text: 'a', at: 9e15 })),
    JSON.stringify(note({ id: 'b', text: 'b', failed: { code: { toString: 1, valueOf: 1 } } })),
    JSON.stringify(note({ id: 'c', text: 'c', to: 'not an address' })),
    JSON.stringify(note({ id: 'e', text: '' })),
    JSON.stringify(note({ id: 'd', text: 'd', failed: 0 })).replace('"failed":0', `"failed":${deep}`),
    JSON.stringify(note({ id: 'f', text: 'f' })),
  ];
  const open = JSON.stringify([{ uri: 'sip:chat@contoso.example', to: BOB, after: -3, read: 'x', unread: -5 }]);
  const { port, begin } = left(`[${kept.join()}]`, open);
  const application = new Application(new FakeNetwork(), port);
  const conversation = application.conversationsManager.getConversation(BOB);
  void application.signInManager.signIn(alice);
  begin();
  await settled();
  const texts = conversation.chatService.messages().map(message => message.text());
  assert.equal(texts.at(-1), 'f');
  assert.ok(!texts.includes(''));
  for (const { timestamp } of conversation.chatService.messages()) assert.ok(!isNaN(timestamp().getTime()));
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('an application is of one account: what one person has written is never sent as another', async () => {
  const { port, begin, opened } = left('');
  begin();
  const network = new FakeNetwork();
  const { signInManager, conversationsManager } = new Application(network, port);
  void conversationsManager
    .getConversation(BOB)
    .chatService.sendMessage('from Alice')
    .catch(() => {});
  void signInManager.signIn(alice).catch(() => {});
  await network.refuse('signIn', notThere);
  await assert.rejects(signInManager.signIn({ username: 'carol@contoso.example', password: 'x' }), {
    code: 'AlreadyUsed',
  });
  void signInManager.signIn({ ...alice, username: 'sip:ALICE@contoso.example' }).catch(() => {});
  await network.answer('signIn', person('alice'));
  assert.deepEqual(network.chat.log, ['start from Alice']);
  assert.deepEqual(opened, ['sip:alice@contoso.example']);
});

test('of what has failed and was never sent again only the latest is taken up, and no more is kept', async () => {
  const failed = { code: 'RequestFailed' };
  const kept = Array.from({ length: 150 }, (_, at) => note({ id: `m${at}`, text: `m${at}`, at, failed }));
  const { port, begin } = left(JSON.stringify([note({}), ...kept]));
  const application = new Application(new FakeNetwork(), port);
  const conversation = application.conversationsManager.getConversation(BOB);
  void application.signInManager.signIn(alice);
  begin();
  await settled();
  const all = shown(conversation);
  assert.deepEqual([all.length, all[0], all[1], all.at(-1)], [101, 'old Pending', 'm50 Failed', 'm149 Failed']);
});
