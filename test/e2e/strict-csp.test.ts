import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';
import { WatchedPage } from '../support/watched-page.js';

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

async function open(path: string) {
  const screen = await Screen.open(browser, 'about:blank');
  const watched = await WatchedPage.watch(screen.page);
  await screen.page.goto(demo.url + path);
  return { screen, watched };
}

test('the demo pages have the policy that docs/embedding.md gives', async () => {
  const { headers } = await fetch(`${demo.url}person.html`);
  const { host } = new URL(demo.url);
  const policy = headers.get('content-security-policy') ?? '';
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ]) {
    assert.ok(policy.split('; ').includes(directive), directive);
  }
});

test('the whole road runs under a strict policy with Trusted Types, and asks no other origin for anything', async () => {
  const people = await Promise.all(['alice', 'bob', 'carol'].map(name => open(`person.html?as=${name}`)));
  const [alice, bob, carol] = people.map(({ screen }) => screen);
  assert.ok(alice && bob && carol);
  await Promise.all([alice, bob, carol].map(screen => screen.shows('A chat that you accept appears here.')));

  await alice.tabTo('Chat with');
  await alice.enter('sip:bob@contoso.example');
  await alice.tabTo('Message bob@contoso.example');
  await alice.enter('Hello Bob: https://contoso.example/?a=1 😀');
  await bob.press('Accept: Alice Berg wants to chat');
  await alice.shows('Connected');
  await bob.enter('😀');
  await alice.shows('😀');

  // The second file.
  await alice.press('Add a person');
  await alice.enter('sip:carol@contoso.example');
  await carol.press('Accept: Alice Berg invites you to a group chat');
  await Promise.all([alice, bob, carol].map(screen => screen.shows('3 people')));

  // The file of a language.
  await alice.page.evaluate(() => (document.documentElement.lang = 'de'));
  await alice.shows('3 Personen');

  for (const { screen, watched } of people) {
    assert.deepEqual(await watched.violations(), []);
    assert.deepEqual(screen.faults, []);
    const { origin, host } = new URL(demo.url);
    const foreign = watched.requests.filter(url => new URL(url).origin !== origin && url !== `ws://${host}/sip`);
    assert.deepEqual(foreign, []);
    assert.equal(watched.requests.filter(url => url.startsWith('ws')).length, 1, 'one socket');
  }
  const files = people[0]?.watched.requests.map(url => new URL(url).pathname) ?? [];
  assert.ok(files.includes('/dist/sip-chat-elements.further.js'));
  assert.ok(files.includes('/dist/locales/de.js'));
});

test('a refusal by the policy would be seen', async () => {
  const { screen, watched } = await open('person.html?as=alice');
  await screen.page.evaluate(() =>
    document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/' })),
  );
  await screen.page.evaluate(() => document.querySelector('h1')?.setAttribute('style', 'color: red'));
  await screen.page.waitForFunction(() => ((globalThis as never)[Symbol.for('violations')] as string[]).length === 2);
  assert.equal((await watched.violations()).length, 2);
});

test('the launcher opens under it, with what is in it', async () => {
  const { screen, watched } = await open('launcher.html');
  await screen.page.waitForFunction(() => customElements.get('chat-launcher'));
  await screen.page.evaluate(() => document.querySelector('chat-launcher')?.show());
  await screen.page.waitForFunction(() => {
    const panel = document.querySelector('chat-launcher')?.shadowRoot?.querySelector('conversation-list');
    return panel?.checkVisibility() && panel.matches(':defined');
  });
  assert.deepEqual(await watched.violations(), []);
  assert.deepEqual(screen.faults, []);
});

for (const path of ['intranet.html', 'plain.html', 'skype.html', 'theme.html', '']) {
  test(`no policy is violated on the demo page ${path || 'index.html'}`, async () => {
    const { screen, watched } = await open(path);
    await screen.page.waitForNetworkIdle();
    assert.deepEqual(await watched.violations(), []);
    assert.deepEqual(screen.faults, []);
  });
}
