import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  answerMessageSdp,
  formatConferenceInfo,
  formatCpim,
  formatImdn,
  formatIsComposing,
  formatSessionOffer,
  formatSipfrag,
  formatXml,
  mergeConferenceInfo,
  parseConferenceInfo,
  parseCpim,
  parseImdn,
  parseIsComposing,
  parseParts,
  parseSessionOffer,
  parseSipfrag,
  parseXml,
  takenTypesOf,
  type ConferenceInfo,
  type ConferenceUser,
  type Cpim,
  type Imdn,
  type InfoState,
  type KnownConference,
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
const cpimAlways = record({
  from: record({ displayName: arbitrary.text, uri: arbitrary.uri, params: fc.constant(NO_PARAMS) }),
  to: record({ displayName: arbitrary.text, uri: arbitrary.uri, params: fc.constant(NO_PARAMS) }),
  dateTime: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  messageId: arbitrary.text,
  contentType: oneLine,
  content: arbitrary.text,
});

const wishes = fc.subarray(['positive-delivery', 'negative-delivery', 'display'], { minLength: 1 });
const cpim: fc.Arbitrary<Cpim> = fc
  .tuple(cpimAlways, partial({ notify: wishes.map(list => list.join(', ')) }))
  .map(([always, optional]) => ({ ...always, ...(always.messageId && optional) }));

test('parseCpim(formatCpim(c)) equals c', () => holds(cpim, formatCpim, parseCpim));

const partHeaders = fc
  .uniqueArray(fc.tuple(fc.constantFrom('content-id', 'content-transfer-encoding', 'x-other'), arbitrary.headerValue), {
    selector: ([name]) => name,
  })
  .map(pairs => new Map(pairs));
const part = record({
  contentType: oneLine.filter(text => !/^multipart/i.test(text)),
  others: partHeaders,
  body: fc.oneof(arbitrary.text, fc.constantFrom('--', '\r\n--', '\r\n\r\n', '--b--\r\n')),
});
const BOUNDARY = 'a(b).c+d';

test('parseParts() gives the parts that a body was made of', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), pieces => {
      const parts = pieces.map(({ contentType, others, body }) => {
        return { contentType, headers: new Map([['content-type', contentType], ...others]), body };
      });
      const text = parts.map(({ headers, body }) => {
        const head = Array.from(headers, ([name, value]) => `${name}: ${value}\r\n`).join('');
        return `--${BOUNDARY}\r\n${head}\r\n${body}\r\n`;
      });
      const body = `${text.join('')}--${BOUNDARY}--\r\n`;
      assert.deepEqual(parseParts(`multipart/mixed;boundary="${BOUNDARY}"`, body), parts);
    }),
    { numRuns: 500 },
  );
});

test('parseSessionOffer() gives the first message that formatSessionOffer() was given', () => {
  fc.assert(
    fc.property(arbitrary.text, first => {
      const { contentType, body } = formatSessionOffer(first);
      const { sdp, rendered } = parseSessionOffer(contentType, body);
      assert.deepEqual(
        [sdp, rendered?.contentType, rendered?.body],
        [formatSessionOffer().body, 'message/cpim', first],
      );
    }),
  );
});

test('parseParts() reads any text, or throws SipSyntaxError', () => {
  const pieces = fc.array(
    fc.oneof(fc.constantFrom('--b', '--', '\r\n', '--b--', 'Content-Type: multipart/x;boundary=b'), arbitrary.text),
  );
  fc.assert(
    fc.property(pieces, parts =>
      readsOrRefuses(text => parseParts('multipart/mixed;boundary=b', text), parts.join('')),
    ),
    { numRuns: 1000 },
  );
});

const word = fc.string({ unit: fc.constantFrom(...'abcXYZ0189/*.-+'), minLength: 1, maxLength: 10 });
const media = fc.oneof(
  record({ line: fc.constantFrom('m=message 5060 sip null', 'm=x-ms-message 1 sip x'), types: fc.array(word) }),
  record({ line: fc.constantFrom('m=audio 49170 RTP/AVP 0', 'm=message 1 TCP/MSRP *'), types: fc.array(word) }),
);

test('answerMessageSdp() has a line for each media of the offer, and takes at most one', () => {
  fc.assert(
    fc.property(fc.array(media, { maxLength: 5 }), offered => {
      const lines = offered.map(({ line, types }) => `${line}\r\na=accept-types:${types.join(' ')}\r\n`);
      const offer = `v=0\r\ns=-\r\n${lines.join('')}`;
      const first = offered.findIndex(({ line }) => line.includes(' sip '));
      assert.deepEqual(takenTypesOf(offer)?.plain, offered[first]?.types);
      const answers = answerMessageSdp(offer).match(/^m=.*/gm) ?? [];
      assert.equal(answers.length, offered.length);
      answers.forEach((answer, index) => {
        const [name, port] = answer.split(' ');
        assert.equal(name, offered[index]?.line.split(' ')[0]);
        assert.equal(port === '0', index !== first);
      });
    }),
    { numRuns: 500 },
  );
});

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

test('parseIsComposing(formatIsComposing(c)) equals c', () => {
  holds(record({ active: fc.boolean(), refresh: fc.nat(999_999_999) }), formatIsComposing, parseIsComposing);
});

const imdn: fc.Arbitrary<Imdn> = record({
  messageId: xmlTrimmed.filter(text => text !== ''),
  dateTime: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  recipient: xmlTrimmed,
  kind: fc.constantFrom('delivery', 'display', 'processing'),
  status: fc.constantFrom('delivered', 'failed', 'displayed', 'forbidden', 'error', 'processed', 'stored'),
});

test('parseImdn(formatImdn(i)) equals i, and any XML reader finds the same in it', () => {
  holds(imdn, formatImdn, parseImdn);
  fc.assert(
    fc.property(imdn, one => {
      const [id, ...others] = parseXml(formatImdn(one)).children;
      assert.deepEqual([id?.name, id?.text], ['message-id', one.messageId]);
      assert.equal(others.at(-1)?.children[0]?.children[0]?.name, one.status);
    }),
  );
});

test('parseIsComposing() and parseImdn() read any text, or throw SipSyntaxError', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('<state>', '</state>', '<refresh>', '</', '<message-id>', '&', '&#x110000;', '<x:', 'active'),
      fc.constantFrom('<display-notification>', '<status>', '<displayed/>', '<datetime>'),
      arbitrary.text,
    ),
  );
  fc.assert(
    fc.property(pieces, parts => {
      for (const parse of [parseIsComposing, parseImdn]) readsOrRefuses(parse, parts.join(''));
    }),
    { numRuns: 1000 },
  );
});

const state = fc.constantFrom<InfoState>('full', 'partial', 'deleted');
const entity = fc.constantFrom('sip:alice@contoso.example', 'sip:bob@contoso.example', 'sip:carol@contoso.example');

const user: fc.Arbitrary<ConferenceUser> = fc
  .tuple(
    record({ entity, state }),
    partial({ displayText: xmlTrimmed, roles: fc.array(xmlTrimmed, { maxLength: 2 }), status: xmlTrimmed }),
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
    partial({
      description: partial({ subject: xmlTrimmed }),
      host: xmlTrimmed,
      condition: partial({ userCount: fc.nat(999), locked: fc.boolean() }),
    }),
  )
  .map(([required, optional]) => ({ ...required, ...optional }));

test('parseConferenceInfo(formatConferenceInfo(i)) equals i', () => {
  holds(info, formatConferenceInfo, parseConferenceInfo);
});

test('mergeConferenceInfo() gives what is whole, never an older version, and the same for the same update again', () => {
  fc.assert(
    fc.property(fc.array(info, { maxLength: 6 }), updates => {
      let current: KnownConference | undefined;
      for (const update of updates) {
        const merged = mergeConferenceInfo(current, update);
        if (!merged) continue;
        assert.ok(merged.version >= (current?.version ?? 0));
        for (const [key, one] of merged.users) assert.deepEqual([one.entity, one.state], [key, 'full']);
        if (update.state === 'deleted' && merged !== current) assert.equal(merged.users.size, 0);
        assert.equal(mergeConferenceInfo(merged, update), merged);
        current = merged;
      }
    }),
    { numRuns: 500 },
  );
});

test('parseCpim(), takenTypesOf() and parseSipfrag() read any text, or throw SipSyntaxError', () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom('From: <sip:a@b>', 'To: ', 'v=0', 'm=message 1 sip null', 'DateTime: x', ''),
      arbitrary.text,
    ),
  );
  fc.assert(
    fc.property(lines, pieces => {
      for (const parse of [parseCpim, takenTypesOf, parseSipfrag]) readsOrRefuses(parse, pieces.join('\r\n'));
    }),
    { numRuns: 1000 },
  );
});
