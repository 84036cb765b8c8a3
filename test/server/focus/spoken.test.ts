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

const WISHES = ['', 'display', 'negative-delivery', 'positive-delivery, negative-delivery, display'];

describe('spokenOf()', () => {
  it('reads id, type and content of a CPIM as parseCpim() does', () => {
    fc.assert(
      fc.property(cpims, fc.constantFrom(...WISHES), (cpim, notify) => {
        const text = formatCpim({ ...cpim, ...(notify && { notify }) });
        const { messageId, contentType, content } = parseCpim(text);
        const [type] = contentType.split(';');
        assert.deepEqual(spokenOf('message/cpim', text, 1e6), {
          id: messageId,
          contentType: type,
          content,
          ...(notify && { notify }),
        });
      }),
    );
  });

  it('keeps of what the sender wants to be told what there is to tell, and nothing without an id to tell it by', () => {
    const head = 'From: <sip:a@x>\r\nTo: <sip:b@x>\r\nNS: imdn <urn:ietf:params:imdn>\r\n';
    const rest = '\r\n\r\nContent-Type: text/plain\r\n\r\nhi';
    const notifyOf = (wishes: string, id = 'imdn.Message-ID: 1\r\n'): string | undefined =>
      spokenOf('message/cpim', `${head}${id}imdn.Disposition-Notification: ${wishes}${rest}`, 1e6).notify;
    assert.equal(notifyOf('Display,processing , negative-delivery;x=y'), 'display, negative-delivery');
    assert.equal(notifyOf('displayed, nodisplay, display-not'), undefined);
    assert.equal(notifyOf('display', ''), undefined);
  });

  it('takes no typing and no notification for a text', () => {
    for (const type of ['application/im-iscomposing+xml', 'message/imdn+xml']) {
      const text = `From: <sip:a@x>\r\nTo: <sip:b@x>\r\n\r\nContent-Type: ${type}\r\n\r\n<x/>`;
      assert.throws(() => spokenOf('message/cpim', text, 1e6), { status: 415 });
      assert.throws(() => spokenOf(type, '<x/>', 1e6), { status: 415 });
    }
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
      fc.property(cpims, fc.constantFrom(...WISHES), (cpim, notify) => {
        const { from, to, dateTime, messageId: id, contentType, content } = cpim;
        const said = { id, contentType, content, ...(notify && { notify }) };
        const event = { type: 'message', at: dateTime?.getTime() ?? 0, by: 'x', ...said } as const;
        const expected = formatCpim({ ...cpim, ...(notify && { notify }) });
        for (let again = 0; again < 2; again += 1) {
          assert.equal(formatSpoken({ position: 1, event }, from, to), expected);
        }
      }),
    );
  });
});
