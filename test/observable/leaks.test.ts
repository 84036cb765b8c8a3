import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Collection, Computed, Property } from '../../src/observable/index.js';

/** Collects what nobody holds. A `WeakRef` keeps what it gave until the present turn is over. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('Cannot collect garbage: no gc');
  for (let turn = 0; turn < 3; turn++) {
    await new Promise(resolve => setImmediate(resolve));
    Reflect.apply(collect, undefined, []);
  }
}

test('Property().map() and Computed() run nothing after their last listener has left', () => {
  const p = Property(0);
  let runs = 0;
  const derived = [
    p.map(value => {
      runs++;
      return value;
    }),
    Computed(() => {
      runs++;
      return p();
    }),
  ];
  const subscriptions = derived.flatMap(property => [property.changed(() => {}), property.changed(() => {})]);
  p(1);
  assert.equal(runs, 4);
  for (const subscription of subscriptions) subscription.dispose();
  p(2);
  assert.equal(runs, 4);
  for (const property of derived) assert.equal(property(), 2);
});

test('A property that was derived and listened to goes away when nobody does any more', async () => {
  const p = Property(0);
  const c = Collection<number>();
  const derived = (): WeakRef<object>[] =>
    [
      p.map(value => ({ value })),
      Computed(() => ({ value: p() })),
      c.reduce((sum, item) => ({ value: sum.value + item }), { value: 0 }),
    ].map(property => {
      property.changed(() => {}).dispose();
      return new WeakRef(property());
    });
  const references = derived();
  p(1); // the first value is remembered no longer than the property itself
  await collectGarbage();
  assert.deepEqual(
    references.map(reference => reference.deref()),
    [undefined, undefined, undefined],
  );
});

test('A view that nobody wants any more goes away', async () => {
  const c = Collection<number>();
  let runs = 0;
  const count = (value: number): number => {
    runs++;
    return value;
  };
  const kept = c.map(count);
  for (let i = 0; i < 50; i++) c.filter(() => true).map(count);
  await collectGarbage();
  void c.add(1);
  assert.equal(runs, 1);
  assert.deepEqual(kept(), [1]);
});

test('A view that somebody listens to stays, however long the chain behind it', async () => {
  const c = Collection<number>();
  const heard: unknown[] = [];
  const chain = (): Collection<number> =>
    c
      .filter(n => n > 1)
      .map(n => n * 10)
      .sort(() => true);
  chain().added(n => void heard.push(n));
  chain().size.changed(n => void heard.push(`size ${n}`));
  chain()
    .reduce((a, b) => a + b, 0)
    .changed(n => void heard.push(`sum ${n}`));
  await collectGarbage();
  heard.length = 0;
  void c.add(1);
  void c.add(2);
  assert.deepEqual(new Set(heard), new Set([20, 'size 1', 'sum 20']));
});
