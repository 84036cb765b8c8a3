import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Nonces } from '../../src/server/nonces.js';

describe('Nonces', () => {
  const now = 1_800_000_000_000;

  it('take() accepts its own nonce until it expires', () => {
    const nonces = new Nonces(60);
    const nonce = nonces.issue(now);
    assert.equal(nonces.take(nonce, 1, now), 'fresh');
    assert.equal(nonces.take(nonce, 2, now + 59_999), 'fresh');
    assert.equal(nonces.take(nonce, 3, now + 60_000), 'stale');
  });

  it('take() refuses a count that is not higher than the last one', () => {
    const nonces = new Nonces(60);
    const nonce = nonces.issue(now);
    assert.equal(nonces.take(nonce, 0, now), 'stale');
    assert.equal(nonces.take(nonce, 5, now), 'fresh');
    assert.equal(nonces.take(nonce, 5, now), 'stale');
    assert.equal(nonces.take(nonce, 4, now), 'stale');
    assert.equal(nonces.take(nonce, 6, now), 'fresh');
  });

  it('take() counts for each nonce by itself, also while others expire', () => {
    const nonces = new Nonces(60);
    const [early, late] = [nonces.issue(now), nonces.issue(now + 30_000)];
    assert.equal(nonces.take(early, 1, now + 31_000), 'fresh');
    assert.equal(nonces.take(late, 1, now + 31_000), 'fresh');
    assert.equal(nonces.take(late, 2, now + 61_000), 'fresh');
    assert.equal(nonces.take(late, 2, now + 61_000), 'stale');
  });

  it('take() refuses a nonce that was made up, changed, or made by another', () => {
    const nonces = new Nonces(60);
    const nonce = nonces.issue(now);
    for (const other of [
      '',
      'x',
      nonce.slice(1),
      `${nonce}0`,
      nonce.replace(/.$/, last => (last === '0' ? '1' : '0')),
    ]) {
      assert.equal(nonces.take(other, 1, now), 'stale', other);
    }
    assert.equal(nonces.take(new Nonces(60).issue(now), 1, now), 'stale');
    assert.equal(nonces.take(nonce, 1, now), 'fresh');
  });

  it('take() accepts the sixteen that were made last, and none before', () => {
    const nonces = new Nonces(60);
    const [first = '', ...others] = Array.from({ length: 17 }, () => nonces.issue(now));
    assert.equal(nonces.take(first, 1, now), 'stale');
    for (const nonce of others) assert.equal(nonces.take(nonce, 1, now), 'fresh');
  });

  it('issue() never gives the same twice', () => {
    const nonces = new Nonces(60);
    assert.equal(new Set(Array.from({ length: 100 }, () => nonces.issue(now))).size, 100);
  });
});
