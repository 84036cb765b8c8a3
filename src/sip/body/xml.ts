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

/** An element whose end is still to come. */
interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
/** Text, a comment, CDATA, an end tag, or a start tag with its attributes and whether it is empty. */
const TOKEN =
  /([^<]+)|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^>]*)>|<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
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
  const root: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  const tags: string[] = [];
  let current = root;
  // A declaration at the start, and a byte order mark, are passed over.
  let index = /^\ufeff?(?:<\?xml\s[^]*?\?>)?/.exec(text)?.[0].length ?? 0;
  while (index < text.length) {
    TOKEN.lastIndex = index;
    const match = TOKEN.exec(text);
    if (!match) throw refuse(text, index, 'a "<" that starts nothing that is read');
    const [, plain = '', verbatim = '', endTag, tag, attributes = '', empty] = match;
    current.text += unescapeXml(plain) + verbatim;
    if (tag !== undefined) {
      if (open.length > maxDepth) throw refuse(text, index, `more than ${maxDepth} elements within each other`);
      const element = { name: localName(tag), attributes: readAttributes(attributes), children: [], text: '' };
      current.children.push(element);
      open.push(element);
      tags.push(tag);
    }
    if (endTag !== undefined || empty) {
      if ((endTag?.trimEnd() ?? tag) !== tags.pop()) throw refuse(text, index, 'an end tag that ends nothing');
      open.pop();
    }
    current = open.at(-1) ?? root;
    index = TOKEN.lastIndex;
  }
  const [element] = root.children;
  if (tags.length > 0 || !element || root.children.length > 1 || root.text.trim() !== '') {
    throw refuse(text, text.length, 'not one whole element');
  }
  return element;
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', inDouble, inSingle = ''] of text.matchAll(ATTRIBUTE)) {
    if (/^xmlns(?::|$)/.test(name)) continue;
    if (attributes.has(localName(name))) throw refuse(text, 0, `two attributes "${name}"`);
    attributes.set(localName(name), unescapeXml(inDouble ?? inSingle));
  }
  return attributes;
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
  if (!NAME.test(name)) throw new TypeError(`Cannot format XML name ${JSON.stringify(name)}`);
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
