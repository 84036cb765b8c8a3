// What is pressed with a finger in a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { chromeOptions } from '../support/chrome.mjs';
import { bundleGallery, openGallery } from '../support/gallery-page.mjs';

/** WCAG 2.5.5, in CSS pixels. */
const FINGER = 44;

test('what can be done with a message is as large as a finger where there is one', async () => {
  const browser = await puppeteer.launch(await chromeOptions());
  try {
    const script = await bundleGallery();
    const page = await openGallery(browser, script, { name: 'touch', width: 320 });
    await page.setViewport({ width: 320, height: 640, hasTouch: true, isMobile: true }); // loads the page again
    await page.addScriptTag({ content: script });
    assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches));
    for (const state of ['pointed-at', 'waiting-and-failed']) {
      await page.evaluate(name => window.show(name), state);
      const sizes = await page.evaluate(() => {
        const root = document.querySelector('chat-conversation')?.shadowRoot?.querySelector('message-list')?.shadowRoot;
        const buttons = [...(root?.querySelectorAll<HTMLElement>('.row button') ?? [])];
        return buttons.map(({ offsetWidth, offsetHeight }) => Math.min(offsetWidth, offsetHeight));
      });
      assert.ok(sizes.length > 0, state);
      for (const size of sizes) assert.ok(size >= FINGER, `${state}: ${size} px`);
    }
  } finally {
    await browser.close();
  }
});
