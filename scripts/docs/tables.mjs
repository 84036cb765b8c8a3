import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { code, firstSentence, table } from './markdown.mjs';

const link = (tagName, file) =>
  `[\`<${tagName}>\`](${posix.relative(posix.dirname(file), `docs/elements/${tagName}.md`)})`;

/** Custom properties that all elements with the shared look have. */
export function sharedProperties(elements) {
  const conversation = elements.find(({ tagName }) => tagName === 'chat-conversation');
  const others = elements.filter(
    ({ cssProperties = [], tagName }) => cssProperties.length && tagName !== 'chat-conversation',
  );
  return conversation.cssProperties.filter(({ name }) =>
    others.every(({ cssProperties }) => cssProperties.some(property => property.name === name)),
  );
}

const propertyRow = ({ name, default: value, description }) => [code(name), code(value), description];

/** What may stand between `<!-- table: name -->` and `<!-- end -->`. */
export const tables = {
  elements: (elements, file) =>
    table(
      ['Element', 'What it is'],
      elements.map(({ tagName, description }) => [link(tagName, file), firstSentence(description)]),
    ),
  'custom properties': elements => table(['Property', 'Default', 'What'], sharedProperties(elements).map(propertyRow)),
  'further custom properties': (elements, file) => {
    const shared = new Set(sharedProperties(elements).map(({ name }) => name));
    const rows = elements.flatMap(({ tagName, cssProperties = [] }) =>
      cssProperties
        .filter(({ name }) => !shared.has(name))
        .map(property => [link(tagName, file), ...propertyRow(property)]),
    );
    return table(['Element', 'Property', 'Default', 'What'], rows);
  },
  parts: (elements, file) => {
    const own = ({ cssParts = [] }) => cssParts.filter(({ forwardedFrom }) => !forwardedFrom);
    const rows = elements
      .filter(element => own(element).length)
      .map(element => [
        link(element.tagName, file),
        own(element)
          .map(({ name }) => code(name))
          .join(' '),
      ]);
    return table(['Element', 'Its own parts'], rows);
  },
  'forwarded parts': (elements, file) => {
    const rows = elements.flatMap(({ tagName, cssParts = [] }) => {
      const forwarded = cssParts.filter(({ forwardedFrom }) => forwardedFrom);
      const inner = [...new Set(forwarded.map(({ forwardedFrom }) => forwardedFrom.tagName))];
      return inner.map(tag => {
        const parts = forwarded.filter(({ forwardedFrom }) => forwardedFrom.tagName === tag);
        return [link(tagName, file), link(tag, file), parts.map(({ name }) => code(name)).join(' ')];
      });
    });
    return table(['Of', 'Inside', 'Parts'], rows);
  },
  states: (elements, file) => {
    const rows = elements.flatMap(({ tagName, cssStates = [] }) =>
      cssStates.map(({ name, description }) => [link(tagName, file), code(`:state(${name})`), description]),
    );
    return table(['Element', 'State', 'When'], rows);
  },
  languages: () => {
    const folder = 'src/elements/locales';
    const files = readdirSync(folder).map(file => readFileSync(`${folder}/${file}`, 'utf8'));
    const told = files.map(text =>
      ['code', 'name'].map(field => new RegExp(`\\$${field}: '([^']+)'`).exec(text)?.[1] ?? ''),
    );
    return ['English', ...told.map(([code, name]) => `${name} (\`${code}\`)`)].join(', ') + '.';
  },
};
