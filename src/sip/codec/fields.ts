import { parseDigits, VISIBLE } from './characters.js';
import { parseCSeq } from './cseq.js';
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
  contact: (NameAddr | '*')[];
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

/** How the fields that have a place of their own in a message are read, by full name in lower case. */
export const STRUCTURED: ReadonlyMap<string, (fields: Fields, value: string) => void> = new Map([
  ['via', (fields, value) => addEach(fields.via, parseVia, value)],
  ['from', (fields, value) => (fields.from = once('From', fields.from, parseNameAddr, value))],
  ['to', (fields, value) => (fields.to = once('To', fields.to, parseNameAddr, value))],
  ['call-id', (fields, value) => (fields.callId = once('Call-ID', fields.callId, parseCallId, value))],
  ['cseq', (fields, value) => (fields.cseq = once('CSeq', fields.cseq, parseCSeq, value))],
  ['contact', (fields, value) => addEach(fields.contact, parseContact, value)],
  ['route', (fields, value) => addEach(fields.route, parseNameAddr, value)],
  ['record-route', (fields, value) => addEach(fields.recordRoute, parseNameAddr, value)],
  [
    'max-forwards',
    (fields, value) => (fields.maxForwards = once('Max-Forwards', fields.maxForwards, parseCount, value)),
  ],
  [
    'content-length',
    (fields, value) => (fields.contentLength = once('Content-Length', fields.contentLength, parseCount, value)),
  ],
] satisfies [string, (fields: Fields, value: string) => void][]);

/**
 * Takes in one header field.
 * @param name - As `parseHeaderName` gives it.
 * @param value - One line, without spaces around it.
 * @throws {SipSyntaxError} Where the field has a grammar that the value breaks, or comes a second time and must not.
 */
export function readField(fields: Fields, name: string, value: string): void {
  const read = STRUCTURED.get(name);
  if (read) return read(fields, value);
  const others = fields.headers.get(name);
  if (others) others.push(value);
  else fields.headers.set(name, [value]);
}

/** A line of a list has one value or more. */
function addEach<T>(values: T[], parse: (text: string) => T, line: string): void {
  // Most have one, and a list of one for each of them takes its time.
  if (!line.includes(',')) values.push(parse(line));
  else for (const text of splitList(line)) values.push(parse(text));
}

function once<T>(name: string, before: T | undefined, parse: (text: string, name: string) => T, value: string): T {
  if (before !== undefined) throw repeated(name);
  return parse(value, name);
}

/** The first of the fields that every message has and this one lacks. RFC 3261 §8.1.1. */
export function missingField({ via, from, to, callId }: Fields): string {
  if (!via[0]) return 'Via';
  if (!from) return 'From';
  return to ? (callId ? 'CSeq' : 'Call-ID') : 'To';
}

/** The error for a field that may come once. */
export function repeated(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: two ${name} header fields`, `Multiple ${name}`);
}

function parseCallId(text: string): string {
  if (!VISIBLE.test(text)) throw malformed('Call-ID', text);
  return text;
}

function parseContact(text: string): NameAddr | '*' {
  return text === '*' ? text : parseNameAddr(text);
}

function parseCount(text: string, what: string): number {
  const count = parseDigits(text);
  if (!(count < 2 ** 53)) throw malformed(what, text);
  return count;
}
