// Writes what the package has besides compiled modules, out of dist/custom-elements.json: a module that registers each element, types
// for frameworks, and data for editors.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { elementsOf } from './manifest/read.mjs';
import { defineModules } from './package/define-modules.mjs';
import { editorData } from './package/editor-data.mjs';
import { frameworkTypes } from './package/framework-types.mjs';

const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));
const elements = elementsOf(manifest);
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

const files = [
  ...defineModules(elements, manifest),
  ...frameworkTypes(elements),
  ...editorData(elements, { name, version }),
];
for (const [file, text] of files) {
  mkdirSync(dirname(`dist/${file}`), { recursive: true });
  writeFileSync(`dist/${file}`, text);
}
