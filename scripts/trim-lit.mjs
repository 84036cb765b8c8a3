// Leaves out of the single files what Lit keeps for old browsers, polyfills, decorators, JSON in attributes and SVG.
// The browser tests run with it.
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';

/** In place of Lit's `css`, which also knows parts, nonces, and browsers without constructed style sheets. */
const CSS_TAG = `
export const css = ([text]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};
export const getCompatibleStyle = sheet => sheet;
export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
export const CSSResult = undefined, supportsAdoptingStyleSheets = true, unsafeCSS = undefined;
`;

/** By module: calls of hooks that only polyfills, development tools and decorators fill, and what we never use. Each must be there once. */
const HOOKS = {
  '@lit/reactive-element/reactive-element.js': [
    'p=a.reactiveElementPolyfillSupport,',
    ',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")',
    'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;',
    'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)' +
      'for(const[t,i]of s)this.elementProperties.set(t,i)}',
    'static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}',
    ',void 0!==t.l&&(this.l=[...t.l])',
    ',this.constructor.l?.forEach(t=>t(this))',
    // Attributes that hold JSON.
    'case Object:case Array:t=null==t?t:JSON.stringify(t)',
    'case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}',
  ],
  'lit-html/lit-html.js': [
    'B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");const ',
    // Templates of SVG and MathML.
    '2===i?"<svg>":3===i?"<math>":',
    '+(2===i?"</svg>":3===i?"</math>":"")',
  ],
};

/**
 * Lit makes its policy of Trusted Types when it is loaded. With a policy of that name allowed once only, as by `trusted-types
 * lit-html`, a script that is loaded twice would end there: it is made when the first template is drawn.
 */
const POLICY = [
  ['e=s?s.createPolicy("lit-html",{createHTML:t=>t}):void 0', 'e={}'],
  ['void 0!==e?e.createHTML(i):i', 's?(e.p??=s.createPolicy("lit-html",{createHTML:t=>t})).createHTML(i):i'],
];

/** Lit's module `id` without them; undefined for other modules. */
export function trimLit(id) {
  const path = id.replaceAll('\\', '/');
  if (path.endsWith('/@lit/reactive-element/css-tag.js')) return { code: CSS_TAG, map: { mappings: '' } };
  const name = Object.keys(HOOKS).find(file => path.endsWith(`/node_modules/${file}`));
  if (!name) return undefined;
  const changes = [...HOOKS[name].map(hook => [hook, ' ']), ...(name.startsWith('lit-html') ? POLICY : [])];
  const source = readFileSync(path, 'utf8');
  const text = new MagicString(source);
  for (const [hook, instead] of changes) {
    const start = source.indexOf(hook);
    if (start < 0 || source.includes(hook, start + 1))
      throw new Error(`Cannot trim ${path}: not once in it is ${hook}`);
    text.update(start, start + hook.length, instead);
  }
  return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
}
