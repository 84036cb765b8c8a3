import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glareDelayMs } from '../../../src/sip/dialog/index.js';

test('glareDelayMs() is 2.1 to 4 s for the owner of Call-ID and 0 to 2 s for the other, in steps of 10 ms', () => {
  const last = 1 - Number.EPSILON;
  assert.deepEqual([glareDelayMs(true, 0), glareDelayMs(true, last)], [2100, 4000]);
  assert.deepEqual([glareDelayMs(false, 0), glareDelayMs(false, last)], [0, 2000]);
  assert.deepEqual([glareDelayMs(true, 0.5) % 10, glareDelayMs(false, 0.333) % 10], [0, 0]);
});
