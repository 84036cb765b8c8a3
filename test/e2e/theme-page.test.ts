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

test('the theme page shows properties and parts on a chat that is going on, and puts the CSS together', async () => {
  const screen = await openTheme();
  const { page } = screen;
  await screen.shows('Hello Alice! How do you like these colours?');

  await page.type('input[name="--chat-radius"]', '3px');
  await page.select('#part', 'message-bubble');
  await page.type('#declarations', 'border-style: dashed;');
  const { radius, border } = await page.evaluate(() => {
    const list = document.querySelector('chat-conversation')?.shadowRoot?.querySelector('message-list');
    const bubble = list?.shadowRoot?.querySelector('[part~="bubble"].bubble');
    if (!bubble) throw new Error('There is no bubble');
    const { borderEndEndRadius: radius, borderBlockStartStyle: border } = getComputedStyle(bubble);
    return { radius, border };
  });
  assert.equal(radius, '3px');
  assert.equal(border, 'dashed');
  assert.equal(
    await page.$eval('#css', pre => pre.textContent),
    'chat-conversation {\n  --chat-radius: 3px;\n}\nchat-conversation::part(message-bubble) {\n  border-style: dashed;\n}',
  );
});

test('a preset replaces what was chosen', async () => {
  const { page } = await openTheme();
  await page.type('input[name="--chat-radius"]', '3px');
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('button')) if (button.textContent === 'Dense') button.click();
  });
  const css = (await page.$eval('#css', pre => pre.textContent)) ?? '';
  assert.match(css, /--chat-radius: 0\.25rem;/);
  assert.match(css, /::part\(message-avatar\)/);
});

async function openTheme(): Promise<Screen> {
  const screen = await Screen.open(browser, `${demo.url}theme.html`);
  await screen.page.waitForFunction(() => (document.querySelector('#part') as HTMLSelectElement).options.length > 20);
  return screen;
}
