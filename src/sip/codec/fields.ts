import { parseDigits, VISIBLE } from './characters.js';
import { parseCSeq } from './cseq.js';
import { checkDate } from './date.js';
import type { CSeq, NameAddr, Via } from './message.js';
import { parseNameAddr } from './name-addr.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { splitList } from './split-list.js';
import { parseVia } from './via.js';

/** A message's header fields while they are read. */
export interface Fields {
  via: Via[];
  from: NameAddr | undefined;
  to: NameAddr | undefined;
  callId: string | undefined;
  cseq: CSeq | undefined;
  contact: NameAddr[] | '*';
  route: NameAddr[];
  recordRoute: NameAddr[];
  maxForwards: number | undefined;
  /** In bytes. */
  contentLength: number | undefined;
  headers: Map<string, string[]>;
}

/** Nothing read yet. */
export function Fields(): Fields {
  return {
    via: [],
    from: undefined,
    to: undefined,
    callId: undefined,
    cseq: undefined,
    contact: [],
    route: [],
    recordRoute: [],
    maxForwards: undefined,
    contentLength: undefined,
    headers: new Map(),
  };
}

/**
 * Takes in one header field.
 * @param name - As `parseHeaderName` gives it.
 * @param value - One line, without spaces around it.
 * @throws {SipSyntaxError} Where the field has a grammar that the value breaks, or comes a second time and must not.
 */
export function readField(fields: Fields, name: string, value: string): void {
  switch (name) {
    case 'via':
      readEach(fields.via, parseVia, value);
      break;
    case 'from':
      fields.from = once('From', fields.from, parseNameAddr(value));
      break;
    case 'to':
      fields.to = once('To', fields.to, parseNameAddr(value));
      break;
    case 'call-id':
      if (!VISIBLE.test(value)) throw malformed('Call-ID', value, 'empty, or with spaces');
      fields.callId = once('Call-ID', fields.callId, value);
      break;
    case 'cseq':
      fields.cseq = once('CSeq', fields.cseq, parseCSeq(value));
      break;
    case 'contact':
      fields.contact = readContact(fields.contact, value);
      break;
    case 'route':
      readEach(fields.route, parseNameAddr, value);
      break;
    case 'record-route':
      readEach(fields.recordRoute, parseNameAddr, value);
      break;
    case 'max-forwards':
      fields.maxForwards = once('Max-Forwards', fields.maxForwards, readCount('Max-Forwards', value, 255));
      break;
    case 'content-length':
      fields.contentLength = once('Content-Length', fields.contentLength, readCount('Content-Length', value, 2 ** 53));
      break;
    default:
      readOther(fields.headers, name, value);
  }
}

function once<T>(name: string, before: T | undefined, value: T): T {
  if (before === undefined) return value;
  throw new SipSyntaxError(`Cannot read message: two ${name} header fields`, `Multiple ${name}`);
}

function readEach<T>(values: T[], parse: (text: string) => T, text: string): T[] {
  for (const value of splitList(text)) values.push(parse(value));
  return values;
}

function readOther(headers: Map<string, string[]>, name: string, value: string): void {
  if (name === 'date') checkDate(value);
  const before = headers.get(name);
  if (before === undefined) headers.set(name, [value]);
  else if (name === 'content-type') once('Content-Type', before, before);
  else before.push(value);
}

/** RFC 3261 §20.10: `*` stands alone. */
function readContact(before: NameAddr[] | '*', value: string): NameAddr[] | '*' {
  if (before !== '*' && value !== '*') return readEach(before, parseNameAddr, value);
  if (before.length > 0) throw malformed('Contact', value, '"*" beside another');
  return '*';
}

function readCount(what: string, text: string, max: number): number {
  const count = parseDigits(text);
  if (!(count <= max)) throw malformed(what, text, `not 0 to ${max}`);
  return count;
}
