// Photographs every state of the elements: `node scripts/screenshots.mjs [folder] [only this state]`.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { chromeOptions } from '../test/support/chrome.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder = join(tmpdir(), 'sip-chat-screenshots'), only] = process.argv.slice(2);

const { outputFiles } = await build({
  entryPoints: [join(root, 'test/elements/gallery/gallery.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  tsconfig: join(root, 'tsconfig.base.json'),
  conditions: ['browser', 'production'],
});

/** Looks in which a state is shown: a name, what the browser emulates, the page's own style, and which states. */
const LOOKS = [
  { name: 'light', width: 480 },
  { name: 'dark', width: 480, dark: true },
  {
    name: 'narrow',
    width: 320,
    states: ['talking', 'group', 'waiting-and-failed', 'invitations', 'add-refused', 'sign-in-failed', 'incoming'],
  },
  { name: 'tiny', width: 240, states: ['group', 'leading', 'ended', 'invitations'] },
  { name: 'wide', width: 900, states: ['talking', 'group', 'idle', 'invitations'] },
  {
    name: 'rtl',
    width: 480,
    dir: 'rtl',
    states: ['group', 'leading', 'waiting-and-failed', 'invitations', 'hostile', 'ended'],
  },
  { name: 'forced', width: 480, forced: true, states: ['group', 'waiting-and-failed', 'ended', 'adding', 'idle'] },
  { name: 'zoom', width: 640, zoom: 2, states: ['group', 'add-refused'] },
];

const browser = await puppeteer.launch(await chromeOptions());
await mkdir(folder, { recursive: true });
for (const look of LOOKS) {
  const page = await browser.newPage();
  page.on('pageerror', error => console.error('page:', error));
  page.on('console', message => console.log('page:', message.text()));
  const client = await page.createCDPSession();
  const { name, width, dark, dir = 'ltr', forced, zoom = 1, states } = look;
  await client.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  await page.setViewport({ width: width / zoom, height: 640 / zoom, deviceScaleFactor: zoom });
  await page.setContent(
    `<!doctype html><html lang="en" dir="${dir}"><title>Gallery</title><meta name="color-scheme" content="light dark">
     <style>body { margin: 12px } chat-conversation { height: calc(100vh - 24px) }</style><body>`,
  );
  await page.addScriptTag({ content: outputFiles[0].text });
  for (const state of await page.evaluate(() => window.sceneNames)) {
    if ((states && !states.includes(state)) || (only && state !== only)) continue;
    await page.evaluate(state => window.show(state), state);
    await page.screenshot({ path: join(folder, `${state}.${name}.png`) });
  }
  await page.close();
}
await browser.close();
