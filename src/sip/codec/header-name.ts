import { requireToken, stripSpace, TOKEN } from './characters.js';
import { malformed } from './sip-syntax-error.js';

/** Compact forms: RFC 3261 §7.3.3 and the RFCs that added one. */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

/** Fields with a place of their own in a message; Content-Length is always computed. */
const STRUCTURED = 'Via From To Call-ID CSeq Contact Route Record-Route Max-Forwards Content-Length'.split(' ');

/** Names whose usual form is not each word with a capital, and those that are frequent. */
const USUAL = [
  ...STRUCTURED,
  ...'Content-Type Event Expires History-Position Subscription-State User-Agent'.split(' '),
  ...'MIME-Version RAck RSeq SIP-ETag SIP-If-Match WWW-Authenticate'.split(' '),
];

/** By name in lower case, and by itself. */
const CANONICAL = new Map(USUAL.flatMap(name => [[name.toLowerCase(), name] as const, [name, name] as const]));
/** Every frequent way to write a name: as it is usual, in lower case, compact. */
const LOWER = new Map([
  ...[...CANONICAL].map(([key, name]) => [key, name.toLowerCase()] as const),
  ...Object.entries(COMPACT),
]);

/**
 * The full name in lower case; a compact form is resolved.
 * @param text - Spaces may follow the name.
 * @throws {SipSyntaxError} For a name that is no token.
 */
export function parseHeaderName(text: string): string {
  const usual = LOWER.get(text);
  if (usual !== undefined) return usual;
  const name = text.slice(0, 1) + stripSpace(text.slice(1));
  if (!TOKEN.test(name)) throw malformed('header name', text, 'no token');
  const lower = name.toLowerCase();
  return LOWER.get(lower) ?? lower;
}

/**
 * The name as it is usually written: `content-type` is `Content-Type`.
 * @throws {TypeError} For a name that is no token.
 */
export function formatHeaderName(name: string): string {
  const usual = CANONICAL.get(name);
  if (usual !== undefined) return usual;
  const lower = requireToken('header name', name).toLowerCase();
  const full = LOWER.get(lower) ?? lower;
  return CANONICAL.get(full) ?? full.replace(/(^|-)[a-z]/g, match => match.toUpperCase());
}

/** Whether the field has a place of its own in a message. `name` as `formatHeaderName` gives it. */
export function isStructured(name: string): boolean {
  return STRUCTURED.includes(name);
}
