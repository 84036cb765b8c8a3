import { malformed, stripSpace } from '../codec/index.js';

/** Header fields, an empty line, and what stands behind it: a CPIM message, what it wraps, a part of a multipart body. */
export interface HeaderBlock {
  /** By name in lower case; of a field that comes twice the first. */
  readonly fields: ReadonlyMap<string, string>;
  readonly content: string;
}

/**
 * Reads what may start with the empty line, where there are no fields. Line breaks may lack their CR.
 * @throws {SipSyntaxError} Without an empty line, for a line that is no field, or where what the content is stands there
 * twice: another reader might take it for something else.
 */
export function parseHeaderBlock(text: string): HeaderBlock {
  const fields = new Map<string, string>();
  let name = '';
  let end = 0;
  for (;;) {
    const start = end;
    end = text.indexOf('\n', start) + 1;
    if (end === 0) throw malformed('header block', text, 'no empty line');
    const line = text.slice(start, end - (text[end - 2] === '\r' ? 2 : 1));
    if (line === '') return { fields, content: text.slice(end) };
    const folded = /^[ \t]/.test(line);
    const colon = line.indexOf(':');
    if (!folded) name = stripSpace(line.slice(0, Math.max(colon, 0))).toLowerCase();
    const known = fields.get(name);
    if (name === '' || (!folded && known !== undefined && name.startsWith('content-'))) {
      throw malformed('header block', line, 'no header field, or one twice');
    }
    if (folded) fields.set(name, `${known && `${known} `}${stripSpace(line)}`);
    else if (known === undefined) fields.set(name, stripSpace(line.slice(colon + 1)));
  }
}
