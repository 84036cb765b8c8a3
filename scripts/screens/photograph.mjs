import puppeteer from 'puppeteer-core';
import { bundleGallery, openGallery } from '../../test/support/gallery-page.mjs';
import { looks, withoutLetters } from './looks.mjs';

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
  const [script, browser] = await Promise.all([bundleGallery(), puppeteer.launch(options)]);
  try {
    const [first] = looks;
    const page = await openGallery(browser, script, first);
    const all = await page.evaluate(() => window.sceneNames);
    await page.close();
    const unknown = [...only, ...looks.flatMap(({ states = [] }) => states)].find(name => !all.includes(name));
    if (unknown) throw new RangeError(`Cannot photograph "${unknown}": none of ${all.join(', ')}`);
    const jobs = looks.flatMap(look => {
      const states = (look.states ?? (only.length ? all : all.filter(state => !withoutLetters.includes(state)))).filter(
        state => !only.length || only.includes(state),
      );
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
  const page = await openGallery(browser, script, look);
  for (const state of states) {
    await page.evaluate(state => window.show(state), state);
    await take(`${state}.${look.name}`, await page.screenshot({ optimizeForSpeed: false }));
  }
  await page.browserContext().close();
}

function inParts(items, size) {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
