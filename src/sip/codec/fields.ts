import { isAll, VISIBLE } from './characters.js';
import { parseCSeq } from './cseq.js';
import { checkDate } from './date.js';
import type { CSeq, NameAddr, SipMessageFields, Via } from './message.js';
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
      for (const one of splitList(value)) fields.via.push(parseVia(one));
      return;
    case 'from':
      fields.from = once('From', fields.from, parseNameAddr(value));
      return;
    case 'to':
      fields.to = once('To', fields.to, parseNameAddr(value));
      return;
    case 'call-id':
      fields.callId = once('Call-ID', fields.callId, parseCallId(value));
      return;
    case 'cseq':
      fields.cseq = once('CSeq', fields.cseq, parseCSeq(value));
      return;
    case 'contact':
      fields.contact = readContact(fields.contact, value);
      return;
    case 'route':
      for (const one of splitList(value)) fields.route.push(parseNameAddr(one));
      return;
    case 'record-route':
      for (const one of splitList(value)) fields.recordRoute.push(parseNameAddr(one));
      return;
    case 'max-forwards':
      fields.maxForwards = once('Max-Forwards', fields.maxForwards, parseCount('Max-Forwards', value, 255));
      return;
    case 'content-length':
      fields.contentLength = once(
        'Content-Length',
        fields.contentLength,
        parseCount('Content-Length', value, Number.MAX_SAFE_INTEGER),
      );
      return;
    default:
      readOther(fields.headers, name, value);
  }
}

function readOther(headers: Map<string, string[]>, name: string, value: string): void {
  const before = headers.get(name);
  if (before === undefined) headers.set(name, [value]);
  else if (name === 'content-type') throw twice('Content-Type');
  else before.push(value);
  if (name === 'date') checkDate(value);
}

function readContact(before: NameAddr[] | '*', value: string): NameAddr[] | '*' {
  if (value === '*' && before.length === 0) return '*';
  // RFC 3261 §20.10: `*` stands alone.
  if (value === '*' || before === '*') throw malformed('Contact', value, '"*" beside another');
  for (const one of splitList(value)) before.push(parseNameAddr(one));
  return before;
}

function once<T>(name: string, before: T | undefined, value: T): T {
  if (before !== undefined) throw twice(name);
  return value;
}

function twice(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: two ${name} header fields`, `Multiple ${name}`);
}

function parseCallId(text: string): string {
  if (!isAll(text, VISIBLE)) throw malformed('Call-ID', text, 'empty, or with spaces');
  return text;
}

function parseCount(what: string, text: string, max: number): number {
  const count = isDigits(text) ? Number(text) : -1;
  if (count < 0 || count > max) throw malformed(what, text, `not 0 to ${max}`);
  return count;
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  return text !== '';
}

/**
 * The fields that every message has. RFC 3261 §8.1.1.
 * @throws {SipSyntaxError} Where one is missing.
 */
export function requireFields(fields: Fields): Omit<SipMessageFields, 'body'> {
  const { via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers } = fields;
  if (via.length === 0) throw missing('Via');
  if (!from) throw missing('From');
  if (!to) throw missing('To');
  if (callId === undefined) throw missing('Call-ID');
  if (!cseq) throw missing('CSeq');
  return { via, from, to, callId, cseq, contact, route, recordRoute, maxForwards, headers };
}

function missing(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: no ${name} header field`, `Missing ${name}`);
}
