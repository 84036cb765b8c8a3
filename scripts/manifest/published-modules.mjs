/**
 * Names the modules as they are published: each element's class in `dist/elements`, its registration in `dist/define`
 * (scripts/package/define-modules.mjs). Tells which version of the schema this is.
 */
export const publishedModules = () => ({
  name: 'published-modules',
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.schemaVersion = '2.1.0';
    rename(manifest);
    for (const module of manifest.modules) {
      const names = new Map(module.declarations.map(({ name, tagName }) => [name, tagName]));
      module.exports = [...names.keys()].map(name => ({
        kind: 'js',
        name,
        declaration: { name, module: module.path },
      }));
    }
    const definitions = manifest.modules.flatMap(({ path, declarations }) =>
      declarations
        .filter(({ tagName }) => tagName)
        .map(({ name, tagName }) => ({
          kind: 'javascript-module',
          path: `dist/define/${tagName}.js`,
          declarations: [],
          exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } }],
        })),
    );
    manifest.modules.push(...definitions);
  },
});

/** `src/elements/x.ts`, and the analyzer's `/src/elements/x.js`, in every `path` and `module`. */
function rename(value) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'path' || key === 'module') && typeof inner === 'string')
      value[key] = inner.replace(/^\/?src\/(.*)\.[tj]s$/, 'dist/$1.js');
    else rename(inner);
  }
}
