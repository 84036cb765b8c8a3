import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { openHostPage, type HostPage } from '../support/host-page.js';
import { RawSipClient } from '../support/raw-sip-client.js';
import { Screen } from '../support/screen.js';

let demo: Demo;
let browser: Browser;
let server: string;

before(async () => {
  demo = await startDemo(0);
  server = `${demo.url.replace('http', 'ws')}sip`;
  browser = await puppeteer.launch(await chromeOptions());
});
after(async () => {
  await browser.close();
  await demo.close();
});

const SCRIPT = '<script type="module" src="/dist/sip-chat-elements.js"></script>';

const widget = (target = 'sip:bob@contoso.example'): string =>
  `<chat-conversation server="${server}" account-sip="sip:alice@contoso.example" target-sip="${target}"></chat-conversation>`;

/** A page on which Alice is signed in by the credentials of the first element. */
async function openSignedIn(elements: string): Promise<HostPage> {
  const host = await openHostPage(browser, demo.url, SCRIPT + elements);
  await host.page.evaluate(() => {
    const [first] = document.querySelectorAll('chat-conversation');
    if (first) first.credentials = { password: 'wonderland' };
  });
  await host.page.waitForFunction(() =>
    [...document.querySelectorAll('chat-conversation')].every(element => element.matches(':state(connected)')),
  );
  return host;
}

/** How many contacts the server has of Alice, as somebody else who knows her password is told. */
async function contacts(client: RawSipClient): Promise<number> {
  const answer = await client.authenticated({ method: 'REGISTER', user: 'alice' }, 'wonderland');
  assert.equal(answer.status, 200);
  return answer.contact === '*' ? 0 : answer.contact.length;
}

/** Asks until there is none. */
async function noContacts(client: RawSipClient): Promise<void> {
  for (let tries = 0; (await contacts(client)) > 0; tries += 1) assert.ok(tries < 1000, 'it is still registered');
}

/** Removes all widgets but the first `kept`, and waits until their grace is over. */
async function remove(page: Page, kept: number): Promise<void> {
  const removed = await page.evaluateHandle(at => {
    const gone = [...document.querySelectorAll('chat-conversation')].slice(at);
    for (const element of gone) element.remove();
    return gone;
  }, kept);
  await page.waitForFunction(gone => gone.every(element => element.matches(':state(offline)')), {}, removed);
}

test('ten widgets of one page are one contact, for as long as there is one of them', async () => {
  const client = await RawSipClient.open(server);
  const { page, watched, screen } = await openSignedIn(widget().repeat(10));
  assert.equal(await contacts(client), 1);
  assert.equal(watched.count('REGISTER'), 2, 'one without and one with an answer to the challenge');

  await remove(page, 1);
  assert.equal(await contacts(client), 1);
  assert.equal(watched.count('REGISTER'), 2);

  await remove(page, 0);
  await noContacts(client);
  assert.equal(watched.requests.filter(url => url === server).length, 1, 'one socket, all the time');
  assert.deepEqual(screen.faults, []);
  await page.close();
  await client.close();
});

test('a page that puts a new body in place of the old one keeps its chats', async () => {
  const { page, watched, screen } = await openSignedIn(`<main>${widget()}</main>`);
  const bob = await Screen.open(browser, `${demo.url}person.html?as=bob`);
  await bob.shows('A chat that you accept appears here.');
  await screen.tabTo('Message bob@contoso.example');
  await screen.enter('Before');
  await bob.press('Accept: Alice Berg wants to chat');
  await screen.shows('Connected');
  const before = watched.sent.length;

  // As Turbo and Astro do it: a copy of the old body, kept for going back, comes in place of the new one.
  const old = await page.evaluateHandle(() => {
    const copy = document.body.cloneNode(true);
    const old = document.querySelector('chat-conversation');
    document.body.replaceWith(Object.assign(document.createElement('body'), { textContent: 'Another page' }));
    document.body.replaceWith(copy);
    return old;
  });
  await screen.shows('Connected', 'Before');
  await bob.tabTo('Message Alice Berg');
  await bob.enter('After');
  await screen.shows('After');
  await page.waitForFunction(element => element?.matches(':state(offline)'), {}, old); // its grace is over
  await screen.tabTo('Message Bob Castillo');
  await screen.enter('Still here');
  await bob.shows('Still here');

  const since = watched.sent.slice(before).map(text => text.split(' ', 1)[0]);
  assert.deepEqual(
    since.filter(word => ['REGISTER', 'INVITE', 'BYE', 'CANCEL'].includes(word ?? '')),
    [],
  );
  assert.equal(watched.requests.filter(url => url === server).length, 1);
  assert.deepEqual(await watched.violations(), []);
  assert.deepEqual(screen.faults, []);
  await page.close();
});

test('signing out closes the socket at once', async () => {
  const client = await RawSipClient.open(server);
  const { page } = await openSignedIn(widget());
  await page.evaluate(() => document.querySelector('chat-conversation')?.signOut());
  await noContacts(client);
  await page.waitForFunction(() => document.querySelector('chat-conversation')?.matches(':state(offline)'));
  await client.close();
});
