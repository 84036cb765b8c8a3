/*
 * Text to HTML and back, without a DOM. Neither direction makes HTML safe: this is a way to read, not a sanitizer.
 * Both take time linear in the length of their input.
 */

/**
 * Plain text as HTML that reads the same: markup is escaped, line breaks become `<br>`, spaces are kept. Law:
 * `htmlToText(textToHtml(text)) === text`, for text with `\n` as its only line break and without no-break spaces.
 */
export function textToHtml(text: string): string {
  return text
    .replace(/[&<>"'\t\f]/g, escape)
    .replace(/^ | (?= )| $/gm, '&nbsp;')
    .replace(/\r\n?|\n/g, '<br>');
}

/** What follows a tag's name, up to its `>`. One inside a quoted value of an attribute does not end it. */
const REST = `(?:[^>=]+|=\\s*(?:"[^"]*"?|'[^']*'?)?)*>?`;
/**
 * A comment, an element that is not to be read, a tag, or other markup. Each takes what it began with up to its end or
 * that of the input, so that none is tried twice.
 */
const MARKUP = new RegExp(
  `<!--.*?(?:-->|$)|<(script|style|title|template)(?![\\w-])${REST}.*?(?:</\\1${REST}|$)|</?([a-z][\\w-]*)${REST}|<[!?/][^>]*>?`,
  'gis',
);
const BLOCK =
  /^(address|article|blockquote|d[dlt]|div|footer|form|h[1-6r]|header|li|main|[ou]l|p|pre|section|table|tr)$/i;

/**
 * What HTML says, as plain text: tags and comments are dropped, and so is what scripts and styles contain; blocks and
 * `<br>` break the line; white space collapses outside `<pre>`; character references are decoded when they are numeric
 * or among the common names, and end in a semicolon. No-break spaces become spaces.
 */
export function htmlToText(html: string): string {
  return (
    html
      .replace(/<pre(?![\w-]).*?(?:<\/pre|$)/gis, pre => pre.replace(/\r\n?/g, '\n').replace(/[ \t\n\f]/g, escape))
      .replace(/[ \t\n\r\f]+/g, ' ')
      // from here on, `\n` is a `<br>`, and `\r` where a block begins or ends
      .replace(MARKUP, (_markup, _unread, tag = '') => (/^br$/i.test(tag) ? '\n' : BLOCK.test(tag) ? '\r' : ''))
      .replace(/[ \r]+/g, run => (run.includes('\r') ? '\r' : ' '))
      .replace(/ ?\n[ \r]?/g, '\n')
      .replace(/^[ \r]|[ \r]$/g, '')
      .replace(/\r/g, '\n')
      .replace(/&(?:#(x[\da-f]{1,6}|\d{1,7})|([a-z]{2,6}));/gi, decode)
      .replace(/\u00a0/g, ' ')
  );
}

/** Each name is followed by its character. */
const NAMES =
  'amp&lt<gt>quot"apos\'nbsp copy©reg®trade™euro€bull•hellip…ndash–mdash—lsquo‘rsquo’ldquo“rdquo”laquo«raquo»';

function escape(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function decode(reference: string, digits?: string, name = ''): string {
  if (!digits) return NAMES.match(`\\b${name}(\\W)`)?.[1] ?? reference;
  const code = Number(`0${digits}`);
  const possible = (code > 0 && code < 0xd800) || (code > 0xdfff && code < 0x110000);
  return possible ? String.fromCodePoint(code) : '\ufffd';
}
