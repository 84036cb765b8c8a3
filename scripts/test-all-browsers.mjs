// The element tests and two roads through a whole chat in real browsers: `npm run test:all-browsers [-- chromium firefox webkit]`.
// `npm run setup:browsers` installs them; `npm run build` must have been run.
import { spawnSync } from 'node:child_process';

const wished = process.argv.slice(2);
const BROWSERS = wished.length ? wished.join(',') : 'chromium,firefox,webkit';

/** The roads that are gone in each browser; the other end-to-end tests need what only Chromium's driver can do. */
const ROADS = ['test/e2e/three-people.test.ts', 'test/e2e/keyboard-only.test.ts'];

function run(...args) {
  const env = { ...process.env, BROWSERS, CHROME: process.env.CHROME ?? 'installed' };
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  return status === 0;
}

const passed = [
  run('node_modules/@web/test-runner/dist/bin.js'),
  run('--import', 'tsx', '--test', '--test-reporter=spec', ...ROADS),
];
process.exit(passed.every(Boolean) ? 0 : 1);
