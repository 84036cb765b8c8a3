import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import puppeteer, { type Browser } from 'puppeteer-core';
import { compile } from 'svelte/compiler';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { Screen } from '../support/screen.js';
import { readFile } from 'node:fs/promises';

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

const svelte: Plugin = {
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, 'utf8'), { filename: path, generate: 'client' });
      return { contents: js.code };
    });
  },
};

/** The page of `entry`, as a bundler makes it of the package. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../frameworks/${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    alias: { vue: 'vue/dist/vue.esm-browser.prod.js' },
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['browser', 'production', 'svelte'],
    plugins: [svelte],
  });
  return outputFiles[0]?.text ?? '';
}

for (const entry of ['plain-app.ts', 'react-app.tsx', 'preact-app.tsx', 'vue-app.ts', 'svelte-app.js']) {
  test(`${entry}: properties, attributes, events and slots work`, async () => {
    const screen = await Screen.open(browser, 'about:blank');
    const script = await bundled(entry);
    await screen.page.setRequestInterception(true);
    screen.page.on('request', request => {
      if (request.url().endsWith('/app.js'))
        return void request.respond({ contentType: 'text/javascript', body: script });
      if (request.url().includes('/?server='))
        return void request.respond({ contentType: 'text/html', body: '<body><script defer src="app.js"></script>' });
      return void request.respond({ status: 404 });
    });
    await screen.page.goto(`http://127.0.0.1/?server=${demo.url.replace('http', 'ws')}sip`);
    await screen.shows('connected', 'Help desk', 'Ask us');
    await screen.tabTo('Message bob@contoso.example');
    await screen.enter('Hello from a framework');
    await screen.page.waitForFunction(() => document.querySelector('#told')?.textContent === 'Hello from a framework');
    const kept = await screen.page.evaluate(() => {
      const composer = document.querySelector('chat-conversation')?.shadowRoot?.querySelector('message-composer');
      return composer?.value;
    });
    assert.equal(kept, 'Hello from a framework', 'its handler has cancelled the event');
    assert.deepEqual(screen.faults, []);
  });
}
