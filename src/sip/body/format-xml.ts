import { escapeXml } from './xml-escape.js';
import type { XmlElement } from './xml.js';

const NAME = /^[A-Za-z_][\w.-]*$/;

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
