import { isSpace, stripSpace } from './characters.js';
import { Fields, readField } from './fields.js';
import { parseHeaderName } from './header-name.js';
import { malformed } from './sip-syntax-error.js';
import { parseStartLine, type StartLine } from './start-line.js';

/** All of a message but its body. */
export interface Head {
  readonly startLine: StartLine;
  readonly fields: Fields;
}

/**
 * Reads start line and header fields. RFC 3261 §7; lines end with CR LF and nothing else.
 * @param text - Up to the line break of the last header field, that included.
 * @throws {SipSyntaxError} For a lone CR or LF, a line that is no field, and as `readField` does.
 */
export function parseHead(text: string): Head {
  let lineEnd = endOfLine(text, 0);
  const startLine = parseStartLine(text.slice(0, lineEnd));
  const fields = Fields();
  for (let start = lineEnd + 2; start < text.length; start = lineEnd + 2) {
    lineEnd = endOfLine(text, start);
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon > lineEnd) throw malformed('header', text.slice(start, lineEnd));
    const name = parseHeaderName(text.slice(start, colon));
    let value = stripSpace(text.slice(colon + 1, lineEnd));
    // A continuation line stands for one space: RFC 3261 §7.3.1.
    while (isSpace(text, lineEnd + 2)) {
      const next = lineEnd + 2;
      lineEnd = endOfLine(text, next);
      value = stripSpace(`${value} ${stripSpace(text.slice(next, lineEnd))}`);
    }
    readField(fields, name, value);
  }
  return { startLine, fields };
}

/** The index of the CR at the line's end. A lone CR or LF would be read as a line's end by others, so it is refused. */
function endOfLine(text: string, start: number): number {
  const cr = text.indexOf('\r', start);
  const lf = text.indexOf('\n', start);
  if (cr < 0 || lf !== cr + 1) throw malformed('line', text.slice(start, Math.max(lf, cr)), 'a lone CR or LF');
  return cr;
}
