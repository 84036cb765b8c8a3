import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressOf,
  formatUri,
  isSipUri,
  NO_PARAMS,
  parseUri,
  sameUri,
  SipSyntaxError,
  SipUri,
} from '../../../src/sip/codec/index.js';

test('parseUri() reads every part of a SIP URI', () => {
  assert.deepEqual(parseUri('SIPS:alice:secret@Contoso.Example:5061;Transport=tcp;lr?Subject=a%20b&priority='), {
    scheme: 'sips',
    user: 'alice',
    password: 'secret',
    host: 'Contoso.Example',
    port: 5061,
    params: new Map([
      ['transport', 'tcp'],
      ['lr', ''],
    ]),
    headers: new Map([
      ['subject', 'a b'],
      ['priority', ''],
    ]),
  });
});

test('parseUri() gives what SipUri() makes', () => {
  assert.deepEqual(parseUri('sip:alice@contoso.example'), SipUri('alice', 'contoso.example'));
  assert.deepEqual(
    parseUri('sip:127.0.0.1:5060;lr'),
    SipUri('', '127.0.0.1', { port: 5060, params: new Map([['lr', '']]) }),
  );
});

test('parseUri() reads a header that comes twice as one list', () => {
  const uri = parseUri('sip:a@b?route=x&route=y');
  assert.ok(isSipUri(uri));
  assert.deepEqual([...uri.headers], [['route', 'x,y']]);
});

test('parseUri() keeps other URIs as they stand', () => {
  assert.deepEqual(parseUri('TEL:+1-201-555-0123;phone-context=x'), {
    scheme: 'tel',
    rest: '+1-201-555-0123;phone-context=x',
  });
  assert.equal(isSipUri(parseUri('tel:1')), false);
});

test('parseUri() refuses what is no URI', () => {
  const bad = [
    '',
    'alice',
    ':x',
    '1a:x',
    'tel:',
    'tel:a b',
    'sip:',
    'sip:@contoso.example',
    'sip::secret@contoso.example',
    'sip:al ice@contoso.example',
    'sip:al"ice@contoso.example',
    'sip:alice@',
    'sip:alice@-x',
    'sip:alice@contoso.example:',
    'sip:alice@contoso.example:65536',
    'sip:alice@contoso.example:5060x',
    'sip:alice@contoso.example;;lr',
    'sip:alice@contoso.example;lr;LR',
    'sip:alice@contoso.example;=x',
    'sip:alice@contoso.example?',
    'sip:alice@contoso.example?=x',
    'sip:alice@contoso.example?x',
    'sip:alice@contoso.example?x=1&',
    'sip:alice@contoso.example;x="1"',
    'sip:alice@contoso.example;x=1=2',
    'sip:a@b@c',
    'sip:%zz@contoso.example',
    'sip:%ff@contoso.example',
    'sip:alice@[::1',
    'sip:alice@[1:2:3]',
    'sip:alice@[1::2::3]',
    'sip:alice@[12345::]',
    'sip:alice@[::256.0.0.1]',
    'sip:alice@[:::1]',
    'sip:ålice@contoso.example',
  ];
  for (const text of bad) assert.throws(() => parseUri(text), SipSyntaxError, text);
});

test('formatUri() escapes what its place cannot hold, and nothing that it can', () => {
  assert.equal(formatUri(SipUri("+1;x=y&z's", 'contoso.example')), "sip:+1;x=y&z's@contoso.example");
  assert.equal(formatUri(SipUri('a b@é:%\r\n', 'contoso.example')), 'sip:a%20b%40%C3%A9%3A%25%0D%0A@contoso.example');
  const params = new Map([['gr', 'urn:uuid:f81d4fae;x']]);
  assert.equal(formatUri(SipUri('a', 'b', { params })), 'sip:a@b;gr=urn:uuid:f81d4fae%3Bx');
});

test('formatUri() refuses a host that is none', () => {
  for (const host of ['', 'a b', 'a\r\nX: y', 'a;lr', 'a@b', '::1']) {
    assert.throws(() => formatUri(SipUri('alice', host)), TypeError, host);
  }
  assert.throws(() => formatUri({ scheme: 'tel', rest: '1>\r\n' }), TypeError);
  assert.throws(() => formatUri({ scheme: 't l', rest: '1' }), TypeError);
});

test('addressOf() is the same for every way to write an address of record', () => {
  const address = 'sip:Alice%20A@contoso.example';
  for (const text of ['sip:Alice%20A@Contoso.EXAMPLE', 'SIP:%41lice%20A:pw@contoso.example:5060;transport=ws?x=y']) {
    assert.equal(addressOf(parseUri(text)), address);
  }
  assert.equal(addressOf(parseUri('sip:CONTOSO.example')), 'sip:contoso.example');
  assert.equal(addressOf(parseUri('tel:+1')), 'tel:+1');
  assert.notEqual(addressOf(SipUri('alice', 'b')), addressOf(SipUri('Alice', 'b')));
});

const same = (a: string, b: string): boolean => sameUri(parseUri(a), parseUri(b)) && sameUri(parseUri(b), parseUri(a));

test('sameUri() agrees with the examples of RFC 3261 §19.1.4 for equal URIs', () => {
  assert.ok(same('sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'));
  assert.ok(same('sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'));
  assert.ok(same('sip:carol@chicago.com;newparam=5', 'sip:carol@chicago.com;security=on'));
  assert.ok(
    same(
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ),
  );
  assert.ok(
    same(
      'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
      'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
    ),
  );
});

test('sameUri() agrees with the examples of RFC 3261 §19.1.4 for different URIs', () => {
  assert.ok(!same('SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'));
  assert.ok(!same('sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'));
  assert.ok(!same('sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'));
  assert.ok(!same('sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'));
  assert.ok(!same('sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'));
  assert.ok(!same('sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'));
  assert.ok(!same('sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'));
  assert.ok(!same('sip:alice@atlanta.com', 'sips:alice@atlanta.com'));
  assert.ok(!same('sip:alice@atlanta.com', 'tel:1'));
});

test('sameUri() compares IPv6 addresses by value', () => {
  assert.ok(same('sip:a@[2001:DB8::1]', 'sip:a@[2001:db8:0:0:0:0:0:1]'));
  assert.ok(same('sip:a@[::ffff:192.0.2.1]', 'sip:a@[::ffff:c000:201]'));
  assert.ok(!same('sip:a@[2001:db8::1]', 'sip:a@[2001:db8::2]'));
});

test('NO_PARAMS is shared by URIs without parameters', () => {
  const uri = parseUri('sip:alice@contoso.example');
  assert.ok(isSipUri(uri));
  assert.equal(uri.params, NO_PARAMS);
});
