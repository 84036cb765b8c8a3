// What a reader, and a screen reader, find of 10,000 messages of which nearly all are far away.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { bench } from '../bench/browser-page.js';
import { pageScript } from '../bench/browser.js';
import { installedChrome } from '../support/chrome.mjs';

const MESSAGES = 10_000;

/** One is at the very beginning; one ends a block, one begins the next. The reader is at the end. */
const FAR = ['(5)', '(5000)', '(5001)'];

declare const messages: { readonly viewport: HTMLElement; readonly root: ShadowRoot };
type InPage = { readonly bench: typeof bench };

let browser: Browser | undefined;
let page: Page | undefined;

before(async () => {
  const options = installedChrome();
  if (!options) return;
  // As with a screen reader: without one Chromium makes no tree of what is not laid out.
  browser = await puppeteer.launch({ ...options, args: [...(options.args ?? []), '--force-renderer-accessibility'] });
  page = await browser.newPage();
  await page.setViewport({ width: 480, height: 640 });
  await page.setContent('<!doctype html><html lang="en"><title>Far</title><body>');
  await page.addScriptTag({ content: await pageScript() });
  await page.evaluate(count => (window as unknown as InPage).bench.fill(count), MESSAGES);
  await page.evaluate(() => (window as unknown as InPage).bench.show());
  await page.evaluate(`{
    const root = document.querySelector('chat-conversation').shadowRoot.querySelector('message-list').shadowRoot;
    globalThis.messages = { root, viewport: root.querySelector('[part~=viewport]') };
  }`);
});
after(() => browser?.close());

/** Where the search of the browser can be used: the headless shell has none. */
async function searching(t: TestContext): Promise<Page | undefined> {
  if (await page?.evaluate(`find('(${MESSAGES})', true, false, true)`)) return page;
  t.skip(page ? 'this browser does not even find what can be seen' : 'there is no Chrome on this machine');
  return undefined;
}

for (const text of FAR) {
  test(`the browser's own search finds ${text}, which is not laid out, and can show it`, async t => {
    const page = await searching(t);
    if (!page) return;
    await page.evaluate(async () => {
      messages.viewport.scrollTo(0, messages.viewport.scrollHeight);
      for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
    });
    assert.equal(await page.evaluate(`find('${text}', true, false, true)`), true);
    const { words, seen } = await page.evaluate(async () => {
      const selection = getSelection();
      const host = messages.root.host.getRootNode() as ShadowRoot;
      const [range] = selection?.getComposedRanges({ shadowRoots: [messages.root, host] }) ?? [];
      const node = range?.startContainer as Text;
      // `find` selects it; the search of the browser's window brings it into view too.
      node.parentElement?.scrollIntoView({ block: 'center' });
      for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
      const { top, bottom } = node.parentElement?.getBoundingClientRect() ?? new DOMRect();
      const box = messages.viewport.getBoundingClientRect();
      return { words: node.data, seen: top >= box.top && bottom <= box.bottom };
    });
    assert.ok(words.endsWith(text));
    assert.ok(seen, 'it stays in view when what is around it is laid out');
  });
}

test('the search finds nothing that nobody has said', async t => {
  assert.equal((await (await searching(t))?.evaluate(`find('(${MESSAGES + 1})', true, false, true)`)) ?? false, false);
});

test('a screen reader is told of all messages', async t => {
  if (!page) return t.skip('there is no Chrome on this machine');
  const client = await page.createCDPSession();
  await client.send('Accessibility.enable');
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const texts = nodes
    .filter(({ role, ignored }) => role?.value === 'StaticText' && !ignored)
    .map(({ name }) => name?.value);
  for (const far of FAR)
    assert.ok(
      texts.some(text => String(text).endsWith(far)),
      far,
    );
  const rows = nodes.filter(({ role, ignored }) => role?.value === 'listitem' && !ignored);
  assert.ok(rows.length >= MESSAGES, `${rows.length} rows`);
});
