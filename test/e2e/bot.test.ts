import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { connect, namesIn, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;
let bot: ChildProcess;

before(async () => {
  server = await TestServer.start();
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
  bot = spawnBot('carol-pw');
  assert.equal(await firstLine(bot), 'Carol is signed in.');
});
after(async () => {
  bot.kill();
  await server.close();
});

function spawnBot(password: string): ChildProcess {
  return spawn(process.execPath, ['demo/bot.mjs', server.url, addressOfUser('carol')], {
    env: { ...process.env, BOT_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function firstLine({ stdout }: ChildProcess): Promise<unknown> {
  if (!stdout) throw new Error('The bot has no output');
  const [line] = (await once(createInterface(stdout), 'line')) as unknown[];
  return line;
}

async function chatWithBot(): Promise<Conversation> {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('carol'));
  await conversation.chatService.start();
  return conversation;
}

test('the bot accepts a chat and answers, also what came inside the invitation', async () => {
  const conversation = alice.conversationsManager.getConversation(addressOfUser('carol'));
  await conversation.chatService.sendMessage('Hello');
  await untilMessages(conversation, 2);
  await conversation.chatService.sendMessage('Who is here?');
  await untilMessages(conversation, 4);
  assert.deepEqual(textsOf(conversation), ['Hello', 'Alice says: Hello', 'Who is here?', 'Here: Alice and me.']);
  await conversation.leave();
});

test('the bot leaves when it is told to', async () => {
  const conversation = await chatWithBot();
  await conversation.chatService.sendMessage('bye');
  await until(conversation.state, 'Disconnected');
  assert.equal(textsOf(conversation).at(-1), 'Goodbye, Alice.');
});

test('the bot can be added to a chat, and answers there only who calls it', async () => {
  const [mine, theirs] = await connect(alice, bob);
  await mine.participants.add(addressOfUser('carol'));
  assert.deepEqual(namesIn(mine), ['Bob', 'Carol']);
  await untilMessages(theirs, 1);
  assert.match(textsOf(theirs)[0] ?? '', /^Hello\. Begin with “Carol”/);
  await mine.chatService.sendMessage('Bob, what about lunch?');
  await theirs.chatService.sendMessage('Carol, who is here?');
  await untilMessages(mine, 4);
  assert.deepEqual(textsOf(mine).slice(1, 3), ['Bob, what about lunch?', 'Carol, who is here?']);
  assert.match(textsOf(mine).at(-1) ?? '', /^Here: (Alice, Bob|Bob, Alice) and me\.$/);
  await theirs.leave();
  await mine.leave();
});

test('the bot joins a group that it is invited to', async () => {
  const group = alice.conversationsManager.createConversation();
  const added = group.participants.add(addressOfUser('carol'));
  await group.chatService.start();
  await added;
  await untilMessages(group, 1);
  assert.deepEqual(namesIn(group), ['Carol']);
  await group.leave();
});

test('the bot says why it cannot sign in, and signs out when it is ended', async () => {
  const stranger = spawnBot('wrong');
  const errors: string[] = [];
  stranger.stderr?.on('data', (text: Buffer) => errors.push(String(text)));
  const [code] = (await once(stranger, 'exit')) as [number];
  assert.equal(code, 1);
  assert.match(errors.join(''), /^Cannot sign in: The user name or the password is wrong\./);

  bot.kill('SIGTERM');
  const [ended] = (await once(bot, 'exit')) as [number];
  assert.equal(ended, 0);
  await assert.rejects(chatWithBot(), { code: 'InvitationFailed' });
});
