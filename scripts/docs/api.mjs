// docs/api.md from the comments of what the doors of the public rooms let out.
import ts from 'typescript';

/** The rooms in the order of the text. What a room lets out again that stands in an earlier one is left out. */
const ROOMS = [
  ['src/skype/index.ts', 'Skype', 'What `skype-web-sdk.js` defines as the global `Skype`.'],
  ['src/client/index.ts', 'Client', 'The object model on a SIP server: `sip-chat-elements/client`.'],
  ['src/model/index.ts', 'Object model', 'The nouns of chat, without a network: `sip-chat-elements/model`.'],
  ['src/observable/index.ts', 'Observables', 'Values that tell when they change: `sip-chat-elements/observable`.'],
  ['src/elements/index.ts', 'Elements', 'What they are in a page: [elements](elements/README.md).'],
];

const program = ts.createProgram(
  ROOMS.map(([entry]) => entry),
  {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
  },
);
const checker = program.getTypeChecker();
const byName = (a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
const oneLine = text => text.replace(/\s+/g, ' ').trim();
/** A piece of a declaration, without the comments inside. */
const code = text =>
  oneLine(text.replace(/\/\*[^]*?\*\//g, ''))
    .replace(/\( /g, '(')
    .replace(/,? \)/g, ')');

/** The text of a comment; what it links to becomes code. */
const prose = parts =>
  ts
    .displayPartsToString(parts)
    .replace(/\{@link (\S+?)\}/g, '`$1`')
    .trim();

/** What a comment says of arguments, results and failures, one line each. */
function remarks(symbol) {
  const tags = symbol.getJsDocTags(checker).flatMap(({ name, text }) => {
    const words = oneLine(prose(text));
    if (name === 'param') return [`- ${words.replace(/^(\w+) *-? */, '`$1`: ')}`];
    return name === 'returns' ? [`- Returns: ${words}`] : [];
  });
  return [...tags, ...symbol.declarations.flatMap(ts.getJSDocTags).filter(ts.isJSDocThrowsTag).map(failure)];
}

/** By the comment's own text: TypeScript takes what stands in braces for a type, and a link for another tag. */
function failure(tag) {
  const rest = tag.getSourceFile().text.slice(tag.pos, tag.parent.end - '*/'.length);
  const [text] = rest.replace(/^@throws/, '').split(/\n\s*\*\s*@/);
  return `- Throws: ${oneLine(text.replace(/\n\s*\*/g, ' ')).replace(/\{(?:@link )?(\w+)\}/g, '`$1`')}`;
}

const describe = symbol => [prose(symbol.getDocumentationComment(checker)), remarks(symbol).join('\n')];

const parameters = node => `(${node.parameters.map(parameter => code(parameter.getText())).join(', ')})`;

/** How a member or a function is written, without its body or value. */
function signature(node, symbol) {
  const generic = node.typeParameters ? `<${node.typeParameters.map(one => one.getText()).join(', ')}>` : '';
  const mark = node.questionToken ? '?' : '';
  const type = node.type ? code(node.type.getText()) : undefined;
  if (ts.isConstructorDeclaration(node)) return `new ${node.parent.name.text}${parameters(node)}`;
  if (ts.isCallSignatureDeclaration(node)) return `${node.parent.name.text}${parameters(node)}: ${type}`;
  if (ts.isIndexSignatureDeclaration(node)) return `[${node.parameters[0].getText()}]: ${type}`;
  if (ts.isFunctionLike(node) && !ts.isAccessor(node)) return `${symbol.name}${generic}${parameters(node)}: ${type}`;
  return `${symbol.name}${mark}: ${type ?? checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, node))}`;
}

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;

/** Not for pages: private, made for our own use, or another's word for what a base class says already. */
function isHidden(node) {
  const internal = ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
  const named = node.name && (ts.isPrivateIdentifier(node.name) || ts.isComputedPropertyName(node.name));
  const overrides = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Override;
  return internal || named || overrides || Boolean(ts.getCombinedModifierFlags(node) & HIDDEN);
}

function memberLines(node) {
  const seen = new Set();
  return node.members
    .filter(member => !isHidden(member))
    .map(member => ({ member, symbol: member.symbol, name: member.name?.getText() ?? '' }))
    .sort(byName)
    .filter(({ member, name }) => ts.isFunctionLike(member) !== seen.has(name) || !seen.has(name))
    .flatMap(({ member, symbol, name }) => {
      if (name && seen.has(name) && ts.isAccessor(member)) return []; // the other of get and set
      seen.add(name);
      const comment = ts.isCallSignatureDeclaration(member) || ts.isConstructorDeclaration(member);
      const text = comment ? commentOf(member) : describe(symbol);
      const lines = text.filter(Boolean).join('\n\n').split('\n');
      return [`- \`${signature(member, symbol)}\``, ...lines.map(line => (line ? `  ${line}` : ''))].join('\n');
    });
}

/** Of something without a symbol of its own. */
function commentOf(node) {
  const signatures = checker.getSignatureFromDeclaration(node);
  return signatures ? [prose(signatures.getDocumentationComment(checker))] : [''];
}

function extended({ heritageClauses = [] }) {
  const names = heritageClauses.flatMap(clause => clause.types.map(type => `\`${code(type.getText())}\``));
  return names.length ? `Extends ${names.join(', ')}.` : '';
}

function declarationLines(node, symbol) {
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) return [extended(node), ...memberLines(node)];
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node))
    return [`\`\`\`ts\n${signature(node, symbol)}\n\`\`\``];
  return [`\`\`\`ts\n${code(node.getText().replace(/^export (declare )?/, ''))}\n\`\`\``];
}

function section(symbol) {
  const kinds = new Set(symbol.declarations.map(({ kind }) => kind));
  const kind = kinds.has(ts.SyntaxKind.ClassDeclaration) ? 'class ' : '';
  const bodies = symbol.declarations
    .filter(node => !ts.isFunctionDeclaration(node) || !node.body || symbol.declarations.length < 3)
    .flatMap(node => declarationLines(node, symbol));
  return [`### ${kind}${symbol.name}`, ...describe(symbol), ...bodies].filter(Boolean).join('\n\n');
}

/** The whole text. */
export function apiText() {
  const told = new Set();
  const rooms = ROOMS.map(([entry, title, text]) => {
    const door = checker.getSymbolAtLocation(program.getSourceFile(entry));
    const symbols = checker
      .getExportsOfModule(door)
      .map(symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter(symbol => symbol.declarations?.length && !told.has(symbol));
    for (const symbol of symbols) told.add(symbol);
    return [`## ${title}`, text, ...symbols.sort(byName).map(section)].join('\n\n');
  });
  const head = '# API\n\nMade from the comments in `src` by `npm run docs`: change them there.';
  return [head, ...rooms].join('\n\n');
}
