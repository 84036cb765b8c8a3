import { stripSpace, VISIBLE } from './characters.js';
import { parseCSeq } from './cseq.js';
import { checkLine } from './header-line.js';
import { parseHeaderName } from './header-name.js';
import { parseNameAddr } from './name-addr.js';
import type { SipSyntaxError } from './sip-syntax-error.js';
import { splitList } from './split-list.js';
import { formatStatusLine } from './start-line.js';
import { parseVia } from './via.js';

/** Beyond these a request is cut: it is refused anyway, and its answer should stay small. */
const MAX_CHARACTERS = 65_536;
const MAX_VIAS = 64;

/** Who is named where the request names nobody that can be read. RFC 3261 §8.1.1.3. */
const NOBODY = '<sip:anonymous@anonymous.invalid>';

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
  const fields = readFields(lines);
  const first = (name: string): string => fields.get(name)?.[0] ?? '';
  const vias = (fields.get('via') ?? []).flatMap(splitList).slice(0, MAX_VIAS).map(readableVia);
  const cseq = first('cseq');
  // A number that is too large stays as large as it can be: responses are matched by method. RFC 3261 §17.1.3.
  const readableCSeq = firstReadable(parseCSeq, cseq, cseq.replace(/^\d+/, '2147483647'));
  if (/^(SIP\/|ACK )/i.test(startLine) || !readableCSeq || !vias[0]) return undefined;
  return [
    formatStatusLine(error.status, error.reason).trimEnd(),
    ...vias.filter(via => via !== undefined).map(via => `Via: ${via}`),
    `From: ${readableAddress(first('from'), '')}`,
    `To: ${readableAddress(first('to'), toTag)}`,
    `Call-ID: ${VISIBLE.test(first('call-id')) ? first('call-id') : 'unknown@anonymous.invalid'}`,
    `CSeq: ${readableCSeq}`,
    'Content-Length: 0\r\n\r\n',
  ].join('\r\n');
}

/** The lines of the head, continuation lines joined, whatever ends them. */
function headLines(text: string): string[] {
  const [head = ''] = text.replace(/^[\r\n]+/, '').split(/\r\n\r\n|\n\n/, 1);
  return head.replace(/(?:\r\n|\r|\n)[ \t]+/g, ' ').split(/\r\n|\r|\n/);
}

/** By name; lines that are no header field are passed over. */
function readFields(lines: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const written = line.slice(0, Math.max(colon, 0));
    if (!firstReadable(parseHeaderName, written)) continue;
    const name = parseHeaderName(written);
    fields.set(name, [...(fields.get(name) ?? []).slice(0, MAX_VIAS), stripSpace(line.slice(colon + 1))]);
  }
  return fields;
}

/** Another version's Via, and one with parameters that are none, still say where to answer to. */
function readableVia(via: string): string | undefined {
  return firstReadable(parseVia, via, via.replace(/^SIP\s*\/[^/]*\//i, 'SIP/2.0/').replace(/[;,][\s;,]*$/, ''));
}

/** The address with a tag: its own, else `tag` unless that is empty. */
function readableAddress(text: string, tag: string): string {
  const [, own = tag] = /;\s*tag\s*=\s*([\w.!%*+`'~-]+)/i.exec(text) ?? [];
  const address = firstReadable(parseNameAddr, text, `<${/<\s*([^\s>]*)/.exec(text)?.[1]}>`) ?? NOBODY;
  return own === '' || parseNameAddr(address).params.has('tag') ? address : `${address};tag=${own}`;
}

/** The first text that can be echoed: it is one line, and `parse` takes it. */
function firstReadable(parse: (text: string) => unknown, ...texts: readonly string[]): string | undefined {
  return texts.find(text => {
    try {
      return parse(checkLine(text));
    } catch {
      return false;
    }
  });
}
