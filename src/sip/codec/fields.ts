import { isAll, VISIBLE } from './characters.js';
import { readCSeq } from './cseq.js';
import { checkDate } from './date.js';
import { endOfDigits } from './host.js';
import type { CSeq, NameAddr, SipMessageFields, Via } from './message.js';
import { readNameAddr } from './name-addr.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { splitList } from './split-list.js';
import { readVia } from './via.js';

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
 * Takes in one header field, whose value is `text` from `start` to `end`: one line, without spaces around it.
 * @param name - As `parseHeaderName` gives it.
 * @throws {SipSyntaxError} Where the field has a grammar that the value breaks, or comes a second time and must not.
 */
export function readField(fields: Fields, name: string, text: string, start: number, end: number): void {
  switch (name) {
    case 'via':
      readEach(fields.via, readVia, text, start, end);
      return;
    case 'from':
      if (fields.from) throw twice('From');
      fields.from = readNameAddr(text, start, end);
      return;
    case 'to':
      if (fields.to) throw twice('To');
      fields.to = readNameAddr(text, start, end);
      return;
    case 'call-id':
      if (fields.callId !== undefined) throw twice('Call-ID');
      fields.callId = readCallId(text, start, end);
      return;
    case 'cseq':
      if (fields.cseq) throw twice('CSeq');
      fields.cseq = readCSeq(text, start, end);
      return;
    case 'contact':
      readContact(fields, text, start, end);
      return;
    case 'route':
      readEach(fields.route, readNameAddr, text, start, end);
      return;
    case 'record-route':
      readEach(fields.recordRoute, readNameAddr, text, start, end);
      return;
    case 'max-forwards':
      if (fields.maxForwards !== undefined) throw twice('Max-Forwards');
      fields.maxForwards = readCount('Max-Forwards', text, start, end, 255);
      return;
    case 'content-length':
      if (fields.contentLength !== undefined) throw twice('Content-Length');
      fields.contentLength = readCount('Content-Length', text, start, end, Number.MAX_SAFE_INTEGER);
      return;
    default:
      readOther(fields.headers, name, text.slice(start, end));
  }
}

/** Reads each value of a list; most lists have one. */
function readEach<T>(
  values: T[],
  read: (text: string, start: number, end: number) => T,
  text: string,
  start: number,
  end: number,
): void {
  const comma = text.indexOf(',', start);
  if (comma < 0 || comma >= end) values.push(read(text, start, end));
  else for (const value of splitList(text.slice(start, end))) values.push(read(value, 0, value.length));
}

function readOther(headers: Map<string, string[]>, name: string, value: string): void {
  const before = headers.get(name);
  if (before === undefined) headers.set(name, [value]);
  else if (name === 'content-type') throw twice('Content-Type');
  else before.push(value);
  if (name === 'date') checkDate(value);
}

function readContact(fields: Fields, text: string, start: number, end: number): void {
  const star = end === start + 1 && text[start] === '*';
  if (star && fields.contact.length === 0) {
    fields.contact = '*';
    return;
  }
  // RFC 3261 §20.10: `*` stands alone.
  if (star || fields.contact === '*') throw malformed('Contact', text.slice(start, end), '"*" beside another');
  readEach(fields.contact, readNameAddr, text, start, end);
}

function twice(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: two ${name} header fields`, `Multiple ${name}`);
}

function readCallId(text: string, start: number, end: number): string {
  if (!isAll(text, VISIBLE, start, end)) throw malformed('Call-ID', text.slice(start, end), 'empty, or with spaces');
  return text.slice(start, end);
}

function readCount(what: string, text: string, start: number, end: number, max: number): number {
  const count = start < end && endOfDigits(text, start, end) === end ? Number(text.slice(start, end)) : -1;
  if (count < 0 || count > max) throw malformed(what, text.slice(start, end), `not 0 to ${max}`);
  return count;
}

/** The fields that every message has. RFC 3261 §8.1.1. */
export type RequiredFields = Pick<SipMessageFields, 'via' | 'from' | 'to' | 'callId' | 'cseq'>;

/**
 * Those of the fields that must be there.
 * @throws {SipSyntaxError} Where one is missing.
 */
export function requireFields({ via, from, to, callId, cseq }: Fields): RequiredFields {
  if (via.length === 0) throw missing('Via');
  if (!from) throw missing('From');
  if (!to) throw missing('To');
  if (callId === undefined) throw missing('Call-ID');
  if (!cseq) throw missing('CSeq');
  return { via, from, to, callId, cseq };
}

function missing(name: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: no ${name} header field`, `Missing ${name}`);
}
