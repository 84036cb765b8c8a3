import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Application, Conversation } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { entry, type FakeChat, type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';

/** §2.8, with the two shortcuts that we take: no Conferencing, and no Disconnecting of the conversation. */
const conversationChanges = new Set([
  'Created→Connecting',
  'Incoming→Connecting',
  'Incoming→Disconnected',
  'Connecting→Connected',
  'Connecting→Disconnected',
  'Connecting→InLobby',
  'InLobby→Connected',
  'InLobby→Disconnected',
  'Connected→Connecting', // the chat was stopped, and started again
  'Connected→Disconnected',
  'Disconnected→Connecting',
]);
const chatChanges = new Set([
  'Disconnected→Connecting',
  'Notified→Connecting',
  'Notified→Disconnected',
  'Connecting→Ringing',
  'Connecting→Connected',
  'Connecting→Disconnected',
  'Ringing→Connected',
  'Ringing→Disconnected',
  'Connected→Disconnecting',
  'Connected→Disconnected',
  'Disconnecting→Disconnected',
]);

const wishes = {
  start: (c: Conversation) => c.chatService.start(),
  stop: (c: Conversation) => c.chatService.stop(),
  accept: (c: Conversation) => c.chatService.accept(),
  reject: (c: Conversation) => c.chatService.reject(),
  leave: (c: Conversation) => c.leave(),
  send: (c: Conversation) => c.chatService.sendMessage('words'),
  add: (c: Conversation) => c.participants.add('carol@contoso.example'),
  remove: (c: Conversation) => {
    const [first] = c.participants();
    return first ? c.participants.remove(first) : Promise.resolve();
  },
  topic: (c: Conversation) => c.topic.set('Lunch'),
  retry: (c: Conversation) =>
    c.chatService
      .messages()
      .find(item => item.retry.enabled())
      ?.retry() ?? Promise.resolve(),
};

type Beginning = 'we having begun' | 'they having begun' | 'in a group of ours' | 'in a group of theirs';

const happenings = {
  ringing: (chat: FakeChat) => chat.events.ringing(),
  lobby: (chat: FakeChat) => chat.events.lobby(),
  ended: (chat: FakeChat) => chat.events.ended(new Reason('Terminated')),
  promoted: (chat: FakeChat) => chat.events.promoted('sip:room-7@contoso.example'),
  carolIsThere: (chat: FakeChat) => chat.conference([entry('bob'), entry('carol')]),
  bobIsThere: (chat: FakeChat) => chat.conference([entry('bob')]),
  weLead: (chat: FakeChat) => chat.conference([entry('bob'), entry('dave', 'Attendee', true)], { role: 'Leader' }),
  message: (chat: FakeChat) => chat.events.message(text('bob', 'words', String(chat.log.length))),
};

type Step =
  | { readonly kind: 'wish'; readonly name: keyof typeof wishes }
  | { readonly kind: 'happening'; readonly name: keyof typeof happenings }
  | { readonly kind: 'answer'; readonly which: number; readonly refused: boolean };

const keys = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wish' as const), name: fc.constantFrom(...keys(wishes)) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('happening' as const), name: fc.constantFrom(...keys(happenings)) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which: fc.nat(5),
      refused: fc.integer({ min: 0, max: 3 }).map(n => n === 0),
    }),
  },
);

async function take(step: Step, network: FakeNetwork, wish: (promise: Promise<unknown>) => void, c: Conversation) {
  if (step.kind === 'wish') wish(wishes[step.name](c));
  const chat = network.chats.at(-1);
  if (!chat) return;
  if (step.kind === 'happening') happenings[step.name](chat);
  if (step.kind === 'answer') await chat.settleAny(step.which, step.refused ? new Reason('Timeout') : undefined);
}

function check(c: Conversation): void {
  const chat = c.selfParticipant.chat.state();
  const { start, stop, accept, reject } = c.chatService;
  assert.equal(start.enabled(), chat === 'Disconnected');
  assert.equal(stop.enabled(), ['Connecting', 'Ringing', 'Connected'].includes(chat));
  assert.equal(accept.enabled(), reject.enabled());
  assert.ok(!accept.enabled() || chat === 'Notified');
  if (chat === 'Connected') assert.equal(c.state(), 'Connected');
  if (c.state() === 'Disconnected') {
    assert.equal(chat, 'Disconnected');
    assert.ok(c.participants().every(participant => participant.state() === 'Disconnected'));
  }
  assert.equal(c.participants().filter(participant => participant.uri() === person('bob').uri).length <= 1, true);
}

function begin(beginning: Beginning, application: Application, network: FakeNetwork): Conversation {
  const { conversationsManager } = application;
  if (beginning === 'in a group of ours') return conversationsManager.createConversation();
  if (beginning === 'in a group of theirs')
    return conversationsManager.getConversationByUri('sip:room-7@contoso.example');
  if (beginning === 'they having begun') network.invite('bob');
  return conversationsManager.getConversation('sip:bob@contoso.example');
}

const beginnings: readonly Beginning[] = [
  'we having begun',
  'they having begun',
  'in a group of ours',
  'in a group of theirs',
];
for (const beginning of beginnings) {
  test(`Whatever is wished and whatever happens, ${beginning}: states go by the table, and nothing stays pending`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        const { application, network } = await signedIn();
        const conversation = begin(beginning, application, network);
        const changes: string[] = [];
        conversation.state.changed((value, _reason, old) => void changes.push(`conversation ${old}→${value}`));
        conversation.selfParticipant.chat.state.changed(
          (value, _reason, old) => void changes.push(`chat ${old}→${value}`),
        );
        changes.length = 0;
        let pending = 0;
        const wish = (promise: Promise<unknown>): void => {
          pending++;
          const done = (): void => void pending--;
          promise.then(done, done);
        };
        for (const next of steps) {
          await take(next, network, wish, conversation);
          check(conversation);
          await settled();
          check(conversation);
        }
        for (const change of changes) {
          const [what, which = ''] = change.split(' ');
          const [from, to] = which.split('→');
          if (from === to) continue; // another reason
          assert.ok((what === 'chat' ? chatChanges : conversationChanges).has(which), change);
        }
        network.onConnection('Lost');
        await settled();
        for (const chat of network.chats) await chat.settleAll(new Reason('Dropped'));
        await settled();
        assert.equal(pending, 0);
        assert.ok(conversation.chatService.messages().every(item => item.status() !== 'Pending'));
        assert.ok(['Created', 'Disconnected'].includes(conversation.state()));
      }),
      { numRuns: 300 },
    );
  });
}
