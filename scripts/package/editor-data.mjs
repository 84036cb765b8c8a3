/**
 * What editors read to complete and explain our tags: custom data of Visual Studio Code, for html and for css, and JetBrains' web-types.
 * @returns Names and texts of files in `dist`.
 */
export function editorData(elements, { name, version }) {
  const webTypes = {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: { html: { elements: elements.map(webType) } },
  };
  return [
    ['vscode.html-data.json', json({ version: 1.1, tags: elements.map(tag) })],
    ['vscode.css-data.json', json({ version: 1.1, ...css(elements) })],
    ['web-types.json', json(webTypes)],
  ];
}

const json = value => `${JSON.stringify(value, null, 2)}\n`;
const markdown = value => ({ kind: 'markdown', value });

/** The words of a type such as `'top' | 'bottom'`. */
const words = type => [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => ({ name }));

function tag({ tagName, description, attributes = [], slots = [], events = [], cssParts = [] }) {
  const list = (title, items) =>
    items.length
      ? [`**${title}**`, ...items.map(({ name, description }) => `- \`${name || '(default)'}\`: ${description}`)]
      : [];
  const own = cssParts.filter(({ forwardedFrom }) => !forwardedFrom);
  const lines = [description, '', ...list('Slots', slots), '', ...list('Events', events), '', ...list('Parts', own)];
  return {
    name: tagName,
    description: markdown(lines.join('\n').trim()),
    attributes: attributes.map(({ name, description, type }) => {
      const values = words(type);
      return {
        name,
        description,
        ...(type?.text === 'boolean' && { valueSet: 'v' }),
        ...(values.length && { values }),
      };
    }),
  };
}

function css(elements) {
  /** Each name once, with what each element says of it. */
  const joined = (field, written) => {
    const all = new Map();
    for (const element of elements)
      for (const { name, description } of element[field] ?? [])
        all.set(name, [...(all.get(name) ?? []), { tagName: element.tagName, description }]);
    return [...all].map(([name, uses]) => {
      const texts = new Set(uses.map(({ description }) => description));
      const text =
        texts.size === 1 ? [...texts][0] : uses.map(use => `- \`<${use.tagName}>\`: ${use.description}`).join('\n');
      return { name: written(name), description: markdown(text) };
    });
  };
  return {
    properties: joined('cssProperties', name => name),
    pseudoClasses: joined('cssStates', name => `:state(${name})`),
    pseudoElements: joined('cssParts', name => `::part(${name})`),
  };
}

function webType({ tagName, description, attributes, members, slots, events, cssProperties, cssParts }) {
  const told = (list = []) => list.map(({ name, description }) => ({ name, description }));
  const fields = members.filter(({ kind, static: fixed, readonly }) => kind === 'field' && !fixed && !readonly);
  return {
    name: tagName,
    description,
    attributes: (attributes ?? []).map(({ name, description, type, default: value }) => ({
      name,
      description,
      ...(value && { default: value }),
      value: { type: type?.text ?? 'string', ...(type?.text === 'boolean' && { kind: 'no-value' }) },
    })),
    slots: told(slots),
    js: {
      properties: fields.map(({ name, description, type }) => ({ name, description, type: type?.text })),
      events: told(events),
    },
    css: { properties: told(cssProperties), parts: told(cssParts) },
  };
}
