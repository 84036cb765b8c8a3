import { unescapeXml } from './xml-unescape.js';

/**
 * The text of the first element of that name, whatever its prefix, without spaces around it; `''` where there is none, or
 * one with elements inside. For documents of a few lines of which one text counts: the reader of all XML is thirty times
 * as large. Whether a comment surrounds the element is not looked at.
 * @throws {SipSyntaxError} For an entity that is not known.
 */
export function elementText(xml: string, name: string): string {
  return unescapeXml(new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(xml)?.[1] ?? '').trim();
}
