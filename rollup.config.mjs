// tsc has written dist/**/*.js and maps; this makes the two single-file builds out of them.
import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
import { internalNames } from './scripts/internal-names.mjs';
import { minifyTemplates, walk } from './scripts/minify-templates.mjs';
import { trimLit } from './scripts/trim-lit.mjs';

// Rollup does not read the maps of its inputs: hand it tsc's, so that ours lead back to src/**/*.ts.
const tscMaps = {
  name: 'tsc-maps',
  load(id) {
    if (!/[\\/]dist[\\/].*\.js$/.test(id)) return null;
    return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };
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

/** Ours, and those that Lit's packages know each other by. */
const names = [...internalNames('src/index.ts', 'dist/index.d.ts'), '_\\$[A-E]\\w+'];

export default {
  input: 'dist/bundle.js',
  plugins: [
    tscMaps,
    { name: 'trim-lit', load: trimLit },
    nodeResolve({ exportConditions: ['browser', 'production'] }),
    minifyTemplates({ include: /[\\/]dist[\\/]elements[\\/]/ }),
    shortPrivateNames,
    letForConst,
    terser({
      ecma: 2022,
      format: { comments: false },
      compress: { passes: 2, hoist_funs: true, keep_fargs: false },
      mangle: { properties: { regex: new RegExp(`^(?:${names.join('|')})$`) } },
    }),
  ],
  output: [
    { file: 'dist/sip-chat-elements.js', format: 'es', sourcemap: true },
    { file: 'dist/sip-chat-elements.iife.js', format: 'iife', name: 'SipChat', sourcemap: true },
  ],
};
