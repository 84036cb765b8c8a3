// tsc has written dist/**/*.js and maps; this makes the two single-file builds out of them.
import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { minifyTemplates } from './scripts/minify-templates.mjs';

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

export default {
  input: 'dist/index.js',
  plugins: [
    tscMaps,
    nodeResolve({ exportConditions: ['browser', 'production'] }),
    minifyTemplates({ include: /[\\/]dist[\\/]elements[\\/]/ }),
    shortPrivateNames,
    terser({ ecma: 2022, format: { comments: false }, compress: { passes: 2 } }),
  ],
  output: [
    { file: 'dist/sip-chat-elements.js', format: 'es', sourcemap: true },
    { file: 'dist/sip-chat-elements.iife.js', format: 'iife', name: 'SipChat', sourcemap: true },
  ],
};
