import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffMs } from '../../src/client/back-off.js';
import { Reconnecting } from '../../src/client/reconnecting.js';

test('backOffMs() doubles from 1 s to 30 s, and takes a random half to whole of it', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 20].map(attempt => backOffMs(attempt, 0)),
    [500, 1000, 2000, 4000, 8000, 15_000, 15_000],
  );
  assert.ok(backOffMs(0, 0.999) < 1000);
  assert.ok(backOffMs(9, 0.999) < 30_000);
});

test('Reconnecting tries until it works', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let tries = 0;
  let connected = 0;
  const reconnecting = new Reconnecting({
    connect: () => (++tries < 3 ? Promise.reject(new Error('down')) : Promise.resolve()),
    onConnected: () => (connected += 1),
    onGivenUp: () => assert.fail('it worked'),
    giveUpMs: 60_000,
  });
  reconnecting.start();
  reconnecting.start(); // once is enough
  assert.equal(tries, 0, 'not at once');
  for (const ms of [1000, 2000, 4000]) {
    t.mock.timers.tick(ms);
    await new Promise(resolve => setImmediate(resolve));
  }
  assert.equal(tries, 3);
  assert.equal(connected, 1);
});

test('Reconnecting gives up when its time is over', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let givenUp = 0;
  const reconnecting = new Reconnecting({
    connect: () => Promise.reject(new Error('down')),
    onConnected: () => assert.fail('it never worked'),
    onGivenUp: () => (givenUp += 1),
    giveUpMs: 60_000,
  });
  reconnecting.start();
  for (let i = 0; i < 10; i += 1) {
    t.mock.timers.tick(30_000);
    await new Promise(resolve => setImmediate(resolve));
  }
  assert.equal(givenUp, 1);
});

test('Reconnecting stops when it is told to', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const reconnecting = new Reconnecting({
    connect: () => assert.fail('it was stopped'),
    onConnected: () => assert.fail('it was stopped'),
    onGivenUp: () => assert.fail('it was stopped'),
    giveUpMs: 60_000,
  });
  reconnecting.start();
  reconnecting.stop();
  t.mock.timers.tick(120_000);
  await new Promise(resolve => setImmediate(resolve));
});
