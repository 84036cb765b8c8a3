import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** The manifest as it would be written now. */
export const readManifest = () => cli({ argv: ['analyze', '--quiet'], noWrite: true });

/** Its elements, by their tags. */
export const elementsOf = manifest =>
  manifest.modules
    .flatMap(({ path, declarations }) => declarations.map(declaration => ({ path, ...declaration })))
    .filter(({ tagName }) => tagName)
    .sort((one, other) => (one.tagName < other.tagName ? -1 : 1));
