import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFurther, whenLoaded } from '../../src/client/load-further.js';

// What happens when it cannot be loaded is shown in a browser: test/e2e/loaded-on-demand.test.ts.

test('whenLoaded() begins when it is loaded, and ends what has begun', async () => {
  const log: string[] = [];
  const end = whenLoaded(further => {
    log.push(`begins with ${typeof further.followConference}`);
    return () => void log.push('ends');
  });
  assert.deepEqual(log, [], 'not yet');
  await loadFurther();
  assert.deepEqual(log, ['begins with function']);
  end();
  assert.deepEqual(log, ['begins with function', 'ends']);
});

test('whenLoaded() does not begin what has been ended meanwhile', async () => {
  whenLoaded(() => assert.fail('nobody wants it any more'))();
  await loadFurther();
});

test('loadFurther() loads it once', async () => {
  assert.equal(await loadFurther(), await loadFurther());
});
