/**
 * Types of our tags for templates of frameworks. One module, `frameworks/elements.d.ts`, says what a page may set on each and what
 * each fires; the others tell that to one framework. Who wants a framework's imports its module, which does nothing at run time.
 * @returns Names and texts of files in `dist`.
 */
export function frameworkTypes(elements) {
  const frameworks = Object.entries(FRAMEWORKS).flatMap(([name, { head, open, close, line }]) => [
    [`frameworks/${name}.js`, 'export {};\n'],
    [`frameworks/${name}.d.ts`, [head, open, ...elements.map(element => `    ${line(element)}`), close, ''].join('\n')],
  ]);
  return [['frameworks/elements.d.ts', elementTypes(elements)], ...frameworks];
}

function elementTypes(elements) {
  const head = `import type * as room from '../elements/index.js';

/** Of each event, a handler by the name \`on…\`. */
export type Handlers<Events> = { [Type in keyof Events & string as \`on\${Type}\`]?: (event: Events[Type]) => void };
`;
  return [head, ...elements.flatMap(element => [settings(element), events(element)])].join('\n');
}

const comment = text => `  /** ${text.replace(/\s+/g, ' ')} */\n`;
const base = ({ name }) => name.replace(/Element$/, '');

/** Properties, and attributes with names of their own. Only the elements know the properties' types. */
function settings(element) {
  const { name: className, members, tagName } = element;
  const fields = members.filter(({ kind, static: fixed, readonly }) => kind === 'field' && !fixed && !readonly);
  const properties = fields.map(
    ({ name, description }) => `${comment(description)}  ${name}?: room.${className}['${name}'] | undefined;`,
  );
  const attributes = fields
    .filter(({ name, attribute }) => attribute && attribute !== name)
    .map(({ attribute, type, description }) => {
      const values = type?.text === 'boolean' || type?.text === 'number' ? `${type.text} | string` : 'string';
      return `${comment(description)}  '${attribute}'?: ${values} | undefined;`;
    });
  const lines = [...properties, ...attributes];
  return `/** What may be set on \`<${tagName}>\`. */\nexport interface ${base(element)}Settings {\n${lines.join('\n')}\n}\n`;
}

function events(element) {
  const lines = (element.events ?? []).map(
    ({ name, description }) => `${comment(description)}  '${name}': GlobalEventHandlersEventMap['${name}'];`,
  );
  return `/** What \`<${element.tagName}>\` fires. */\nexport interface ${base(element)}Events {\n${lines.join('\n')}\n}\n`;
}

/** `'chat-provider': Tag<room.ChatProviderElement, types.ChatProviderSettings, types.ChatProviderEvents>;` */
const tagLine = element =>
  `'${element.tagName}': Tag<room.${element.name}, types.${base(element)}Settings, types.${base(element)}Events>;`;

const IMPORTS = `import type * as room from '../elements/index.js';
import type * as types from './elements.js';`;

const FRAMEWORKS = {
  react: {
    head: `${IMPORTS}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Tag<Element, Settings, Events> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Settings> &
  Settings &
  types.Handlers<Events>;
`,
    open: `declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {`,
    line: element => `  ${tagLine(element)}`,
    close: '    }\n  }\n}',
  },
  preact: {
    head: `${IMPORTS}
import type { ClassAttributes, JSX } from 'preact';

type Tag<Element extends EventTarget, Settings, Events> = Omit<JSX.HTMLAttributes<Element>, keyof Settings> &
  ClassAttributes<Element> &
  Settings &
  types.Handlers<Events>;
`,
    open: `declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {`,
    line: element => `  ${tagLine(element)}`,
    close: '    }\n  }\n}',
  },
  vue: {
    head: `${IMPORTS}
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

type Tag<Element, Settings, Events> = new () => Element & {
  $props: Omit<HTMLAttributes, keyof Settings> & PublicProps & Settings;
  $emit: EmitFn<{ [Type in keyof Events]: (event: Events[Type]) => void }>;
};
`,
    open: `declare module 'vue' {
  interface GlobalComponents {`,
    line: tagLine,
    close: '  }\n}',
  },
  svelte: {
    head: `${IMPORTS}
import type { HTMLAttributes } from 'svelte/elements';

type Tag<Element extends EventTarget, Settings, Events> = Omit<HTMLAttributes<Element>, keyof Settings> &
  Settings &
  types.Handlers<Events>;
`,
    open: `declare module 'svelte/elements' {
  interface SvelteHTMLElements {`,
    line: tagLine,
    close: '  }\n}',
  },
};
