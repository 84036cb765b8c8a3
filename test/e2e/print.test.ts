// What is on paper: all messages, although on the screen they are in a box that scrolls.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { bench } from '../bench/browser-page.js';
import { pageScript } from '../bench/browser.js';
import { chromeOptions } from '../support/chrome.mjs';

const MESSAGES = 200;

type InPage = { readonly bench: typeof bench };

let browser: Browser;
let page: Page;

before(async () => {
  browser = await puppeteer.launch(await chromeOptions());
  page = await browser.newPage();
  await page.setContent('<!doctype html><html lang="en"><title>Print</title><body>');
  await page.addScriptTag({ content: await pageScript() });
  await page.evaluate(count => (window as unknown as InPage).bench.fill(count), MESSAGES);
  await page.evaluate(() => (window as unknown as InPage).bench.show());
});
after(() => browser.close());

/** How high the conversation is, which the page has made 640 pixels high, and how much of its messages is out of sight. */
const heights = (): Promise<{ all: number; hidden: number; rows: number; below: number }> =>
  page.evaluate(() => {
    const chat = document.querySelector('chat-conversation') as HTMLElement;
    const root = chat.shadowRoot?.querySelector('message-list')?.shadowRoot;
    const viewport = root?.querySelector('[part~=viewport]') as HTMLElement;
    const rows = [...viewport.querySelectorAll('[part~=row]')];
    return {
      all: chat.offsetHeight,
      hidden: getComputedStyle(viewport).overflowY === 'visible' ? 0 : viewport.scrollHeight - viewport.clientHeight,
      rows: rows.length,
      below: chat.getBoundingClientRect().bottom - (rows.at(-1)?.getBoundingClientRect().bottom ?? Infinity),
    };
  });

test('on the screen it scrolls', async () => {
  const { all, hidden } = await heights();
  assert.equal(all, 640);
  assert.ok(hidden > 1000);
});

test('on paper nothing of it is cut off', async () => {
  await page.emulateMediaType('print');
  const { all, hidden, rows, below } = await heights();
  assert.equal(rows, MESSAGES);
  assert.equal(hidden, 0);
  assert.ok(all > MESSAGES * 30, `${all} pixels`);
  assert.ok(below >= 0, 'the last row is inside');
  await page.emulateMediaType();
  const pages =
    Buffer.from(await page.pdf())
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g) ?? [];
  assert.ok(pages.length > 5, `${pages.length} pages`);
});
