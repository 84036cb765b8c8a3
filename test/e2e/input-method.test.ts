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

test('Enter sends nothing while an input method of the browser composes, and sends when it is done', async () => {
  const screen = await Screen.open(browser, `${demo.url}intranet.html`, 1000, 700);
  await screen.tabTo('Message bob@contoso.example');
  const client = await screen.page.createCDPSession();
  const enter = async (windowsVirtualKeyCode: number): Promise<void> => {
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode };
    await client.send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown' });
    await client.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
  };
  await client.send('Input.imeSetComposition', { text: 'にほんご', selectionStart: 4, selectionEnd: 4 });
  await screen.shows('にほんご');
  await enter(13); // known by `isComposing` alone
  await enter(229);
  assert.deepEqual(await screen.messages(), []);
  await client.send('Input.insertText', { text: '日本語' }); // what was chosen, and the end of the composition
  await screen.shows('日本語');
  assert.deepEqual(await screen.messages(), []);
  await screen.page.keyboard.press('Enter');
  await screen.shows('cannot be reached'); // Bob is not there
  assert.deepEqual(await screen.messages(), ['日本語']);
  assert.deepEqual(screen.faults, []);
});

test('on a touch screen the text is no smaller than 16 px, targets are large, and the page stays as it is', async () => {
  const screen = await Screen.open(browser, `${demo.url}intranet.html`);
  await screen.page.setViewport({ width: 320, height: 640, hasTouch: true, isMobile: true });
  await screen.page.reload();
  await screen.shows('Send a message');
  const box = await screen.page.waitForSelector('chat-conversation >>> textarea');
  const seen = await box?.evaluate(area => {
    const buttons = [...((area.getRootNode() as ShadowRoot).querySelectorAll('[part=emoji], [part=send]') ?? [])];
    return {
      coarse: matchMedia('(pointer: coarse)').matches,
      font: parseFloat(getComputedStyle(area).fontSize),
      targets: buttons.map(button => Math.min(button.clientWidth, button.clientHeight) >= 42),
      viewports: document.querySelectorAll('meta[name=viewport]').length,
    };
  });
  assert.ok(seen?.coarse && seen.font >= 16, `${seen?.font} px`);
  assert.deepEqual(seen.targets, [true, true]);
  assert.ok(seen.viewports <= 1);
});
