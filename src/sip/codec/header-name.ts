import { isAll, TOKEN } from './characters.js';
import { malformed } from './sip-syntax-error.js';

/** Compact forms: RFC 3261 §7.3.3 and the RFCs that added one. */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'Accept-Contact',
  b: 'Referred-By',
  c: 'Content-Type',
  d: 'Request-Disposition',
  e: 'Content-Encoding',
  f: 'From',
  i: 'Call-ID',
  j: 'Reject-Contact',
  k: 'Supported',
  l: 'Content-Length',
  m: 'Contact',
  n: 'Identity-Info',
  o: 'Event',
  r: 'Refer-To',
  s: 'Subject',
  t: 'To',
  u: 'Allow-Events',
  v: 'Via',
  x: 'Session-Expires',
  y: 'Identity',
};

/** Fields with a place of their own in a message; Content-Length is always computed. */
const STRUCTURED = [
  'Via',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Route',
  'Record-Route',
  'Max-Forwards',
  'Content-Length',
];

/** Names whose usual form is not each word with a capital, and those that are frequent. */
const USUAL = [
  'Accept',
  'Accept-Encoding',
  'Allow',
  'Allow-Events',
  'Authorization',
  'Content-Disposition',
  'Content-Type',
  'Date',
  'Event',
  'History-After',
  'History-Position',
  'Expires',
  'Min-Expires',
  'MIME-Version',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'RAck',
  'RSeq',
  'Reason',
  'Refer-To',
  'Require',
  'Retry-After',
  'SIP-ETag',
  'SIP-If-Match',
  'Server',
  'Subscription-State',
  'Supported',
  'Unsupported',
  'User-Agent',
  'WWW-Authenticate',
];

const CANONICAL = new Map([...STRUCTURED, ...USUAL, ...Object.values(COMPACT)].map(name => [name.toLowerCase(), name]));
const STRUCTURED_NAMES = new Set(STRUCTURED);

/** Every usual way to write a usual name: as it is, in lower case, compact in either case. */
const LOWER = new Map<string, string>();
for (const [lower, name] of CANONICAL) LOWER.set(name, lower).set(lower, lower);
for (const [compact, name] of Object.entries(COMPACT)) {
  LOWER.set(compact, name.toLowerCase()).set(compact.toUpperCase(), name.toLowerCase());
}

/**
 * The full name in lower case; a compact form is resolved.
 * @throws {SipSyntaxError} For a name that is no token.
 */
export function parseHeaderName(text: string): string {
  const usual = LOWER.get(text);
  if (usual !== undefined) return usual;
  if (!isAll(text, TOKEN)) throw malformed('header name', text, 'no token');
  const lower = text.toLowerCase();
  return LOWER.get(lower) ?? lower;
}

/**
 * The name as it is usually written: `content-type` is `Content-Type`.
 * @throws {TypeError} For a name that is no token.
 */
export function formatHeaderName(name: string): string {
  const usual = CANONICAL.get(name) ?? CANONICAL.get(LOWER.get(name) ?? name.toLowerCase());
  if (usual !== undefined) return usual;
  if (!isAll(name, TOKEN)) throw new TypeError(`Cannot format header name ${JSON.stringify(name)}: no token`);
  return name.toLowerCase().replace(/(^|-)[a-z]/g, match => match.toUpperCase());
}

/** Whether the field has a place of its own in a message. `name` as `formatHeaderName` gives it. */
export function isStructured(name: string): boolean {
  return STRUCTURED_NAMES.has(name);
}
