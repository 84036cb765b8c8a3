const SIGN_IN = "import '../sip-application.js';\n";

/**
 * `define/<tag>.js` registers one element and what it draws; `define/index.js` all. Those that can sign in, or draw one that can,
 * get the client with them.
 * @returns Names and texts of files in `dist`.
 */
export function defineModules(elements, manifest) {
  const superclasses = new Map(
    manifest.modules
      .flatMap(({ declarations }) => declarations)
      .map(({ name, superclass }) => [name, superclass?.name]),
  );
  const byTag = new Map(elements.map(element => [element.tagName, element]));
  const signsIn = ({ name, dependencies }) =>
    isA(name, 'SignInElement', superclasses) || dependencies.some(tag => signsIn(byTag.get(tag)));

  const modules = elements.flatMap(element => {
    const { tagName, name, path } = element;
    const exported = `export { ${name} } from '${path.replace('dist', '..')}';\n`;
    const imported = `import { ${name} } from '${path.replace('dist', '..')}';\n`;
    const code = `${imported}${signsIn(element) ? SIGN_IN : ''}\n${name}.define();\n\nexport { ${name} };\n`;
    return [
      [`define/${tagName}.js`, code],
      [`define/${tagName}.d.ts`, exported],
    ];
  });
  const all = `import { defineElements } from '../elements/index.js';\n${SIGN_IN}\ndefineElements();\n`;
  return [...modules, ['define/index.js', all], ['define/index.d.ts', 'export {};\n']];
}

function isA(name, base, superclasses) {
  return name === base || (name !== undefined && isA(superclasses.get(name), base, superclasses));
}
