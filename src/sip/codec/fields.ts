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

/** How a field with a place of its own is read. A key whose value is a list takes all values, any other just one. */
type Reader = readonly [name: string, key: Exclude<keyof Fields, 'headers'>, parse: (text: string) => unknown];

/** Those that every message has come first. */
const READERS: readonly Reader[] = [
  ['Via', 'via', parseVia],
  ['From', 'from', parseNameAddr],
  ['To', 'to', parseNameAddr],
  ['Call-ID', 'callId', parseCallId],
  ['CSeq', 'cseq', parseCSeq],
  ['Contact', 'contact', text => (text === '*' ? text : parseNameAddr(text))],
  ['Route', 'route', parseNameAddr],
  ['Record-Route', 'recordRoute', parseNameAddr],
  ['Max-Forwards', 'maxForwards', text => parseCount('Max-Forwards', text)],
  ['Content-Length', 'contentLength', text => parseCount('Content-Length', text)],
];

/** The fields that have a place of their own in a message, by full name in lower case. */
export const STRUCTURED: ReadonlyMap<string, Reader> = new Map(
  READERS.map(reader => [reader[0].toLowerCase(), reader]),
);

/**
 * Takes in one header field.
 * @param name - As `parseHeaderName` gives it.
 * @param value - One line, without spaces around it.
 * @throws {SipSyntaxError} Where the field has a grammar that the value breaks, or comes a second time and must not.
 */
export function readField(fields: Fields, name: string, value: string): void {
  const reader = STRUCTURED.get(name);
  if (!reader) {
    const others = fields.headers.get(name);
    if (others) others.push(value);
    else fields.headers.set(name, [value]);
    return;
  }
  const { 0: usual, 1: key, 2: parse } = reader;
  const before: unknown = fields[key];
  if (Array.isArray(before)) for (const text of splitList(value)) before.push(parse(text));
  else if (before === undefined)
    fields[key] = parse(value) as never; // the table pairs them
  else throw repeated(usual);
}

/** The first of the fields that every message has and this one lacks. RFC 3261 §8.1.1. */
export function missingField(fields: Fields): string | undefined {
  return READERS.find(([, key]) => ![fields[key]].flat()[0])?.[0];
}

/** The error for a field that may come once. */
export function repeated(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: two ${name} header fields`, `Multiple ${name}`);
}

function parseCallId(text: string): string {
  if (!VISIBLE.test(text)) throw malformed('Call-ID', text);
  return text;
}

function parseCount(what: string, text: string): number {
  const count = parseDigits(text);
  if (!(count < 2 ** 53)) throw malformed(what, text);
  return count;
}
