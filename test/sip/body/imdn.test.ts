import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatImdn, parseImdn } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

/** RFC 5438 §7.2.1.1, as its examples are. */
const EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<imdn xmlns="urn:ietf:params:xml:ns:imdn">
  <message-id>34jk324j</message-id>
  <datetime>2008-04-04T12:16:49-05:00</datetime>
  <display-notification>
    <status>
      <displayed/>
    </status>
  </display-notification>
</imdn>`;

test('parseImdn() reads the example of RFC 5438', () => {
  assert.deepEqual(parseImdn(EXAMPLE), {
    messageId: '34jk324j',
    dateTime: new Date('2008-04-04T17:16:49Z'),
    recipient: '',
    kind: 'display',
    status: 'displayed',
  });
});

test('parseImdn() reads every status of a delivery, prefixes, and escaped text', () => {
  for (const status of ['delivered', 'failed', 'forbidden', 'error'] as const) {
    const text = EXAMPLE.replaceAll('display-notification', 'delivery-notification')
      .replace('displayed', status)
      .replace('34jk324j', '&lt;a&#38;b&gt;')
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1i:');
    const {
      messageId,
      recipient,
      kind,
      status: read,
    } = parseImdn(text.replace('<i:deliv', '<i:recipient-uri> sip:bob@contoso.example </i:recipient-uri>$&'));
    assert.deepEqual([messageId, recipient, kind, read], ['<a&b>', 'sip:bob@contoso.example', 'delivery', status]);
  }
});

test('parseImdn() refuses what names no message, or says nothing of it', () => {
  for (const [good, bad] of [
    ['<message-id>34jk324j</message-id>', ''],
    ['34jk324j', ' '],
    ['34jk324j', '&bomb;'],
    ['<displayed/>', ''],
    ['<displayed/>', '<seen/>'],
    ['<displayed/>', '<displayedtwice/>'],
    ['<status>', '<stat>'],
    ['display-notification', 'other-notification'],
  ] as const) {
    assert.throws(() => parseImdn(EXAMPLE.replace(good, bad)), SipSyntaxError, bad);
  }
});

test('parseImdn() takes a time that is none for none', () => {
  assert.equal(parseImdn(EXAMPLE.replace('2008-04', '2008-44')).dateTime, undefined);
});

test('parseImdn() takes time in proportion to the length of what is hostile', () => {
  for (const piece of [
    '<',
    '<message-id ',
    '<message-id>',
    '<display-notification>',
    '<a:',
    '<status> ',
    '&lt;',
    '\n',
  ]) {
    assert.throws(() => parseImdn(piece.repeat(1e5)), SipSyntaxError);
  }
});

test('formatImdn() writes what RFC 5438 §7.2.1.1 orders, in that order', () => {
  const dateTime = new Date(0);
  const text = formatImdn({ messageId: 'm1', dateTime, recipient: 'sip:b@x', kind: 'delivery', status: 'failed' });
  assert.equal(
    text,
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>m1</message-id><datetime>1970-01-01T00:00:00.000Z</datetime><recipient-uri>sip:b@x</recipient-uri><delivery-notification><status><failed/></status></delivery-notification></imdn>',
  );
});
