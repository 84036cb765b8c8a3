import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as room from '../src/elements/index.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly example?: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly (Named & { readonly firedBy?: string })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly (Named & { readonly forwardedFrom?: { readonly part: string } })[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

const folder = new URL('../src/elements/', import.meta.url);
const source = (module: string): string => readFileSync(new URL(`${module}.ts`, folder), 'utf8');
const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).sort();
const sorted = (list: Iterable<string>): string[] => [...new Set(list)].sort();

const manifest: { readonly modules: readonly { readonly declarations: readonly Declaration[] }[] } = JSON.parse(
  readFileSync(new URL('../dist/custom-elements.json', import.meta.url), 'utf8'),
);
const declared = (tag: string): Declaration => {
  const found = manifest.modules.flatMap(module => module.declarations).find(({ tagName }) => tagName === tag);
  assert.ok(found, `<${tag}> is in dist/custom-elements.json`);
  return found;
};

/** The element classes among what the room lets out. */
const elements = Object.entries(room).flatMap(([name, value]) =>
  name.endsWith('Element') ? [value as typeof room.ChatConversationElement] : [],
);
const tags: readonly string[] = elements.map(({ tag }) => tag);

/** What the class comment says: the first word after each `@tag`, without brackets and type. */
function documented(tag: string, block: string): string[] {
  const comment = /\/\*\*(?:(?!\*\/)[^])*@tagname(?:(?!\*\/)[^])*\*\//.exec(source(tag))?.[0] ?? '';
  const lines = comment.matchAll(new RegExp(`@${block} (?:\\{\\w+\\} )?(.*)`, 'g'));
  return [...lines].map(([, text = '']) => /^\[?(--[\w-]+|\w[\w-]*)?/.exec(text)?.[1] ?? '').sort();
}

/** The sources that an element's template is in: its own module and what that imports, without other elements. */
function sourcesOf(module: string, seen = new Set<string>()): string {
  seen.add(module);
  const text = source(module);
  const imports = [...text.matchAll(/ from '\.\/([\w.-]+)\.js'/g)].map(([, name = '']) => name);
  const inner = imports.filter(
    name => !seen.has(name) && !tags.includes(name) && existsSync(new URL(`${name}.ts`, folder)),
  );
  return [text, ...inner.map(name => (seen.has(name) ? '' : sourcesOf(name, seen)))].join('\n');
}

/** The names in all `part="…"`, in templates and for `element()`, and those that an expression in one of them may give. */
function drawnParts(text: string): { readonly fixed: string[]; readonly possible: Set<string> } {
  const literals = [...text.matchAll(/ part(?:="|: ['`])([^"'`]*)["'`]/g)].map(([, names = '']) => names);
  const fixed = literals.flatMap(literal => literal.replace(/\$\{[^}]*\}/g, ' ').match(/[\w-]+/g) ?? []);
  const variable = literals.some(literal => literal.includes('${'));
  const words = variable ? [...text.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word) : [];
  return { fixed: sorted(fixed), possible: new Set([...fixed, ...words]) };
}

describe('dist/custom-elements.json', () => {
  it('has every element that the room exports, and no other', () => {
    const present = manifest.modules.flatMap(module => module.declarations).flatMap(({ tagName }) => tagName ?? []);
    assert.deepEqual(present.sort(), [...tags].sort());
  });

  for (const element of elements) {
    const { tag } = element;
    it(`has what <${tag}> promises, each with words`, () => {
      const declaration = declared(tag);
      const { attributes, events, slots, cssParts, cssProperties, cssStates } = declaration;
      assert.deepEqual(names(attributes), [...element.observedAttributes].sort(), 'attributes');
      const own = events?.filter(({ firedBy }) => !firedBy);
      assert.deepEqual(names(own), documented(tag, 'fires'), 'events');
      assert.deepEqual(names(slots), documented(tag, 'slot'), 'slots');
      const drawn = cssParts?.filter(({ forwardedFrom }) => !forwardedFrom);
      const forwarded = new Set(names(cssParts?.filter(({ forwardedFrom }) => forwardedFrom)));
      assert.deepEqual(
        names(drawn),
        documented(tag, 'csspart').filter(part => !forwarded.has(part)),
        'parts',
      );
      for (const name of documented(tag, 'cssproperty')) assert.ok(names(cssProperties).includes(name), name);
      assert.deepEqual(names(cssStates), documented(tag, 'cssState'), 'states');
      for (const list of [attributes, events, slots, cssParts, cssProperties, cssStates]) {
        for (const { name, description } of list ?? []) assert.ok(description, `${name} of <${tag}> is described`);
      }
    });

    it(`has the parts that <${tag}> draws`, () => {
      const text = sourcesOf(tag);
      const { cssParts } = declared(tag);
      const parts = names(cssParts);
      const forwarded = new Set(names(cssParts?.filter(({ forwardedFrom }) => forwardedFrom)));
      const { fixed, possible } = drawnParts(text);
      for (const part of fixed) assert.ok(parts.includes(part), `part "${part}" of <${tag}> is documented`);
      for (const part of parts) {
        assert.ok(forwarded.has(part) || possible.has(part), `documented part "${part}" of <${tag}> is drawn`);
      }
    });
  }

  it('has the parts that <chat-conversation> forwards', () => {
    const forwarded = exportedParts(source('chat-conversation') + source('people-panel-parts'));
    const inner: Readonly<Record<string, string>> = {
      message: 'message-list',
      composer: 'message-composer',
      participant: 'participant-list',
      add: 'participant-add',
    };
    assert.deepEqual(sorted(forwarded.map(({ prefix }) => prefix)), Object.keys(inner).sort());
    for (const { prefix, parts } of forwarded) {
      assert.deepEqual(parts, names(declared(inner[prefix] ?? '').cssParts), prefix);
    }
  });

  it('has the parts that <message-composer> forwards', () => {
    const [picker] = exportedParts(source('message-composer'));
    assert.equal(picker?.prefix, 'picker');
    assert.deepEqual(picker.parts, names(declared('chat-emoji-picker').cssParts));
  });
});

/** The calls `exported('prefix', 'parts …')`. */
function exportedParts(text: string): { readonly prefix: string; readonly parts: string[] }[] {
  const calls = text.matchAll(/exported\(\s*'(\w+)',\s*'([^']*)',?\s*\)/g);
  return [...calls].map(([, prefix = '', parts = '']) => ({ prefix, parts: parts.split(' ').sort() }));
}
