import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  formatConferenceInfo,
  formatCpim,
  formatMessageSdp,
  formatMultipart,
  formatSipfrag,
  formatXml,
  mergeConferenceInfo,
  parseConferenceInfo,
  parseCpim,
  parseLeaves,
  parseMessageSdp,
  parseMultipart,
  parseSipfrag,
  parseXml,
  type ConferenceEndpoint,
  type ConferenceInfo,
  type ConferenceUser,
  type InfoState,
  type XmlElement,
} from '../../../src/sip/body/index.js';
import { NO_PARAMS, SipSyntaxError } from '../../../src/sip/codec/index.js';
import * as arbitrary from '../codec/arbitrary.js';
import { record } from '../codec/arbitrary.js';

/** A record some of whose keys may be missing. */
const partial = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;

function holds<T>(values: fc.Arbitrary<T>, format: (value: T) => string, parse: (text: string) => T | undefined): void {
  fc.assert(
    fc.property(values, value => assert.deepEqual(parse(format(value)), value)),
    { numRuns: 500 },
  );
}

function readsOrRefuses(parse: (text: string) => unknown, text: string): void {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof SipSyntaxError)) throw error;
  }
}

const oneLine = arbitrary.headerValue.filter(text => text !== '');
const notices = fc.uniqueArray(fc.constantFrom('positive-delivery', 'negative-delivery', 'display', 'a,b c'));

const cpim = fc
  .tuple(
    record({
      from: record({ displayName: arbitrary.text, uri: arbitrary.uri, params: fc.constant(NO_PARAMS) }),
      to: record({ displayName: arbitrary.text, uri: arbitrary.uri, params: fc.constant(NO_PARAMS) }),
      dateTime: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
      messageId: arbitrary.text,
      dispositionNotification: notices,
      contentType: oneLine,
      content: arbitrary.text,
    }),
    partial({ subject: arbitrary.text, contentDisposition: oneLine }),
  )
  .map(([required, optional]) => ({ ...required, ...optional }));

test('parseCpim(formatCpim(c)) equals c', () => holds(cpim, formatCpim, parseCpim));

const partHeaders = fc
  .uniqueArray(fc.tuple(fc.constantFrom('content-id', 'content-transfer-encoding', 'x-other'), arbitrary.headerValue), {
    selector: ([name]) => name,
  })
  .map(pairs => new Map(pairs));
const part = record({
  contentType: oneLine,
  contentDisposition: fc.constantFrom('', 'session', 'render;handling=optional'),
  headers: partHeaders,
  body: fc.oneof(arbitrary.text, fc.constantFrom('--', '\r\n--', '\r\n\r\n', '--boundary--\r\n')),
});

test('parseMultipart() of formatMultipart(p) gives p', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
      const { contentType, body } = formatMultipart(parts);
      assert.deepEqual(parseMultipart(contentType, body), parts);
    }),
    { numRuns: 500 },
  );
});

test('parseLeaves() reads any text, or throws SipSyntaxError', () => {
  const pieces = fc.array(
    fc.oneof(fc.constantFrom('--b', '--', '\r\n', '--b--', 'Content-Type: multipart/x;boundary=b'), arbitrary.text),
  );
  fc.assert(
    fc.property(pieces, parts =>
      readsOrRefuses(text => parseLeaves('multipart/mixed;boundary=b', text), parts.join('')),
    ),
    { numRuns: 1000 },
  );
});

const word = fc.string({ unit: fc.constantFrom(...'abcXYZ0189/*.-+'), minLength: 1, maxLength: 10 });
const sdp = record({
  media: fc.constantFrom('message' as const, 'x-ms-message' as const),
  host: fc.constantFrom('127.0.0.1', 'contoso.example', '2001:db8::1'),
  port: fc.nat(65535),
  acceptTypes: fc.array(word, { maxLength: 4 }),
});

test('parseMessageSdp(formatMessageSdp(s)) equals s', () => holds(sdp, formatMessageSdp, parseMessageSdp));

test('parseSipfrag(formatSipfrag(s)) equals s', () => {
  const reason = arbitrary.headerValue;
  holds(record({ status: fc.integer({ min: 100, max: 699 }), reason }), formatSipfrag, parseSipfrag);
});

/** Text that XML can hold. */
// eslint-disable-next-line no-control-regex
const xmlText = arbitrary.text.map(text => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]|\ufffe|\uffff/g, ''));
const xmlName = fc.constantFrom('a', 'user', 'display-text', '_x', 'a.b-c1');
const xmlOf = (child: fc.Arbitrary<XmlElement>): fc.Arbitrary<XmlElement> =>
  record({
    name: xmlName,
    attributes: fc
      .uniqueArray(fc.tuple(xmlName, xmlText), { selector: ([name]) => name, maxLength: 3 })
      .map(pairs => new Map(pairs)),
    children: fc.array(child, { maxLength: 3 }),
    text: xmlText,
  });
const empty = xmlOf(fc.constant({ name: 'a', attributes: new Map(), children: [], text: '' }));
const xml = xmlOf(xmlOf(empty));

test('parseXml(formatXml(e)) equals e', () => {
  fc.assert(fc.property(xml, element => assert.deepEqual(parseXml(formatXml(element)), element)));
});

test('parseXml() reads any text, or throws SipSyntaxError', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('<a>', '</a>', '<a b="', '"/>', '<!--', '-->', '<![CDATA[', ']]>', '&amp;', '&#', '<?', '<!'),
      arbitrary.text,
    ),
  );
  fc.assert(
    fc.property(pieces, parts => readsOrRefuses(parseXml, parts.join(''))),
    { numRuns: 1000 },
  );
});

const xmlTrimmed = xmlText.map(text => text.trim());
const state = fc.constantFrom<InfoState>('full', 'partial', 'deleted');
const entity = fc.constantFrom('sip:alice@contoso.example', 'sip:bob@contoso.example', 'sip:carol@contoso.example');

const endpoint: fc.Arbitrary<ConferenceEndpoint> = fc
  .tuple(
    record({ entity: fc.constantFrom('sip:1@a', 'sip:2@a'), state }),
    partial({
      status: fc.constantFrom('pending', 'connected', 'disconnected'),
      joiningMethod: xmlTrimmed,
      disconnectionMethod: xmlTrimmed,
      disconnectionReason: xmlTrimmed,
    }),
  )
  .map(([required, optional]) => ({ ...required, ...optional }));

const user: fc.Arbitrary<ConferenceUser> = fc
  .tuple(
    record({ entity, state, endpoints: fc.uniqueArray(endpoint, { selector: one => one.entity, maxLength: 2 }) }),
    partial({ displayText: xmlTrimmed, roles: fc.array(xmlTrimmed, { maxLength: 2 }) }),
  )
  .map(([required, optional]) => ({ ...required, ...optional }));

const info: fc.Arbitrary<ConferenceInfo> = fc
  .tuple(
    record({
      entity: xmlText,
      state,
      version: fc.nat(5),
      usersState: state,
      users: fc.uniqueArray(user, { selector: one => one.entity, maxLength: 3 }),
    }),
    partial({ subject: xmlTrimmed }),
  )
  .map(([required, optional]) => ({ ...required, ...optional }));

test('parseConferenceInfo(formatConferenceInfo(i)) equals i', () => {
  holds(info, formatConferenceInfo, parseConferenceInfo);
});

test('mergeConferenceInfo() gives what is whole, never an older version, and the same for the same update again', () => {
  fc.assert(
    fc.property(fc.array(info, { maxLength: 6 }), updates => {
      let current: ConferenceInfo | undefined;
      for (const update of updates) {
        const merged = mergeConferenceInfo(current, update);
        if (!merged) continue;
        assert.ok(merged.version >= (current?.version ?? 0));
        assert.notEqual(merged.state, 'partial');
        assert.ok(merged.users.every(one => one.state === 'full' && one.endpoints.every(end => end.state === 'full')));
        assert.equal(mergeConferenceInfo(merged, update), merged);
        current = merged;
      }
    }),
    { numRuns: 500 },
  );
});

test('parseCpim() and parseMessageSdp() read any text, or throw SipSyntaxError', () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom('From: <sip:a@b>', 'To: ', 'v=0', 'm=message 1 sip null', 'DateTime: x', ''),
      arbitrary.text,
    ),
  );
  fc.assert(
    fc.property(lines, pieces => {
      for (const parse of [parseCpim, parseMessageSdp, parseSipfrag]) readsOrRefuses(parse, pieces.join('\r\n'));
    }),
    { numRuns: 1000 },
  );
});
