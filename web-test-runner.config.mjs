import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { trimLit } from './scripts/trim-lit.mjs';
import { chromeOptions } from './test/support/chrome.mjs';
import { firefoxOptions, openFirefoxPage } from './test/support/firefox.mjs';
import { manifestPlugin } from './test/support/manifest-plugin.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

// A context, and so a window, for each page: in a background tab requestAnimationFrame stands still
// and fixture() times out as soon as --concurrency is 2 or more (the default is half the cores).
const createPage = async ({ browser }) => (await browser.createBrowserContext()).newPage();

const launchers = {
  // No `browser` option here: with one, the launcher takes no coverage.
  chromium: async () => chromeLauncher({ launchOptions: await chromeOptions(), createPage }),
  firefox: () =>
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: firefoxOptions(),
      createPage: ({ browser }) => openFirefoxPage(browser),
    }),
  webkit: webkitLauncher,
};
const wanted = (process.env.BROWSERS ?? 'chromium').split(',');

export default {
  files: 'test/{elements,skype}/**/*.test.ts',
  nodeResolve: { exportConditions: ['browser', 'production'] },
  browsers: await Promise.all(wanted.map(name => launchers[name]())),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  // Long enough for the slowest browser on a machine that does other things too: no test is about time.
  testFramework: { config: { timeout: '20000' } },
  plugins: [
    manifestPlugin(),
    {
      name: 'trim-lit',
      serve: ({ path }) => {
        const trimmed = trimLit(fileURLToPath(new URL(`.${path}`, import.meta.url)));
        return trimmed && { body: trimmed.code, type: 'js' };
      },
    },
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      // Without it esbuild would define class fields over Lit's accessors.
      tsconfig: fileURLToPath(new URL('./tsconfig.base.json', import.meta.url)),
    }),
  ],
  coverageConfig: {
    include: ['src/{elements,skype}/**/*.ts'],
    reporters: ['text-summary', 'lcovonly'],
    reportDir: 'coverage',
    threshold: { lines: 80 },
  },
};
