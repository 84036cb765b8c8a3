// Writes what documents say by the sources: docs/api.md, docs/elements, and in documents by hand the tables between
// `<!-- table: … -->` and `<!-- end -->`, and the files between `<!-- file: … -->` and `<!-- end -->`.
//   npm run docs [-- --check: write nothing, fail when something is out of date]
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apiText } from './docs/api.mjs';
import { elementIndex, elementPage } from './docs/element-page.mjs';
import { tables } from './docs/tables.mjs';
import { elementsOf, readManifest } from './manifest/read.mjs';

const check = process.argv.includes('--check');
const elements = elementsOf(await readManifest());

/** Documents by hand with something in them that is made. */
const PARTLY_MADE = ['README.md', 'docs/frameworks.md', 'docs/llms.txt', 'docs/theming.md'];
const FOLDER = 'docs/elements';

const made = new Map([['docs/api.md', apiText()]]);
made.set(`${FOLDER}/README.md`, elementIndex(elements));
for (const element of elements) made.set(`${FOLDER}/${element.tagName}.md`, elementPage(element, elements));
for (const file of PARTLY_MADE) made.set(file, filled(readFileSync(file, 'utf8'), file));

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

/** `text` with what stands between the marks as it is now. */
function filled(text, file) {
  return text.replace(/(<!-- (table|file): (.+?) -->)[^]*?(<!-- end -->)/g, (_, begin, kind, name, end) => {
    const content = kind === 'file' ? sourceBlock(name) : tables[name]?.(elements, file);
    if (content === undefined) throw new Error(`No table "${name}" for ${file}`);
    return `${begin}\n\n${content}\n\n${end}`;
  });
}

function sourceBlock(file) {
  return `\`\`\`${extname(file).slice(1)}\n${readFileSync(file, 'utf8').trim()}\n\`\`\``;
}
