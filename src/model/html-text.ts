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
    .replace(/[&<>"'\t\f]/g, character => `&#${character.charCodeAt(0)};`)
    .split(/\r\n?|\n/)
    .map(line => line.replace(/^ | (?= )| $/g, '&nbsp;'))
    .join('<br>');
}

/** What follows a tag's name, up to its `>`. One inside a quoted value of an attribute does not end it. */
const REST = `(?:[^>=]+|=\\s*(?:"[^"]*"?|'[^']*'?)?)*>?`;
/**
 * A comment, an element that is not to be read, a tag, other markup, a piece of text, or a lone `<`. Each takes what it
 * began with up to its end or that of the input, so that none is tried twice.
 */
const TOKEN = new RegExp(
  [
    '<!--.*?(?:-->|$)',
    `<(script|style|title|template|noscript|textarea|iframe)(?![a-z0-9-])${REST}.*?(?:</\\1${REST}|$)`,
    `<(/?)([a-z][a-z0-9-]*)${REST}`,
    '<[!?/][^>]*>?',
    '([^<]+|<)',
  ].join('|'),
  'gis',
);
const BLOCK =
  /^(address|article|blockquote|d[dlt]|div|footer|form|h[1-6r]|header|li|main|ol|p|pre|section|table|tr|ul)$/i;

/**
 * What HTML says, as plain text: tags and comments are dropped, and so is what scripts and styles contain; blocks and
 * `<br>` break the line; white space collapses outside `<pre>`; character references are decoded when they are numeric
 * or among the common names, and end in a semicolon. No-break spaces become spaces.
 */
export function htmlToText(html: string): string {
  let written = '';
  let waiting = ''; // a space or a block break, until something follows it
  let lineStart = true;
  let preformatted = false;
  const put = (text: string): void => {
    written += waiting + text;
    waiting = '';
    lineStart = text.endsWith('\n');
  };
  for (const [, , slash, tag = '', text = ''] of html.matchAll(TOKEN)) {
    const name = tag.toLowerCase();
    if (name === 'pre') preformatted = slash === '';
    if (name === 'br') {
      if (waiting === ' ') waiting = '';
      put('\n');
    } else if (BLOCK.test(name)) waiting = lineStart ? '' : '\n';
    else if (preformatted) {
      if (text) put(decode(text.replace(/\r\n?/g, '\n')));
    } else {
      for (const piece of text.match(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g) ?? []) {
        if (!/^[ \t\n\r\f]/.test(piece)) put(decode(piece));
        else if (!lineStart) waiting ||= ' ';
      }
    }
  }
  return written;
}

const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  deg: '°',
};

function decode(text: string): string {
  return text
    .replace(/&(?:#(x[\da-f]{1,6}|\d{1,7})|([a-z]{2,6}));/gi, (reference, code?: string, name = '') =>
      code ? characterAt(Number(`0${code}`)) : Object.hasOwn(NAMES, name) ? (NAMES[name] ?? reference) : reference,
    )
    .replace(/\u00a0/g, ' ');
}

function characterAt(code: number): string {
  const possible = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return possible ? String.fromCodePoint(code) : '\ufffd';
}
