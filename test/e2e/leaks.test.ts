import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { openHostPage } from '../support/host-page.js';

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

/** What there is of each kind, when all that can go has gone. */
interface Remains {
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly timers: number;
  readonly sockets: number;
  /** Instances of our classes, by tag; of the model behind them, by the name of a method. */
  readonly objects: Readonly<Record<string, number>>;
  readonly heapBytes: number;
}

const TAGS = ['chat-provider', 'chat-conversation', 'message-list', 'message-composer'];

async function remains(page: Page, client: CDPSession, sockets: number): Promise<Remains> {
  // What is freed may let go of more: a finalizer, a promise.
  for (let times = 0; times < 3; times += 1) await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find(each => each.name === name)?.value ?? NaN;
  const objects: Record<string, number> = {};
  for (const tag of TAGS) {
    const prototype = await page.evaluateHandle(name => customElements.get(name)?.prototype as object, tag);
    const instances = await page.queryObjects(prototype);
    objects[tag] = await page.evaluate(all => all.length, instances);
    await instances.dispose();
    await prototype.dispose();
  }
  const { timers, applications } = await page.evaluate(() => {
    const { timers, applications } = globalThis as unknown as Counted;
    return { timers: timers.size, applications: applications.filter(each => each.deref()).length };
  });
  return {
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
    timers,
    sockets,
    objects: { ...objects, application: applications },
    heapBytes: metric('JSHeapUsedSize'),
  };
}

interface Counted {
  readonly timers: Set<unknown>;
  readonly applications: WeakRef<object>[];
}

/** Puts a chat with all it needs into the page and takes it away, `count` times; every tenth gets to be connected. */
const mount = (page: Page, count: number): Promise<void> =>
  page.evaluate(async times => {
    const { applications } = globalThis as unknown as Counted;
    for (let at = 0; at < times; at += 1) {
      const provider = document.createElement('chat-provider');
      const { host } = location;
      Object.assign(provider, { server: `ws://${host}/sip`, accountSip: 'sip:alice@contoso.example', graceMs: 0 });
      provider.credentials = { password: 'wonderland' };
      const chat = document.createElement('chat-conversation');
      chat.targetSip = 'sip:bob@contoso.example';
      provider.append(chat);
      document.body.append(provider);
      await chat.updateComplete;
      if (provider.application) applications.push(new WeakRef(provider.application));
      if (at % 10 === 0) {
        while (provider.connectionState !== 'connected') await new Promise(resolve => requestAnimationFrame(resolve));
        await chat.updateComplete;
      }
      provider.remove();
      await new Promise(resolve => setTimeout(resolve));
    }
  }, count);

test('after 500 chats have come and gone, nothing of them is left', async () => {
  const { page, screen } = await openHostPage(browser, demo.url, '');
  const client = await page.createCDPSession();
  let sockets = 0;
  client.on('Network.webSocketCreated', () => (sockets += 1));
  client.on('Network.webSocketClosed', () => (sockets -= 1));
  await client.send('Network.enable');
  await client.send('Performance.enable');
  await page.evaluate(async () => {
    const timers = new Set<unknown>();
    Object.assign(globalThis, { timers, applications: [] });
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    Object.assign(globalThis, {
      setTimeout: (act: () => void, ...more: unknown[]) => {
        const timer = (set as (...given: unknown[]) => unknown)(
          () => {
            timers.delete(timer);
            act();
          },
          ...more,
        );
        timers.add(timer);
        return timer;
      },
      clearTimeout: (timer: number) => {
        timers.delete(timer);
        clear(timer);
      },
    });
    await import('/dist/sip-chat-elements.js' as string);
  });
  const settled = async (): Promise<Remains> => {
    await page.waitForFunction(() => (globalThis as unknown as Counted).timers.size === 0, { timeout: 15_000 });
    return remains(page, client, sockets);
  };
  await mount(page, 20); // what is made once, and kept
  const before = await settled();
  await mount(page, 500);
  const { heapBytes, ...now } = await settled();
  const { heapBytes: heapBefore, ...then } = before;
  console.log({ ...now, heapGrownBytes: heapBytes - heapBefore });
  assert.deepEqual(now, { ...then, listeners: now.listeners, nodes: now.nodes });
  assert.deepEqual(now.objects, Object.fromEntries(Object.keys(now.objects).map(name => [name, 0])));
  assert.ok(now.listeners - then.listeners <= 2, `${now.listeners - then.listeners} more listeners`);
  assert.ok(now.nodes - then.nodes <= 10, `${now.nodes - then.nodes} more nodes`);
  assert.ok(heapBytes - heapBefore < 500_000, `${heapBytes - heapBefore} more bytes: under 1 KB a chat`);
  assert.deepEqual(screen.faults, []);
});
