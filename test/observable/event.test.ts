import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Event, type Subscription } from '../../src/observable/index.js';
import { reported } from './heard.js';

test('Event() calls listeners at once, in the order in which they were added, with the arguments', () => {
  const event = Event<[number, string]>();
  const heard: unknown[] = [];
  event((n, s) => void heard.push(['first', n, s]));
  event.on((n, s) => void heard.push(['second', n, s]));
  event.fire(1, 'a');
  assert.deepEqual(heard, [
    ['first', 1, 'a'],
    ['second', 1, 'a'],
  ]);
});

test('Event() calls a function added twice twice, and off drops the first match', () => {
  const event = Event<[]>();
  const heard: string[] = [];
  const twice = (): void => void heard.push('twice');
  event(twice);
  event(() => void heard.push('between'));
  event(twice);
  event.fire();
  event.off(twice);
  event.fire();
  assert.deepEqual(heard, ['twice', 'between', 'twice', 'between', 'twice']);
});

test('Event().off() of a function that was never added does nothing', () => {
  const event = Event<[]>();
  let heard = 0;
  event(() => void heard++);
  event.off(() => {});
  event.fire();
  assert.equal(heard, 1);
});

test('dispose() drops its own entry, and a second call nothing else', () => {
  const event = Event<[]>();
  const heard: string[] = [];
  const same = (): void => void heard.push('same');
  event(same);
  const second = event(same);
  second.dispose();
  second.dispose();
  event.fire();
  assert.deepEqual(heard, ['same']);
});

test('A listener that throws is reported and stops neither the others nor the one who fires', () => {
  const event = Event<[]>();
  const failure = new Error('listener');
  let heard = 0;
  event(() => {
    throw failure;
  });
  event(() => void heard++);
  assert.deepEqual(
    reported(() => event.fire()),
    [failure],
  );
  assert.equal(heard, 1);
});

test('`this` inside a listener is its subscription, so that it can remove itself', () => {
  const event = Event<[]>();
  const heard: string[] = [];
  const given: Subscription[] = [];
  const subscription = event(function () {
    given.push(this);
    heard.push('once');
    this.dispose();
  });
  event(() => void heard.push('always'));
  event.fire();
  event.fire();
  assert.deepEqual(given, [subscription]);
  assert.deepEqual(heard, ['once', 'always', 'always']);
});

test('A fire inside a listener is heard after the present one, by everybody in the same order', () => {
  const event = Event<[number]>();
  const heard: string[] = [];
  event(n => {
    heard.push(`a${n}`);
    if (n === 1) {
      event.fire(2);
      event.fire(3);
    }
  });
  event(n => void heard.push(`b${n}`));
  event.fire(1);
  assert.deepEqual(heard, ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
});

test('A fire of another event inside a listener waits as well', () => {
  const outer = Event<[]>();
  const inner = Event<[]>();
  const heard: string[] = [];
  outer(() => {
    inner.fire();
    heard.push('outer 1');
  });
  outer(() => void heard.push('outer 2'));
  inner(() => void heard.push('inner'));
  outer.fire();
  assert.deepEqual(heard, ['outer 1', 'outer 2', 'inner']);
});

test('A listener added inside a listener does not hear the present fire, one removed still does', () => {
  const event = Event<[number]>();
  const heard: string[] = [];
  event(n => {
    if (n > 1) return;
    removed.dispose();
    event(m => void heard.push(`added ${m}`));
  });
  const removed = event(n => void heard.push(`removed ${n}`));
  event.fire(1);
  event.fire(2);
  assert.deepEqual(heard, ['removed 1', 'added 2']);
});

test('A listener hears every fire made between its adding and its removal, once, in order, whoever makes them', () => {
  type Step = { readonly act: 'fire' | 'add' | 'remove'; readonly inside: boolean };
  const step = fc.record({ act: fc.constantFrom<Step['act']>('fire', 'add', 'remove'), inside: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const event = Event<[number]>();
      const open: { readonly subscription: Subscription; readonly expected: number[] }[] = [];
      const checks: { readonly heard: number[]; readonly expected: number[] }[] = [];
      const inside: (() => void)[] = [];
      let fires = 0;
      const trigger = Event<[]>();
      trigger(() => {
        for (const act of inside.splice(0)) act();
      });
      const acts = {
        fire: () => {
          fires++;
          for (const { expected } of open) expected.push(fires);
          event.fire(fires);
        },
        add: () => {
          const heard: number[] = [];
          const expected: number[] = [];
          open.push({ subscription: event(n => void heard.push(n)), expected });
          checks.push({ heard, expected });
        },
        remove: () => open.shift()?.subscription.dispose(),
      };
      for (const { act, inside: nested } of steps) {
        if (nested) inside.push(() => void acts[act]());
        else {
          trigger.fire();
          acts[act]();
        }
      }
      trigger.fire();
      for (const { heard, expected } of checks) assert.deepEqual(heard, expected);
    }),
  );
});
