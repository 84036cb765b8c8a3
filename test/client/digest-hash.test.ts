import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { digestHash } from '../../src/client/digest-hash.js';

const expected = (name: string, text: string): string => createHash(name).update(text).digest('hex');

test('digestHash() hashes by Web Crypto where there is one, and else, as MD5, by what is loaded', async t => {
  const text = 'jürgen:contoso.example:wonderland';
  assert.equal(await digestHash('SHA-256', text), expected('sha256', text));
  assert.equal(await digestHash('MD5', text), expected('md5', text));
  const asked = t.mock.method(crypto.subtle, 'digest');
  await digestHash('SHA-256', text);
  assert.equal(asked.mock.callCount(), 1);
  t.mock.getter(crypto, 'subtle', () => undefined); // as on a page that is not served over TLS
  assert.equal(await digestHash('SHA-256', text), expected('sha256', text));
  assert.equal(asked.mock.callCount(), 1);
});
