import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCpim, parseCpim } from '../../../src/sip/body/index.js';
import { NameAddr, parseUri, SipSyntaxError, SipUri } from '../../../src/sip/codec/index.js';

const alice = NameAddr(SipUri('alice', 'contoso.example'), 'Alice Adams');
const room = NameAddr(SipUri('conversation-1', 'contoso.example'));

const MESSAGE = [
  'From: "Alice Adams" <sip:alice@contoso.example>',
  'To: <sip:conversation-1@contoso.example>',
  'DateTime: 2025-01-02T03:04:05.678Z',
  'NS: imdn <urn:ietf:params:imdn>',
  'imdn.Message-ID: 34jk324j',
  '',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Hello\r\n\r\nBob',
].join('\r\n');

const PARSED = {
  from: alice,
  to: room,
  dateTime: new Date('2025-01-02T03:04:05.678Z'),
  messageId: '34jk324j',
  contentType: 'text/plain; charset=utf-8',
  content: 'Hello\r\n\r\nBob',
};

test('parseCpim() and formatCpim() agree on a message with the imdn fields', () => {
  assert.deepEqual(parseCpim(MESSAGE), PARSED);
  assert.equal(formatCpim(PARSED), MESSAGE);
});

test('parseCpim() reads another prefix for imdn, or none, and fields in any case', () => {
  const prefixed = MESSAGE.replaceAll('imdn.', 'x.').replace('NS: imdn', 'ns: X').replace('From', 'FROM');
  assert.deepEqual(parseCpim(prefixed), PARSED);
  assert.deepEqual(parseCpim(MESSAGE.replaceAll('imdn.', '').replace('NS: imdn', 'NS:')), PARSED);
  // Another namespace beside it changes nothing.
  assert.deepEqual(parseCpim(MESSAGE.replace('NS: imdn', 'NS: x <urn:x>\r\nx.Message-ID: other\r\nNS: imdn')), PARSED);
});

test('parseCpim() tolerates bare line feeds, unquoted names, other addresses and missing fields', () => {
  const text = 'From: Alice Adams <im:alice@contoso.example>\nTo:<sip:bob@contoso.example>\n\n\nHello';
  assert.deepEqual(parseCpim(text), {
    from: NameAddr(parseUri('im:alice@contoso.example'), 'Alice Adams'),
    to: NameAddr(SipUri('bob', 'contoso.example')),
    dateTime: undefined,
    messageId: '',
    contentType: 'text/plain',
    content: 'Hello',
  });
});

test('parseCpim() reads the first To, a time with an offset, and passes over what it does not know', () => {
  const text = MESSAGE.replace(
    '\r\nNS',
    '\r\nTo: <sip:other@contoso.example>\r\nSubject:;lang=en Plans\r\nimdn.Record-Route: x\r\nNS',
  );
  const cpim = parseCpim(text.replace('2025-01-02T03:04:05.678Z', '2025-01-02T04:04:05.678+01:00'));
  assert.deepEqual(cpim, PARSED);
});

test('parseCpim() resolves the escapes of RFC 3862 §2.3.1', () => {
  const text = MESSAGE.replace('Alice Adams', 'A\\u006cice \\"A\\" \\\\ \\t\\u00e9');
  assert.equal(parseCpim(text).from.displayName, 'Alice "A" \\ \té');
});

test('formatCpim() lets no value become a line of its own', () => {
  const displayName = 'Alice\r\nX-Evil: 1';
  const text = formatCpim({ ...PARSED, from: { ...alice, displayName }, messageId: '1\r\nX-Evil: 2' });
  assert.ok(!text.split('\r\n').some(line => line.startsWith('X-Evil')));
  assert.equal(parseCpim(text).from.displayName, displayName);
  assert.equal(parseCpim(text).messageId, '1\r\nX-Evil: 2');
  assert.throws(() => formatCpim({ ...PARSED, contentType: 'text/plain\r\nX: y' }), TypeError);
});

test('parseCpim() refuses a message without From or To, or with a broken field', () => {
  for (const [from, to] of [
    ['From', 'X-From'],
    ['To', 'X-To'],
    ['<sip:alice@contoso.example>', 'sip:alice@contoso.example'],
    ['<sip:alice@contoso.example>', '<alice>'],
    ['2025-01-02T', 'yesterday'],
    ['NS: imdn', 'no colon'],
  ] as const) {
    assert.throws(
      () => parseCpim(MESSAGE.replace(from, to).replace('no colon <urn:ietf:params:imdn>', 'no colon')),
      SipSyntaxError,
    );
  }
});

test('parseCpim() refuses a message without an empty line, or with two types of its content', () => {
  const [outer = ''] = MESSAGE.split('\r\n\r\n');
  assert.throws(() => parseCpim(outer), SipSyntaxError);
  assert.throws(() => parseCpim(`${outer}\r\n\r\nContent-Type: text/plain\r\n`), SipSyntaxError);
  const twice = MESSAGE.replace('Content-Type: ', 'Content-Type: text/html\r\nContent-Type: ');
  assert.throws(() => parseCpim(twice), SipSyntaxError);
});

test('parseCpim() and formatCpim() agree on what the sender wants to be told', () => {
  const notify = 'positive-delivery, negative-delivery, display';
  const asking = MESSAGE.replace('34jk324j', `$&\r\nimdn.Disposition-Notification: ${notify}`);
  assert.deepEqual(parseCpim(asking), { ...PARSED, notify });
  assert.equal(formatCpim({ ...PARSED, notify }), asking);
});

test('formatCpim() marks a notification, so that nobody shows it', () => {
  const text = formatCpim({ ...PARSED, contentType: 'message/imdn+xml', content: '<imdn/>' });
  assert.match(text, /\r\n\r\nContent-Type: message\/imdn\+xml\r\nContent-Disposition: notification\r\n\r\n<imdn\/>$/);
  assert.equal(parseCpim(text).content, '<imdn/>');
});

test('parseCpim() finds the prefix of the message id, whatever spaces are around it, or that there is none', () => {
  for (const [line, name] of [
    ['NS: mail <urn:ietf:params:imdn>', 'mail.Message-ID'],
    ['NS:\tmail\t <urn:ietf:params:imdn>', 'mail.Message-ID'],
    ['NS:mail<urn:ietf:params:imdn>', 'mail.Message-ID'],
    ['NS: <urn:ietf:params:imdn>', 'Message-ID'],
    ['NS: x <urn:x>\r\nNS:<urn:ietf:params:imdn>', 'Message-ID'],
    ['NS: x <urn:x>', 'imdn.Message-ID'],
  ] as const) {
    const text = MESSAGE.replace('NS: imdn <urn:ietf:params:imdn>', line).replace('imdn.Message-ID', name);
    assert.equal(parseCpim(text).messageId, PARSED.messageId, line);
  }
});

test('parseCpim() gets through hostile input, which quadratic time would not', () => {
  const times = 500_000;
  for (const piece of [' ', '\t', '\n', 'x', ' x', '\nNS:', '\nNS: x']) {
    const content = `NS:${piece.repeat(times)}`;
    assert.ok(parseCpim(MESSAGE.replace(/\r\n\r\n[^]*/, `\r\n\r\n\r\n${content}`)).content === content, piece);
  }
  const long = MESSAGE.replace('NS: imdn <urn:ietf:params:imdn>', `NS:${' '.repeat(times)}`);
  assert.equal(parseCpim(long).messageId, PARSED.messageId);
});
