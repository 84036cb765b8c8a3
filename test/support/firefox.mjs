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
