const MODULE = 'theme.styles.ts';

/**
 * Gives each element that draws with the shared `look` the custom properties which `theme.styles.ts` documents, so that they are
 * written down once. What a class comment says of one of them is replaced.
 */
export const sharedLook = () => {
  const users = new Set();
  let shared = [];
  return {
    name: 'shared-look',
    collectPhase({ ts, node }) {
      if (!ts.isSourceFile(node)) return;
      if (node.fileName.endsWith(MODULE)) shared = documented(node.text);
      for (const [, name, styles] of node.text.matchAll(/class (\w+) [^]*?static (?:override )?styles = ([^;]*);/g))
        if (/\blook\b/.test(styles)) users.add(name);
    },
    packageLinkPhase({ customElementsManifest }) {
      const names = new Set(shared.map(({ name }) => name));
      for (const declaration of customElementsManifest.modules.flatMap(({ declarations }) => declarations)) {
        if (!users.has(declaration.name)) continue;
        const own = (declaration.cssProperties ?? []).filter(({ name }) => !names.has(name));
        declaration.cssProperties = [...own, ...shared];
      }
    },
  };
};

/** What `@cssproperty [--name=default] - Words` says in `text`, which goes on over lines. */
function documented(text) {
  const prose = text.replace(/\n\s*\*(?!\/) ?/g, '\n');
  const tags = prose.matchAll(/@cssproperty \[(--[\w-]+)(?:=([^\]]+))?\] - ((?:(?!\n@|\*\/)[^])*)/g);
  return [...tags].map(([, name, value, words]) => ({
    name,
    description: words.replace(/\s+/g, ' ').trim(),
    ...(value && { default: value }),
  }));
}
