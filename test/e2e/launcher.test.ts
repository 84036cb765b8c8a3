import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';

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

/** The page with the launcher, and somebody who writes to its reader. */
async function open(name: string): Promise<[Screen, Screen]> {
  const [page, other] = await Promise.all([
    Screen.open(browser, `${demo.url}launcher.html`, 1000, 760),
    Screen.open(browser, `${demo.url}person.html?as=${name}`),
  ]);
  await other.shows('A chat that you accept appears here.');
  await page.until(`document.querySelector('presence-badge[address*=${name}]:state(online)')`);
  return [page, other];
}

async function writeTo(screen: Screen, address: string, text: string): Promise<void> {
  await screen.tabTo('Chat with');
  await screen.window.type(address);
  await screen.press('Open');
  await screen.tabTo(`Message ${address.replace('sip:', '')}`);
  await screen.enter(text);
}

test('the launcher counts what comes while it is closed, in a badge and in the title, until it is read', async () => {
  const [page, bob] = await open('bob');
  const title = (text: string): Promise<void> => page.until(`document.title === ${JSON.stringify(text)}`);
  await writeTo(bob, 'sip:alice@contoso.example', 'Are there still old chairs?');
  await title('(1) Contoso intranet: canteen');
  assert.equal(await page.page.$eval('chat-launcher', launcher => launcher.getAttribute('unread')), '1');

  await page.press('Chat, 1 unread message');
  await page.shows('Bob Castillo wants to chat');
  assert.match(await page.focused(), /^Bob Castillo/, 'in the list, on what is new');
  await page.window.press('Enter');
  await page.shows('Are there still old chairs?');
  await page.press('Accept');
  await page.until(`document.title === 'Contoso intranet: canteen'`);
  await page.tabTo('Message Bob Castillo');
  await page.enter('Fifty, in the warehouse');
  await bob.shows('Fifty, in the warehouse');

  await page.window.press('Escape');
  await page.hides('Fifty, in the warehouse');
  assert.equal(await page.focused(), 'Chat', 'the focus is back on the button');
  await bob.enter('I take ten');
  await bob.enter('And a table');
  await title('(2) Contoso intranet: canteen');
  await page.window.press('Enter');
  await page.shows('I take ten', 'And a table');
  await title('Contoso intranet: canteen');
  assert.equal(await page.page.$eval('chat-launcher', launcher => launcher.getAttribute('unread')), '0');
  assert.deepEqual([...page.faults, ...bob.faults], []);
});

test('a button of the page opens the launcher with somebody, and gets the focus back', async () => {
  const [page, carol] = await open('carol');
  await page.press('Chat with Carol Dubois');
  await page.shows('Send a message to start the chat.');
  assert.match(await page.focused(), /^Message /);
  await page.enter('Which chairs are these?');
  await carol.shows('Alice Berg wants to chat', 'Which chairs are these?');
  await page.window.press('Escape');
  await page.hides('Which chairs are these?');
  assert.equal(await page.focused(), 'Chat with Carol Dubois');
  assert.deepEqual([...page.faults, ...carol.faults], []);
});
