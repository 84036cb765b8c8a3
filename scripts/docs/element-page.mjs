import { anchor, code, table } from './markdown.mjs';
import { sharedProperties, tables } from './tables.mjs';

const MADE = '<!-- Made from the class comment by `npm run docs`: change it there. -->';

/** docs/elements/README.md */
export const elementIndex = elements =>
  [
    MADE,
    '# Elements',
    'Each with an example, and with all that a page can use of it.',
    tables.elements(elements, 'docs/elements/README.md'),
  ].join('\n\n');

/** docs/elements/<tag>.md: example first, then what there is. What is empty is left out. */
export function elementPage(element, elements) {
  const { tagName, name, description, example, slots, cssStates, dependencies } = element;
  return [
    MADE,
    `# \`<${tagName}>\``,
    description,
    ...(example ? [`\`\`\`html\n${example}\n\`\`\``] : []),
    `Its class is \`${name}\`. For bundlers, this registers it:\n\n\`\`\`js\nimport 'sip-chat-elements/define/${tagName}.js';\n\`\`\``,
    section(
      'Slots',
      table(['Slot', 'What goes there'], slots?.map(slot => [code(slot.name) || '(default)', slot.description]) ?? []),
    ),
    section('Properties', properties(element)),
    section('Methods', methods(element)),
    section('Events', events(element)),
    section(
      'States',
      table(['State', 'When'], cssStates?.map(state => [code(`:state(${state.name})`), state.description]) ?? []),
    ),
    section('Custom properties', customProperties(element, elements)),
    section('Parts', parts(element)),
    section('Dependencies', dependencies.length ? `It draws ${list(dependencies.map(linked))}.` : ''),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const section = (title, text) => text && `## ${title}\n\n${text}`;
const linked = tag => `[\`<${tag}>\`](${tag}.md)`;
const list = texts => texts.join(', ').replace(/, ([^,]*)$/, ' and $1');

function properties({ members, attributes = [] }) {
  const rows = members
    .filter(({ kind, static: fixed }) => kind === 'field' && !fixed)
    .map(({ name, attribute, reflects, type, readonly, default: value, description }) => [
      code(name),
      attribute ? `${code(attribute)}${reflects ? ', reflected' : ''}` : '',
      code(type?.text),
      code(value),
      `${readonly ? 'Only to read. ' : ''}${description}`,
    ]);
  const known = new Set(members.map(({ attribute }) => attribute));
  const others = attributes
    .filter(({ name }) => !known.has(name))
    .map(({ name, type, description }) => ['', code(name), code(type?.text), '', description]);
  return table(['Property', 'Attribute', 'Type', 'Default', 'What'], [...rows, ...others]);
}

function methods({ members }) {
  const rows = members
    .filter(({ kind }) => kind === 'method')
    .map(({ name, static: fixed, parameters = [], return: result, description }) => {
      const given = parameters
        .map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type?.text}`)
        .join(', ');
      const told = parameters
        .filter(({ description }) => description)
        .map(one => ` \`${one.name}\`: ${one.description}`);
      return [
        code(`${fixed ? 'static ' : ''}${name}(${given}): ${result?.type.text ?? 'void'}`),
        `${description}${told.join('')}`,
      ];
    });
  return table(['Method', 'What it does'], rows);
}

function events({ events = [] }) {
  const rows = events.map(({ name, type, description, firedBy }) => [
    code(name),
    `[\`${type.text}\`](../api.md#${anchor(type.text)})`,
    `${description}${firedBy ? ` From ${linked(firedBy)}.` : ''}`,
  ]);
  return table(['Event', 'Type', 'When'], rows);
}

function customProperties({ cssProperties = [] }, elements) {
  const shared = new Set(sharedProperties(elements).map(({ name }) => name));
  const own = cssProperties.filter(({ name }) => !shared.has(name));
  const rows = own.map(({ name, default: value, description }) => [code(name), code(value), description]);
  const common =
    own.length < cssProperties.length &&
    'The [colours, corners and letters](../theming.md#custom-properties) of all elements.';
  return [table(['Property', 'Default', 'What'], rows), common].filter(Boolean).join('\n\n');
}

function parts({ cssParts = [] }) {
  const own = cssParts
    .filter(({ forwardedFrom }) => !forwardedFrom)
    .map(({ name, description }) => [code(name), description]);
  const forwarded = cssParts
    .filter(({ forwardedFrom }) => forwardedFrom)
    .map(({ name, description, forwardedFrom: { tagName, part } }) => [
      code(name),
      `\`${part}\` of ${linked(tagName)}: ${description}`,
    ]);
  return [
    table(['Part', 'What'], own),
    forwarded.length && `Of the elements inside:\n\n${table(['Part', 'What'], forwarded)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
