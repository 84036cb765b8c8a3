/** Writes the pieces of text between tags the way a browser lays them out: white space collapses, blocks break lines. */
export class TextWriter {
  /** While true, white space is kept. */
  preformatted = false;
  #written = '';
  /** A space or a block break waits until something follows it. */
  #waiting: '' | ' ' | '\n' = '';
  #lineStart = true;

  get text(): string {
    return this.#written;
  }

  /** @param source - HTML without tags. */
  write(source: string): void {
    const text = this.preformatted ? source.replace(/\r\n?/g, '\n') : source.replace(/[ \t\n\r\f]+/g, ' ');
    if (text === '') return;
    if (this.preformatted) return this.#put(text);
    if (text.startsWith(' ')) this.#space();
    const words = stripSpaces(text);
    if (words !== '') this.#put(words);
    if (text.endsWith(' ')) this.#space();
  }

  breakLine(): void {
    this.#written += this.#waiting === '\n' ? '\n\n' : '\n';
    this.#waiting = '';
    this.#lineStart = true;
  }

  breakBlock(): void {
    this.#waiting = this.#lineStart ? '' : '\n';
  }

  #space(): void {
    if (this.#waiting === '' && !this.#lineStart) this.#waiting = ' ';
  }

  #put(source: string): void {
    const text = decodeReferences(source);
    this.#written += this.#waiting + text;
    this.#waiting = '';
    this.#lineStart = text.endsWith('\n');
  }
}

function stripSpaces(text: string): string {
  return text.slice(text.startsWith(' ') ? 1 : 0, text.length > 1 && text.endsWith(' ') ? -1 : undefined);
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

function decodeReferences(text: string): string {
  return text
    .replace(/\u00a0/g, ' ')
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,6}));/gi,
      (reference, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return characterAt(Number.parseInt(hex, 16));
        if (decimal !== undefined) return characterAt(Number.parseInt(decimal, 10));
        return name !== undefined && Object.hasOwn(NAMES, name) ? (NAMES[name] ?? reference) : reference;
      },
    );
}

function characterAt(code: number): string {
  const impossible = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  if (impossible) return '\ufffd';
  return code === 0xa0 ? ' ' : String.fromCodePoint(code);
}
