// What the elements cost in a browser: `npm run bench -- browser`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { startDemo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import type { bench } from './browser-page.js';

/** One line of the table. */
export interface BrowserFigure {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

const OPENINGS = 7;
const APPENDS = 15;
const SCROLL_FRAMES = 200;
const MOUNTS = 500;
const MOUNTS_BEFORE = 50;
const BUNDLE = 'sip-chat-elements.js';

type Bench = typeof bench;
type InPage = { readonly bench: Bench };

const n = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });
const ms = (value: number): string => `${n(value, value < 10 ? 1 : 0)} ms`;
const mb = (bytes: number): string => `${n(bytes / 2 ** 20, 1)} MB`;

function middle(values: readonly number[], part = 0.5): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
}

export async function measureBrowser(tell: (figure: BrowserFigure) => void): Promise<void> {
  const browser = await puppeteer.launch(await chromeOptions());
  try {
    tell({ what: await browser.version(), value: '480 × 640' });
    tell(bundleBytes());
    for (const figure of await firstPaint(browser)) tell(figure);
    const script = await pageScript();
    for (const count of [0, 1000, 10_000]) for (const figure of await list(browser, script, count)) tell(figure);
    for (const figure of await mounts(browser, script)) tell(figure);
  } finally {
    await browser.close();
  }
}

function bundleBytes(): BrowserFigure {
  const bytes = brotliCompressSync(readFileSync(`${root}dist/${BUNDLE}`)).length;
  return { what: `${BUNDLE}, brotli`, value: `${n(bytes)} B`, budget: '≤ 35,000 B' };
}

/** A page that nobody has seen before, of the real server: from the script's arrival until the box to write in is painted. */
async function firstPaint(browser: Browser): Promise<BrowserFigure[]> {
  const demo = await startDemo(0);
  const fromScript: number[] = [];
  const fromStart: number[] = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(NOTE_FIRST_PAINT);
    await page.goto(`${demo.url}intranet.html`);
    const [painted, arrived] = (await page.evaluate(`(async () => [
      await firstPaint,
      performance.getEntriesByType('resource').find(({ name }) => name.endsWith('${BUNDLE}')).responseEnd,
    ])()`)) as [number, number];
    fromScript.push(painted - arrived);
    fromStart.push(painted);
    await context.close();
  }
  await demo.close();
  return [
    { what: 'script loaded → conversation painted, median', value: ms(middle(fromScript)) },
    { what: 'page asked for → conversation painted, median', value: ms(middle(fromStart)) },
  ];
}

/** Makes `firstPaint`: when, in milliseconds since the page was asked for, the box to write in is on the screen. */
const NOTE_FIRST_PAINT = `
  const drawn = () => document.querySelector('chat-conversation')?.shadowRoot?.querySelector('message-composer')
    ?.shadowRoot?.querySelector('[part~=box]');
  window.firstPaint = new Promise(resolve => {
    const look = () => {
      if (!drawn()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });`;

/** A conversation in which \`count\` things have been said. */
async function list(browser: Browser, script: string, count: number): Promise<BrowserFigure[]> {
  const { page, client } = await open(browser, script);
  const empty = await heap(client);
  await page.evaluate(count => (window as unknown as InPage).bench.fill(count), count);
  const model = await heap(client);
  const first = await page.evaluate(() => (window as unknown as InPage).bench.show());
  const all = await heap(client);
  const elements = await page.evaluate(() => (window as unknown as InPage).bench.elements());
  const into = `into ${n(count)}`;
  const big = count === 10_000;
  const figures: BrowserFigure[] = [];
  if (count) {
    figures.push(
      { what: `${n(count)} messages: first paint`, value: ms(first), ...(big && { budget: '≤ 500 ms' }) },
      { what: `${n(count)} messages: elements in the list`, value: n(elements) },
      {
        what: `${n(count)} messages: heap of elements and model`,
        value: mb(all - empty),
        ...(big && { budget: '≤ 30 MB' }),
      },
      { what: `${n(count)} messages: of that the model`, value: mb(model - empty) },
    );
    const frames = await page.evaluate(frames => (window as unknown as InPage).bench.scroll(frames), SCROLL_FRAMES);
    figures.push({
      what: `${n(count)} messages: a frame while scrolling, median (95 %)`,
      value: `${n(middle(frames), 1)} (${n(middle(frames, 0.95), 1)}) ms`,
      ...(big && { budget: '≤ 17 ms' }),
    });
  }
  const appends: number[] = [];
  const before = await busy(client);
  for (let i = 0; i < APPENDS; i += 1)
    appends.push(await page.evaluate(() => (window as unknown as InPage).bench.append(1)));
  const work = ((await busy(client)) - before) / APPENDS;
  figures.push(
    {
      what: `append 1 ${into}: until painted, median`,
      value: ms(middle(appends)),
      ...(big && { budget: '≤ 1 frame (16.7 ms)' }),
    },
    { what: `append 1 ${into}: work of the page`, value: ms(work), ...(big && { budget: '< 16 ms' }) },
    {
      what: `append 1,000 ${into}: until painted`,
      value: ms(await page.evaluate(() => (window as unknown as InPage).bench.append(1000))),
    },
  );
  await page.browserContext().close();
  return figures;
}

/** What is left of conversations that have been shown and taken away. */
async function mounts(browser: Browser, script: string): Promise<BrowserFigure[]> {
  const { page, client } = await open(browser, script);
  await page.evaluate(() => (window as unknown as InPage).bench.fill(0));
  const mount = (count: number): Promise<void> =>
    page.evaluate(count => (window as unknown as InPage).bench.mount(count), count);
  await mount(MOUNTS_BEFORE); // what the first ones make is not theirs
  const [heapBefore, before] = [await heap(client), await counters(client)];
  const start = performance.now();
  await mount(MOUNTS);
  const each = (performance.now() - start) / MOUNTS;
  const [heapAfter, after] = [await heap(client), await counters(client)];
  const growth = (key: keyof typeof after): string => n(after[key] - before[key]);
  return [
    { what: `${MOUNTS} mounts: each`, value: ms(each) },
    { what: `${MOUNTS} mounts: heap that is left`, value: `${n((heapAfter - heapBefore) / 1024)} KiB`, budget: '0' },
    {
      what: `${MOUNTS} mounts: nodes, listeners, documents that are left`,
      value: `${growth('nodes')}, ${growth('jsEventListeners')}, ${growth('documents')}`,
      budget: '0, 0, 0',
    },
  ];
}

async function open(browser: Browser, script: string): Promise<{ page: Page; client: CDPSession }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', error => console.error('page:', error));
  await page.setViewport({ width: 480, height: 640 });
  const client = await page.createCDPSession();
  await client.send('Performance.enable');
  await page.setContent('<!doctype html><html lang="en"><title>Bench</title><body>');
  await page.addScriptTag({ content: script });
  return { page, client };
}

/** Bytes of V8 and of the DOM, after a collection. */
async function heap(client: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i += 1) await client.send('HeapProfiler.collectGarbage'); // what is found by one is freed by the next
  const { usedSize, embedderHeapUsedSize = 0 } = await client.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize;
}

const counters = (client: CDPSession) => client.send('Memory.getDOMCounters');

/** Milliseconds that the page has worked so far. */
async function busy(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

/** The script of the page: `bench`. */
export async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}test/bench/browser-page.ts`],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    tsconfig: `${root}tsconfig.base.json`,
    conditions: ['browser', 'production'],
  });
  return outputFiles[0]?.text ?? '';
}
