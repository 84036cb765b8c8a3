import type { WindowOpener } from './browser-window.js';
import { chromeOptions } from './chrome.mjs';
import { firefoxOptions } from './firefox.mjs';
import { chromiumOpener, firefoxOpener } from './puppeteer-window.js';
import { webkitOpener } from './webkit-opener.js';

const launchers: Readonly<Record<string, () => Promise<WindowOpener>>> = {
  chromium: async () => chromiumOpener(await chromeOptions()),
  firefox: async () => firefoxOpener(firefoxOptions()),
  webkit: async () => webkitOpener(),
};

/** The browsers that a road is tested in: those of `BROWSERS=chromium,firefox,webkit`, else Chromium. */
export const browserNames: readonly string[] = (process.env.BROWSERS ?? 'chromium').split(',');

export function launchBrowser(name: string): Promise<WindowOpener> {
  const launch = launchers[name];
  if (!launch) throw new RangeError(`Cannot launch "${name}": none of ${Object.keys(launchers).join(', ')}`);
  return launch();
}
