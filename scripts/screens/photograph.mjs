import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { looks } from './looks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** When it is in the pictures: the middle of a working day, so that neither midnight nor a change of clocks is near. */
const NOW = Date.UTC(2026, 2, 18, 10, 24);
const TIME_ZONE = 'Europe/Berlin';
const LANGUAGE = 'en-US';

/** An address that nobody has: its one page is answered here, and it has a storage, which `about:blank` has not. */
const ORIGIN = 'http://gallery.example/';

const HEIGHT = 640;

/** How many pictures are taken at once; the machines that take them have two cores. */
const PAGES = 3;

/** Photographed in one go on one page, so that short and long lists of states share the work. */
const STATES_AT_ONCE = 12;

/**
 * Photographs the states of the elements, each drawn by its scene of test/elements/gallery.
 *
 * @param {import('puppeteer-core').LaunchOptions} options - Of the browser.
 * @param {readonly string[]} only - Only these states; all, when there are none.
 * @param {(name: string, picture: Uint8Array) => Promise<void> | void} take - Gets each picture, `group.dark`, as PNG.
 */
export async function photograph(options, only, take) {
  const [script, browser] = await Promise.all([bundle(), puppeteer.launch(options)]);
  try {
    const [first] = looks;
    const page = await open(browser, script, first);
    const all = await page.evaluate(() => window.sceneNames);
    await page.close();
    const unknown = [...only, ...looks.flatMap(({ states = [] }) => states)].find(name => !all.includes(name));
    if (unknown) throw new RangeError(`Cannot photograph "${unknown}": none of ${all.join(', ')}`);
    const jobs = looks.flatMap(look => {
      const states = (look.states ?? all).filter(state => !only.length || only.includes(state));
      return inParts(states, STATES_AT_ONCE).map(part => ({ look, states: part }));
    });
    const work = async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await photographAll(browser, script, job, take);
    };
    await Promise.all(Array.from({ length: PAGES }, work));
  } finally {
    await browser.close();
  }
}

async function photographAll(browser, script, { look, states }, take) {
  const page = await open(browser, script, look);
  for (const state of states) {
    await page.evaluate(state => window.show(state), state);
    await take(`${state}.${look.name}`, await page.screenshot({ optimizeForSpeed: false }));
  }
  await page.browserContext().close();
}

async function open(browser, script, { width, dark, forced, dir = 'ltr', zoom = 1 }) {
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
    html { caret-color: transparent }
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

async function bundle() {
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

function inParts(items, size) {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
