import { isAll, stripSpace, VISIBLE } from './characters.js';
import { checkLine } from './header-line.js';
import { parseHeaderName } from './header-name.js';
import { parseCSeq } from './cseq.js';
import { formatNameAddr, NameAddr, parseNameAddr } from './name-addr.js';
import { SipSyntaxError } from './sip-syntax-error.js';
import { splitList } from './split-list.js';
import { formatStatusLine, startsResponse } from './start-line.js';
import { parseUri, SipUri } from './uri.js';
import { parseVia } from './via.js';

/** Beyond these a request is cut: it is refused anyway, and its answer should stay small. */
const MAX_CHARACTERS = 65_536;
const MAX_VIAS = 64;

/** Who is named where the request names nobody that can be read. RFC 3261 §8.1.1.3. */
const NOBODY = SipUri('anonymous', 'anonymous.invalid');

/**
 * The response to a request that does not parse. Via, From, To, Call-ID and CSeq are echoed as they stand (RFC 3261
 * §8.2.6); what does not parse is replaced by what is nearest to it and does.
 * @param data - What `parseMessage` threw at.
 * @param error - What it threw.
 * @param toTag - The tag for To, if it has none.
 * @returns The response, or `undefined` where the sender could not make use of one: to a response, an ACK, or a message
 * without a readable Via and CSeq.
 */
export function formatRefusal(data: string | Uint8Array, error: SipSyntaxError, toTag: string): string | undefined {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data.subarray(0, MAX_CHARACTERS));
  const [startLine = '', ...lines] = headLines(text.slice(0, MAX_CHARACTERS));
  if (startsResponse(startLine) || startLine.startsWith('ACK ')) return undefined;
  const fields = readFields(lines);
  const vias = (fields.get('via') ?? []).flatMap(splitList).slice(0, MAX_VIAS).map(readableVia);
  const cseq = readableCSeq(first(fields, 'cseq'));
  if (cseq === undefined || vias[0] === undefined) return undefined;
  return [
    formatStatusLine(error.status, error.reason).trimEnd(),
    ...vias.filter(via => via !== undefined).map(via => `Via: ${via}`),
    `From: ${readableAddress(first(fields, 'from'), '')}`,
    `To: ${readableAddress(first(fields, 'to'), toTag)}`,
    `Call-ID: ${readableCallId(first(fields, 'call-id'))}`,
    `CSeq: ${cseq}`,
    'Content-Length: 0\r\n\r\n',
  ].join('\r\n');
}

/** The lines of the head, continuation lines joined, whatever ends them. */
function headLines(text: string): string[] {
  const head = /^[\r\n]*([^]*?)(?:\r\n\r\n|\n\n|$)/.exec(text)?.[1] ?? '';
  return head.replace(/(?:\r\n|\r|\n)[ \t]+/g, ' ').split(/\r\n|\r|\n/);
}

function readFields(lines: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = attempt(() => parseHeaderName(stripSpace(line.slice(0, Math.max(colon, 0)))));
    if (name === undefined) continue;
    const value = stripSpace(line.slice(colon + 1));
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

function first(fields: Map<string, string[]>, name: string): string {
  return fields.get(name)?.[0] ?? '';
}

function readableVia(text: string): string | undefined {
  // Another version's Via, and one with parameters that are none, still say where to answer to.
  const repaired = text.replace(/^SIP\s*\/[^/]*\//i, 'SIP/2.0/').replace(/[;,][\s;,]*$/, '');
  return [text, repaired].find(candidate => reads(parseVia, candidate));
}

function readableCSeq(text: string): string | undefined {
  // A number that is too large stays as large as it can be: responses are matched by method. RFC 3261 §17.1.3.
  const repaired = text.replace(/^\d+/, '2147483647');
  return [text, repaired].find(candidate => reads(parseCSeq, candidate));
}

function readableCallId(text: string): string {
  return isAll(text, VISIBLE) ? text : 'unknown@anonymous.invalid';
}

/** The address with a tag: its own, else `tag` unless that is empty. */
function readableAddress(text: string, tag: string): string {
  if (reads(parseNameAddr, text)) {
    return tag === '' || parseNameAddr(text).params.has('tag') ? text : `${text};tag=${tag}`;
  }
  const uri = attempt(() => parseUri((/<([^>]*)>/.exec(text)?.[1] ?? '').trim())) ?? NOBODY;
  const own = /;\s*tag\s*=\s*([\w.!%*+`'~-]+)/i.exec(text)?.[1] ?? tag;
  return formatNameAddr(NameAddr(uri, '', own === '' ? undefined : new Map([['tag', own]])));
}

/** Whether the text can be echoed: it is one line, and `parse` takes it. */
function reads(parse: (text: string) => unknown, text: string): boolean {
  try {
    checkLine(text);
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof SipSyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

/** What `parse` returns, or `undefined` where the text is not what it reads. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SipSyntaxError) return undefined;
    throw error;
  }
}
