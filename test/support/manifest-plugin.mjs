import { readManifest } from '../../scripts/manifest/read.mjs';

/** Serves the manifest as the sources have it now at `/custom-elements.json`. */
export const manifestPlugin = () => {
  let text;
  return {
    name: 'manifest',
    async serve({ path }) {
      if (path !== '/custom-elements.json') return undefined;
      text ??= readManifest().then(JSON.stringify);
      return { body: await text, type: 'json' };
    },
  };
};
