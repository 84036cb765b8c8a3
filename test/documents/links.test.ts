import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .map(file => join('docs', String(file)))
    .filter(file => /\.(?:md|txt)$/.test(file)),
];

/** As GitHub names a heading for links. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');

const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const withoutCode = (markdown: string): string => markdown.replace(/^```[^]*?^```/gm, '');

it('every link of a document leads to a file that is there, and to a heading in it', () => {
  const dead: string[] = [];
  for (const document of documents) {
    for (const [, link = ''] of withoutCode(text(document)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^\w+:/.test(link)) continue;
      const [path = '', heading] = link.split('#');
      const file = path ? resolve(root, dirname(document), path) : join(root, document);
      if (!existsSync(file)) dead.push(`${document}: ${link}`);
      else if (heading && statSync(file).isFile()) {
        const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchor(title));
        if (!headings.includes(heading)) dead.push(`${document}: ${link}`);
      }
    }
  }
  assert.deepEqual(dead, []);
});
