/** Keeps the `@example` of a class comment, whose html stands on the element's page. The schema has no place of its own for it. */
export const examples = () => ({
  name: 'examples',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'example');
    const declaration = moduleDoc.declarations.find(({ name }) => name === node.name?.text);
    const [, example] = /```html\n([^]*?)\n\s*```/.exec(ts.getTextOfJSDocComment(tag?.comment) ?? '') ?? [];
    if (declaration && example) declaration.example = example;
  },
});
