// What the documents tell pages to write works as it stands there, against a real server.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';

const HOST = 'http://127.0.0.1/';

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

const file = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The first block of code in `language` after `heading`. */
function block(text: string, heading: string, language: string): string {
  const [, after = ''] = text.split(`\n${heading}\n`);
  const [, code] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(after) ?? [];
  assert.ok(code, `a block of ${language} under "${heading}"`);
  return code;
}

/** A page with `body`, at the demo's server, whose password is that of Alice. */
async function open(body: string): Promise<Screen> {
  const screen = await Screen.open(browser, 'about:blank');
  const server = `${demo.url.replace('http', 'ws')}sip`;
  await screen.page.setRequestInterception(true);
  screen.page.on('request', request => {
    const path = request.url().slice(HOST.length);
    const answer = async (): Promise<void> => {
      if (path === '')
        await request.respond({
          contentType: 'text/html',
          body: body.replaceAll('wss://chat.contoso.example/sip', server),
        });
      else if (path === 'chat-password')
        await request.respond({ contentType: 'application/json', body: '{"password":"wonderland"}' });
      else if (path.endsWith('.js'))
        await request.respond({ contentType: 'text/javascript', body: await file(`dist/${path}`) });
      else await request.respond({ status: 204 });
    };
    void answer();
  });
  await screen.page.goto(HOST);
  return screen;
}

const isConnected = (): boolean => document.querySelector('chat-conversation')?.matches(':state(connected)') ?? false;

test('the page of the README', async () => {
  const readme = await file('README.md');
  const script = block(readme, '## Embed it', 'js');
  const screen = await open(`${block(readme, '## Embed it', 'html')}<script type="module">${script}</script>`);
  await screen.page.waitForFunction(isConnected);
  await screen.shows('helpdesk@contoso.example', 'Start chat');
  assert.deepEqual(screen.faults, []);
});

test('the page of llms.txt', async () => {
  const screen = await open(block(await file('docs/llms.txt'), '## Embed a chat', 'html'));
  await screen.page.waitForFunction(isConnected);
  await screen.shows('helpdesk@contoso.example', 'Start chat');
  assert.deepEqual(screen.faults, []);
});
