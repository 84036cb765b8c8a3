/**
 * The text of the first element of that name, whatever its prefix, without spaces around it and with its entities as they
 * are written; `''` where there is none, or one with elements inside. For documents of a few lines of which one text
 * counts: the reader of all XML is thirty times as large. Whether a comment surrounds the element is not looked at.
 */
export function elementText(xml: string, name: string): string {
  return (new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(xml)?.[1] ?? '').trim();
}
