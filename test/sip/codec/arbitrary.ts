import * as fc from 'fast-check';
import type {
  CSeq,
  NameAddr,
  OtherUri,
  Params,
  SipMessage,
  SipRequest,
  SipResponse,
  SipUri,
  Uri,
  Via,
} from '../../../src/sip/codec/index.js';

// Generators of everything that a message is made of, nasty values included.

const ALPHANUMERIC = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const TOKEN = [...ALPHANUMERIC, ..."-.!%*_+`'~"];

/** Plain objects, as the parsers make them. */
export const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const stringOf = (characters: readonly string[], minLength = 1, maxLength = 12): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

export const token = stringOf(TOKEN);
const lowerToken = token.map(text => text.toLowerCase());
/** Any text that is UTF-8, control characters and all. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '\\',
    '\\"',
    ';',
    ',',
    '<sip:x@y>',
    '%41',
    '%',
    'a@b',
    '\0',
    '\t',
    '\x7f',
    '\\\0',
    ';tag=1',
  ),
);
/** Text that one line can hold. */
export const lineText = text.map(value => value.replace(/[\r\n]/g, ''));
/** The value of a header field: a line without NUL or spaces around it. */
export const headerValue = lineText.map(value => value.replace(/\0/g, '').replace(/^[ \t]+|[ \t]+$/g, ''));

export const host = fc.oneof(
  stringOf([...ALPHANUMERIC, '-', '.', '_']).map(name => `h${name}`),
  fc.ipV4(),
  fc.ipV6().map(address => `[${address}]`),
  fc.constantFrom('contoso.example', '[2001:db8::1]', '[::ffff:192.0.2.1]', '127.0.0.1'),
);
const port = fc.option(fc.integer({ min: 0, max: 65535 }), { nil: undefined });

const mapOf = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<Params> =>
  fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 4 }).map(pairs => new Map(pairs));

const commonName = fc.constantFrom('tag', 'branch', 'lr', 'q', '+sip.instance', 'methods', 'received', 'expires');
export const headerParams = mapOf(fc.oneof(commonName, lowerToken), lineText);
const nonEmpty = text.filter(value => value !== '');
const lowerName = nonEmpty.map(value => value.toLowerCase());
/** Lower-casing is not stable for every character (İ), and names that are not ASCII are nobody's. */
const uriName = fc.oneof(
  fc.constantFrom('lr', 'transport', 'maddr'),
  lowerName.filter(name => name.toLowerCase() === name && name !== ''),
);

export const sipUri: fc.Arbitrary<SipUri> = record({
  scheme: fc.constantFrom<'sip' | 'sips'>('sip', 'sips'),
  user: text,
  password: fc.option(text, { nil: undefined }),
  host,
  port,
  params: mapOf(uriName, text),
  headers: mapOf(uriName, text),
}).map(uri => (uri.user === '' ? { ...uri, password: undefined } : uri));

const opaque = [...ALPHANUMERIC, ..."-_.!~*'():/?#[]@&=+$,;%"];
export const otherUri: fc.Arbitrary<OtherUri> = record({
  scheme: fc.constantFrom('tel', 'http', 'urn', 'im', 'soap.beep', 'x+y-z'),
  rest: stringOf(opaque, 1, 20),
});

export const uri: fc.Arbitrary<Uri> = fc.oneof({ arbitrary: sipUri, weight: 4 }, { arbitrary: otherUri, weight: 1 });

export const nameAddr: fc.Arbitrary<NameAddr> = record({ displayName: lineText, uri, params: headerParams });

export const via: fc.Arbitrary<Via> = record({
  transport: fc.oneof(
    fc.constantFrom('WS', 'WSS', 'TCP', 'UDP'),
    token.map(name => name.toUpperCase()),
  ),
  host,
  port,
  params: headerParams,
});

export const cseq: fc.Arbitrary<CSeq> = record({ sequence: fc.nat(2 ** 31 - 1), method: token });

/** Fields with a place of their own, and those whose values have a grammar of theirs. */
const TAKEN = new Set(
  'via from to call-id cseq contact route record-route max-forwards content-length content-type date'.split(' '),
);
/** One-letter names are compact forms. */
const otherName = lowerToken.filter(name => name.length > 1 && !TAKEN.has(name));
const contentType = fc.constantFrom('text/plain', 'message/cpim', 'multipart/mixed;boundary="a b"');

const headers = fc
  .tuple(
    fc.uniqueArray(fc.tuple(otherName, fc.array(headerValue, { minLength: 1, maxLength: 3 })), {
      selector: ([name]) => name,
      maxLength: 5,
    }),
    fc.option(contentType, { nil: undefined }),
  )
  .map(([others, type]) => new Map(type === undefined ? others : [...others, ['content-type', [type]] as const]));

const body = fc.oneof(fc.constant(''), text, fc.string({ unit: 'binary', maxLength: 200 }));
const visible = stringOf([...opaque, '<', '>', '"', '\\', 'é', '大']);

const common = {
  via: fc.array(via, { minLength: 1, maxLength: 3 }),
  from: nameAddr,
  to: nameAddr,
  callId: visible,
  route: fc.array(nameAddr, { maxLength: 2 }),
  recordRoute: fc.array(nameAddr, { maxLength: 2 }),
  maxForwards: fc.option(fc.nat(255), { nil: undefined }),
  headers,
  body,
};
const contacts = fc.array(nameAddr, { maxLength: 2 });
const withoutHeaders = (value: Uri): Uri => ('host' in value ? { ...value, headers: new Map() } : value);

export const request: fc.Arbitrary<SipRequest> = record({
  kind: fc.constant('request' as const),
  method: fc.oneof(fc.constantFrom('INVITE', 'MESSAGE', 'REGISTER'), token),
  uri: uri.map(withoutHeaders),
  cseq,
  contact: fc.oneof({ arbitrary: contacts, weight: 4 }, { arbitrary: fc.constant('*' as const), weight: 1 }),
  ...common,
}).map(message => {
  const method = message.contact === '*' ? 'REGISTER' : message.method;
  return { ...message, method, cseq: { ...message.cseq, method } };
});

export const response: fc.Arbitrary<SipResponse> = record({
  kind: fc.constant('response' as const),
  status: fc.integer({ min: 100, max: 699 }),
  reason: lineText.map(value => value.replace(/\0/g, '')),
  cseq,
  contact: contacts,
  ...common,
});

export const message: fc.Arbitrary<SipMessage> = fc.oneof(request, response);
