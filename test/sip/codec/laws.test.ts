import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  addressOf,
  encodeUtf8,
  formatCSeq,
  formatMessage,
  formatMessageBytes,
  formatNameAddr,
  formatReason,
  formatRefusal,
  formatUri,
  formatValue,
  formatVia,
  parseCSeq,
  parseMessage,
  parseNameAddr,
  parseReason,
  parseUri,
  parseValue,
  parseVia,
  sameUri,
  SipSyntaxError,
  utf8Length,
} from '../../../src/sip/codec/index.js';
import * as arbitrary from './arbitrary.js';
import { record } from './arbitrary.js';

/** `parse(format(value))` equals `value` for everything that is generated. */
function holds<T>(values: fc.Arbitrary<T>, format: (value: T) => string, parse: (text: string) => T): void {
  fc.assert(
    fc.property(values, value => assert.deepEqual(parse(format(value)), value)),
    { numRuns: 500 },
  );
}

test('parseUri(formatUri(u)) equals u', () => holds(arbitrary.uri, formatUri, parseUri));
test('parseNameAddr(formatNameAddr(v)) equals v', () => holds(arbitrary.nameAddr, formatNameAddr, parseNameAddr));
test('parseVia(formatVia(v)) equals v', () => holds(arbitrary.via, formatVia, parseVia));
test('parseCSeq(formatCSeq(c)) equals c', () => holds(arbitrary.cseq, formatCSeq, parseCSeq));
test('parseMessage(formatMessage(m)) equals m', () => holds(arbitrary.message, formatMessage, parseMessage));

test('parseValue(formatValue(v)) equals v', () => {
  const value = arbitrary.headerValue.map(text => text.replaceAll(';', '').trim());
  holds(record({ value, params: arbitrary.headerParams }), formatValue, parseValue);
});

test('parseReason(formatReason(r)) equals r', () => {
  const cause = fc.option(fc.nat(999), { nil: undefined });
  const text = fc.option(arbitrary.lineText, { nil: undefined });
  holds(record({ protocol: arbitrary.token, cause, text }), formatReason, parseReason);
});

test('parseMessage(formatMessageBytes(m)) equals m when the body is bytes that are no UTF-8', () => {
  // 0xff occurs in no UTF-8 text.
  const bytes = fc.uint8Array({ maxLength: 60 }).map(array => Uint8Array.of(0xff, ...array));
  fc.assert(
    fc.property(arbitrary.message, bytes, (message, body) => {
      const binary = { ...message, body };
      assert.deepEqual(parseMessage(formatMessageBytes(binary)), binary);
    }),
  );
});

test('parseMessage() reads text and its UTF-8 alike', () => {
  fc.assert(
    fc.property(arbitrary.message, message => {
      const text = formatMessage(message);
      assert.deepEqual(parseMessage(encodeUtf8(text)), parseMessage(text));
    }),
  );
});

test('sameUri(u, u) is true, and addressOf(u) reads back as an address that is its own', () => {
  fc.assert(
    fc.property(arbitrary.uri, uri => {
      assert.ok(sameUri(uri, parseUri(formatUri(uri))));
      assert.equal(addressOf(parseUri(addressOf(uri))), addressOf(uri));
    }),
  );
});

test('utf8Length(t) is the length of encodeUtf8(t)', () => {
  const anything = fc.array(fc.integer({ min: 0, max: 0xffff })).map(codes => String.fromCharCode(...codes));
  fc.assert(fc.property(anything, text => assert.equal(utf8Length(text), encodeUtf8(text).length)));
});

/** Shrinking a damaged message takes longer than it helps; the seed in the report repeats it. */
const FUZZ = { numRuns: 1500, endOnFailure: true };

/** What does not parse is refused by our own error, and its answer, if it has one, is a response. */
function parsesOrRefuses(data: string | Uint8Array): void {
  try {
    parseMessage(data);
  } catch (error) {
    if (!(error instanceof SipSyntaxError)) throw error;
    const refusal = formatRefusal(data, error, 'totag');
    if (refusal !== undefined) assert.equal(parseMessage(refusal).kind, 'response');
  }
}

test('parseMessage() reads or throws SipSyntaxError, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), parsesOrRefuses), FUZZ);
});

test('parseMessage() reads or throws SipSyntaxError when a message is damaged', () => {
  const damage = record({
    at: fc.nat(),
    drop: fc.nat(12),
    put: fc.oneof(arbitrary.text, fc.constantFrom('\r\n', '\n')),
  });
  const damaged = fc
    .tuple(arbitrary.message, fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([message, damages]) =>
      damages.reduce((text, { at, drop, put }) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + put + text.slice(index + drop);
      }, formatMessage(message)),
    );
  fc.assert(fc.property(damaged, parsesOrRefuses), FUZZ);
});

test('parseMessage() reads or throws SipSyntaxError when bytes of a message are damaged', () => {
  const damaged = fc
    .tuple(arbitrary.message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([message, damages]) => {
      const bytes = formatMessageBytes(message);
      for (const [at, byte] of damages) bytes[at % bytes.length] = byte;
      return bytes;
    });
  fc.assert(fc.property(damaged, parsesOrRefuses), FUZZ);
});

test('parseMessage() reads or throws SipSyntaxError when header lines are repeated or shuffled', () => {
  const shuffled = fc.tuple(arbitrary.message, fc.infiniteStream(fc.nat())).map(([message, random]) => {
    const [head = '', body = ''] = formatMessage(message).split(/\r\n\r\n([^]*)/);
    const [start = '', ...lines] = head.split('\r\n');
    const picked = lines.map(() => lines[(random.next().value ?? 0) % lines.length]);
    return [start, ...picked].join('\r\n') + `\r\n\r\n${body}`;
  });
  fc.assert(fc.property(shuffled, parsesOrRefuses), FUZZ);
});

test('formatMessage() puts nothing but the given lines into the head, or throws TypeError', () => {
  const evil = fc
    .tuple(
      arbitrary.text,
      fc.constantFrom('\r\nX-Evil: 1', '\nX-Evil: 1', '\rX-Evil: 1', '\r\n\r\n', ''),
      arbitrary.text,
    )
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(arbitrary.request, evil, fc.nat(7), (message, value, place) => {
      const params = new Map([['tag', value]]);
      const poisoned =
        [
          { ...message, callId: value },
          { ...message, from: { ...message.from, displayName: value } },
          { ...message, to: { ...message.to, params } },
          { ...message, via: message.via.map(via => ({ ...via, params })) },
          { ...message, headers: new Map([['subject', [value]]]) },
          { ...message, headers: new Map([[value, ['x']]]) },
          { ...message, uri: { scheme: 'tel', rest: value } },
          { ...message, method: value, cseq: { ...message.cseq, method: value } },
        ][place] ?? message;
      let text: string;
      try {
        text = formatMessage(poisoned);
      } catch (error) {
        assert.ok(error instanceof TypeError, String(error));
        return;
      }
      const headLines = (text.split('\r\n\r\n')[0] ?? '').split(/\r\n|\r|\n/);
      assert.ok(!headLines.some(line => line.startsWith('X-Evil')));
      const expected = formatMessage(message).split('\r\n\r\n')[0] ?? '';
      const extra = place === 4 || place === 5 ? message.headers : undefined;
      const written = extra ? [...extra.values()].flat().length - 1 : 0;
      assert.equal(headLines.length, expected.split('\r\n').length - written);
    }),
    { numRuns: 1000 },
  );
});
