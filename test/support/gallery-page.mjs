// The page on which every state of the elements can be drawn, always at the same moment, in a look of one's choice.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** When it is there: the middle of a working day, so that neither midnight nor a change of clocks is near. */
const NOW = Date.UTC(2026, 2, 18, 10, 24);
const TIME_ZONE = 'Europe/Berlin';
const LANGUAGE = 'en-US';

/** An address that nobody has: its one page is answered here, and it has a storage, which `about:blank` has not. */
const ORIGIN = 'http://gallery.example/';

const HEIGHT = 640;

/**
 * What the browser shows and emulates.
 *
 * @typedef {object} Look
 * @property {string} name
 * @property {number} width - Of the window, in device pixels. All are 640 high.
 * @property {boolean} [dark] - The person wants dark colours.
 * @property {boolean} [forced] - The person has colours of their own.
 * @property {'ltr' | 'rtl'} [dir] - Of the page.
 * @property {number} [zoom] - Device pixels for each CSS pixel.
 */

/**
 * Opens the page. There, `sceneNames` are the states, and `show(name)` draws one.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} script - Of `bundleGallery()`.
 * @param {Look} look
 */
export async function openGallery(browser, script, { width, dark, forced, dir = 'ltr', zoom = 1 }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', error => console.error('page:', error));
  page.on('console', message => console.error('page:', message.text()));
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  await client.send('Emulation.setTimezoneOverride', { timezoneId: TIME_ZONE });
  await client.send('Emulation.setLocaleOverride', { locale: LANGUAGE });
  // Several pages at once all look as if they had the keyboard.
  await client.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.setViewport({ width: width / zoom, height: HEIGHT / zoom, deviceScaleFactor: zoom });
  await page.evaluateOnNewDocument(stopClock, NOW);
  await page.setRequestInterception(true);
  page.on('request', request => {
    const answer = request.url() === ORIGIN ? { contentType: 'text/html', body: gallery(dir) } : { status: 404 };
    void request.respond(answer);
  });
  await page.goto(ORIGIN);
  await page.addScriptTag({ content: script });
  return page;
}

/** A caret that blinks would be in one picture and not in the next. */
const gallery = dir => `<!doctype html><html lang="en" dir="${dir}"><meta charset="utf-8"><title>Gallery</title>
  <link rel="icon" href="data:,"><meta name="color-scheme" content="light dark">
  <style>
    html { caret-color: transparent; caret-animation: manual }
    body { margin: 12px }
    chat-conversation { height: calc(100vh - 24px) }
  </style><body>`;

/** Runs in the page, before everything else: from then on it is always `now` there. */
function stopClock(now) {
  globalThis.Date = class extends Date {
    constructor(...values) {
      super(...(values.length ? values : [now]));
    }
    static now() {
      return now;
    }
  };
}

/** The script of the page: all scenes, from the sources as they are now. */
export async function bundleGallery() {
  const { outputFiles } = await build({
    entryPoints: [`${root}test/elements/gallery/gallery.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    tsconfig: `${root}tsconfig.base.json`,
    conditions: ['browser', 'production'],
  });
  return outputFiles[0].text;
}
