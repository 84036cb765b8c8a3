// Links the file that the script-tag file loads when it is needed. Not by imports: a page may have renamed the first file,
// or given its address a query, and an import of it by name would load it a second time.
import { createHash } from 'node:crypto';
import MagicString from 'magic-string';
import { walk } from './minify-templates.mjs';

/**
 * Whatever module loads another by `import()`, in its place this one is loaded, which has all that they load: so there is one
 * second file, and what two of them need is in it once.
 */
const ALL = '\0all-that-is-loaded';

/** Languages have files of their own, which import nothing: they are loaded by name. */
const isLanguage = file => file.startsWith('./locales/');

const nameOf = ({ name, value }) => name ?? value;

/**
 * A Rollup plugin for a build of two files. What the second one needs of the first it gets as arguments of its one
 * export, which bears the build's name: a second file of another build is refused, not misunderstood, and the query keeps
 * a cache from giving one. A browser may remember that a file could not be loaded, so each further try has another query.
 * @param options.loaded - The modules that are loaded by `import()`, from the working directory, `./dist/…`.
 * @param options.first - The name of the first file; `options.second` - that of the other, in the same folder.
 */
export function secondFile({ loaded, first, second }) {
  let build;

  /** The names of what is handed over, in the order of the arguments. */
  const handedOver = chunks => [...chunks[second].importedBindings[first]].sort();

  function linkFirst(text, program, names, isPublic) {
    const locals = new Map();
    for (const node of program.body.filter(({ type }) => type === 'ExportNamedDeclaration')) {
      for (const { exported, local } of node.specifiers) locals.set(nameOf(exported), local.name);
      const kept = node.specifiers.filter(({ exported }) => isPublic(nameOf(exported)));
      const list = kept.map(({ exported, local }) => `${local.name} as ${nameOf(exported)}`);
      text.overwrite(node.start, node.end, `export { ${list.join(', ')} };`);
    }
    const args = names.map(name => locals.get(name)).join(', ');
    walk(program, ({ type, source, start, end }) => {
      if (type !== 'ImportExpression' || isLanguage(source.value)) return;
      text.overwrite(start, end, 'loadSecondFile()');
    });
    text.prepend(`let secondFile, secondFileTries = '';
      const failAndRenameNext = error => { secondFile = 0; secondFileTries += 1; throw error; };
      const loadSecondFile = () => secondFile ||= import("./${second}?${build}" + secondFileTries)
        .then(file => file.${build}(${args})).catch(failAndRenameNext);\n`);
  }

  function linkSecond(text, program, names) {
    const locals = new Map();
    const results = [];
    for (const node of program.body) {
      if (node.type === 'ImportDeclaration') {
        for (const { imported, local } of node.specifiers) locals.set(nameOf(imported), local.name);
      } else if (node.type === 'ExportNamedDeclaration') {
        results.push(...node.specifiers.map(({ exported, local }) => `${nameOf(exported)}: ${local.name}`));
      } else continue;
      text.remove(node.start, node.end);
    }
    text.prepend(`export function ${build}(${names.map(name => locals.get(name)).join(', ')}) {\n`);
    text.append(`\nreturn { ${results.join(', ')} };\n}`);
  }

  return {
    name: 'second-file',
    resolveDynamicImport: file => (isLanguage(file) ? { id: file, external: true } : ALL),
    load: id => (id === ALL ? loaded.map(file => `export * from '${file}';`).join('\n') : null),
    renderStart() {
      const hash = createHash('sha256');
      for (const id of [...this.getModuleIds()].sort()) hash.update(this.getModuleInfo(id).code ?? '');
      build = `b${hash.digest('hex').slice(0, 8)}`;
    },
    renderChunk(code, chunk, _options, { chunks }) {
      if (!chunks[second]) return null; // the build of one file
      const text = new MagicString(code);
      const names = handedOver(chunks);
      if (chunk.fileName === second) linkSecond(text, this.parse(code), names);
      else {
        const { exports } = this.getModuleInfo(chunk.facadeModuleId);
        linkFirst(text, this.parse(code), names, name => exports.includes(name));
      }
      return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
    },
  };
}
