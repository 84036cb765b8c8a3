// Photographs the states of the elements, to look at: `node scripts/screenshots.mjs [folder] [only these states …]`.
// `npm run screens` compares them with those that are kept.
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeOptions } from '../test/support/chrome.mjs';
import { photograph } from './screens/photograph.mjs';

const [folder = join(tmpdir(), 'sip-chat-screenshots'), ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await photograph(await chromeOptions(), only, (name, picture) => writeFile(join(folder, `${name}.png`), picture));
