// How `npm run manifest` writes dist/custom-elements.json: from the class comments and public properties of the elements.
import { composition } from './scripts/manifest/composition.mjs';
import { examples } from './scripts/manifest/examples.mjs';
import { onlyWhatIsPublic } from './scripts/manifest/only-what-is-public.mjs';
import { publishedModules } from './scripts/manifest/published-modules.mjs';
import { sharedLook } from './scripts/manifest/shared-look.mjs';

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/locales/**'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  // Each builds on what those before it have left.
  plugins: [examples(), onlyWhatIsPublic(), sharedLook(), composition(), publishedModules()],
};
