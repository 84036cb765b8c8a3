import { malformed } from '../codec/index.js';
import { unescapeXml } from './xml-unescape.js';

/** An element of the XML that SIP bodies are made of. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By name as written: the documents that we read have theirs without prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly in the element, put together, spaces kept. */
  readonly text: string;
}

/** An element to write. */
export function XmlElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: string | readonly XmlElement[] = [],
): XmlElement {
  const [children, text] = typeof content === 'string' ? [[], content] : [content, ''];
  return { name, attributes: new Map(Object.entries(attributes)), children, text };
}

/** An element whose end is still to come; its name has its prefix until then. */
interface OpenElement extends XmlElement {
  name: string;
  readonly children: OpenElement[];
  text: string;
}

/** Characters of a text; more throws. */
const MAX_LENGTH = 262_144;
/** Elements within elements; more throws. */
const MAX_DEPTH = 16;

/** Text, a comment, CDATA, an end tag, a start tag with its attributes and whether it is empty, or a `<` that is none. */
const TOKEN =
  /([^<]+)|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|</g;

/**
 * Reads one document: elements, attributes, text, CDATA, comments, the five entities and character references. Document
 * types, other entities and processing instructions are refused: nothing that we read needs them, and attacks do.
 * @returns The root element.
 * @throws {SipSyntaxError} For anything else, or over a limit.
 */
export function parseXml(text: string): XmlElement {
  if (text.length > MAX_LENGTH) throw malformed('XML', text, 'too long');
  const document: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [document]; // the innermost first
  // A declaration at the start, and a byte order mark, are passed over.
  for (const match of text.replace(/^\ufeff?(?:<\?xml\s[^]*?\?>)?/, '').matchAll(TOKEN)) {
    const [token, plain = '', verbatim = '', endTag, tag, attributes = '', empty] = match;
    const [current = document] = open;
    current.text += unescapeXml(plain) + verbatim;
    if (tag) {
      const name = empty ? localName(tag) : tag;
      const element = { name, attributes: parseAttributes(attributes), children: [], text: '' };
      current.children.push(element);
      if (!empty) open.unshift(element);
    }
    if (endTag) {
      open.shift();
      if (current.name !== endTag) throw malformed('XML', token, 'an end tag that ends nothing');
      current.name = localName(current.name);
    }
    if (token === '<' || open.length > MAX_DEPTH + 1) {
      throw malformed('XML', match.input.slice(match.index), 'nothing that is read, or nested too deep');
    }
  }
  const [element] = document.children;
  if (open.length > 1 || !element || document.children.length > 1 || document.text.trim()) {
    throw malformed('XML', text, 'not one whole element');
  }
  return element;
}

/** All children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

function parseAttributes(text: string): Map<string, string> {
  const pairs = Array.from(
    text.matchAll(/(\S+?)\s*=\s*(["'])([^]*?)\2/g),
    ([, name = '', , value = '']) => [name, unescapeXml(value)] as const,
  );
  const attributes = new Map(pairs);
  if (attributes.size < pairs.length) throw malformed('XML', text, 'two attributes of one name');
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
