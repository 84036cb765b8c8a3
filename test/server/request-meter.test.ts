import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RequestMeter } from '../../src/server/request-meter.js';

describe('RequestMeter', () => {
  const count = (meter: RequestMeter, now: number, tries: number): number =>
    Array.from({ length: tries }, () => meter.take(now)).filter(Boolean).length;

  it('take() lets ten seconds of requests pass at once, and no more', () => {
    const meter = new RequestMeter(5, 1000);
    assert.equal(count(meter, 1000, 100), 50);
    assert.equal(meter.take(1000), false);
  });

  it('take() lets the rate pass from then on', () => {
    const meter = new RequestMeter(5, 0);
    count(meter, 0, 50);
    assert.equal(count(meter, 1000, 100), 5);
    assert.equal(count(meter, 1100, 100), 0);
    assert.equal(count(meter, 1200, 100), 1);
  });

  it('take() saves up no more than ten seconds', () => {
    const meter = new RequestMeter(5, 0);
    assert.equal(count(meter, 1_000_000, 100), 50);
  });
});
