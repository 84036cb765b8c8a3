import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command, Enabled, Property, Reason } from '../../src/observable/index.js';
import { rejection } from './heard.js';

test('Command() runs its function with the arguments and resolves with the result', async () => {
  const add = Command(async (a: number, b: number) => a + b);
  assert.equal(add.enabled(), true);
  assert.equal(await add(1, 2), 3);
});

test('Command() that is disabled rejects with CommandDisabled and the reason of enabled, and never throws', async () => {
  const enabled = Property(true);
  let runs = 0;
  const start = Command(async () => void runs++, enabled);
  const why = new Reason('AlreadyStarted', { message: 'The chat has been started.' });
  enabled(false, why);
  const reason = await rejection(start());
  assert.ok(reason instanceof Reason);
  assert.equal(reason.code, 'CommandDisabled');
  assert.equal(reason.reason, why);
  assert.equal(reason.message, 'The chat has been started.');
  assert.equal(runs, 0);
});

test('Command() turns what its function throws into a rejection', async () => {
  const failure = new Reason('BadRequest');
  const fails = Command((): Promise<void> => {
    throw failure;
  });
  assert.equal(await rejection(fails()), failure);
});

test('Command().enabled tells when it changes, and can only be read', () => {
  const enabled = Property(false);
  const accept = Command(async () => {}, enabled);
  const heard: boolean[] = [];
  accept.enabled.changed(value => void heard.push(value));
  enabled(true);
  assert.deepEqual(heard, [false, true]);
  assert.throws(() => accept.enabled(false), { code: 'CommandDisabled' });
});

test('Command().bind() gives a command with the same enabled', async () => {
  const enabled = Property(true);
  const greet = Command(async function (this: { name: string }, greeting: string) {
    return `${greeting}, ${this.name}`;
  }, enabled);
  const bound = greet.bind({ name: 'alice' }, 'Hello');
  assert.equal(await Reflect.apply(bound, undefined, []), 'Hello, alice');
  enabled(false);
  assert.equal(bound.enabled(), false);
});

test('Command() gives a native promise, whose `then` ignores a third argument', async () => {
  const promise = Command(async () => 1)();
  assert.ok(promise instanceof Promise);
  const progress = (): void => assert.fail('there is no progress');
  assert.equal(await Reflect.apply(promise.then, promise, [(value: number) => value + 1, null, progress]), 2);
});

test('The callbacks of a command are asynchronous, also with `then(null, fail)`, `catch` and `finally`', async () => {
  const failure = new Reason('BadRequest');
  const fails = Command((): Promise<void> => Promise.reject(failure));
  const heard: unknown[] = [];
  const ends = [
    fails().then(null, reason => void heard.push(reason)),
    fails().catch(reason => void heard.push(reason)),
    fails()
      .finally(() => void heard.push('finally'))
      .catch(() => {}),
  ];
  assert.deepEqual(heard, []);
  await Promise.all(ends);
  assert.deepEqual(new Set(heard), new Set([failure, 'finally']));
});

test('Command().enabled.when() tells a page when to show a button', () => {
  const enabled = Property(false);
  const accept = Command(async () => {}, enabled);
  let shown = 0;
  const when = accept.enabled.when(true, () => void shown++);
  enabled(true);
  when.dispose();
  enabled(false);
  enabled(true);
  assert.equal(shown, 1);
});

test('Enabled() is true while there is no obstacle, else its reason is the obstacle', () => {
  const signedIn = Property(false);
  const state = Property('Created');
  const offline = new Reason('NotSignedIn');
  const started = new Reason('AlreadyStarted');
  const enabled = Enabled(() => (signedIn() ? (state() === 'Created' ? undefined : started) : offline));
  const heard: unknown[] = [];
  enabled.changed((value, reason) => void heard.push([value, reason]));
  signedIn(true);
  state('Connecting');
  state('Connected');
  assert.deepEqual(heard, [
    [false, offline],
    [true, undefined],
    [false, started],
  ]);
});
