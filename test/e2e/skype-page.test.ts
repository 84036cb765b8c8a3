import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { WebSocket } from 'ws';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { Application } from '../../src/client/index.js';
import { nextInvitation, untilMessages } from '../support/chat-partner.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';
import { until } from '../support/until.js';

let demo: Demo;
let browser: Browser;
let bob: Application;
let carol: Application;

before(async () => {
  demo = await startDemo(0);
  browser = await puppeteer.launch(await chromeOptions());
  [bob, carol] = await Promise.all([signIn('bob', 'builder'), signIn('carol', 'singer')]);
});
after(async () => {
  await Promise.all([bob, carol].map(({ signInManager }) => signInManager.signOut()));
  await browser.close();
  await demo.close();
});

async function signIn(user: string, password: string): Promise<Application> {
  const application = new Application({ server: `${demo.url.replace('http', 'ws')}sip`, WebSocket });
  await application.signInManager.signIn({ username: `sip:${user}@contoso.example`, password });
  return application;
}

/** The page of the old style, signed in as Alice until the test ends. */
async function openPage(t: TestContext): Promise<Screen> {
  const screen = await Screen.open(browser, `${demo.url}skype.html`, 1000, 1400);
  t.after(() => screen.page.browserContext().close());
  await screen.shows('State: SignedOut');
  await screen.press('Sign in');
  await screen.shows('Signed in as Alice Berg', 'State: SignedIn');
  return screen;
}

async function write(screen: Screen, text: string): Promise<void> {
  await screen.tabTo('Message');
  await screen.enter(text);
}

test('Outgoing chat: a page of the old style starts, writes, reads and ends', async t => {
  const page = await openPage(t);
  const invited = nextInvitation(bob);
  await page.press('Start chat');
  const atBob = await invited;
  await page.shows('The control is drawn', 'bob@contoso.example has joined', 'State: Connecting');
  await atBob.chatService.accept();
  await page.shows('Connected to chat', 'State: Connected');
  await write(page, 'Hello Bob');
  await page.shows('Me: Hello Bob');
  await untilMessages(atBob, 1);
  await atBob.chatService.sendMessage('Hello Alice');
  await page.shows('Bob Castillo: Hello Alice');
  assert.deepEqual(await page.messages(), ['Hello Bob', 'Hello Alice'], 'the control shows them too');
  await page.press('End');
  await page.shows('The conversation has ended', 'You have left', 'State: Disconnected');
  await until(atBob.state, 'Disconnected');
  assert.deepEqual(page.faults, []);
});

test('Incoming chat: the page shows who calls, and accepts', async t => {
  const page = await openPage(t);
  const atBob = bob.conversationsManager.getConversation('sip:alice@contoso.example');
  const sent = atBob.chatService.sendMessage('Are you there?');
  await page.shows('Bob Castillo wants to chat');
  await page.press('Accept');
  await sent;
  await page.shows('Connected to chat', 'Bob Castillo: Are you there?');
  await page.hides('wants to chat');
  await write(page, 'I am');
  await untilMessages(atBob, 2);
  await atBob.leave();
  await page.shows('The conversation has ended', 'State: Disconnected');
  assert.deepEqual(page.faults, []);
});

test('Incoming chat: the page declines', async t => {
  const page = await openPage(t);
  const atBob = bob.conversationsManager.getConversation('sip:alice@contoso.example');
  const started = assert.rejects(atBob.chatService.start(), { code: 'InvitationFailed' });
  await page.shows('Bob Castillo wants to chat');
  await page.press('Decline');
  await started;
  await page.hides('wants to chat');
  assert.deepEqual(page.faults, []);
});

test('Escalation: a third person joins the same conversation', async t => {
  const page = await openPage(t);
  const [toBob, toCarol] = [nextInvitation(bob), nextInvitation(carol)];
  await page.press('Start chat');
  const atBob = await toBob;
  await atBob.chatService.accept();
  await page.shows('Connected to chat');
  await write(page, 'Two of us');
  await page.shows('Me: Two of us');
  await page.press('Add');
  const atCarol = await toCarol;
  await atCarol.chatService.accept();
  await page.shows('carol@contoso.example has joined', 'It is a group of 3 now', 'State: Connected');
  await atCarol.chatService.sendMessage('Three of us');
  await page.shows('Carol Dubois: Three of us');
  await Promise.all([atBob.leave(), atCarol.leave()]);
  await page.shows('Bob Castillo has left', 'Carol Dubois has left', 'You are the only one here');
  await page.press('End');
  await page.shows('The conversation has ended', 'You have left');
  assert.deepEqual(page.faults, []);
});

test('Group: all are asked when it is started, and leave one by one', async t => {
  const page = await openPage(t);
  const [toBob, toCarol] = [nextInvitation(bob), nextInvitation(carol)];
  await page.press('Start group');
  const [atBob, atCarol] = await Promise.all([toBob, toCarol]);
  assert.equal(atBob.isGroupConversation(), true);
  await atBob.chatService.accept();
  await atCarol.chatService.accept();
  await page.shows('Connected to chat', 'State: Connected', '3 people');
  await write(page, 'Welcome to both');
  await Promise.all([atBob, atCarol].map(conversation => untilMessages(conversation, 1)));
  await atCarol.chatService.sendMessage('Thank you');
  await page.shows('Me: Welcome to both', 'Carol Dubois: Thank you');
  await atBob.leave();
  await page.shows('Bob Castillo has left');
  await page.press('End');
  await page.shows('The conversation has ended', 'You have left');
  await until(atCarol.participants.size, 0);
  await atCarol.leave();
  assert.deepEqual(page.faults, []);
});

test('The control: a script on the page draws what it is asked for, or says why not', async t => {
  const page = await openPage(t);
  const asked = await page.page.evaluate(`new Promise(done => {
    Skype.initialize({ server: '/sip' }, async api => {
      await api.UIApplicationInstance.signInManager.signIn({ username: 'alice@contoso.example', password: 'wonderland' });
      const ask = options => api.renderConversation('#container', options).then(
        conversation => conversation.participants().map(participant => participant.uri()).join(),
        reason => reason.code,
      );
      done([
        await ask({ participants: ['sip:bob@contoso.example'], modalities: ['Chat'] }),
        await ask({ participants: ['sip:bob@contoso.example', 'sip:carol@contoso.example'] }),
        await ask({ conversationId: 'sip:chat-7@contoso.example' }),
        await ask(),
        await ask({ participants: 'sip:bob@contoso.example' }),
        await ask({ modalities: ['Audio'] }),
      ]);
    });
  })`);
  assert.deepEqual(asked, [
    'sip:bob@contoso.example',
    'sip:bob@contoso.example,sip:carol@contoso.example',
    '',
    '',
    'ParticipantsInvalid',
    'ModalityNotSupported',
  ]);
});
