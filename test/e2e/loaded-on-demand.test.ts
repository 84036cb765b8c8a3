import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type HTTPRequest } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import type { Reason } from '../../src/observable/index.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';

const SECOND = 'sip-chat-elements.further.js';

let demo: Demo;
let browser: Browser;

before(async () => {
  demo = await startDemo(0);
  browser = await puppeteer.launch(await chromeOptions());
});
after(async () => {
  await browser.close();
  await demo.close();
});

/** What becomes of a request for the second file: as always, no answer, or that of another build. */
type Fate = 'found' | 'lost' | 'another build';

interface Opened {
  readonly screen: Screen;
  /** Each time that it has asked for the second file. */
  readonly asked: string[];
}

/** Somebody's screen. @param invitations - Whether there is an element for them, which is in the second file. */
async function open(name: string, fate = (): Fate => 'found', invitations = true): Promise<Opened> {
  const screen = await Screen.open(browser, 'about:blank');
  const asked: string[] = [];
  const page = await readFile(new URL('../../demo/person.html', import.meta.url), 'utf8');
  await screen.page.setRequestInterception(true);
  screen.page.on('request', request => {
    if (!invitations && request.url().includes('person.html')) {
      const body = page.replace('<chat-invitations></chat-invitations>', '');
      return void request.respond({ contentType: 'text/html', body });
    }
    if (!request.url().includes(SECOND)) return void request.continue();
    asked.push(request.url());
    const now = fate();
    if (now === 'found') void request.continue();
    else if (now === 'lost') void request.abort();
    else void request.respond({ contentType: 'text/javascript', body: 'export function b00000000() {}' });
  });
  await screen.page.goto(`${demo.url}person.html?as=${name}`);
  await screen.shows('A chat that you accept appears here.');
  return { screen, asked };
}

/** The same, of a page that draws chats of two only. */
const openPlain = (name: string, fate?: () => Fate): Promise<Opened> => open(name, fate, false);

/** Alice starts a chat with Bob by writing to him. */
async function write(alice: Screen): Promise<void> {
  await alice.tabTo('Chat with');
  await alice.enter('sip:bob@contoso.example');
  await alice.tabTo('Message bob@contoso.example');
  await alice.enter('Hello Bob');
}

/** The first, who is Alice, chats with the second, who is Bob and is looking at a chat with her. */
async function connect(alice: Screen, bob: Screen): Promise<void> {
  await bob.tabTo('Chat with');
  await bob.enter('sip:alice@contoso.example');
  await write(alice);
  await bob.press('Accept');
  await alice.shows('Connected');
}

/** Waits until the keyboard is in the box of the form to add a person. */
async function formHasFocus({ page }: Screen): Promise<void> {
  await page.waitForFunction(() => {
    const chat = document.activeElement?.shadowRoot?.activeElement;
    return chat?.localName === 'participant-add' && chat.shadowRoot?.activeElement?.localName === 'input';
  });
}

test('a page is drawn and signs in with the first file alone; the second is loaded once, for what comes then', async () => {
  const [alice, bob, carol] = await Promise.all([openPlain('alice'), openPlain('bob'), open('carol')]);
  assert.equal(carol.asked.length, 1, 'there is an element for invitations');
  await bob.screen.tabTo('Chat with');
  await bob.screen.enter('sip:alice@contoso.example');
  await bob.screen.shows('Start chat');
  assert.deepEqual(
    [alice, bob].map(({ asked }) => asked.length),
    [0, 0],
  );
  await write(alice.screen);
  await bob.screen.shows('Alice Berg wants to chat', 'Hello Bob');
  await bob.screen.press('Accept');
  await alice.screen.shows('Connected');
  await alice.screen.press('Add a person');
  await formHasFocus(alice.screen);
  await alice.screen.enter('sip:carol@contoso.example');
  await carol.screen.shows('invites you to a group chat');
  await carol.screen.press('Accept: Alice Berg invites you to a group chat');
  await Promise.all([alice, bob, carol].map(({ screen }) => screen.shows('3 people')));
  await alice.screen.tabTo('Actions: Bob Castillo');
  await Promise.all([bob, carol].map(({ screen }) => screen.shows('Alice Berg leader')));
  for (const { screen, asked } of [alice, bob, carol]) {
    await screen.shows('Carol Dubois');
    assert.equal(asked.length, 1);
    assert.deepEqual(screen.faults, []);
  }
});

test('without it nobody is added, which is said; the chat goes on, and the next try works', async () => {
  let fate: Fate = 'lost';
  const [alice, bob, carol] = await Promise.all([openPlain('alice', () => fate), openPlain('bob'), open('carol')]);
  await connect(alice.screen, bob.screen);
  await alice.screen.press('Add a person');
  await alice.screen.shows('A part of this chat could not be loaded.');
  await bob.screen.tabTo('Message Alice Berg');
  await bob.screen.enter('Are you there?');
  await alice.screen.shows('Are you there?');
  const codes = await alice.screen.page.evaluate(() => {
    const { conversation } = document.querySelector('chat-conversation') ?? {};
    const added = conversation?.participants.add('sip:carol@contoso.example').then(() => undefined);
    return added?.catch(({ code, reason }: Reason) => [code, reason?.code, reason?.subcode]);
  });
  assert.deepEqual(codes, ['InvitationFailed', 'LocalFailure', 'EscalationFailed']);

  // The button still has the focus: it closes what says so, and opens it again.
  fate = 'another build';
  await alice.screen.page.keyboard.press('Enter');
  await alice.screen.hides('A part of this chat could not be loaded.');
  await alice.screen.page.keyboard.press('Enter');
  await alice.screen.shows('A part of this chat could not be loaded.');

  fate = 'found';
  await alice.screen.page.keyboard.press('Enter');
  await alice.screen.page.keyboard.press('Enter');
  await formHasFocus(alice.screen);
  await alice.screen.hides('A part of this chat could not be loaded.');
  await alice.screen.enter('sip:carol@contoso.example');
  await carol.screen.press('Accept: Alice Berg invites you to a group chat');
  await alice.screen.shows('3 people');
  assert.equal(new Set(alice.asked).size, alice.asked.length, 'each try has an address of its own');
});

test('without it a group goes on; who is in it is known as soon as it can be loaded', async () => {
  let fate: Fate = 'lost';
  const [alice, bob, carol] = await Promise.all([openPlain('alice'), openPlain('bob', () => fate), open('carol')]);
  await connect(alice.screen, bob.screen);
  await alice.screen.press('Add a person');
  await formHasFocus(alice.screen);
  await alice.screen.enter('sip:carol@contoso.example');
  await carol.screen.press('Accept: Alice Berg invites you to a group chat');
  await alice.screen.shows('3 people');
  await carol.screen.tabTo('Message Alice Berg, Bob Castillo');
  await carol.screen.enter('Hello from Carol');
  await bob.screen.shows('Hello from Carol');
  assert.ok(bob.asked.length > 0);
  fate = 'found';
  await bob.screen.shows('3 people', 'Carol Dubois', 'leader');
  assert.deepEqual(
    bob.screen.faults.filter(fault => !/net::ERR_FAILED/.test(fault)),
    [],
    'nothing is thrown',
  );
});

test('what a page adds to itself is drawn, and what could not be loaded at first', async () => {
  let fate: Fate = 'lost';
  const [alice, bob] = await Promise.all([openPlain('alice'), open('bob', () => fate)]);
  assert.equal(bob.asked.length, 1);
  await write(alice.screen);
  fate = 'found';
  await bob.screen.shows('Alice Berg wants to chat');
  await bob.screen.press('Accept: Alice Berg wants to chat');
  await alice.screen.shows('Connected');
  const known = (): Promise<boolean> => alice.screen.page.evaluate(() => !!customElements.get('participant-list'));
  assert.equal(await known(), false);
  await alice.screen.page.evaluate(() => {
    const box = document.createElement('div');
    const list = box.appendChild(document.createElement('participant-list'));
    list.conversation = document.querySelector('chat-conversation')?.conversation;
    document.body.append(box);
  });
  await alice.screen.page.waitForFunction(() =>
    document.querySelector('body > div > participant-list')?.shadowRoot?.textContent?.includes('Bob Castillo'),
  );
  assert.equal(alice.asked.length, 1);
});

test('it stands beside the first file, whatever that is called there', async () => {
  const screen = await Screen.open(browser, 'about:blank');
  const asked: string[] = [];
  const body = (file: string): Promise<Buffer> => readFile(new URL(`../../dist/${file}`, import.meta.url));
  const page = `<script type="module" src="chat.min.js?v=2"></script>`;
  const serve = async (request: HTTPRequest): Promise<void> => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.startsWith('/a/b/')) return request.respond({ status: 404 });
    asked.push(pathname + search.slice(0, 2));
    if (pathname === '/a/b/') {
      const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src *" };
      return request.respond({ contentType: 'text/html', headers, body: page });
    }
    const file = pathname.endsWith(SECOND) ? SECOND : 'sip-chat-elements.js';
    await request.respond({ contentType: 'text/javascript', body: await body(file) });
  };
  await screen.page.setRequestInterception(true);
  screen.page.on('request', request => void serve(request));
  await screen.page.goto('http://127.0.0.1/a/b/');
  const { screen: bob } = await open('bob');
  const added = screen.page.evaluate(
    async server => {
      const { Application } = (await import('/a/b/chat.min.js?v=2' as string)) as typeof import('../../src/index.js');
      const application = new Application({ server });
      await application.signInManager.signIn({ username: 'alice@contoso.example', password: 'wonderland' });
      const conversation = application.conversationsManager.getConversation('bob@contoso.example');
      await conversation.chatService.start();
      const outcome = await conversation.participants.add('nobody@contoso.example').catch((reason: unknown) => reason);
      return (outcome as Reason).reason?.subcode;
    },
    `${demo.url.replace('http', 'ws')}sip`,
  );
  await bob.press('Accept: Alice Berg wants to chat');
  assert.equal(await added, 'DestinationNotFound', 'the second file has done what it is for');
  assert.deepEqual(asked, ['/a/b/', '/a/b/chat.min.js?v', `/a/b/${SECOND}?b`]);
  assert.deepEqual(screen.faults, []);
});
