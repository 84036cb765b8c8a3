import { posix } from 'node:path';

/**
 * Says of each element which elements it draws (`dependencies`), which of their parts it forwards, and which of their events come
 * out of it too. Read from the templates: its own module's, and those of what that imports, other elements left out.
 */
export const composition = () => {
  const sources = new Map();
  return {
    name: 'composition',
    collectPhase({ ts, node }) {
      if (ts.isSourceFile(node)) sources.set(node.fileName, withoutComments(node.text));
    },
    packageLinkPhase({ customElementsManifest }) {
      const elements = new Map();
      for (const { path, declarations } of customElementsManifest.modules)
        for (const declaration of declarations)
          if (declaration.tagName) elements.set(declaration.tagName, { path, declaration });
      const modules = new Set([...elements.values()].map(({ path }) => path));
      const done = new Set();
      const compose = tag => {
        if (done.has(tag)) return;
        done.add(tag);
        const { path, declaration } = elements.get(tag);
        const text = templatesOf(path, sources, modules);
        const inner = [...elements.keys()]
          .filter(other => other !== tag && new RegExp(`<${other}[\\s>]`).test(text))
          .sort();
        inner.forEach(compose);
        declaration.dependencies = inner;
        const drawn = new Map(inner.map(other => [other, elements.get(other).declaration]));
        forwardParts(declaration, text, drawn);
        letEventsOut(declaration, drawn);
      };
      [...elements.keys()].forEach(compose);
    },
  };
};

const withoutComments = text => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

function templatesOf(path, sources, elements, seen = new Set()) {
  seen.add(path);
  const text = sources.get(path) ?? '';
  const imported = [...text.matchAll(/ from '(\.[\w./-]+)\.js'/g)].map(([, name]) =>
    posix.join(posix.dirname(path), `${name}.ts`),
  );
  const inner = imported.filter(other => sources.has(other) && !elements.has(other));
  return [text, ...inner.map(other => (seen.has(other) ? '' : templatesOf(other, sources, elements, seen)))].join('\n');
}

/**
 * By `<tag exportparts="inner:outer, …">`, and `<tag exportparts=${NAME}>` with `NAME = exported('prefix', 'inner …')`, or with
 * `NAME = exportedAll('prefix', …)` for all parts of the tag.
 */
function forwardParts(declaration, text, drawn) {
  const lists = new Map();
  for (const [, name, prefix, parts] of text.matchAll(/(\w+) = exported\(\s*'([\w-]+)',\s*'([^']*)',?\s*\)/g))
    lists.set(
      name,
      parts.split(' ').map(part => [part, `${prefix}-${part}`]),
    );
  const prefixes = new Map([...text.matchAll(/(\w+) = exportedAll\(\s*'([\w-]+)'/g)].map(([, ...pair]) => pair));
  const forwarded = new Map();
  for (const [tag, { cssParts = [] }] of drawn) {
    for (const [opening] of text.matchAll(new RegExp(`<${tag}\\s(?:=>|[^>])*>`, 'g'))) {
      const [, written, name] = /\sexportparts=(?:"([^"]*)"|\$\{(\w+)\})/.exec(opening) ?? [];
      const pairs =
        written?.split(',').map(pair => pair.trim().split(/\s*:\s*/)) ??
        lists.get(name) ??
        allOf(cssParts, prefixes.get(name));
      for (const [inner, outer = inner] of pairs) {
        const description = cssParts.find(part => part.name === inner)?.description;
        forwarded.set(outer, { name: outer, description, forwardedFrom: { tagName: tag, part: inner } });
      }
    }
  }
  if (!forwarded.size) return;
  const own = (declaration.cssParts ?? []).filter(({ name }) => !forwarded.has(name));
  declaration.cssParts = [...own, ...forwarded.values()];
}

const allOf = (parts, prefix) => (prefix ? parts.map(({ name }) => [name, `${prefix}-${name}`]) : []);

function letEventsOut(declaration, drawn) {
  const events = (declaration.events ??= []);
  for (const [tag, { events: inner = [] }] of drawn) {
    for (const event of inner)
      if (!events.some(({ name }) => name === event.name)) events.push({ firedBy: tag, ...event });
  }
}
