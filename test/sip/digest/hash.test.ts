import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hash } from '../../../src/sip/digest/index.js';

test('hash() gives what RFC 1321 §A.5 and FIPS 180-4 give for texts of theirs', () => {
  assert.equal(hash('MD5', ''), 'd41d8cd98f00b204e9800998ecf8427e');
  assert.equal(hash('MD5', 'message digest'), 'f96b697d7cb7938d525a2f31aaf161d0');
  assert.equal(hash('SHA-256', 'abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

for (const algorithm of ['MD5', 'SHA-256'] as const) {
  const expected = (text: string): string => createHash(algorithm.replace('-', '')).update(text).digest('hex');

  test(`hash() gives the ${algorithm} that node:crypto gives, whatever the length`, () => {
    for (let length = 0; length <= 260; length++) {
      const text = String.fromCharCode(...Array.from({ length }, (_, index) => 33 + ((index * 7 + length) % 90)));
      assert.equal(hash(algorithm, text), expected(text), `${length} bytes`);
    }
    const long = 'Grüße, 世界 👋 '.repeat(5000);
    assert.equal(hash(algorithm, long), expected(long));
  });

  test(`hash() gives the ${algorithm} that node:crypto gives, whatever the text`, () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, value => assert.equal(hash(algorithm, value), expected(value))),
      { numRuns: 2000 },
    );
  });
}
