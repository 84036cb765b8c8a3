import { declarations } from './manifest.js';
import { styleTexts } from './style-texts.js';

/** What has been seen of an element so far. */
export interface Sightings {
  readonly parts: Set<string>;
  readonly slots: Set<string>;
  readonly states: Set<string>;
  readonly attributes: Set<string>;
  readonly events: Set<string>;
  /** By name, what stands behind the comma in `var(--name, …)`. */
  readonly properties: Map<string, string>;
}

/** By tag. */
const sightings = new Map<string, Sightings>();

/** Parts of elements inside, which nobody outside can reach: `tag: <inner>::part(name)`. */
export const unreachable = new Set<string>();

/** Parts that the page's own `tag::part(name)` has been seen to style, and those that it has not: `tag::part(name)`. */
export const styleable = { proven: new Set<string>(), unproven: new Set<string>() };

/** Where a script has written a `style` attribute. */
export const styled = new Set<string>();

export function sightingsOf(tag: string): Sightings {
  let seen = sightings.get(tag);
  if (!seen) {
    const sets = { parts: new Set<string>(), slots: new Set<string>(), states: new Set<string>() };
    seen = { ...sets, attributes: new Set(), events: new Set(), properties: new Map() };
    sightings.set(tag, seen);
  }
  return seen;
}

const isOurs = (element: Element): boolean => declarations.has(element.localName);

/** Of HTML itself, or put there by who uses the element. */
const GLOBAL = /^(?:class|id|slot|part|exportparts|hidden|dir|role|tabindex|inert|popover|aria-.*)$/;

/** From now on notes which states new elements show, and which events are fired. */
export function watch(): void {
  markParts();
  const hosts = new WeakMap<CustomStateSet, Element>();
  const { attachInternals } = HTMLElement.prototype;
  HTMLElement.prototype.attachInternals = function (this: HTMLElement) {
    const internals = attachInternals.call(this);
    hosts.set(internals.states, this);
    return internals;
  };
  const { add } = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (this: CustomStateSet, state: string) {
    const host = hosts.get(this);
    if (host) sightingsOf(host.localName).states.add(state);
    return add.call(this, state);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (this: EventTarget, event: Event) {
    if (this instanceof Element && !event.type.startsWith('context-')) noteEvent(this, event);
    return dispatchEvent.call(this, event);
  };
}

function noteEvent(origin: Element, event: Event): void {
  if (isOurs(origin)) sightingsOf(origin.localName).events.add(event.type);
  if (!event.bubbles || !event.composed) return;
  for (let root = origin.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (isOurs(root.host)) sightingsOf(root.host.localName).events.add(event.type);
}

/** Notes what can be seen of the elements in `root` now. */
export function look(root: ParentNode): void {
  for (const element of root.querySelectorAll('*')) {
    if (isOurs(element)) note(element);
    if (element.shadowRoot) look(element.shadowRoot);
    if (element.hasAttribute('style')) styled.add(element.outerHTML);
  }
}

function note(host: Element): void {
  const seen = sightingsOf(host.localName);
  for (const name of host.getAttributeNames()) if (!GLOBAL.test(name)) seen.attributes.add(name);
  const { shadowRoot } = host;
  if (!shadowRoot) return;
  for (const element of shadowRoot.querySelectorAll('[part]'))
    for (const name of element.part) seePart(host, name, element);
  for (const slot of shadowRoot.querySelectorAll('slot')) seen.slots.add(slot.name);
  for (const [name, value] of propertiesIn(stylesOf(shadowRoot))) seen.properties.set(name, value);
}

/** That `element` is a part of `host`, and of what `host` stands in if that forwards it. */
function seePart(host: Element, name: string, element: Element): void {
  sightingsOf(host.localName).parts.add(name);
  const root = host.getRootNode();
  if (root === document) prove(host.localName, name, element);
  if (!(root instanceof ShadowRoot) || !isOurs(root.host)) return;
  const pairs = (host.getAttribute('exportparts') ?? '').split(',').map(pair => pair.trim().split(/\s*:\s*/));
  const outer = pairs.filter(([inner]) => inner === name).map(([inner = '', forwarded = inner]) => forwarded);
  if (!outer.length) unreachable.add(`${root.host.localName}: ${host.localName}::part(${name})`);
  for (const forwarded of outer) seePart(root.host, forwarded, element);
}

/** A property that only `tag::part(name)` of the page sets. */
const mark = (tag: string, name: string): string => `--is-${tag}-${name}`;

/** The page's rules for all parts that are declared. */
function markParts(): void {
  const rules = [...declarations].flatMap(([tag, { cssParts = [] }]) =>
    cssParts.map(({ name }) => {
      CSS.registerProperty({ name: mark(tag, name), inherits: false, syntax: '*' });
      return `${tag}::part(${name}) { ${mark(tag, name)}: yes }`;
    }),
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join('\n'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function prove(tag: string, name: string, element: Element): void {
  const rule = `${tag}::part(${name})`;
  if (styleable.proven.has(rule)) return;
  const styled = getComputedStyle(element).getPropertyValue(mark(tag, name)) === 'yes';
  styleable[styled ? 'proven' : 'unproven'].add(rule);
  if (styled) styleable.unproven.delete(rule);
}

const stylesOf = (root: ShadowRoot): string =>
  root.adoptedStyleSheets.map(sheet => styleTexts.get(sheet) ?? '').join('\n');

/** All `var(--name, …)` but private ones, whose names begin with `--_`. */
function* propertiesIn(styles: string): Iterable<[name: string, value: string]> {
  for (const { 1: name = '', index, 0: start } of styles.matchAll(/var\(\s*(--(?!_)[\w-]+)\s*,?/g)) {
    let depth = 1;
    let end = index + start.length;
    for (; depth && end < styles.length; end++) depth += { '(': 1, ')': -1 }[styles[end] ?? ''] ?? 0;
    yield [name, styles.slice(index + start.length, end - 1).trim()];
  }
}
