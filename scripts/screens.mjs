// Compares how the elements look with the pictures in test/screens: `npm run screens [-- [--update] [only these states …]]`.
// The browser is that of npm, with its own font, so that all machines draw the same. `--update` takes the pictures anew.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledChrome } from '../test/support/chrome.mjs';
import { compare, pack } from './screens/compare.mjs';
import { photograph } from './screens/photograph.mjs';

const folder = fileURLToPath(new URL('../test/screens', import.meta.url));
const differences = join(folder, 'differences');

const options = await bundledChrome();
if (!options) {
  console.log('The screens are not compared: the browser that they were taken with runs on Linux x64 only.');
  process.exit();
}

const args = process.argv.slice(2);
const update = args.includes('--update');
const only = args.filter(name => name !== '--update');

await mkdir(folder, { recursive: true });
await rm(differences, { recursive: true, force: true });
const kept = new Set((await readdir(folder)).filter(file => file.endsWith('.png')));
const seen = new Set();
const wrong = [];

await photograph(options, only, async (name, picture) => {
  const file = `${name}.png`;
  const path = join(folder, file);
  seen.add(file);
  const found = kept.has(file)
    ? compare(await readFile(path), picture)
    : { what: 'is new: there is nothing to compare it with' };
  if (!found) return;
  if (update) return writeFile(path, pack(picture));
  wrong.push(`${name} ${found.what}`);
  await mkdir(differences, { recursive: true });
  await writeFile(join(differences, `${name}.now.png`), picture);
  if (found.difference) await writeFile(join(differences, `${name}.difference.png`), found.difference);
});

const left = only.length ? [] : [...kept].filter(file => !seen.has(file));
if (update) await Promise.all(left.map(file => rm(join(folder, file))));
else wrong.push(...left.map(file => `${file} is kept of a state or a look that there is no longer`));

if (wrong.length) {
  console.error(wrong.sort().join('\n'));
  console.error(
    `\n${wrong.length} of ${seen.size} screens differ. Look at them in test/screens/differences; if they are as they should be: npm run screens -- --update`,
  );
  process.exit(1);
}
console.log(update ? `${seen.size} screens are up to date.` : `${seen.size} screens look as they should.`);
