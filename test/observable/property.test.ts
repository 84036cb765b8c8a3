import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import fc from 'fast-check';
import { batch, Command, Constant, Property, Reason, type Subscription, Upkeep } from '../../src/observable/index.js';
import { rejection, reported } from './heard.js';

/** A class whose instances differ in what nobody sees. */
class Hidden {
  readonly #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  valueOf(): number {
    return this.#value;
  }
}

test('Property() is read by calling it, and written by calling it with a value', () => {
  const p = Property(0);
  assert.equal(p(), 0);
  p(7);
  assert.equal(p(), 7);
  const q = Property<number | undefined>(1);
  q(undefined);
  assert.equal(q(), undefined);
});

test('Property() called with a value returns its owner, for chaining', () => {
  const query = { name: 'query' };
  const text = Property('', { owner: query });
  assert.equal(text('alice'), query);
});

test('Property().set() changes the value before it returns, and resolves with it', async () => {
  const p = Property(0);
  const set = p.set(3, 'because');
  assert.equal(p(), 3);
  assert.equal(p.reason, 'because');
  assert.equal(await set, 3);
});

test('Property().changed() is called at once with new value, reason and no old value, then with all three', () => {
  const p = Property(1);
  const heard: unknown[] = [];
  p.changed((...args) => void heard.push(args));
  p(2, 'why');
  assert.deepEqual(heard, [
    [1, undefined, undefined],
    [2, 'why', 1],
  ]);
});

test('Property().changed() is not called at once while the value is unknown', () => {
  const p = Property<string | undefined>(undefined);
  const heard: unknown[] = [];
  p.changed(value => void heard.push(value));
  assert.deepEqual(heard, []);
  p('known');
  assert.deepEqual(heard, ['known']);
});

test('A listener called at once can remove itself through `this`', () => {
  const p = Property(1);
  const heard: number[] = [];
  p.changed(function (value) {
    heard.push(value);
    this.dispose();
  });
  p(2);
  assert.deepEqual(heard, [1]);
});

for (const [what, first, second, fires] of [
  ['an equal number', 1, 1, false],
  ['NaN again', NaN, NaN, false],
  ['a date of the same time', new Date(5), new Date(5), false],
  ['a date of another time', new Date(5), new Date(6), true],
  ['an array with the same items', [1, 2], [1, 2], false],
  ['an array with other items', [1, 2], [1, 3], true],
  ['an object with the same members', { a: 1 }, { a: 1 }, false],
  ['an object with a member more', { a: 1 }, { a: 1, b: undefined }, true],
  ['another instance of a class', new Hidden(1), new Hidden(1), true],
  ['a deep copy', { a: { b: 1 } }, { a: { b: 1 } }, true],
] as const) {
  test(`Property() ${fires ? 'changes' : 'does not change'} with ${what}`, () => {
    const p = Property<unknown>(first);
    let heard = -1; // the call at once
    p.changed(() => void heard++);
    p(second);
    assert.equal(heard, fires ? 1 : 0);
    assert.equal(p(), second);
  });
}

test('Property() changes with the same value for another reason, not with the same reason', () => {
  const p = Property('Disconnected');
  const heard: unknown[] = [];
  p.changed((value, reason, oldValue) => void heard.push([value, reason, oldValue]));
  p('Disconnected', new Reason('Missed'));
  p('Disconnected', new Reason('Missed'));
  p('Disconnected', new Reason('Dropped'));
  assert.deepEqual(heard.slice(1), [
    ['Disconnected', new Reason('Missed'), 'Disconnected'],
    ['Disconnected', new Reason('Dropped'), 'Disconnected'],
  ]);
});

test('Property().when() is called with reason and old value, at once and at every return of the value', () => {
  const p = Property('Connected');
  const heard: unknown[] = [];
  p.when('Connected', (reason, oldValue) => void heard.push([reason, oldValue]));
  p('Disconnected', 'lost');
  p('Connected', 'again');
  assert.deepEqual(heard, [
    [undefined, undefined],
    ['again', 'Disconnected'],
  ]);
});

test('Property().when() takes a predicate, and stops when disposed', () => {
  const p = Property(0);
  const heard: (number | undefined)[] = [];
  const when = p.when(
    value => value > 1,
    (_reason, oldValue) => void heard.push(oldValue),
  );
  p(1);
  p(2);
  when.dispose();
  p(3);
  assert.deepEqual(heard, [1]);
});

test('Property().once() is called for the first match only, later or at once', () => {
  const p = Property(0);
  const heard: string[] = [];
  p.once(0, () => void heard.push('at once'));
  p.once(1, () => void heard.push('later'));
  p(1);
  p(0);
  p(1);
  assert.deepEqual(heard, ['at once', 'later']);
});

test('Property().once() is called once although its value comes twice before it is heard', () => {
  const p = Property(0);
  let heard = 0;
  p.once(1, () => void heard++);
  batch(() => {
    p(1);
    p(0);
    p(1);
  });
  assert.equal(heard, 1);
});

test('Changes made inside a listener are heard in order, by everybody', () => {
  const p = Property(0);
  const heard: string[] = [];
  p.changed((value, _reason, oldValue) => {
    heard.push(`a ${oldValue}→${value}`);
    if (value === 1) {
      p(2);
      p(3);
    }
  });
  p.changed((value, _reason, oldValue) => void heard.push(`b ${oldValue}→${value}`));
  heard.length = 0;
  p(1);
  assert.deepEqual(heard, ['a 0→1', 'b 0→1', 'a 1→2', 'b 1→2', 'a 2→3', 'b 2→3']);
});

test('A listener added inside a listener of the same property is called at once after the present change', () => {
  const p = Property(0);
  const heard: string[] = [];
  p.once(1, () => void p.changed(value => void heard.push(`inner ${value}`)));
  p.when(1, () => void heard.push('outer 1'));
  p(1);
  p(2);
  assert.deepEqual(heard, ['outer 1', 'inner 1', 'inner 2']);
});

test('A listener added inside a listener of another property is called at once', () => {
  const p = Property(0);
  const q = Property('known');
  const heard: string[] = [];
  p.when(1, () => {
    q.once('known', () => void heard.push('inner'));
    heard.push('outer');
  });
  p(1);
  assert.deepEqual(heard, ['inner', 'outer']);
});

test('A listener that throws stops neither the setter nor the others', () => {
  const p = Property(0);
  const heard: number[] = [];
  p.when(1, () => {
    throw new RangeError('listener');
  });
  p.changed(value => void heard.push(value));
  assert.equal(reported(() => p(1)).length, 1);
  assert.deepEqual(heard, [0, 1]);
});

test('p.map(fn)() === fn(p()), whether anybody listens or not', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.constantFrom('listen', 'stop'))), steps => {
      const p = Property(0);
      const m = p.map(value => value * 2);
      const subscriptions = [m.changed(() => {})];
      for (const step of steps) {
        if (step === 'listen') subscriptions.push(m.changed(() => {}));
        else if (step === 'stop') subscriptions.pop()?.dispose();
        else p(Number(step));
        assert.equal(m(), p() * 2);
      }
    }),
  );
});

test('Property().map() is heard after its origin, with the reason, and only when it differs', () => {
  const p = Property(1);
  const odd = p.map(value => value % 2 === 1);
  const heard: unknown[] = [];
  odd.changed((value, reason, oldValue) => void heard.push(['odd', value, reason, oldValue]));
  p.changed(value => void heard.push(value));
  heard.length = 0;
  p(3);
  p(4, 'even');
  assert.deepEqual(heard, [3, 4, ['odd', false, 'even', true]]);
  assert.equal(odd.reason, 'even');
});

test('Property().map() reads right inside a listener of its origin', () => {
  const p = Property(0);
  const m = p.map(value => value + 1);
  m.changed(() => {});
  const seen: number[] = [];
  p.changed(() => void seen.push(m()));
  p(1);
  assert.deepEqual(seen, [1, 2]);
});

test('Property().map() hears a batch as one change', () => {
  const p = Property(0);
  const heard: number[] = [];
  p.map(value => value * 10).changed(value => void heard.push(value));
  batch(() => {
    p(1);
    p(2);
  });
  assert.deepEqual(heard, [0, 20]);
});

test('Property().map() calls its function once per value, and gives the same object', () => {
  const p = Property(1);
  const made: number[] = [];
  const m = p.map(value => {
    made.push(value);
    return { value };
  });
  assert.equal(m(), m());
  m.changed(() => {});
  assert.equal(m(), m());
  p(2);
  assert.deepEqual(made, [1, 2]);
});

test('A map function that throws does not fail the one who sets the origin', () => {
  const p = Property(1);
  const m = p.map(value => {
    if (value === 2) throw new RangeError('two');
    return value;
  });
  const heard: number[] = [];
  m.changed(value => void heard.push(value));
  assert.equal(reported(() => p(2)).length, 1);
  assert.throws(() => m(), RangeError);
  p(3);
  assert.deepEqual(heard, [1, 3]);
});

test('A read-only property refuses to be written, with a reason', async () => {
  for (const readOnly of [Property(1).map(String), Property('1').readOnly(), Constant('1')]) {
    assert.throws(() => readOnly('2'), { code: 'CommandDisabled' });
    assert.equal(readOnly.set.enabled(), false);
    const reason = await rejection(readOnly.set('2'));
    assert.ok(reason instanceof Reason);
    assert.equal(reason.code, 'CommandDisabled');
    assert.equal(reason.reason, readOnly.set.enabled.reason);
    assert.equal(readOnly(), '1');
  }
});

test('Property().readOnly() follows what its owner sets', () => {
  const own = Property(1);
  const seen = own.readOnly();
  const heard: unknown[] = [];
  seen.changed((value, reason) => void heard.push([value, reason]));
  own(2, 'why');
  assert.deepEqual(heard, [
    [1, undefined],
    [2, 'why'],
  ]);
  assert.equal(seen.readOnly(), seen);
});

test('Property().fork() changes only when its setter has resolved, to what it resolved with', async () => {
  const p = Property('old');
  let answer: (value: string) => void = () => {};
  const forked = p.fork(() => new Promise<string>(resolve => (answer = resolve)));
  const set = forked.set('new', 'why');
  assert.equal(forked(), 'old');
  answer('newer');
  assert.equal(await set, 'newer');
  assert.equal(forked(), 'newer');
  assert.equal(p(), 'newer');
  assert.equal(p.reason, 'why');
});

test('Property().fork().set() rejects with what the setter rejects with or throws, and the value stays', async () => {
  const p = Property(1);
  const failure = new Reason('Forbidden');
  assert.equal(await rejection(p.fork(() => Promise.reject(failure)).set(2)), failure);
  const throwing = p.fork(() => {
    throw failure;
  });
  assert.equal(await rejection(throwing.set(2)), failure);
  assert.doesNotThrow(() => throwing(2));
  assert.equal(p(), 1);
});

test('Property() called with a value runs its setter, drops what that fails with, and returns its owner', async () => {
  const query = { name: 'query' };
  const p = Property(1, { owner: query });
  const set: unknown[] = [];
  const forked = p.fork(async (value, reason) => {
    set.push([value, reason]);
    if (value < 0) throw new Reason('Forbidden');
    return value;
  });
  assert.equal(forked(2, 'why'), query);
  assert.equal(forked(-1), query);
  await new Promise(resolve => setImmediate(resolve)); // a rejection that nobody handles would fail the test here
  assert.deepEqual(set, [
    [2, 'why'],
    [-1, undefined],
  ]);
  assert.equal(p(), 2);
  assert.equal(p.reason, 'why');
});

test('Property().fork() takes a command, whose enabled becomes that of set', async () => {
  const enabled = Property(false);
  enabled(false, new Reason('Started'));
  const p = Property(1);
  const forked = p.fork(Command(async (value: number) => value + 1, enabled));
  assert.equal(forked.set.enabled(), false);
  assert.throws(() => forked(5), { code: 'CommandDisabled' });
  enabled(true);
  assert.equal(await forked.set(5), 6);
});

test('Property().get() of a local property resolves with its value', async () => {
  assert.equal(await Property(4).get(), 4);
  assert.equal(await Property(4).map(String).get(), '4');
});

test('Property().get() asks the origin once for many calls, and sets the value', async () => {
  let asked = 0;
  const p: Property<number> = Property(0, { upkeep: Upkeep({ fetch: () => p.set(++asked) }) });
  assert.deepEqual(await Promise.all([p.get(), p.get(), p.map(value => value * 10).get()]), [1, 1, 10]);
  assert.equal(p(), 1);
  assert.equal(await p.get(), 2);
});

test('Property().get() rejects when the origin does, and asks again the next time', async () => {
  const failure = new Reason('Timeout');
  const answers = [Promise.reject(failure), Promise.resolve(9)];
  const p: Property<number> = Property(0, {
    upkeep: Upkeep({ fetch: async () => p.set(await (answers.shift() ?? 0)) }),
  });
  assert.equal(await rejection(p.get()), failure);
  assert.equal(await p.get(), 9);
});

test('Property().subscribe() watches while anybody holds on to it', () => {
  const log: string[] = [];
  const watch = (): Subscription => {
    log.push('watch');
    return { dispose: () => void log.push('stop') };
  };
  const p = Property(0, { upkeep: Upkeep({ watch }) });
  const first = p.subscribe();
  const second = p.map(String).subscribe();
  first.dispose();
  first.dispose();
  assert.deepEqual(log, ['watch']);
  second.dispose();
  assert.deepEqual(log, ['watch', 'stop']);
  assert.doesNotThrow(() => Property(0).subscribe().dispose());
});

test('Property().subscribe(seconds) polls at the shortest interval, and not while anybody watches', async t => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let asked = 0;
  let watched = 0;
  const p: Property<number> = Property(0, {
    upkeep: Upkeep({
      fetch: () => p.set(++asked),
      watch: () => {
        watched++;
        return { dispose: () => void watched-- };
      },
    }),
  });
  const pass = async (seconds: number): Promise<void> => {
    await new Promise(resolve => setImmediate(resolve));
    t.mock.timers.tick(seconds * 1000);
    await new Promise(resolve => setImmediate(resolve));
  };
  const slow = p.subscribe(60);
  assert.equal(asked, 1);
  await pass(59);
  assert.equal(asked, 1);
  await pass(1);
  assert.equal(asked, 2);
  const fast = p.subscribe(10);
  await pass(10);
  assert.equal(asked, 4);
  const full = p.subscribe();
  assert.equal(watched, 1);
  await pass(600);
  assert.equal(asked, 4);
  full.dispose();
  assert.equal(watched, 0);
  assert.equal(asked, 5);
  await pass(0);
  fast.dispose();
  assert.equal(asked, 6);
  await pass(60);
  assert.equal(asked, 7);
  slow.dispose();
  await pass(600);
  assert.equal(asked, 7);
});

test('Property().subscribe() refuses an interval that is no time', () => {
  const p = Property(0, { upkeep: Upkeep({}) });
  assert.throws(() => p.subscribe(0), RangeError);
  assert.throws(() => p.subscribe(-1), RangeError);
});

test('Constant() replays its value, keeps its reason and never changes', () => {
  const reason = new Reason('Why');
  const heard: unknown[] = [];
  const listener = mock.fn();
  const c = Constant(1, reason);
  c.changed((...args) => void heard.push(args));
  c.changed(listener).dispose();
  assert.deepEqual(heard, [[1, reason, undefined]]);
  assert.equal(listener.mock.callCount(), 1);
  assert.equal(c.map(value => value + 1)(), 2);
});
