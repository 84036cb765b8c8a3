import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test, type TestContext } from 'node:test';
import { serveStatic } from '../../demo/static-files.js';
import type { Conversation } from '../../src/model/index.js';
import type { WindowOpener } from '../support/browser-window.js';
import { browserNames, launchBrowser } from '../support/browsers.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { startFreezingProxy, type FreezingProxy } from '../support/freezing-proxy.js';
import { Screen } from '../support/screen.js';
import { until } from '../support/until.js';

let browser: WindowOpener;

for (const name of browserNames) {
  describe(name, () => {
    before(async () => {
      browser = await launchBrowser(name);
    });
    after(() => browser.close());
    test('what is written without a connection survives a reload, and arrives once and in order', reload);
    test('a page that is opened while the server is down can be written in', openedOffline);
    test('of two tabs only one sends, although both know of it', twoTabs);
  });
}

interface World {
  /** Alice's page. Its server is not that of the chat, so that it can be loaded while that is down. */
  readonly url: string;
  /** Between the page and the chat server. */
  readonly network: FreezingProxy;
  /** What Bob has got, in the order in which it came, of all chats. */
  readonly got: string[];
  /** The chats that Bob was asked into. He takes each. */
  readonly asked: Conversation[];
}

async function world(context: TestContext): Promise<World> {
  const server = await TestServer.start();
  const network = await startFreezingProxy(context, server.url);
  const bob = await server.signIn('bob');
  const got: string[] = [];
  const asked: Conversation[] = [];
  bob.conversationsManager.conversations.added(conversation => {
    asked.push(conversation);
    conversation.chatService.messages.added(message => {
      if (message.direction() === 'Incoming') got.push(message.text());
    });
    if (conversation.chatService.accept.enabled()) void conversation.chatService.accept().catch(() => {});
  });
  const pages = createServer((request, response) => {
    if (request.url !== '/page.html') return void serveStatic(request, response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pageFor(network.url));
  });
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  context.after(async () => {
    pages.close();
    pages.closeAllConnections();
    await server.close();
  });
  return { url: `http://127.0.0.1:${(pages.address() as AddressInfo).port}/page.html`, network, got, asked };
}

const pageFor = (server: string): string => `<!doctype html>
  <html lang="en">
    <title>Alice</title>
    <link rel="icon" href="/icon.svg" />
    <script type="module" src="/dist/sip-chat-elements.js"></script>
    <chat-conversation server="${server}" account-sip="${addressOfUser('alice')}" target-sip="${addressOfUser('bob')}">
    </chat-conversation>
    <script type="module">
      document.querySelector('chat-conversation').credentials = { password: 'alice-pw' };
    </script>
  </html>`;

const open = ({ url }: World): Promise<Screen> => Screen.open(browser, url);

/** The statuses of the messages that the page shows. */
const statuses = (screen: Screen): Promise<unknown> =>
  screen.window.evaluate(
    `document.querySelector('chat-conversation').conversation.chatService.messages().map(one => one.status()).join()`,
  );

const isConnected = `document.querySelector('chat-conversation')?.matches(':state(connected)')`;
const isActive = `document.querySelector('chat-conversation')?.matches(':state(active)')`;
const allSent = `document.querySelector('chat-conversation')?.conversation?.chatService.messages().every(one => one.status() === 'Succeeded')`;

async function write(screen: Screen, ...texts: readonly string[]): Promise<void> {
  await screen.window.evaluate(
    `document.querySelector('chat-conversation').shadowRoot.querySelector('message-composer').focus()`,
  );
  for (const text of texts) await screen.enter(text);
}

/** Loads the page again, and waits until it draws. What is asked of a page while it goes has no answer: it is asked again. */
async function load(screen: Screen): Promise<void> {
  await screen.window.evaluate(`void (globalThis.former = true, setTimeout(() => location.reload()))`);
  const loaded = `globalThis.former === undefined && document.querySelector('chat-conversation')?.shadowRoot`;
  for (;;) {
    try {
      return await screen.until(loaded);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
  }
}

async function reload(context: TestContext): Promise<void> {
  const all = await world(context);
  const { network, got, asked } = all;
  const alice = await open(all);
  await alice.until(isConnected);
  await write(alice, 'before');
  await alice.until(isActive);
  network.cut();
  await alice.shows('Reconnecting');
  await write(alice, 'one', 'two', 'three');
  await alice.shows('one', 'two', 'three');
  await load(alice);
  await alice.shows('one', 'two', 'three', 'Reconnecting');
  assert.equal(await statuses(alice), 'Pending,Pending,Pending');
  await load(alice);
  await alice.shows('one', 'two', 'three');
  network.heal();
  await alice.window.evaluate(`dispatchEvent(new Event('online'))`);
  await alice.until(isActive);
  await alice.shows('before');
  await alice.until(allSent);
  assert.deepEqual(await alice.messages(), ['before', 'one', 'two', 'three']);
  assert.deepEqual(got, ['before', 'one', 'two', 'three']);
  assert.equal(asked.length, 1, 'Bob was not asked again');
  assert.equal(asked[0]?.state(), 'Connected');
  assert.equal(await alice.window.evaluate(`JSON.stringify(localStorage)`), '{}');
}

async function openedOffline(context: TestContext): Promise<void> {
  const all = await world(context);
  const { network, got, asked } = all;
  network.cut();
  const alice = await open(all);
  await alice.shows('Reconnecting');
  await write(alice, 'one', 'two');
  await load(alice);
  await alice.shows('one', 'two');
  await write(alice, 'three');
  network.heal();
  await alice.window.evaluate(`dispatchEvent(new Event('online'))`);
  await alice.until(isActive);
  await alice.until(allSent);
  assert.deepEqual(got, ['one', 'two', 'three']);
  assert.equal(asked.length, 1);
}

async function twoTabs(context: TestContext): Promise<void> {
  const all = await world(context);
  const { network, got, asked } = all;
  network.cut();
  const alice = await open(all);
  await write(alice, 'one', 'two');
  // Another page of the same origin, in the same storage.
  await alice.window.evaluate(`(() => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
  })()`);
  const inFrame = `document.querySelector('iframe').contentDocument.querySelector('chat-conversation')`;
  await alice.until(`${inFrame}?.matches?.(':state(reconnecting)')`);
  network.heal();
  await alice.window.evaluate(
    `document.querySelector('iframe').contentWindow.dispatchEvent(new Event('online')), dispatchEvent(new Event('online'))`,
  );
  await alice.until(isActive);
  await alice.until(allSent);
  await alice.until(`${inFrame}.matches(':state(connected)')`);
  assert.equal(await alice.window.evaluate(`${inFrame}.conversation.chatService.messages().length`), 0);
  assert.deepEqual(got, ['one', 'two']);
  await until(asked[0]?.state ?? assert.fail(), 'Connected');
  assert.equal(asked.length, 1);
}
