import { requireToken, stripSpace, TOKEN } from './characters.js';
import { STRUCTURED } from './fields.js';
import { malformed, unformattable } from './sip-syntax-error.js';

/** Compact forms: RFC 3261 §7.3.3 and the RFCs that added one. */
const COMPACT = new Map(
  Object.entries({
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
  }),
);

/**
 * The full name in lower case; a compact form is resolved.
 * @param text - Spaces may follow the name.
 * @throws {SipSyntaxError} For a name that is no token.
 */
export const parseHeaderName = remembering(text => {
  const name = text.slice(0, 1) + stripSpace(text.slice(1));
  if (!TOKEN.test(name)) throw malformed('header name', text);
  return fullName(name);
});

/**
 * The name as it is usually written, each word with a capital: `content-type` is `Content-Type`.
 * @throws {TypeError} For a name that is no token, or of a field that has its own place in a message.
 */
export const formatHeaderName = remembering(name => {
  const full = fullName(requireToken('header name', name));
  if (STRUCTURED.has(full)) throw unformattable('header', name, 'it has a place of its own');
  return full.replace(/^www|(^|-)[a-z]/g, match => match.toUpperCase());
});

function fullName(name: string): string {
  const lower = name.toLowerCase();
  return COMPACT.get(lower) ?? lower;
}

/**
 * The function, working out each name once: messages have the same few. A peer with names of its own makes it forget, so
 * that nobody fills the memory.
 */
function remembering(make: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return name => {
    let made = known.get(name);
    if (made === undefined) {
      made = make(name);
      if (known.size > 99) known.clear();
      if (name.length < 40) known.set(name, made);
    }
    return made;
  };
}
