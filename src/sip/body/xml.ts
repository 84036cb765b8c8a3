import { malformed, type SipSyntaxError } from '../codec/index.js';

/** An element of the XML that SIP bodies are made of. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By name without prefix; namespace declarations are not among them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly in the element, put together, spaces kept. */
  readonly text: string;
}

/** What is read at most; more throws. */
export interface XmlLimits {
  /** Characters of the text. Default 262144. */
  readonly maxLength?: number;
  /** Elements within elements. Default 16. */
  readonly maxDepth?: number;
}

interface OpenElement {
  readonly tag: string;
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** An element to write. */
export function XmlElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: string | readonly XmlElement[] = [],
): XmlElement {
  const map = new Map(Object.entries(attributes));
  return typeof content === 'string'
    ? { name, attributes: map, children: [], text: content }
    : { name, attributes: map, children: content, text: '' };
}

/**
 * Reads one document: elements, attributes, text, CDATA, comments, the five entities and character references. Document
 * types, other entities and processing instructions are refused: nothing that we read needs them, and attacks do.
 * @returns The root element.
 * @throws {SipSyntaxError} For anything else, or over a limit.
 */
export function parseXml(text: string, { maxLength = 262_144, maxDepth = 16 }: XmlLimits = {}): XmlElement {
  if (text.length > maxLength) throw refuse(text, 0, `more than ${maxLength} characters`);
  const root: OpenElement = { tag: '', name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  let index = endOfDeclaration(text);
  while (index < text.length) {
    const current = open[open.length - 1] ?? root;
    const next = text.indexOf('<', index);
    const textEnd = next < 0 ? text.length : next;
    current.text += unescapeXml(text.slice(index, textEnd));
    index = textEnd;
    if (next < 0) break;
    if (text.startsWith('<!--', index)) index = endOf(text, '-->', index);
    else if (text.startsWith('<![CDATA[', index)) {
      const end = endOf(text, ']]>', index);
      current.text += text.slice(index + 9, end - 3);
      index = end;
    } else if (text.startsWith('</', index)) index = closeElement(text, index, open);
    else index = openElement(text, index, open, maxDepth);
  }
  const [element] = root.children;
  if (open.length > 1 || !element || root.children.length > 1 || root.text.trim() !== '') {
    throw refuse(text, text.length, 'not one whole element');
  }
  return element;
}

/** `<?xml …?>` at the start, and a byte order mark, are passed over. */
function endOfDeclaration(text: string): number {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return /^<\?xml\s/.test(text.slice(start, start + 6)) ? endOf(text, '?>', start) : start;
}

function endOf(text: string, terminator: string, start: number): number {
  const end = text.indexOf(terminator, start);
  if (end < 0) throw refuse(text, start, `no "${terminator}"`);
  return end + terminator.length;
}

function closeElement(text: string, start: number, open: OpenElement[]): number {
  const element = open.pop();
  const end = endOf(text, '>', start);
  const parent = open[open.length - 1];
  if (!element || !parent || text.slice(start + 2, end - 1).trimEnd() !== element.tag) {
    throw refuse(text, start, 'an end tag that ends nothing');
  }
  parent.children.push(finish(element));
  return end;
}

function openElement(text: string, start: number, open: OpenElement[], maxDepth: number): number {
  NAME.lastIndex = start + 1;
  const tag = NAME.exec(text)?.[0];
  if (tag === undefined) throw refuse(text, start, 'a "<" that starts no element');
  const attributes = new Map<string, string>();
  const index = readAttributes(text, start + 1 + tag.length, attributes);
  const element: OpenElement = { tag, name: localName(tag), attributes, children: [], text: '' };
  const empty = text.startsWith('/>', index);
  if (!empty && text[index] !== '>') throw refuse(text, start, 'a tag that does not end');
  if (open.length > maxDepth) throw refuse(text, start, `more than ${maxDepth} elements within each other`);
  if (empty) open[open.length - 1]?.children.push(finish(element));
  else open.push(element);
  return index + (empty ? 2 : 1);
}

/** Returns the index behind the attributes and the spaces after them. */
function readAttributes(text: string, start: number, attributes: Map<string, string>): number {
  let index = start;
  for (;;) {
    ATTRIBUTE.lastIndex = index;
    const match = ATTRIBUTE.exec(text);
    if (!match) break;
    const [whole, name = '', inDouble, inSingle] = match;
    index += whole.length;
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    if (attributes.has(localName(name))) throw refuse(text, index, `two attributes "${name}"`);
    attributes.set(localName(name), unescapeXml(inDouble ?? inSingle ?? ''));
  }
  while (/\s/.test(text[index] ?? '')) index++;
  return index;
}

function finish({ name, attributes, children, text }: OpenElement): XmlElement {
  return { name, attributes, children, text };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w*))(;?)/g, (whole, decimal, hex, name, semicolon) => {
    const code = Number(decimal ?? (hex === undefined ? -1 : `0x${hex}`));
    const character = name === undefined ? fromCodePoint(code) : ENTITIES[name];
    if (semicolon === '' || character === undefined) throw malformed('XML', whole, 'no entity that is known');
    return character;
  });
}

/** `undefined` for what no XML text may hold: XML 1.0 §2.2. */
function fromCodePoint(code: number): string | undefined {
  const allowed = code >= 32 || code === 9 || code === 10 || code === 13;
  const excluded = (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff || code > 0x10ffff;
  return allowed && !excluded ? String.fromCodePoint(code) : undefined;
}

function refuse(text: string, index: number, state: string): SipSyntaxError {
  return malformed('XML', text.slice(Math.max(index - 20, 0), index + 60), state);
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** All children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

/** The document, with its declaration. Text comes before children. `parseXml(formatXml(e))` equals `e`. */
export function formatXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n${formatElement(root)}`;
}

function formatElement({ name, attributes, children, text }: XmlElement): string {
  let tag = checkName(name);
  for (const [key, value] of attributes) tag += ` ${checkName(key)}="${escapeXml(value)}"`;
  const content = escapeXml(text) + children.map(formatElement).join('');
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>`;
}

function checkName(name: string): string {
  NAME.lastIndex = 0;
  if (NAME.exec(name)?.[0] !== name) throw new TypeError(`Cannot format XML name ${JSON.stringify(name)}`);
  return name;
}

/** Line breaks and tabs are escaped too: attributes would lose them. What no XML may hold becomes U+FFFD. */
function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[<>&"'\0-\x1f\ufffe\uffff]|\p{Surrogate}/gu, character => {
    const code = character.charCodeAt(0);
    return fromCodePoint(code) === undefined ? '\ufffd' : `&#${code};`;
  });
}
