import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import { chromeOptions } from '../support/chrome.mjs';
import { openHostPage } from '../support/host-page.js';
import { Screen } from '../support/screen.js';

let demo: Demo;
let browser: Browser;
let server: string;
let hashes: Record<string, string>;

before(async () => {
  demo = await startDemo(0);
  server = `${demo.url.replace('http', 'ws')}sip`;
  const options = await chromeOptions();
  // A page in a sandbox is of no origin, and would not be let to a server on this machine.
  const reachable = '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets';
  browser = await puppeteer.launch({ ...options, args: [...(options.args ?? []), reachable] });
  hashes = JSON.parse(await readFile(new URL('../../dist/integrity.json', import.meta.url), 'utf8'));
});
after(async () => {
  await browser.close();
  await demo.close();
});

const MODULE = '/dist/sip-chat-elements.js';
const PLAIN = '/dist/sip-chat-elements.iife.js';
const script = (src: string, more = ''): string =>
  `<script ${src.includes('iife') ? 'defer' : 'type="module"'} src="${src}" ${more}></script>`;

const chat = (inside = ''): string =>
  `<chat-conversation server="${server}" account-sip="sip:alice@contoso.example" target-sip="sip:bob@contoso.example">${inside}</chat-conversation>`;
const FALLBACK = '<p slot="fallback">Write to help@contoso.example</p>';

/** Signs Alice in. */
async function signIn(page: Page, password = 'wonderland'): Promise<void> {
  await page.evaluate(given => {
    const element = document.querySelector('chat-conversation');
    if (element) element.credentials = { password: given };
  }, password);
}

const withHash = (src: string, hash = hashes[src.replace('/dist/', '')] ?? ''): string =>
  script(src, `integrity="${hash}" crossorigin="anonymous"`);
const WRONG = `sha384-${'A'.repeat(64)}`;

for (const src of [MODULE, PLAIN]) {
  test(`${src} runs with its hash`, async () => {
    const { page, screen } = await openHostPage(browser, demo.url, withHash(src) + chat(FALLBACK));
    await signIn(page);
    await screen.shows('Start chat');
    assert.deepEqual(screen.faults, []);
    await page.close();
  });

  test(`${src} does not run with another hash, and what the page has written in its place stays`, async () => {
    const { page, screen } = await openHostPage(browser, demo.url, withHash(src, WRONG) + chat(FALLBACK));
    await screen.shows('Write to help@contoso.example');
    assert.equal(await page.evaluate(() => customElements.get('chat-conversation')), undefined);
    assert.equal(screen.faults.length, 1);
    assert.match(screen.faults[0] ?? '', /integrity/);
    await page.close();
  });
}

for (const right of [true, false]) {
  test(`an import map lets the second file run with its hash ${right ? '' : 'only'}`, async () => {
    const entries = Object.entries(hashes).map(([file, hash]) => [
      `/dist/${file}`,
      !right && file.includes('further') ? WRONG : hash,
    ]);
    const map = JSON.stringify({ integrity: Object.fromEntries(entries) });
    const inlineHash = `'sha256-${createHash('sha256').update(map).digest('base64')}'`;
    const head = `<script type="importmap">${map}</script>`;
    // Without this a further try, which has another address, would go unchecked.
    const headers = { 'integrity-policy': 'blocked-destinations=(script)' };
    const options = { head, inlineHash, headers };
    const { page, screen } = await openHostPage(browser, demo.url, withHash(MODULE) + chat(), options);
    const bob = await Screen.open(browser, `${demo.url}person.html?as=bob`);
    await bob.shows('A chat that you accept appears here.');
    await signIn(page);
    await screen.tabTo('Message bob@contoso.example');
    await screen.enter('Hello');
    await bob.press('Accept: Alice Berg wants to chat');
    await screen.shows('Connected');
    await screen.press('Add a person');
    if (right) {
      await page.waitForFunction(() => customElements.get('participant-add'));
      assert.deepEqual(screen.faults, []);
    } else {
      await screen.shows('A part of this chat could not be loaded.');
      assert.match(screen.faults.join(), /integrity/);
    }
    await Promise.all([page.close(), bob.page.close()]);
  });
}

for (const [first, second] of [
  [MODULE, `${MODULE}?another`],
  [MODULE, PLAIN],
  [PLAIN, `${PLAIN}?another`],
] as const) {
  test(`${first} and ${second} on one page warn once, and the first works`, async () => {
    const both = script(first) + script(second);
    const { page, screen, watched } = await openHostPage(browser, demo.url, both + chat());
    await signIn(page);
    await screen.shows('Start chat');
    assert.deepEqual(screen.faults, []);
    assert.deepEqual(await watched.violations(), []);
    assert.equal(watched.warnings.length, 1);
    assert.match(watched.warnings[0] ?? '', /loaded twice/);
    await page.close();
  });
}

for (const src of [MODULE, PLAIN]) {
  test(`${src} adds nothing to the page but ${src === PLAIN ? 'SipChat' : 'its elements'}`, async () => {
    const { page, screen } = await openHostPage(browser, demo.url, script(src) + chat());
    await page.evaluateOnNewDocument(() => {
      const kinds = [Object, Array, Function, Promise, EventTarget, Node, Element, HTMLElement, Document, ShadowRoot];
      const owners: [string, object][] = kinds.map(kind => [kind.name, kind.prototype as object]);
      owners.push(['window', globalThis], ['document', document]);
      const look = (): string[] => [
        ...owners.flatMap(([name, owner]) => Reflect.ownKeys(owner).map(key => `${name} ${String(key)}`)),
        ...[...document.querySelectorAll('*')].map(node => (node.cloneNode() as Element).outerHTML),
        ...[...document.adoptedStyleSheets, ...document.styleSheets].map(() => 'style sheet'),
      ];
      const symbol = Symbol.for('added');
      let before: string[] = [];
      const added = (): unknown[] => {
        const after = look();
        return [after.filter(each => !before.includes(each)), after.length - before.length];
      };
      Object.defineProperty(globalThis, symbol, { value: added });
      // After all has been read, before the first script runs.
      document.addEventListener('readystatechange', () => (before = look()), { once: true });
    });
    await page.reload();
    await signIn(page);
    await screen.shows('Start chat');
    const added = await page.evaluate(() => ((globalThis as never)[Symbol.for('added')] as () => unknown)());
    assert.deepEqual(added, src === PLAIN ? [['window SipChat'], 1] : [[], 0]);
    assert.deepEqual(screen.faults, []);
    await page.close();
  });
}

test('without the script the page shows what it has written in its place, and nothing lies over it', async () => {
  const style = 'chat-conversation:not(:defined) { display: block; min-block-size: 5rem; }';
  const body = `<link rel="stylesheet" href="/host.css"><button>Buy</button>${script(MODULE)}${chat(FALLBACK)}`;
  const answers = { [MODULE]: 'lost', '/host.css': { contentType: 'text/css', body: style } } as const;
  const { page, screen } = await openHostPage(browser, demo.url, body, { answers });
  await screen.shows('Write to help@contoso.example');
  const onTop = await page.evaluate(() => {
    const { x, y } = document.querySelector('button')?.getBoundingClientRect() ?? new DOMRect();
    return document.elementFromPoint(x + 5, y + 5)?.localName;
  });
  assert.equal(onTop, 'button');
  const room = await page.evaluate(() => document.querySelector('chat-conversation')?.getBoundingClientRect().height);
  assert.equal(room, 80);
  await page.close();
});

test('when signing in is refused, what the page has written stands in the chat, with its own words elsewhere', async () => {
  const { page, screen } = await openHostPage(browser, demo.url, script(MODULE) + chat(FALLBACK));
  await page.waitForFunction(() => customElements.get('chat-conversation'));
  await screen.hides('Write to help@contoso.example');
  await signIn(page, 'wrong');
  await screen.shows('Write to help@contoso.example');
  await page.close();
});

test('where nothing may be stored, it works for as long as the page is there', async () => {
  const framed = `<!doctype html><html lang="en"><title>Framed</title>${script(PLAIN)}${chat()}`;
  const body = '<iframe sandbox="allow-scripts" src="/framed.html" width="470" height="600" title="Chat"></iframe>';
  const answers = { '/framed.html': framed };
  const { page, screen, watched } = await openHostPage(browser, demo.url, body, { answers });
  const frame = await page.waitForFrame(candidate => candidate.url().endsWith('framed.html'));
  await frame.waitForFunction(() => document.querySelector('chat-conversation')?.matches(':state(offline)'));
  await frame.evaluate(() => {
    let stored = true;
    try {
      localStorage.setItem('a', 'b');
    } catch {
      stored = false;
    }
    if (stored) throw new Error('It may store something');
    const element = document.querySelector('chat-conversation');
    if (element) element.credentials = { password: 'wonderland' };
  });
  const bob = await Screen.open(browser, `${demo.url}person.html?as=bob`);
  await bob.shows('A chat that you accept appears here.');
  const box = await frame.waitForSelector('chat-conversation >>> textarea');
  await box?.type('Hello from a box');
  await box?.press('Enter');
  await bob.press('Accept: Alice Berg wants to chat');
  await bob.shows('Hello from a box');
  assert.deepEqual(screen.faults, []);
  assert.ok(watched.warnings.length <= 1, watched.warnings.join());
  for (const warning of watched.warnings) assert.match(warning, /may store nothing/);
  await Promise.all([page.close(), bob.page.close()]);
});

test('an element without a server, or hidden, asks for nothing and waits for nothing', async () => {
  const { page, screen, watched } = await openHostPage(browser, demo.url, '');
  await page.evaluate(() => {
    const started: string[] = [];
    Object.assign(globalThis, { started });
    for (const name of ['setTimeout', 'setInterval', 'requestIdleCallback', 'requestAnimationFrame'] as const) {
      const original = globalThis[name] as (...given: unknown[]) => number;
      Object.assign(globalThis, {
        [name]: (...given: unknown[]) => {
          started.push(`${name} ${String(given[1])}`);
          return original(...given);
        },
      });
    }
  });
  await page.evaluate(async src => {
    document.body.append(
      document.createElement('chat-conversation'),
      Object.assign(document.createElement('chat-conversation'), {
        targetSip: 'sip:bob@contoso.example',
        hidden: true,
      }),
      document.createElement('chat-provider'),
    );
    await import(src);
    for (const chat of document.querySelectorAll('chat-conversation')) await chat.updateComplete;
  }, MODULE);
  assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { started: string[] }).started), []);
  assert.deepEqual(
    watched.requests.map(url => new URL(url).pathname).filter(path => path.startsWith('/dist/')),
    [MODULE],
  );
  assert.ok(!watched.requests.some(url => url.startsWith('ws')));
  assert.deepEqual(screen.faults, []);
  await page.close();
});
