import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application } from '../../src/model/index.js';
import { nextInvitation, untilMessages } from '../support/chat-partner.js';
import { TestServer } from '../support/chat-server.js';
import { PublishedTaskPage } from '../support/published-task-page.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;
let carol: Application;

before(async () => {
  server = await TestServer.start();
  [alice, bob, carol] = await Promise.all([server.signIn('alice'), server.signIn('bob'), server.signIn('carol')]);
});
after(() => server.close());

test('Outgoing P2P Chat, on the real server', async () => {
  const page = new PublishedTaskPage(alice);
  const invited = nextInvitation(bob);
  page.open('sip:bob@contoso.example');
  const sent = page.send('hi');
  const atBob = await invited;
  await atBob.chatService.accept();
  await sent;
  await atBob.chatService.sendMessage('hello');
  await untilMessages(page.conversation, 2);
  await page.end();
  assert.deepEqual(page.messages, ['me: hi', 'Bob: hello']);
  assert.deepEqual(page.notices, [
    'bob@contoso.example or bob@contoso.example has joined',
    'Connected to Chat',
    'hi was sent',
    'Conversation ended',
    'left',
  ]);
});

test('P2P Chat Escalation, on the real server', async () => {
  const page = new PublishedTaskPage(alice);
  const [toBob, toCarol] = [nextInvitation(bob), nextInvitation(carol)];
  page.open('sip:bob@contoso.example');
  page.start();
  const atBob = await toBob;
  await atBob.chatService.accept();
  await until(page.conversation.selfParticipant.chat.state, 'Connected');
  await page.send('two of us');
  const added = page.add('sip:carol@contoso.example');
  const atCarol = await toCarol;
  await atCarol.chatService.accept();
  await added;
  await atCarol.chatService.sendMessage('three of us');
  await untilMessages(page.conversation, 2);
  await page.end();
  assert.deepEqual(page.messages, ['me: two of us', 'Carol: three of us']);
  assert.deepEqual(page.notices.slice(1), [
    'Connected to Chat',
    'two of us was sent',
    'carol@contoso.example or carol@contoso.example has joined',
    'participant added',
    'Conversation ended',
    'left',
  ]);
  await until(atBob.participants.size, 1);
  await Promise.all([atBob.leave(), atCarol.leave()]);
});
