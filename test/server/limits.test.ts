import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_LIMITS, limitsFrom } from '../../src/server/limits.js';

describe('limitsFrom()', () => {
  it('fills in the defaults', () => {
    assert.deepEqual(limitsFrom({}), DEFAULT_LIMITS);
    assert.deepEqual(limitsFrom({ maxDevices: 3, pingSeconds: undefined }), { ...DEFAULT_LIMITS, maxDevices: 3 });
  });

  it('refuses what is no limit', () => {
    for (const value of [0, -1, NaN]) {
      assert.throws(() => limitsFrom({ maxDevices: value }), { name: 'RangeError', message: /maxDevices/ });
    }
  });
});
