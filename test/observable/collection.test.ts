import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Collection, Command, Property, Reason, Upkeep } from '../../src/observable/index.js';
import { rejection, reported } from './heard.js';

/** A collection with `items`, keyed by themselves. */
function of(...items: string[]): Collection<string> {
  const collection = Collection<string>();
  for (const item of items) void collection.add(item, item);
  return collection;
}

test('Collection() gives a copy of its items, one by index and one by key', () => {
  const c = of('a', 'b');
  c().push('not in it');
  assert.deepEqual(c(), ['a', 'b']);
  assert.equal(c(1), 'b');
  assert.equal(c('a'), 'a');
  assert.equal(c(2), undefined);
  assert.equal(c('z'), undefined);
  assert.equal(c.size(), 2);
});

test('Collection().add() resolves with the key, made up unless given, and takes an index', async () => {
  const c = Collection<string>();
  assert.equal(await c.add('b', 'key'), 'key');
  const made = await c.add('c');
  const other = await c.add('a', undefined, 0);
  assert.notEqual(made, other);
  assert.equal(c(made), 'c');
  assert.deepEqual(c(), ['a', 'b', 'c']);
});

test('Collection().add() never makes up a key that is taken', async () => {
  const c = Collection<string>();
  for (const key of ['1', '2', '3']) await c.add(`item ${key}`, key);
  await c.add('x');
  assert.equal(c.size(), 4);
});

test('Collection().add() rejects a key that is taken, and an index that is out of bounds', async () => {
  const c = of('a');
  const reason = await rejection(c.add('b', 'a'));
  assert.ok(reason instanceof Reason);
  assert.equal(reason.code, 'AlreadyExists');
  for (const index of [-1, 2, 0.5]) assert.ok((await rejection(c.add('b', 'b', index))) instanceof RangeError);
  assert.deepEqual(c(), ['a']);
});

test('Collection().remove() removes the item, and rejects what is not there', async () => {
  const c = of('a', 'b');
  assert.equal(await c.remove('a'), undefined);
  assert.deepEqual(c(), ['b']);
  assert.equal(c('a'), undefined);
  assert.equal(c('b'), 'b');
  const reason = await rejection(c.remove('a'));
  assert.ok(reason instanceof Reason);
  assert.equal(reason.code, 'NotFound');
});

test('Collection().added() replays item, key and index of what is there, then goes on', () => {
  const c = of('a', 'b');
  const heard: unknown[] = [];
  c.added((...args) => void heard.push(args));
  void c.add('c', 'c', 1);
  assert.deepEqual(heard, [
    ['a', 'a', 0],
    ['b', 'b', 1],
    ['c', 'c', 1],
  ]);
});

test('A listener of added can remove itself during the replay', () => {
  const c = of('a', 'b');
  const heard: string[] = [];
  c.added(function (item) {
    heard.push(item);
    this.dispose();
  });
  void c.add('c');
  assert.deepEqual(heard, ['a']);
});

test('An item added inside a listener of added is heard once, by those who listen and those who come then', () => {
  const c = of('a');
  const heard: string[] = [];
  c.added(item => {
    heard.push(`first ${item}`);
    if (item !== 'b') return;
    void c.add('c', 'c');
    c.added(other => void heard.push(`second ${other}`));
  });
  void c.add('b', 'b');
  assert.deepEqual(heard, ['first a', 'first b', 'first c', 'second a', 'second b', 'second c']);
});

test('Collection().removed() is called with item, key and the index it had, without a replay', () => {
  const c = of('a', 'b');
  const heard: unknown[] = [];
  c.removed((...args) => void heard.push(args));
  void c.remove('b');
  assert.deepEqual(heard, [['b', 'b', 1]]);
});

test('Collection().changed() is called without arguments, at once even when empty, and after every change', () => {
  const c = Collection<string>();
  const heard: unknown[] = [];
  c.changed((...args) => void heard.push(args));
  void c.add('a');
  void c.remove('a');
  assert.deepEqual(heard, [[], [], []]);
});

test('One change is heard as size, then added or removed, then changed', () => {
  const c = Collection<string>();
  const heard: string[] = [];
  c.changed(() => void heard.push('changed'));
  c.added(() => void heard.push('added'));
  c.removed(() => void heard.push('removed'));
  c.size.changed(size => void heard.push(`size ${size}`));
  heard.length = 0;
  void c.add('a');
  void c.remove('a');
  assert.deepEqual(heard, ['size 1', 'added', 'changed', 'size 0', 'removed', 'changed']);
});

test('Items added inside a listener of size are heard after the first one', () => {
  const c = Collection<string>();
  const heard: string[] = [];
  c.size.when(1, () => void c.add('b'));
  c.added(item => void heard.push(item));
  void c.add('a');
  assert.deepEqual(heard, ['a', 'b']);
});

test('Collection().get() gives all, or one by index or key, after asking the origin', async () => {
  assert.deepEqual(await of('a', 'b').get(), ['a', 'b']);
  const c: Collection<string> = Collection<string>(Upkeep({ fetch: () => c.add('fetched', 'key') }));
  assert.equal(await c.get('key'), 'fetched');
});

test('Collection().subscribe() watches while anybody holds on to it, through a view too', () => {
  const log: string[] = [];
  const c = Collection<string>(
    Upkeep({
      watch: () => {
        log.push('watch');
        return { dispose: () => void log.push('stop') };
      },
    }),
  );
  const subscription = c.filter(() => true).subscribe();
  c.subscribe().dispose();
  assert.deepEqual(log, ['watch']);
  subscription.dispose();
  assert.deepEqual(log, ['watch', 'stop']);
});

test('Collection().get() gives one by index too, and nothing where there is none', async () => {
  const c = of('a', 'b');
  assert.equal(await c.get(1), 'b');
  assert.equal(await c.get(2), undefined);
  assert.equal(await c.get('z'), undefined);
});

test('Collection().subscribe(seconds) asks for the items again and again until it is disposed', async t => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let asked = 0;
  const c: Collection<string> = Collection<string>(Upkeep({ fetch: () => c.add(`item ${++asked}`) }));
  const subscription = c.subscribe(10);
  await new Promise(resolve => setImmediate(resolve));
  t.mock.timers.tick(10_000);
  assert.equal(c.size(), 2);
  await new Promise(resolve => setImmediate(resolve));
  subscription.dispose();
  t.mock.timers.tick(60_000);
  assert.equal(c.size(), 2);
  assert.doesNotThrow(() => Collection<string>().subscribe(1).dispose());
});

test('An index moves when items come and go, a key never does', async () => {
  const c = Collection<string>();
  const key = await c.add('a');
  void c.add('b', undefined, 0);
  assert.deepEqual([c(0), c(1), c(key)], ['b', 'a', 'a']);
  void c.remove('b');
  assert.deepEqual([c(0), c(key)], ['a', 'a']);
});

test('A read-only collection refuses to be changed, with a reason', async () => {
  const c = of('a');
  for (const view of [c.readOnly(), c.filter(() => true), c.map(String), c.sort(() => true)]) {
    assert.equal(view.add.enabled(), false);
    assert.equal(view.remove.enabled(), false);
    for (const promise of [view.add('b'), view.remove('a')]) {
      const reason = await rejection(promise);
      assert.ok(reason instanceof Reason);
      assert.equal(reason.code, 'CommandDisabled');
      assert.equal(reason.reason?.code, 'ReadOnly');
    }
    assert.deepEqual(view(), ['a']);
  }
});

test('Collection().fork() shows the same items, and has its own add and remove do the work', async () => {
  const c = Collection<string>();
  const forked = c.fork((n: number) => c.add(`item ${n}`, `key ${n}`));
  assert.equal(await forked.add(1), 'key 1');
  assert.deepEqual(forked(), ['item 1']);
  assert.equal(forked.remove.enabled(), false);
  const enabled = Property(false);
  assert.equal(c.fork(Command(async (item: string) => item, enabled)).add.enabled(), false);
});

test('Collection().fork() has its own remove, which rejects with what it was refused with', async () => {
  const c = of('a', 'b');
  const failure = new Reason('Forbidden');
  const forked = c.fork(undefined, async item => {
    if (item === 'a') throw failure;
    await c.remove(item);
  });
  assert.equal(forked.add.enabled(), false);
  assert.equal(await rejection(forked.remove('a')), failure);
  assert.equal(await forked.remove('b'), undefined);
  assert.deepEqual(c(), ['a']);
});

test('Collection().filter() asks about an item when it is added, not when its properties change', () => {
  const on = { on: Property(true) };
  const off = { on: Property(false) };
  const c = Collection<typeof on>();
  void c.add(on, 'on');
  const view = c.filter(item => item.on());
  void c.add(off, 'off');
  on.on(false);
  off.on(true);
  assert.deepEqual(view(), [on]);
  assert.equal(view('on'), on);
  void c.remove(on);
  assert.deepEqual(view(), []);
});

test('Collection().map() maps an item once, keeps keys, and is heard with the mapped item', () => {
  const c = of('a', 'b');
  let runs = 0;
  const view = c.map(item => {
    runs++;
    return { item };
  });
  const heard: unknown[] = [];
  view.added((item, key, index) => void heard.push([item.item, key, index]));
  void c.add('c', 'c', 0);
  assert.equal(view('c'), view(0));
  assert.equal(runs, 3);
  assert.deepEqual(heard, [
    ['a', 'a', 0],
    ['b', 'b', 1],
    ['c', 'c', 0],
  ]);
});

test('Collection().sort() takes whether an order is right, and keeps equal items in the order of arrival', () => {
  const c = of('b1', 'a1', 'b2', 'a2', 'b0');
  const strict = c.sort((x, y) => x.charAt(0) < y.charAt(0));
  const loose = c.sort((x, y) => x.charAt(0) <= y.charAt(0));
  void c.add('a3', 'a3', 0);
  assert.deepEqual(strict(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b0']);
  assert.deepEqual(loose(), strict());
});

test('Views equal what arrays give, after any changes, and tell of each as they should', () => {
  const change = fc.record({ add: fc.boolean(), at: fc.nat(20), value: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(change), changes => {
      const c = Collection<{ value: number }>();
      const odd = c.filter(item => item.value % 2 === 1);
      const views = {
        odd,
        doubled: odd.map(item => item.value * 2),
        sorted: c.map(item => item.value).sort((a, b) => a <= b),
      };
      const mirror: number[] = [];
      views.doubled.added((item, _key, index) => void mirror.splice(index, 0, item));
      views.doubled.removed((_item, _key, index) => void mirror.splice(index, 1));
      for (const { add, at, value } of changes) {
        const item = c(at);
        if (add) void c.add({ value }, undefined, Math.min(at, c.size()));
        else if (item) void c.remove(item);
      }
      const values = c().map(item => item.value);
      const doubled = values.filter(value => value % 2 === 1).map(value => value * 2);
      assert.deepEqual(views.doubled(), doubled);
      assert.deepEqual(mirror, doubled);
      assert.deepEqual(
        views.sorted(),
        [...values].sort((a, b) => a - b),
      );
      assert.equal(views.odd.size(), doubled.length);
    }),
  );
});

test('A view function that throws is reported, and does not fail the one who adds', async () => {
  const c = of('a');
  const view = c.map(item => {
    if (item === 'b') throw new RangeError('b');
    return item;
  });
  let key: Promise<string> | undefined;
  assert.equal(reported(() => void (key = c.add('b', 'b'))).length, 1);
  assert.equal(await key, 'b');
  void c.add('d', 'd');
  void c.add('c', 'c', 2);
  assert.deepEqual(c(), ['a', 'b', 'c', 'd']);
  assert.deepEqual(view(), ['a', 'c', 'd']);
});

test('Collection().reduce() follows the items, and the properties that it reads', () => {
  const item = (n: number): { n: Property<number> } => ({ n: Property(n) });
  const one = item(1);
  const c = Collection<typeof one>();
  void c.add(one);
  const sum = c.reduce((total, { n }) => total + n(), 0);
  assert.equal(sum(), 1);
  const heard: number[] = [];
  sum.changed(value => void heard.push(value));
  void c.add(item(10));
  one.n(5);
  void c.remove(one);
  one.n(100);
  assert.deepEqual(heard, [1, 11, 15, 10]);
  assert.equal(sum(), 10);
});
