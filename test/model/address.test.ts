import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, formatAddress, parseAddress } from '../../src/model/address.js';

for (const [text, uri] of [
  ['sip:alice@contoso.example', 'sip:alice@contoso.example'],
  ['alice@contoso.example', 'sip:alice@contoso.example'],
  [' alice@contoso.example\n', 'sip:alice@contoso.example'],
  ['sips:alice@contoso.example:5061;transport=tls', 'sips:alice@contoso.example:5061;transport=tls'],
  ['sip:127.0.0.1', 'sip:127.0.0.1'],
] as const) {
  test(`parseAddress() reads ${JSON.stringify(text)}`, () => assert.equal(parseAddress(text), uri));
}

for (const text of [
  '',
  'alice',
  'sip:',
  'alice@',
  '@contoso.example',
  '<sip:alice@contoso.example>',
  'a b@c',
  'mailto:a@b',
  'tel:+12065550100',
  'a@b@c',
]) {
  test(`parseAddress() refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseAddress(text), {
      name: 'SyntaxError',
      message: `Cannot read address "${text}": not a SIP address`,
    });
  });
}

test('formatAddress() drops sip: and nothing else', () => {
  assert.equal(formatAddress('sip:alice@contoso.example'), 'alice@contoso.example');
  assert.equal(formatAddress('SIPS:alice@contoso.example'), 'alice@contoso.example');
  assert.equal(formatAddress('tel:+12065550100'), 'tel:+12065550100');
});

/** The examples of RFC 3261 §19.1.4, with its names, and what else there is to it. */
for (const [a, b] of [
  ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com;security=on'],
  [
    'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
    'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
  ],
  [
    'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
    'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
  ],
  ['sip:alice%2b@contoso.example', 'sip:alice%2B@contoso.example'],
  ['sip:alice@contoso.example;lr;gr=urn:uuid:1', 'sip:alice@contoso.example'],
  // Not as in the RFC: docs/decisions/0012.
  ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
  ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
] as const) {
  test(`addressKey() takes ${a} and ${b} for the same`, () => assert.equal(addressKey(a), addressKey(b)));
}

for (const [a, b] of [
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
  ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
  ['sip:alice@contoso.example', 'sips:alice@contoso.example'],
  ['sip:alice@contoso.example', 'sip:contoso.example'],
  ['sip:alice@contoso.example', 'sip:alice@fabrikam.example'],
  ['sip:alice@contoso.example', 'sip:alice:secret@contoso.example'],
  ['sip:alice%40x@contoso.example', 'sip:alice@contoso.example'],
  ['sip:alice;user=phone@contoso.example', 'sip:alice@contoso.example'],
  ...['user=phone', 'ttl=15', 'method=INVITE', 'maddr=239.255.255.1', 'transport=ws'].map(
    parameter => ['sip:bob@biloxi.com', `sip:bob@biloxi.com;${parameter}`] as const,
  ),
  ['sip:bob@biloxi.com;transport=tcp', 'sip:bob@biloxi.com;transport=udp'],
] as const) {
  test(`addressKey() takes ${a} and ${b} for different`, () => assert.notEqual(addressKey(a), addressKey(b)));
}

test('addressKey() of what it gives is the same', () => {
  for (const uri of ['SIP:%61lice@AtLanTa.CoM;LR;Transport=udp?b=1&a=2', 'sip:127.0.0.1', 'urn:uuid:1']) {
    assert.equal(addressKey(addressKey(uri)), addressKey(uri));
  }
});
