// What the browser tells a screen reader of every state of the elements: its own accessibility tree.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page, type SerializedAXNode } from 'puppeteer-core';
import { chromeOptions } from '../support/chrome.mjs';
import { bundleGallery, openGallery } from '../support/gallery-page.mjs';

/** What nobody can use without knowing how it is called. */
const NAMED = /^(button|link|textbox|combobox|listbox|menu|menuitem|option|dialog|region|img|image|tab|checkbox)$/;

/** What is spoken as soon as it changes. */
const LIVE = /^(log|status|alert)$/;

let browser: Browser;
let page: Page;
let states: readonly string[];

before(async () => {
  browser = await puppeteer.launch(await chromeOptions());
  page = await openGallery(browser, await bundleGallery(), { name: 'light', width: 480 });
  states = await page.evaluate(() => window.sceneNames);
});
after(() => browser.close());

/** Everything in the tree of a state, from the outside in. */
async function nodesOf(state: string): Promise<SerializedAXNode[]> {
  await page.evaluate(name => window.show(name), state);
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  assert.ok(tree);
  return flat(tree);
}

function flat(node: SerializedAXNode): SerializedAXNode[] {
  return [node, ...(node.children ?? []).flatMap(flat)];
}

/** All text inside, as it is read from beginning to end. */
const textOf = (node: SerializedAXNode): string =>
  flat(node)
    .filter(({ role }) => role === 'StaticText')
    .map(({ name }) => name)
    .join(' ');

const called = (nodes: readonly SerializedAXNode[], role: string): SerializedAXNode[] =>
  nodes.filter(node => node.role === role);

/** The region of the messages, with its rows. */
function transcriptIn(nodes: readonly SerializedAXNode[]): { region: SerializedAXNode; rows: SerializedAXNode[] } {
  const regions = called(nodes, 'region').filter(({ name }) => /^Messages with/.test(name ?? ''));
  const [region] = regions;
  assert.ok(region && regions.length === 1, 'there is one region of messages');
  const lists = called(flat(region), 'list');
  assert.equal(lists.length, 1, 'it has one list');
  return { region, rows: called(flat(region), 'listitem') };
}

test('whatever can be used has a name, in every state', async () => {
  const wrong: string[] = [];
  for (const state of states) {
    for (const node of await nodesOf(state))
      if (NAMED.test(node.role) && !node.name?.trim()) wrong.push(`${state}: ${node.role} “${textOf(node)}”`);
  }
  assert.deepEqual(wrong, []);
});

test('nothing is spoken twice: no two live regions say the same, in any state', async () => {
  const wrong: string[] = [];
  for (const state of states) {
    await page.evaluate(name => window.show(name), state);
    const texts = (await page.evaluate(() => window.inspect.spoken())).map(({ text }) => text);
    wrong.push(...texts.filter((text, at) => texts.indexOf(text) !== at).map(text => `${state}: ${text}`));
  }
  assert.deepEqual(wrong, []);
});

test('the messages are a named region with a list, which is not live; a row has no name besides its text', async () => {
  for (const state of ['talking', 'group', 'waiting-and-failed', 'hostile', 'ended']) {
    const { region, rows } = transcriptIn(await nodesOf(state));
    assert.ok(rows.length > 2, state);
    for (const row of rows) {
      assert.ok(textOf(row), `${state}: a row that says nothing`);
      assert.ok(!row.name, `${state}: a row whose name would be read before its text: ${row.name}`);
    }
    const live = flat(region).filter(({ role, live: isLive }) => LIVE.test(role) || isLive);
    assert.deepEqual(live, [], `${state}: what is in the list is read by the reader, not spoken by itself`);
  }
});

test('a row says who wrote, when, and what, once and in this order', async () => {
  const { rows } = transcriptIn(await nodesOf('group'));
  const row = rows.find(candidate => textOf(candidate).includes('Yes, I can sign it today.'));
  assert.ok(row);
  assert.match(textOf(row), /^\s*Carol Chen\W+11:24\WAM\W+Hi both\. Yes, I can sign it today\.\s*$/);
  const own = rows.find(candidate => textOf(candidate).includes('Great, thank you Carol!'));
  assert.match(textOf(own ?? row), /^\s*You\b/);
});

test('beside it stand one box to write in, named after whom it is written to, and one log that speaks', async () => {
  const nodes = await nodesOf('talking');
  const boxes = called(nodes, 'textbox');
  assert.deepEqual(
    boxes.map(({ name }) => name),
    ['Message Bob Baker'],
  );
  const logs = called(nodes, 'log');
  assert.equal(logs.length, 1);
  assert.equal(called(nodes, 'region').filter(({ live }) => live).length, 0);
});

for (const way of ['ariaNotify', 'the log'] as const) {
  test(`a new message is spoken once, by sender and text, by ${way}`, async () => {
    await page.evaluate(notifies => window.inspect.hear(notifies), way === 'ariaNotify');
    await page.evaluate(name => window.show(name), 'group');
    await page.waitForFunction(() => window.inspect.heard.some(text => text.includes('Perfect.')));
    const heard = await page.evaluate(() => window.inspect.heard);
    const perfect = heard.filter(text => text.includes('Perfect.'));
    assert.equal(perfect.length, 1, heard.join(' | '));
    assert.match(perfect[0] ?? '', /Bob Baker.*Perfect\./);
    const own = heard.filter(text => text.includes('Great, thank you'));
    assert.deepEqual(own, [], 'what somebody wrote themselves is not read to them');
  });
}
