// Finds a Firefox for the tests: FIREFOX_PATH, else Debian's. It is spoken to by WebDriver BiDi, without geckodriver.
import { existsSync } from 'node:fs';

const INSTALLED = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Options for puppeteer's launch().
 *
 * @returns {import("puppeteer-core").LaunchOptions}
 */
export function firefoxOptions() {
  const executablePath = process.env.FIREFOX_PATH ?? INSTALLED.find(existsSync);
  if (!executablePath) throw new Error('No Firefox found. Install one, or set FIREFOX_PATH to its program file.');
  return { browser: 'firefox', executablePath };
}

/**
 * A page for tests that send keys. When Tab has led out of the page, to the bars of the browser, and the test has then put
 * the focus on something in the page, a key would go there but do nothing: Firefox holds the page for one in the
 * background, until it really has been there.
 *
 * @param {import("puppeteer-core").Browser} browser
 */
export async function openFirefoxPage(browser) {
  const [page, other] = [await browser.newPage(), await browser.newPage()];
  await page.bringToFront();
  const comeBack = async () => {
    if (await page.evaluate('document.hasFocus() || document.activeElement === document.body')) return;
    await other.bringToFront();
    await page.bringToFront();
  };
  const { keyboard } = page;
  for (const name of ['press', 'type', 'down']) {
    const send = keyboard[name].bind(keyboard);
    keyboard[name] = async (key, ...options) => {
      await comeBack();
      return send(key === 'Space' ? ' ' : key, ...options); // which Chromium's driver knows by both names
    };
  }
  return page;
}
