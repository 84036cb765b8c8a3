// Writes what documents say by the comments in `src`: docs/api.md, docs/elements, and the tables between `<!-- table: … -->` marks.
//   npm run docs [-- --check: write nothing, fail when something is out of date]
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { apiText } from './docs/api.mjs';
import { elementIndex, elementPage } from './docs/element-page.mjs';
import { tables } from './docs/tables.mjs';
import { elementsOf, readManifest } from './manifest/read.mjs';

const check = process.argv.includes('--check');
const elements = elementsOf(await readManifest());

/** Documents by hand with tables that are made. */
const WITH_TABLES = ['README.md', 'docs/theming.md'];
const FOLDER = 'docs/elements';

const made = new Map([['docs/api.md', apiText()]]);
made.set(`${FOLDER}/README.md`, elementIndex(elements));
for (const element of elements) made.set(`${FOLDER}/${element.tagName}.md`, elementPage(element, elements));
for (const file of WITH_TABLES) made.set(file, withTables(readFileSync(file, 'utf8'), file));

for (const [file, text] of made) {
  const formatted = await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
  if (formatted === existing(file)) continue;
  if (check) complain(file);
  else writeFileSync(file, formatted);
}
for (const name of readdirSync(FOLDER)) {
  const file = `${FOLDER}/${name}`;
  if (made.has(file)) continue;
  if (check) complain(file);
  else rmSync(file);
}

function existing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function complain(file) {
  console.error(`${file} does not say what the comments say: run npm run docs`);
  process.exitCode = 1;
}

/** `text` with each table between `<!-- table: name -->` and `<!-- end -->` as it is now. */
function withTables(text, file) {
  return text.replace(/(<!-- table: (.+?) -->)[^]*?(<!-- end -->)/g, (_, begin, name, end) => {
    const table = tables[name];
    if (!table) throw new Error(`No table "${name}" for ${file}`);
    return `${begin}\n\n${table(elements, file)}\n\n${end}`;
  });
}
