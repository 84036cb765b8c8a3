// What frameworks and editors read of the package.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

interface Named {
  readonly name: string;
}

const read = <Value>(file: string): Value =>
  JSON.parse(readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8')) as Value;
const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).sort();

interface Declaration {
  readonly tagName: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

const declarations = read<{ modules: { declarations: Declaration[] }[] }>('custom-elements.json')
  .modules.flatMap(module => module.declarations)
  .filter(({ tagName }) => tagName);

it('types of the tags hold in templates of React, Preact, Vue and Svelte', () => {
  const compiler = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname;
  const project = new URL('../frameworks/tsconfig.json', import.meta.url).pathname;
  try {
    execFileSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  } catch (failure) {
    assert.fail((failure as { stdout: string }).stdout);
  }
});

it('Visual Studio Code knows every tag, attribute, custom property and part', () => {
  const { tags } = read<{ tags: (Named & { attributes: Named[] })[] }>('vscode.html-data.json');
  const css = read<{ properties: Named[]; pseudoElements: Named[] }>('vscode.css-data.json');
  for (const { tagName, attributes, cssProperties = [], cssParts = [] } of declarations) {
    const tag = tags.find(({ name }) => name === tagName);
    assert.deepEqual(names(tag?.attributes), names(attributes), tagName);
    for (const { name } of cssProperties) assert.ok(names(css.properties).includes(name), name);
    for (const { name } of cssParts) assert.ok(names(css.pseudoElements).includes(`::part(${name})`), name);
  }
});

it('JetBrains knows every tag, attribute, event, custom property and part', () => {
  type Element = Named & { attributes: Named[]; js: { events: Named[] }; css: { parts: Named[]; properties: Named[] } };
  const { contributions, name } = read<{ name: string; contributions: { html: { elements: Element[] } } }>(
    'web-types.json',
  );
  assert.equal(name, 'sip-chat-elements');
  for (const { tagName, attributes, events, cssProperties, cssParts } of declarations) {
    const element = contributions.html.elements.find(one => one.name === tagName);
    assert.deepEqual(names(element?.attributes), names(attributes), tagName);
    assert.deepEqual(names(element?.js.events), names(events), tagName);
    assert.deepEqual(names(element?.css.parts), names(cssParts), tagName);
    assert.deepEqual(names(element?.css.properties), names(cssProperties), tagName);
  }
});
