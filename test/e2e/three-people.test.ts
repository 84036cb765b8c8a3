import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import type { WindowOpener } from '../support/browser-window.js';
import { browserNames, launchBrowser } from '../support/browsers.js';
import { Screen } from '../support/screen.js';

let demo: Demo;
let browser: WindowOpener;

for (const name of browserNames) {
  describe(name, () => {
    beforeEach(async () => {
      demo = await startDemo(0);
      browser = await launchBrowser(name);
    });
    afterEach(async () => {
      await browser.close();
      await demo.close();
    });
    test('three people chat, by keyboard alone', threePeople);
    test('the intranet page: one tag with target-sip, signed in by itself', intranetPage);
    test('the plain page: the two tasks of the Web SDK, without elements', plainPage);
  });
}

async function threePeople(): Promise<void> {
  const [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map(name => Screen.open(browser, `${demo.url}person.html?as=${name}`)),
  );
  assert.ok(alice && bob && carol);
  await Promise.all([alice, bob, carol].map(screen => screen.shows('A chat that you accept appears here.')));

  // Alice starts a chat with Bob by writing to him.
  await alice.tabTo('Chat with');
  await alice.window.type('sip:bob@contoso.example');
  await alice.press('Open'); // Enter in the box would choose from its list first, in WebKit
  await alice.shows('Send a message to start the chat.');
  await alice.tabTo('Message bob@contoso.example');
  await alice.enter('Hello Bob');
  await alice.shows('Ringing. Waiting for Bob Castillo to answer…');
  await bob.shows('Alice Berg wants to chat', 'Hello Bob');
  await bob.press('Accept: Alice Berg wants to chat');
  await bob.hides('wants to chat');
  await alice.shows('Connected');
  assert.equal(await bob.focused(), 'Message Alice Berg', 'focus goes where Bob will write');
  await bob.enter('Hello Alice');
  await alice.shows('Hello Alice');

  // Alice adds Carol: the chat becomes a group, for all, in place.
  await alice.press('Add a person');
  await alice.enter('sip:carol@contoso.example');
  await alice.shows('Asking carol@contoso.example…');
  await carol.shows('Alice Berg invites you to a group chat');
  await carol.press('Accept: Alice Berg invites you to a group chat');
  await Promise.all([
    alice.shows('Bob Castillo', 'Carol Dubois', '3 people'),
    bob.shows('Alice Berg', 'Carol Dubois', '3 people'),
    carol.shows('Alice Berg', 'Bob Castillo', '3 people'),
  ]);

  // All three send.
  await carol.enter('Thanks for having me');
  await Promise.all([alice, bob].map(screen => screen.shows('Thanks for having me')));
  await bob.enter('Welcome, Carol');
  await Promise.all([alice, carol].map(screen => screen.shows('Welcome, Carol')));
  await alice.tabTo('Message Bob Castillo, Carol Dubois');
  await alice.enter('Now we are three');
  await Promise.all([bob, carol].map(screen => screen.shows('Now we are three')));

  const since = ['Thanks for having me', 'Welcome, Carol', 'Now we are three'];
  assert.deepEqual(await alice.messages(), ['Hello Bob', 'Hello Alice', ...since]);
  assert.deepEqual(await bob.messages(), ['Hello Bob', 'Hello Alice', ...since]);
  assert.deepEqual(await carol.messages(), since, 'nothing from before she came in');

  // Alice ends it for herself; the others go on.
  await alice.press('Leave chat');
  await alice.shows('You left this chat.', 'Start again');
  assert.deepEqual(await alice.messages(), ['Hello Bob', 'Hello Alice', ...since], 'what was said stays readable');
  await Promise.all([bob, carol].map(screen => screen.shows('Alice Berg left', '2 people')));
  await carol.enter('Bye Alice');
  await bob.shows('Bye Alice');

  for (const screen of [alice, bob, carol]) assert.deepEqual(screen.faults, []);
}

async function intranetPage(): Promise<void> {
  const [page, bob] = await Promise.all([
    Screen.open(browser, `${demo.url}intranet.html`, 1000, 700),
    Screen.open(browser, `${demo.url}person.html?as=bob`),
  ]);
  await bob.shows('A chat that you accept appears here.');
  await page.tabTo('Message bob@contoso.example');
  await page.enter('About order 4711');
  await bob.shows('About order 4711');
  await bob.press('Decline: Alice Berg wants to chat');
  await page.shows('declined');
  assert.deepEqual(page.faults, []);
}

async function plainPage(): Promise<void> {
  const page = await Screen.open(browser, `${demo.url}plain.html`, 1000, 900);
  await page.shows('signed in');
  const accept = async (name: string): Promise<void> => {
    const frame = `document.querySelector('iframe[src$="as=${name}"]')`;
    const button = `${frame}.contentDocument.querySelector('chat-invitations')?.shadowRoot?.querySelector('[part=accept]')`;
    await page.until(button);
    await page.window.evaluate(`${button}.focus()`);
    await page.window.press('Enter');
    await page.until(`!${button}`);
    await page.window.evaluate('document.activeElement.blur()'); // Firefox's driver does not tab out of a frame
  };
  await page.tabTo('Start a chat with');
  await page.window.press('Enter');
  await accept('bob');
  await page.shows('Connected to chat');
  await page.tabTo('Message');
  await page.enter('Hello from plain JavaScript');
  await page.shows('Alice Berg: Hello from plain JavaScript');
  await page.tabTo('Add');
  await page.window.press('Enter');
  await accept('carol');
  await page.shows('It is a group conversation now', 'carol@contoso.example is in the list');
  await page.press('End');
  await page.shows('You left.', 'The conversation has ended');
  assert.deepEqual(page.faults, []);
}
