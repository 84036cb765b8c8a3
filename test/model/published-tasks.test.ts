import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RosterEntry } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { PublishedTaskPage } from '../support/published-task-page.js';
import { entry, type FakeNetwork, person, text } from './fake-network.js';
import { signedIn } from './signed-in.js';

async function page(): Promise<{ page: PublishedTaskPage; network: FakeNetwork }> {
  const { application, network } = await signedIn();
  return { page: new PublishedTaskPage(application), network };
}

function entries(...users: string[]): RosterEntry[] {
  return users.map(user => entry(user));
}

test('Outgoing P2P Chat: send, be answered, send again, end', async () => {
  const { page: alice, network } = await page();
  alice.open('sip:bob@contoso.example');
  const sent = alice.send('hi');
  await network.chat.answer('start');
  await sent;
  network.chat.events.message(text('bob', 'hello'));
  const again = alice.send('how are you?');
  await network.chat.answer('send');
  await again;
  const ended = alice.end();
  await network.chat.answer('leave');
  await ended;
  assert.deepEqual(alice.messages, ['me: hi', 'Bob: hello', 'me: how are you?']);
  assert.deepEqual(alice.notices, [
    'bob@contoso.example or bob@contoso.example has joined',
    'Connected to Chat',
    'hi was sent',
    'how are you? was sent',
    'Conversation ended',
    'left',
  ]);
});

test('Outgoing P2P Chat: the other side declines', async () => {
  const { page: alice, network } = await page();
  alice.open('sip:bob@contoso.example');
  const sent = alice.send('hi');
  await network.chat.refuse('start', new Reason('InvitationFailed', { message: 'They declined.' }));
  await sent;
  assert.deepEqual(alice.notices.slice(1), ['Conversation ended', 'They declined.']);
});

test('P2P Chat Escalation: start, send, add a third person, end', async () => {
  const { page: alice, network } = await page();
  alice.open('sip:bob@contoso.example');
  alice.start();
  network.chat.events.identified(person('bob'));
  await network.chat.answer('start');
  const conversation = alice.conversation;
  const added = alice.add('sip:carol@contoso.example');
  network.chat.events.promoted('sip:room-7@contoso.example');
  network.chat.conference(entries('bob', 'carol'));
  await network.chat.answer('add');
  await added;
  assert.equal(alice.conversation, conversation);
  const sent = alice.send('hello both');
  await network.chat.answer('send');
  await sent;
  network.chat.events.message(text('carol', 'hi'));
  network.chat.conference(entries('bob'));
  const ended = alice.end();
  await network.chat.answer('leave');
  await ended;
  assert.deepEqual(alice.messages, ['me: hello both', 'Carol: hi']);
  assert.deepEqual(alice.notices, [
    'bob@contoso.example or bob@contoso.example has joined',
    'Connected to Chat',
    'carol@contoso.example or carol@contoso.example has joined',
    'participant added',
    'hello both was sent',
    'Conversation ended',
    'left',
  ]);
});

test('P2P Chat Escalation: the third person does not come, and the chat goes on', async () => {
  const { page: alice, network } = await page();
  alice.open('sip:bob@contoso.example');
  alice.start();
  await network.chat.answer('start');
  const added = alice.add('sip:carol@contoso.example');
  network.chat.events.promoted('sip:room-7@contoso.example');
  await network.chat.refuse('add', new Reason('InvitationFailed', { message: 'Nobody answered in time.' }));
  await added;
  const sent = alice.send('only us');
  await network.chat.answer('send');
  await sent;
  assert.deepEqual(alice.notices.slice(-2), ['Nobody answered in time.', 'only us was sent']);
});

test('P2P Chat Escalation: the conversation ends for everybody after it has become a group', async () => {
  const { page: alice, network } = await page();
  alice.open('sip:bob@contoso.example');
  alice.start();
  await network.chat.answer('start');
  network.chat.events.promoted('sip:room-7@contoso.example');
  network.chat.events.ended(new Reason('Ejected'));
  assert.equal(alice.notices.at(-1), 'Conversation ended');
});
