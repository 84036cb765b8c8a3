import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Application, type Conversation, type OutboxPort } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { FakeNetwork, person, settled, text } from './fake-network.js';
import { follow, timeline } from './timeline.js';

const BOB = 'sip:bob@contoso.example';
const alice = { username: 'alice@contoso.example', password: 'very secret' };
const notThere = new Reason('SignInFailed', { reason: new Reason('ServiceUnavailable') });
const lost = new Reason('InvitationFailed', { reason: new Reason('ServiceUnavailable') });

/** What is kept between the applications of a test. */
interface Kept {
  unsent: string;
  open: string;
}

function outboxOf(kept: Kept): OutboxPort {
  let own = '';
  return {
    open: account => {
      assert.equal(account, 'sip:alice@contoso.example');
      return {
        get isEmpty() {
          return kept.unsent === '' && kept.open === '';
        },
        get open() {
          return kept.open;
        },
        set open(words) {
          kept.open = words;
        },
        save: words => (kept.unsent = own = words),
        restore: async take => {
          const left = kept.unsent;
          if (left !== own) take(left);
        },
        close: () => {},
      };
    },
  };
}

interface Alice {
  readonly network: FakeNetwork;
  readonly application: Application;
  readonly conversation: Conversation;
  readonly send: (words: string) => Promise<void>;
}

function made(kept?: Kept): Alice {
  const network = new FakeNetwork();
  const application = new Application(network, kept && outboxOf(kept));
  const conversation = application.conversationsManager.getConversation(BOB);
  return { network, application, conversation, send: words => conversation.chatService.sendMessage(words) };
}

async function signIn({ application, network }: Alice): Promise<void> {
  void application.signInManager.signIn(alice).catch(() => {});
  await network.answer('signIn', person('alice'));
}

/** Alice in a chat with Bob. */
async function chatting(kept?: Kept): Promise<Alice> {
  const all = made(kept);
  await signIn(all);
  void all.conversation.chatService.start();
  all.network.chat.events.begun('sip:chat-1@contoso.example');
  await all.network.chat.answer('start');
  return all;
}

const page = (...items: readonly unknown[]): unknown => ({ items, next: undefined });

const statuses = ({ chatService }: Conversation): string[] =>
  chatService.messages().map(message => `${message.text()} ${message.status()}`);

/** What the only message that was kept says of itself. */
function noteIn({ unsent }: Kept): Record<string, unknown> {
  return (JSON.parse(unsent) as Record<string, unknown>[])[0] ?? {};
}

test('before we are signed in messages wait, and change no state; then they leave in order', async () => {
  const all = made();
  const { network, conversation, send } = all;
  const log = timeline(conversation);
  for (const words of ['one', 'two']) follow(log, words, send(words));
  assert.deepEqual(statuses(conversation), ['one Pending', 'two Pending']);
  await signIn(all);
  assert.equal(conversation.state(), 'Connecting');
  assert.deepEqual(network.chat.log, ['start one']);
  await network.chat.answer('start');
  await network.chat.answer('send');
  assert.deepEqual(network.chat.log, ['start one', 'send two']);
  assert.deepEqual(
    log.filter(line => line.endsWith('resolved')),
    ['one resolved', 'two resolved'],
  );
  assert.deepEqual(statuses(conversation), ['one Succeeded', 'two Succeeded']);
});

test('what a listener of SignedIn sends goes behind what waits', async () => {
  const all = made();
  const { application, network, send } = all;
  void send('one');
  application.signInManager.state.when('SignedIn', () => void send('two'));
  await signIn(all);
  assert.deepEqual(network.chat.log, ['start one']);
});

test('a sign-in that fails for want of a server can be tried again, and messages go on waiting; a refusal lets them fail', async () => {
  const all = made();
  const { application, network, conversation, send } = all;
  const log: string[] = [];
  follow(log, 'one', send('one'));
  const { signInManager } = application;
  follow(log, 'signIn', signInManager.signIn(alice));
  await network.refuse('signIn', notThere);
  assert.deepEqual(
    [signInManager.state(), signInManager.signIn.enabled(), signInManager.signOut.enabled()],
    ['SignedOut', true, true],
  );
  assert.deepEqual(statuses(conversation), ['one Pending']);
  follow(log, 'signIn', signInManager.signIn(alice));
  await network.refuse('signIn', new Reason('SignInFailed', { reason: new Reason('Unauthorized') }));
  assert.equal(signInManager.signIn.enabled(), false);
  assert.deepEqual(statuses(conversation), ['one Failed']);
  assert.equal(conversation.chatService.sendMessage.enabled(), false);
  assert.deepEqual(log, [
    'signIn rejected (SignInFailed ServiceUnavailable)',
    'signIn rejected (SignInFailed Unauthorized)',
    'one rejected (SignInFailed Unauthorized)',
  ]);
});

test('signOut() ends what could be tried again', async () => {
  const { application, network, conversation, send } = made();
  const sent = assert.rejects(send('one'), { code: 'SignedOut' });
  const { signInManager } = application;
  void signInManager.signIn(alice).catch(() => {});
  await network.refuse('signIn', notThere);
  void signInManager.signOut();
  await network.answer('signOut');
  await sent;
  assert.deepEqual(statuses(conversation), ['one Failed']);
  assert.equal(signInManager.signIn.enabled(), false);
  assert.equal(signInManager.signOut.enabled(), false);
});

test('without a connection nobody is invited; what a lost one has interrupted is looked for before it is sent again', async () => {
  const all = made();
  const { network, conversation, send } = all;
  await signIn(all);
  const sent = send('one');
  network.onConnection('Reconnecting');
  await network.chat.refuse('start', lost);
  assert.deepEqual(statuses(conversation), ['one Pending']);
  void send('two');
  assert.equal(network.chats.length, 1);
  network.onConnection('Connected');
  await network.answer('conversations', page());
  assert.deepEqual(
    network.chats.map(({ log }) => log),
    [['start one'], ['start one']],
  );
  const [id, again] = network.chats.map(chat => chat.sent[0]?.id);
  assert.equal(id, again);
  await network.chat.answer('start');
  await sent;
});

test('what began a chat without our hearing of it is found in the archive, and the chat is come back into', async () => {
  const all = made();
  const { network, conversation, send } = all;
  await signIn(all);
  const sent = send('one');
  network.onConnection('Reconnecting');
  const { id } = network.chat.sent[0] ?? assert.fail();
  await network.chat.refuse('start', lost);
  void send('two');
  network.onConnection('Connected');
  const chat = { isGroup: false, topic: '', creator: person('alice'), at: new Date(), unread: 0, read: 0 };
  const withBob = { ...chat, people: [person('bob')] };
  await network.answer(
    'conversations',
    page(
      { ...withBob, uri: 'sip:unanswered@contoso.example', isAnswered: false },
      { ...chat, people: [person('carol')], uri: 'sip:other@contoso.example' },
      { ...withBob, uri: 'sip:chat-1@contoso.example', isAnswered: true },
    ),
  );
  await network.answer(
    'history',
    page({ ...text('alice', 'one', id), type: 'TextMessage', at: new Date(), position: 3 }),
  );
  await sent;
  assert.ok(network.log.includes('reopen sip:chat-1@contoso.example'));
  assert.equal(network.chat.after, 3);
  await network.chat.answer('start');
  assert.deepEqual(network.chat.log, ['start', 'send two']);
  assert.equal(conversation.state(), 'Connected');
});

test('a chat that is over when we come back: what its log has was sent, the rest begins a new one', async () => {
  const { network, conversation, send } = await chatting();
  const log = timeline(conversation);
  follow(log, 'logged', send('logged'));
  follow(log, 'not logged', send('not logged'));
  log.length = 0;
  const { id } = network.chat.sent[0] ?? assert.fail();
  network.chat.events.ended(new Reason('Dropped'));
  await settled();
  await network.answer(
    'history',
    page({ ...text('alice', 'logged', id), type: 'TextMessage', at: new Date(), position: 3 }),
  );
  assert.ok(network.log.includes('reopen sip:chat-1@contoso.example'));
  await network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('Gone') }));
  assert.deepEqual(network.chat.log, ['start not logged']);
  await network.chat.answer('start');
  assert.deepEqual(
    log.filter(line => /logged (S|F|re)/.test(line)),
    ['logged Succeeded', 'logged resolved', 'not logged Succeeded', 'not logged resolved'],
  );
});

test('where the server keeps no archive, what waits is sent all the same', async () => {
  const { network, send } = await chatting();
  void send('one');
  network.chat.events.ended(new Reason('Dropped'));
  await settled();
  await network.refuse('history', new Reason('RequestFailed', { reason: new Reason('BadRequest') }));
  await network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('NotFound') }));
  assert.deepEqual(network.chat.log, ['start one']);
});

test('where the server does not answer, what may have been logged has failed, and is looked for again before it is sent again', async () => {
  const { network, conversation, send } = await chatting();
  const sent = assert.rejects(send('one'), { code: 'RequestFailed' });
  network.chat.events.ended(new Reason('Dropped'));
  await settled();
  await network.refuse('history', new Reason('RequestFailed', { reason: new Reason('ServiceUnavailable') }));
  await sent;
  assert.deepEqual(statuses(conversation), ['one Failed']);
  void conversation.chatService.messages(0)?.retry();
  await settled();
  assert.equal(network.log.filter(line => line.startsWith('history')).length, 2);
  assert.deepEqual(network.chats.length, 1, 'nothing is sent before that is known');
});

test('what the other side has ended has failed, as ever', async () => {
  const { conversation, network, send } = await chatting();
  const sent = assert.rejects(send('one'), { code: 'Terminated' });
  network.chat.events.ended(new Reason('Terminated'));
  await sent;
  assert.deepEqual(statuses(conversation), ['one Failed']);
});

test('an invitation that is refused for what it carries takes along no other message', async () => {
  const all = made();
  const { network, conversation, send } = all;
  const sent = assert.rejects(send('too long'), { code: 'InvitationFailed' });
  void send('short');
  await signIn(all);
  await network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('EntityTooLarge') }));
  await sent;
  await network.answer('conversations', page());
  assert.deepEqual(network.chat.log, ['start short']);
  assert.deepEqual(statuses(conversation), ['too long Failed', 'short Pending']);
});

test('what waits is kept, without any secret, and no longer when it is logged; what failed stays, with its reason', async () => {
  const kept = { unsent: '', open: '' };
  const all = made(kept);
  const { network, send } = all;
  void send('one');
  void send('two').catch(() => {});
  await signIn(all);
  assert.ok(!kept.unsent.includes('secret'));
  assert.deepEqual(
    (JSON.parse(kept.unsent) as { text: string; to: string; tried?: boolean }[]).map(({ text, to }) => [text, to]),
    [
      ['one', BOB],
      ['two', BOB],
    ],
  );
  await network.chat.answer('start');
  assert.equal(noteIn(kept).text, 'two');
  await network.chat.refuse('send', new Reason('RequestFailed', { reason: new Reason('EntityTooLarge') }));
  const after = made(kept);
  await signIn(after);
  assert.deepEqual(statuses(after.conversation), ['two Failed']);
  const message = after.conversation.chatService.messages(0);
  assert.equal((message?.status.reason as Reason).reason?.code, 'EntityTooLarge');
  void message?.retry();
  assert.deepEqual(after.network.chat.log, ['start two']);
  await after.network.chat.answer('start');
  assert.equal(kept.unsent, '');
});

test('what is kept goes before what is written after it, and has its time and id', async () => {
  const kept = { unsent: '', open: '' };
  const before = made(kept);
  void before.send('one');
  void before.application.signInManager.signIn(alice).catch(() => {});
  await settled();
  const { id, at } = noteIn(kept);
  const after = made(kept);
  void after.send('two');
  await signIn(after);
  assert.deepEqual(after.network.chat.log, ['start one'], 'though we had not known whose outbox it is');
  const next = made(kept);
  void next.application.signInManager.signIn(alice).catch(() => {});
  void next.send('three');
  await settled();
  assert.deepEqual(statuses(next.conversation).at(-1), 'three Pending');
  assert.equal(
    next.conversation.chatService
      .messages()
      .find(one => one.text() === 'one')
      ?.timestamp()
      .getTime(),
    at,
  );
  assert.ok(typeof id === 'string' && id.length > 0);
});

test('what somebody else has put there in place of what was kept is passed over', async () => {
  for (const unsent of ['no JSON', '{}', '[1, null, {"id": 1}, {"id": "a", "text": "b", "to": "no address"}]']) {
    const all = made({ unsent, open: '[{"uri": 1}, {"uri": "sip:x@y", "to": "?"}]' });
    await signIn(all);
    assert.deepEqual(statuses(all.conversation), []);
    void all.send('one');
    assert.deepEqual(all.network.chat.log, ['start one']);
  }
});

test('a conversation that is removed takes along what waits in it', async () => {
  const kept = { unsent: '', open: '' };
  const all = made(kept);
  const sent = assert.rejects(all.send('one'), { code: 'Removed' });
  void all.application.signInManager.signIn(alice);
  await settled();
  assert.notEqual(kept.unsent, '');
  await all.application.conversationsManager.conversations.remove(all.conversation);
  await sent;
  await settled();
  assert.equal(kept.unsent, '');
});

test('an open chat is written down, and come back into: nobody is asked, and it was never left', async () => {
  const kept = { unsent: '', open: '' };
  const { network, conversation } = await chatting(kept);
  network.chat.events.message({ ...text('bob', 'hello'), position: 5 });
  void conversation.historyService.markAllAsRead();
  await settled();
  assert.deepEqual(JSON.parse(kept.open), [
    { uri: 'sip:chat-1@contoso.example', to: BOB, group: false, after: 5, read: 5, unread: 0 },
  ]);
  const after = made(kept);
  await signIn(after);
  const log = timeline(after.conversation);
  assert.ok(after.network.log.includes('reopen sip:chat-1@contoso.example'));
  assert.equal(after.network.chat.after, 5);
  void after.send('at once');
  assert.equal(after.conversation.state(), 'Created');
  after.network.chat.events.begun('sip:chat-1@contoso.example');
  await after.network.chat.answer('start');
  assert.equal(after.conversation.state(), 'Connected');
  await after.network.answer('history', page({ ...text('bob', 'hello'), type: 'TextMessage', position: 5 }));
  assert.deepEqual(after.network.chat.log, ['start', 'send at once']);
  assert.deepEqual(statuses(after.conversation), ['hello Succeeded', 'at once Pending']);
  assert.equal(after.conversation.historyService.unreadActivityItemsCount(), 0);
  assert.ok(!log.some(line => line.startsWith('conversation Connecting')));
});

test('a chat that was open and is over stays as if it had not been begun; what was said can be read', async () => {
  const kept = { unsent: '', open: '' };
  const { network } = await chatting(kept);
  network.chat.events.message({ ...text('bob', 'hello'), position: 5 });
  const after = made(kept);
  await signIn(after);
  await after.network.chat.refuse('start', new Reason('InvitationFailed', { reason: new Reason('Gone') }));
  await after.network.answer('history', page({ ...text('bob', 'hello'), type: 'TextMessage', position: 5 }));
  assert.deepEqual([after.conversation.state(), after.conversation.phase()], ['Created', 'idle']);
  assert.equal(after.conversation.selfParticipant.chat.state(), 'Disconnected');
  assert.deepEqual(statuses(after.conversation), ['hello Succeeded']);
  assert.equal(after.conversation.historyService.unreadActivityItemsCount(), 1, 'nobody has read it');
  assert.equal(after.conversation.chatService.start.enabled(), true);
});

test('a connection that is given up keeps what waits for the next application, and who was in what', async () => {
  const kept = { unsent: '', open: '' };
  const { network, send } = await chatting(kept);
  network.onConnection('Reconnecting');
  const sent = assert.rejects(send('one'));
  await settled();
  const { open } = kept;
  network.onConnection('Lost', new Reason('Unauthorized'));
  await sent;
  await settled();
  assert.equal(noteIn(kept).text, 'one');
  assert.equal(noteIn(kept).failed, undefined);
  assert.equal(kept.open, open);
});

test('what is sent to a group whose address is none fails, and is not pending for ever', async () => {
  const all = made();
  const { application, network } = all;
  await signIn(all);
  network.openGroup = () => {
    throw new SyntaxError('Cannot parse URI "sip:["');
  };
  const { chatService } = application.conversationsManager.getConversationByUri('sip:[');
  await assert.rejects(Promise.race([chatService.sendMessage('one'), settled()]), Reason);
  assert.equal(chatService.messages(0)?.status(), 'Failed');
});
