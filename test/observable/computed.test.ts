import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batch, Collection, Computed, Property } from '../../src/observable/index.js';
import { reported } from './heard.js';

test('Computed(fn)() === fn(), whether anybody listens or not', () => {
  const step = fc.record({ which: fc.nat(2), value: fc.integer({ min: 0, max: 3 }), listen: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), steps => {
      const sources = [Property(0), Property(0), Property(0)] as const;
      const choose = (): number => (sources[0]() > 1 ? sources[1]() : sources[2]() * 10);
      const inner = Computed(choose);
      const outer = Computed(() => inner() + sources[1]());
      let told: number | undefined;
      for (const { which, value, listen } of steps) {
        const subscription = listen ? outer.changed(now => void (told = now)) : undefined;
        sources[which]?.(value);
        assert.equal(inner(), choose());
        assert.equal(outer(), choose() + sources[1]());
        if (listen) assert.equal(told, outer());
        subscription?.dispose();
      }
    }),
  );
});

test('Computed() hears a batch as one change, after what it follows from', () => {
  const a = Property(1);
  const b = Property(1);
  const heard: string[] = [];
  Computed(() => a() + b()).changed(sum => void heard.push(`sum ${sum}`));
  a.changed(value => void heard.push(`a ${value}`));
  heard.length = 0;
  batch(() => {
    a(2);
    b(3);
  });
  assert.deepEqual(heard, ['a 2', 'sum 5']);
});

test('Computed() does not call its function again before something it read has changed', () => {
  const a = Property(1);
  const unread = Property(1);
  let runs = 0;
  const doubled = Computed(() => {
    runs++;
    return a() * 2;
  });
  doubled();
  unread(2);
  doubled();
  const subscription = doubled.changed(() => {});
  doubled();
  subscription.dispose();
  doubled();
  assert.equal(runs, 1);
  a(2);
  assert.equal(doubled(), 4);
  assert.equal(runs, 2);
});

test('Computed() follows what it reads now, not what it read before', () => {
  const useA = Property(true);
  const a = Property('a');
  const b = Property('b');
  let runs = 0;
  const heard: string[] = [];
  Computed(() => {
    runs++;
    return useA() ? a() : b();
  }).changed(value => void heard.push(value));
  useA(false);
  runs = 0;
  a('a2');
  assert.equal(runs, 0);
  b('b2');
  assert.deepEqual(heard, ['a', 'b', 'b2']);
});

test('Computed() follows the collections that it reads', () => {
  const c = Collection<number>();
  const sum = Computed(() => c().reduce((a, b) => a + b, 0));
  const heard: number[] = [];
  assert.equal(sum(), 0);
  sum.changed(value => void heard.push(value));
  void c.add(2);
  void c.add(3);
  void c.remove(2);
  assert.deepEqual(heard, [0, 2, 5, 3]);
});

test('Computed() whose function throws reports it, and follows on', () => {
  const a = Property(1);
  const heard: number[] = [];
  const computed = Computed(() => {
    if (a() === 2) throw new RangeError('two');
    return a();
  });
  computed.changed(value => void heard.push(value));
  assert.equal(reported(() => a(2)).length, 1);
  a(3);
  assert.deepEqual(heard, [1, 3]);
});

test('batch() makes its changes heard in order when it ends, even when it throws', () => {
  const a = Property(1);
  const heard: number[] = [];
  a.changed(value => void heard.push(value));
  assert.throws(
    () =>
      batch(() => {
        a(2);
        assert.deepEqual(heard, [1]);
        a(3);
        throw new RangeError('inside');
      }),
    RangeError,
  );
  assert.deepEqual(heard, [1, 2, 3]);
});

test('batch() inside a listener keeps the order', () => {
  const a = Property(0);
  const b = Property(0);
  const heard: string[] = [];
  a.when(1, () =>
    batch(() => {
      b(1);
      a(2);
    }),
  );
  a.changed(value => void heard.push(`a ${value} b ${b()}`));
  b.changed(value => void heard.push(`b ${value}`));
  heard.length = 0;
  a(1);
  assert.deepEqual(heard, ['a 1 b 1', 'b 1', 'a 2 b 1']);
});
