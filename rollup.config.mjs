// tsc has written dist/**/*.js and maps; this makes the two single-file builds out of them.
import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

// Rollup does not read the maps of its inputs: hand it tsc's, so that ours lead back to src/**/*.ts.
const tscMaps = {
  name: 'tsc-maps',
  load(id) {
    if (!/[\\/]dist[\\/].*\.js$/.test(id)) return null;
    return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };
  },
};

export default {
  input: 'dist/index.js',
  plugins: [
    tscMaps,
    nodeResolve({ exportConditions: ['browser', 'production'] }),
    terser({ ecma: 2022, format: { comments: false }, compress: { passes: 2 } }),
  ],
  output: [
    { file: 'dist/sip-chat-elements.js', format: 'es', sourcemap: true },
    { file: 'dist/sip-chat-elements.iife.js', format: 'iife', name: 'SipChat', sourcemap: true },
  ],
};
