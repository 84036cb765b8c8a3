import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatSpoken, spokenOf } from '../../../src/server/focus/spoken.js';
import { formatCpim, parseCpim, type Cpim } from '../../../src/sip/body/index.js';
import { NameAddr, parseUri } from '../../../src/sip/codec/index.js';

const address = fc
  .tuple(fc.constantFrom('sip:alice@contoso.example', 'sip:chat-1@x.example;a=b', 'sip:a%20b@x', 'tel:+1'), fc.string())
  .map(([uri, name]) => NameAddr(parseUri(uri), name));

const cpims: fc.Arbitrary<Cpim> = fc.record({
  from: address,
  to: address,
  dateTime: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  messageId: fc.oneof(fc.stringMatching(/^[\w.@+-]{1,20}$/), fc.string({ minLength: 1 })),
  contentType: fc.constantFrom('text/plain', 'text/html', 'text/plain;charset=utf-8', 'text/html; charset=utf-8'),
  content: fc.string(),
});

describe('spokenOf()', () => {
  it('reads id, type and content of a CPIM as parseCpim() does', () => {
    fc.assert(
      fc.property(cpims, fc.constantFrom('', '\r\nimdn.Disposition-Notification: display'), (cpim, more) => {
        const text = formatCpim(cpim).replace('\r\n\r\n', `${more}\r\n\r\n`);
        const { messageId, contentType, content } = parseCpim(text);
        const [type] = contentType.split(';');
        assert.deepEqual(spokenOf('message/cpim', text, 1e6), { id: messageId, contentType: type, content });
      }),
    );
  });

  it('refuses a CPIM without sender, receiver, or with a time that is none', () => {
    const cpim = 'From: <sip:a@x>\r\nTo: <sip:b@x>\r\nDateTime: 2026-11-20T12:00:00Z\r\n';
    const rest = 'NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 1\r\n\r\nContent-Type: text/plain\r\n\r\nhi';
    assert.equal(spokenOf('message/cpim', cpim + rest, 1e6).content, 'hi');
    for (const [good, bad] of [
      ['From', 'X'],
      ['To', 'X'],
      ['-11-', '-13-'],
      ['sip:a@x', 'sip:a b@x'],
    ] as const) {
      assert.throws(() => spokenOf('message/cpim', cpim.replace(good, bad) + rest, 1e6), SyntaxError);
    }
  });
});

describe('formatSpoken()', () => {
  it('writes what formatCpim() writes', () => {
    fc.assert(
      fc.property(cpims, cpim => {
        const { from, to, dateTime, messageId: id, contentType, content } = cpim;
        const event = { type: 'message', at: dateTime?.getTime() ?? 0, by: 'x', id, contentType, content } as const;
        const expected = formatCpim(cpim);
        for (let again = 0; again < 2; again += 1) {
          assert.equal(formatSpoken({ position: 1, event }, from, to), expected);
        }
      }),
    );
  });
});
