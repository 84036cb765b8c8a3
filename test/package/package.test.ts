import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { PackedPackage } from './packed.js';

let packed: PackedPackage;
before(async () => {
  packed = await PackedPackage.install();
});
after(() => packed.remove());

const tags = readdirSync(new URL('../../dist/define', import.meta.url))
  .filter(file => file.endsWith('.js') && file !== 'index.js')
  .map(file => file.slice(0, -'.js'.length));

/** Modules of the package that `code` brings into a bundle, without `dist/` and `.js`. */
const bundlers: Readonly<Record<string, (code: string) => Promise<string[]>>> = {
  rollup: async code => {
    const input = await packed.write('entry.js', code);
    const bundle = await rollup({
      input,
      logLevel: 'silent',
      plugins: [nodeResolve({ exportConditions: ['browser', 'production'] })],
    });
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
    const modules = Object.entries(output[0].modules).filter(([, { renderedLength }]) => renderedLength > 0);
    return named(modules.map(([id]) => id));
  },
  esbuild: async code => {
    const entry = await packed.write('entry.js', code);
    const options = { bundle: true, write: false, metafile: true, format: 'esm', treeShaking: true } as const;
    const { metafile, warnings } = await build({ ...options, entryPoints: [entry], absWorkingDir: packed.folder });
    assert.deepEqual(warnings, []);
    const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
    return named(Object.keys(inputs).filter(file => (inputs[file]?.bytesInOutput ?? 0) > 0));
  },
};

const named = (files: readonly string[]): string[] =>
  files.flatMap(file => /sip-chat-elements[\\/]dist[\\/](.*)\.js$/.exec(file)?.[1]?.replaceAll('\\', '/') ?? []).sort();

const otherThan = (tag: string, modules: readonly string[]): string[] =>
  modules.filter(
    module => /^(?:client|sip|server)\//.test(module) || (module !== `elements/${tag}` && isElement(module)),
  );

const isElement = (module: string): boolean => tags.includes(module.replace(/^elements\//, ''));

describe('the published package', () => {
  it('has every file that its package.json names', () => {
    const { exports, unpkg, jsdelivr, customElements, bin, 'web-types': webTypes } = packed.json;
    const targets = Object.values(exports).flatMap(target =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    const named = [...targets, unpkg, jsdelivr, customElements, webTypes, ...Object.values(bin)];
    for (const target of named.map(path => path.replace(/^\.\//, ''))) {
      const [start = '', end = ''] = target.split('*');
      const found = [...packed.files].some(file => file.startsWith(start) && file.endsWith(end));
      assert.ok(target.includes('*') ? found : packed.files.has(target), target);
    }
  });

  it('has the second file, the languages, a module for each element, and the licence', () => {
    const locales = readdirSync(new URL('../../src/elements/locales', import.meta.url)).map(file => file.slice(0, -3));
    const wanted = [
      'LICENSE',
      'README.md',
      'dist/sip-chat-elements.further.js',
      ...locales.flatMap(code => [`dist/locales/${code}.js`, `dist/elements/locales/${code}.js`]),
      ...tags.flatMap(tag => [`dist/define/${tag}.js`, `dist/define/${tag}.d.ts`, `dist/elements/${tag}.d.ts`]),
    ];
    for (const file of wanted) assert.ok(packed.files.has(file), file);
  });

  it('has no tests, and nothing of the compiler', () => {
    const foreign = [...packed.files].filter(
      file => !/^(?:dist|src)\/[^.]|^(?:LICENSE|README\.md|package\.json)$/.test(file),
    );
    assert.deepEqual(foreign, []);
  });

  it('can be imported in Node, where it registers nothing', async () => {
    const doors = Object.entries(packed.json.exports)
      .filter(([door, target]) => typeof target !== 'string' && !door.includes('*'))
      .map(([door]) => door.replace(/^\./, 'sip-chat-elements'));
    const imports = [...doors, ...tags.map(tag => `sip-chat-elements/define/${tag}.js`)].map(
      door => `await import('${door}');`,
    );
    const registered = `${JSON.stringify(tags)}.filter(tag => globalThis.customElements?.get(tag)).join()`;
    assert.equal(await packed.run(`${imports.join('\n')}\nconsole.log(typeof document, ${registered})`), 'undefined');
  });

  it('has types that strict pages compile with', async () => {
    const code = `
      import { Application, ChatConversationElement } from 'sip-chat-elements';
      import { PresenceBadgeElement } from 'sip-chat-elements/elements';
      import 'sip-chat-elements/define/chat-provider.js';
      const application = new Application({ server: 'wss://chat.contoso.example/sip' });
      const chat: ChatConversationElement = document.createElement('chat-conversation');
      chat.conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
      chat.addEventListener('message-send', event => event.text.trim());
      export const badge: PresenceBadgeElement = document.createElement('presence-badge');`;
    await packed.compile(code, '--module', 'nodenext', '--moduleResolution', 'nodenext');
  });

  for (const [name, bundle] of Object.entries(bundlers)) {
    it(`is shaken by ${name}: one class brings neither the others nor SIP`, async () => {
      const modules = await bundle(
        "import { PresenceBadgeElement } from 'sip-chat-elements/elements';\nconsole.log(PresenceBadgeElement);",
      );
      assert.ok(modules.includes('elements/presence-badge'), modules.join(' '));
      assert.deepEqual(otherThan('presence-badge', modules), []);
      assert.ok(modules.includes('elements/further-strings'), 'its words');
    });

    it(`is shaken by ${name}: one element registered brings neither the others nor SIP`, async () => {
      const modules = await bundle("import 'sip-chat-elements/define/presence-badge.js';");
      assert.ok(modules.includes('define/presence-badge'), modules.join(' '));
      assert.deepEqual(otherThan('presence-badge', modules), []);
    });

    it(`keeps with ${name} what registers, and what signs in`, async () => {
      const modules = await bundle("import 'sip-chat-elements/define/chat-provider.js';");
      for (const module of ['define/chat-provider', 'sip-application', 'elements/chat-provider', 'client/application'])
        assert.ok(modules.includes(module), `${module} is not in: ${modules.join(' ')}`);
      const all = await bundle("import 'sip-chat-elements';");
      for (const tag of tags) assert.ok(all.includes(`elements/${tag}`), tag);
    });
  }
});
