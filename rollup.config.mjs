// tsc has written dist/**/*.js and maps; this makes the builds for pages out of them: a module, whose second file is loaded when
// it is needed, and plain scripts, each of which is one file.
import { readdirSync, readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
import { internalNames } from './scripts/internal-names.mjs';
import { minifyTemplates, walk } from './scripts/minify-templates.mjs';
import { secondFile } from './scripts/second-file.mjs';
import { shortNames } from './scripts/short-names.mjs';
import { trimLit } from './scripts/trim-lit.mjs';

// Rollup does not read the maps of its inputs: hand it tsc's, so that ours lead back to src/**/*.ts.
const tscMaps = {
  name: 'tsc-maps',
  load(id) {
    if (!/[\\/]dist[\\/].*\.js$/.test(id) || /node_modules/.test(id)) return null;
    return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };
  },
};

// Modules stand in the bundle as they are first imported. What is alike compresses better side by side.
const likeBesideLike = {
  name: 'like-beside-like',
  transform(code, id) {
    if (!/[\\/]dist[\\/]bundle\.js$/.test(id)) return null;
    const alike = ['.styles.js', '.events.js'].flatMap(end =>
      readdirSync('dist/elements').filter(file => file.endsWith(end)),
    );
    const first = ['client/index.js', ...alike.map(file => `elements/${file}`)];
    const text = new MagicString(code).prepend(first.map(path => `import './${path}';\n`).join(''));
    return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
  },
};

// Terser gives each #name of the bundle a name of its own; esbuild uses the short ones again in each class.
const shortPrivateNames = {
  name: 'short-private-names',
  renderChunk: code => transform(code, { minifyIdentifiers: true, target: 'es2022', sourcemap: 'external' }),
};

// That nothing assigns to a `const`, tsc has checked. One keyword in place of two is shorter, and joins more declarations.
const letForConst = {
  name: 'let-for-const',
  renderChunk(code) {
    const text = new MagicString(code);
    walk(this.parse(code), ({ type, kind, start }) => {
      if (type === 'VariableDeclaration' && kind === 'const') text.overwrite(start, start + 'const'.length, 'let');
    });
    return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
  },
};

/** Our names that no page knows, and those that Lit's packages know each other by. */
const shortened = (entry, publicTypes) => [...internalNames(entry, publicTypes), '_\\$[A-E]\\w+'];

/** Fills `table` when all modules are read, so that all files of a build have the same short names. */
const shortPropertyNames = (names, table) => ({
  name: 'short-property-names',
  renderStart() {
    const programs = [...this.getModuleIds()].map(id => this.parse(this.getModuleInfo(id).code ?? ''));
    for (const [name, short] of shortNames(names, programs)) table[`$${name}`] = short;
  },
});

const [first, second] = ['sip-chat-elements.js', 'sip-chat-elements.further.js'];

const build = (input, names, output, table = {}) => ({
  input,
  preserveEntrySignatures: 'allow-extension',
  // An element that nobody defines is left out, with its styles; texts are not.
  treeshake: { moduleSideEffects: id => !/lit-element|[\\/]dist[\\/]elements[\\/](?!further-strings)/.test(id) },
  plugins: [
    tscMaps,
    { name: 'trim-lit', load: trimLit },
    nodeResolve({ exportConditions: ['browser', 'production'] }),
    likeBesideLike,
    minifyTemplates({ include: /[\\/]dist[\\/]elements[\\/]/ }),
    shortPropertyNames(names, table),
    secondFile({ loaded: ['client', 'elements'].map(room => `./dist/${room}/further.js`), first, second }),
    shortPrivateNames,
    letForConst,
    terser({
      ecma: 2022,
      format: { comments: false },
      compress: { passes: 4, hoist_funs: true, keep_fargs: false },
      mangle: { properties: { only_cache: true, cache: { props: table } } },
    }),
  ],
  output,
});

/** @param name - Of the global variable that the script defines. */
const script = (file, name) => ({ file, format: 'iife', name, inlineDynamicImports: true, sourcemap: true });

/** Data, whose names pages may use too: nothing in it is renamed. */
const languages = readdirSync('dist/elements/locales')
  .filter(file => file.endsWith('.js'))
  .map(file => `dist/elements/locales/${file}`);

export default [
  {
    input: languages,
    plugins: [tscMaps, terser({ ecma: 2022, module: true, format: { comments: false } })],
    output: { dir: 'dist/locales', format: 'es', sourcemap: true },
  },
  build('dist/bundle.js', shortened('src/index.ts', 'dist/index.d.ts'), [
    { dir: 'dist', entryFileNames: first, chunkFileNames: second, format: 'es', sourcemap: true },
    script('dist/sip-chat-elements.iife.js', 'SipChat'),
  ]),
  build('dist/skype/index.js', shortened('src/skype/index.ts', 'dist/skype/index.d.ts'), [
    script('dist/skype-web-sdk.js', 'Skype'),
  ]),
];
