// Every state of the elements, as narrow as they may become, with text wide apart, and without motion.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromeOptions } from '../support/chrome.mjs';
import { bundleGallery, openGallery } from '../support/gallery-page.mjs';

/** Widths to fit into, in CSS pixels: 320 is 1280 at a zoom of 400 % (WCAG 1.4.10). */
const NARROW = 320;
const TINY = 240;
const HEIGHT = 640;

/** Pages that are looked at side by side: the machines that do it have two cores. */
const PAGES = 2;

type Check = 'narrow' | 'tiny' | 'spaced' | 'clipped' | 'moving' | 'small';

/** What is wrong, by check, each line with its state. */
const wrong: Record<Check, string[]> = { narrow: [], tiny: [], spaced: [], clipped: [], moving: [], small: [] };

let browser: Browser;

before(async () => {
  const script = await bundleGallery();
  browser = await puppeteer.launch(await chromeOptions());
  const pages = await Promise.all(
    Array.from({ length: PAGES }, (_, index) => openGallery(browser, script, { name: `${index}`, width: NARROW })),
  );
  const states = [...((await pages[0]?.evaluate(() => window.sceneNames)) ?? [])];
  const work = async (page: Page): Promise<void> => {
    for (let state = states.shift(); state; state = states.shift()) await inspect(page, state);
  };
  await Promise.all(pages.map(work));
});
after(() => browser.close());

async function inspect(page: Page, state: string): Promise<void> {
  const note = (check: Check, lines: string[]): void =>
    void wrong[check].push(...lines.map(line => `${state}: ${line}`));
  await page.setViewport({ width: NARROW, height: HEIGHT });
  await page.evaluate(name => window.show(name), state);
  note('narrow', await page.evaluate(() => window.inspect.sideways()));
  note('small', await page.evaluate(() => window.inspect.tooSmall()));
  note('moving', await page.evaluate(() => window.inspect.moving()));
  await page.setViewport({ width: TINY, height: HEIGHT });
  note('tiny', await page.evaluate(() => window.inspect.sideways()));
  await page.setViewport({ width: NARROW, height: HEIGHT });
  await page.evaluate(() => window.inspect.spaceText());
  note('spaced', await page.evaluate(() => window.inspect.sideways()));
  note('clipped', await page.evaluate(() => window.inspect.clipped()));
}

const nothing = (check: Check) => (): void => assert.deepEqual(wrong[check], []);

test('no state needs sideways scrolling at 320 pixels', nothing('narrow'));
test('no state needs sideways scrolling at 240 pixels', nothing('tiny'));
test('what is pressed is at least 24 pixels large, or that far from others', nothing('small'));
test('nothing moves where the person wants that', nothing('moving'));
test('with text wide apart, no state needs sideways scrolling', nothing('spaced'));
test('with text wide apart, no line is hidden', nothing('clipped'));
