import { TextWriter } from './text-writer.js';

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

/**
 * What HTML says, as plain text: tags and comments are dropped, and so is what scripts and styles contain; blocks and
 * `<br>` break the line; white space collapses outside `<pre>`; character references are decoded when they are numeric
 * or among the common names, and end in a semicolon. No-break spaces become spaces.
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  let at = 0;
  for (let start = html.indexOf('<'); start >= 0; start = html.indexOf('<', at)) {
    writer.write(html.slice(at, start));
    at = readMarkup(html, start, writer);
  }
  writer.write(html.slice(at));
  return writer.text;
}

const HIDDEN = words('script style title template noscript textarea iframe');
const BLOCKS = words(
  'address article blockquote dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul',
);
const TAG_START = /<(\/?)([a-z][a-z0-9-]*)/iy;

/** Reads the tag, the comment or the lone `<` at `start`; gives where what follows starts. */
function readMarkup(html: string, start: number, writer: TextWriter): number {
  TAG_START.lastIndex = start;
  const [, slash, tag] = TAG_START.exec(html) ?? [];
  if (tag === undefined) return readOther(html, start, writer);
  const name = tag.toLowerCase();
  const opening = slash === '';
  const end = endOfTag(html, start + 1);
  if (opening && HIDDEN.has(name)) return endOfElement(html, name, end);
  if (name === 'pre') writer.preformatted = opening;
  if (name === 'br') writer.breakLine();
  else if (BLOCKS.has(name)) writer.breakBlock();
  return end;
}

function readOther(html: string, start: number, writer: TextWriter): number {
  if (html.startsWith('<!--', start)) return after(html, '-->', start + 4);
  if (/[!?/]/.test(html.charAt(start + 1))) return after(html, '>', start + 1);
  writer.write('<');
  return start + 1;
}

/** After the `>` that ends a tag. One inside a quoted value of an attribute does not. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  let value = false;
  for (let at = from; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') {
      return at + 1;
    } else if (value && (character === '"' || character === "'")) {
      quote = character;
      value = false;
    } else if (!/\s/.test(character)) {
      value = character === '=';
    }
  }
  return html.length;
}

function endOfElement(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  return close.test(html) ? endOfTag(html, close.lastIndex) : html.length;
}

function after(html: string, end: string, from: number): number {
  const found = html.indexOf(end, from);
  return found < 0 ? html.length : found + end.length;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
