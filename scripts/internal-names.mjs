// Finds the property names that only our own modules know, so that the minifier may shorten them.
import ts from 'typescript';

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
};

/** Calls that make texts of the names of their arguments' properties, or properties of texts. */
const REFLECTION = /^(Object|Reflect|JSON)\.\w+$|^structuredClone$/;

/** What a browser asks of a custom element by its name, and no declaration of a host has. HTML, "custom element reactions". */
const ASKED_OF_ELEMENTS = [
  'formAssociated',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
  'connectedMoveCallback',
];

/** Calls `visit` for all nodes of the modules that `program` is made of: ours, and declarations of hosts and libraries. */
function visitAll(program, visit) {
  const walk = node => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  program.getSourceFiles().forEach(walk);
}

/** The name of a member of a class or an interface, or of a global variable. */
function declaredName(node) {
  const declares = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isVariableDeclaration(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** The objects that `node` looks into by a name that is known only when it runs, or whose names it reads. */
function objectsLookedInto(node) {
  if (ts.isElementAccessExpression(node) || ts.isForInStatement(node)) return [node.expression];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return [node.right];
  return ts.isCallExpression(node) && REFLECTION.test(node.expression.getText()) ? node.arguments : [];
}

/** The texts that are, or may be, names: strings, and the words of templates. */
function words(node) {
  if (ts.isStringLiteral(node)) return [node.text];
  return ts.isTemplateLiteralToken(node) ? node.text.split(/[^\w$]+/) : [];
}

/**
 * Names of members of our interfaces and classes that may be shortened in a bundle, everywhere in it. Not among them is
 * a name
 * - that a public type has, or one of a host or library;
 * - that is also a text, or a word in a template;
 * - of an object that is looked into by a name known only when it runs, or whose names are read;
 * - in an object that was not written as one of the interfaces, for it may be a table with names of the wire.
 *
 * A function that takes `unknown` and reads names is not seen: ours compares the names of two objects, no more.
 * @param entry - `src/index.ts`.
 * @param publicTypes - `dist/index.d.ts`, made of it.
 */
export function internalNames(entry, publicTypes) {
  const program = ts.createProgram([entry], OPTIONS);
  const checker = program.getTypeChecker();
  const names = new Set();
  const taken = new Set(ASKED_OF_ELEMENTS);
  visitAll(ts.createProgram([publicTypes], { ...OPTIONS, noLib: true }), node => taken.add(declaredName(node)));
  visitAll(program, node => {
    const { parent } = node;
    if (node.getSourceFile().isDeclarationFile) {
      taken.add(declaredName(node));
      return;
    }
    if (parent && (ts.isClassDeclaration(parent) || ts.isInterfaceDeclaration(parent))) names.add(declaredName(node));
    if (parent && ts.isObjectLiteralExpression(parent) && node.name) {
      const type = checker.getContextualType(parent);
      if (!type || !checker.getPropertyOfType(type, node.name.text ?? '')) taken.add(node.name.text);
    }
    for (const word of words(node)) taken.add(word);
    for (const object of objectsLookedInto(node)) {
      const type = checker.getTypeAtLocation(object);
      for (const part of type.isUnionOrIntersection() ? type.types : [type]) {
        for (const property of checker.getPropertiesOfType(part)) taken.add(property.name);
      }
    }
  });
  return [...names].filter(name => !taken.has(name));
}
