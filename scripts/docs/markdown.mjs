/** A table, or `''` without rows. Columns in which no row has anything are left out. */
export function table(head, rows) {
  if (!rows.length) return '';
  const used = head.map((_, column) => rows.some(row => row[column]));
  const line = cells =>
    `| ${cells
      .filter((_, column) => used[column])
      .map(cell)
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text = '') => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

export const code = text => (text ? `\`${text}\`` : '');

/** Up to the first full stop that ends a sentence. */
export const firstSentence = text => /^[^]*?\.(?=\s|$)/.exec(text)?.[0].replace(/\s+/g, ' ') ?? text;

/** As GitHub names a heading for links. */
export const anchor = heading =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replace(/ /g, '-');
