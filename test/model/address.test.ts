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

for (const [a, b] of [
  ['sip:alice@contoso.example', 'SIP:ALICE@CONTOSO.EXAMPLE'],
  ['sip:%61lice@contoso.example', 'sip:alice@contoso.example'],
  ['sip:alice%2b@contoso.example', 'sip:alice%2B@contoso.example'],
  ['sip:alice@contoso.example;transport=ws;lr', 'sip:alice@contoso.example;LR;Transport=WS'],
  ['sip:alice@contoso.example?subject=lunch', 'sip:alice@contoso.example'],
] as const) {
  test(`addressKey() takes ${a} and ${b} for the same`, () => assert.equal(addressKey(a), addressKey(b)));
}

for (const [a, b] of [
  ['sip:alice@contoso.example', 'sips:alice@contoso.example'],
  ['sip:alice@contoso.example', 'sip:alice@contoso.example:5060'],
  ['sip:alice@contoso.example', 'sip:contoso.example'],
  ['sip:alice@contoso.example', 'sip:alice@fabrikam.example'],
  ['sip:alice@contoso.example', 'sip:alice@contoso.example;transport=ws'],
  ['sip:alice%40x@contoso.example', 'sip:alice@contoso.example'],
] as const) {
  test(`addressKey() takes ${a} and ${b} for different`, () => assert.notEqual(addressKey(a), addressKey(b)));
}
