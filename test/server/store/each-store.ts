import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import type { Binding, Store } from '../../../src/server/store/index.js';

/**
 * What every store must do.
 * @param name - Of the store, for the report.
 * @param open - Opens an empty one for a test; what it needs to clean up besides closing the store, it tells that.
 */
export function checkStore(name: string, open: (test: TestContext) => Promise<Store>): void {
  const test = (title: string, check: (store: Store) => Promise<void>): void => {
    it(title, async context => {
      const store = await open(context);
      try {
        await check(store);
      } finally {
        await store.close();
      }
    });
  };

  describe(`${name}: log`, () => {
    test('append() numbers events from 1 without gaps, each conversation for itself', async store => {
      assert.deepEqual(await store.append('a', 'one'), { position: 1, repeated: false });
      assert.deepEqual(await store.append('a', 'two'), { position: 2, repeated: false });
      assert.deepEqual(await store.append('b', 'other'), { position: 1, repeated: false });
      assert.deepEqual(await store.append('a', 'three'), { position: 3, repeated: false });
    });

    test('append() keeps the order of calls made in one turn, and settles in it', async store => {
      const settled: number[] = [];
      const calls = Array.from({ length: 100 }, async (_, index) => {
        const { position } = await store.append('a', `event ${index}`);
        settled.push(index);
        return position;
      });
      const inOrder = Array.from({ length: 100 }, (_, index) => index);
      assert.deepEqual(
        await Promise.all(calls),
        inOrder.map(index => index + 1),
      );
      assert.deepEqual(settled, inOrder);
      const events = await store.read('a', 0, 1000);
      assert.deepEqual(
        events.map(({ event }) => event),
        inOrder.map(index => `event ${index}`),
      );
    });

    test('memberships() gives the conversations that somebody has come into, latest first, page by page', async store => {
      for (const conversation of ['a', 'b', 'c']) await store.append(conversation, 'in', undefined, 'alice');
      await store.append('a', 'bob comes in', undefined, 'bob');
      await store.append('d', 'nobody comes in');
      await store.append('b', 'alice comes again', undefined, 'alice');
      const names = (page: readonly { conversation: string }[]) => page.map(({ conversation }) => conversation);
      const first = await store.memberships('alice', Infinity, 2);
      assert.deepEqual(names(first), ['b', 'a']);
      assert.deepEqual(names(await store.memberships('alice', first[1]?.active ?? 0, 2)), ['c']);
      assert.deepEqual(names(await store.memberships('bob', Infinity, 9)), ['a']);
      assert.deepEqual(await store.memberships('mallory', Infinity, 9), []);
      await store.append('a', 'said');
      assert.deepEqual(
        names(await store.memberships('alice', Infinity, 9)),
        ['a', 'b', 'c'],
        'what happens later counts',
      );
    });

    test('append() writes a key once and answers with its first position', async store => {
      await store.append('a', 'before');
      assert.deepEqual(await store.append('a', 'first', 'id-1'), { position: 2, repeated: false });
      assert.deepEqual(await store.append('a', 'again', 'id-1'), { position: 2, repeated: true });
      assert.deepEqual(await store.append('a', 'next', 'id-2'), { position: 3, repeated: false });
      const events = await store.read('a', 0, 10);
      assert.deepEqual(
        events.map(({ event }) => event),
        ['before', 'first', 'next'],
      );
    });

    test('append() knows a key again within one turn', async store => {
      const calls = [store.append('a', 'first', 'id'), store.append('a', 'again', 'id'), store.append('a', 'next')];
      assert.deepEqual(await Promise.all(calls), [
        { position: 1, repeated: false },
        { position: 1, repeated: true },
        { position: 2, repeated: false },
      ]);
    });

    test('append() takes the same key in another conversation, and events without a key any number of times', async store => {
      await store.append('a', 'text', 'id');
      assert.deepEqual(await store.append('b', 'text', 'id'), { position: 1, repeated: false });
      await store.append('b', 'text');
      assert.deepEqual(await store.append('b', 'text'), { position: 3, repeated: false });
    });

    test('append() takes any text', async store => {
      const text = '{"text":"naïve 😀 \\u0000 \' \\" -- \u2028 اسم"}';
      await store.append("o'clock", text, 'k');
      assert.deepEqual(await store.read("o'clock", 0, 1), [{ position: 1, event: text }]);
    });

    test('read() gives what follows a position, oldest first, and no more than asked for', async store => {
      for (const event of ['one', 'two', 'three', 'four']) await store.append('a', event);
      assert.deepEqual(await store.read('a', 1, 2), [
        { position: 2, event: 'two' },
        { position: 3, event: 'three' },
      ]);
      assert.deepEqual(await store.read('a', 4, 10), []);
      assert.deepEqual(await store.read('nobody', 0, 10), []);
    });

    test('a log of thousands of events reads in windows, and knows each key', async store => {
      const append = (conversation: string, number: number) =>
        store.append(conversation, `${conversation} ${number}`, number % 3 ? `id-${number}` : undefined);
      for (let start = 1; start <= 3000; start += 100) {
        const numbers = Array.from({ length: 100 }, (_, index) => start + index);
        await Promise.all(numbers.flatMap(number => [append('a', number), append('b', number)]));
      }
      for (const conversation of ['a', 'b']) {
        for (const after of [0, 1, 99, 100, 950, 1999, 2000, 2001, 2999]) {
          assert.deepEqual(
            await store.read(conversation, after, 150),
            Array.from({ length: Math.min(150, 3000 - after) }, (_, index) => ({
              position: after + index + 1,
              event: `${conversation} ${after + index + 1}`,
            })),
          );
        }
        assert.equal((await store.read(conversation, 0, 10_000)).length, 3000);
        assert.deepEqual(await append(conversation, 1), { position: 1, repeated: true });
        assert.deepEqual(await append(conversation, 2999), { position: 2999, repeated: true });
        assert.deepEqual(await append(conversation, 3001), { position: 3001, repeated: false });
      }
    });

    test('read() does not see what has not been committed', async store => {
      const appending = store.append('a', 'one');
      assert.deepEqual(await store.read('a', 0, 10), []);
      await appending;
      assert.deepEqual(await store.read('a', 0, 10), [{ position: 1, event: 'one' }]);
    });

    test('close() commits what was appended before it, and ends the store', async store => {
      const appending = store.append('a', 'one');
      await store.close();
      assert.deepEqual(await appending, { position: 1, repeated: false });
      await assert.rejects(store.append('a', 'two'), /it is closed/);
      await assert.rejects(store.read('a', 0, 1), /it is closed/);
      await assert.rejects(store.bindings('sip:alice@contoso.example'), /it is closed/);
      await store.close();
    });
  });

  describe(`${name}: bindings`, () => {
    const alice = 'sip:alice@contoso.example';
    const binding = (id: string, seconds = 60): Binding => ({
      id,
      contact: `<sip:alice@${id}.invalid;transport=ws>`,
      flow: `flow-${id}`,
      callId: `call-${id}`,
      sequence: 1,
      expiresAt: Date.now() + 1000 * seconds,
    });

    test('bindings() lists the devices of one address in the order in which they came', async store => {
      const [phone, laptop, other] = [binding('phone'), binding('laptop'), binding('other')];
      await store.bind(alice, phone);
      await store.bind(alice, laptop);
      await store.bind('sip:bob@contoso.example', other);
      assert.deepEqual(await store.bindings(alice), [phone, laptop]);
      assert.deepEqual(await store.bindings('sip:carol@contoso.example'), []);
    });

    test('bind() replaces the binding of the same id', async store => {
      await store.bind(alice, binding('phone'));
      const moved = { ...binding('phone'), flow: 'another', contact: '<sip:alice@new.invalid>' };
      await store.bind(alice, moved);
      assert.deepEqual(await store.bindings(alice), [moved]);
    });

    test('unbind() takes away one binding, and does nothing the second time', async store => {
      const laptop = binding('laptop');
      await store.bind(alice, binding('phone'));
      await store.bind(alice, laptop);
      await store.unbind(alice, 'phone');
      await store.unbind(alice, 'phone');
      assert.deepEqual(await store.bindings(alice), [laptop]);
    });

    test('a binding expires by itself, at its time', async store => {
      const now = 1_800_000_000_000;
      mock.timers.enable({ apis: ['Date'], now });
      try {
        const long = { ...binding('long'), expiresAt: now + 60_000 };
        await store.bind(alice, { ...binding('short'), expiresAt: now + 10_000 });
        await store.bind(alice, long);
        mock.timers.setTime(now + 9_999);
        assert.equal((await store.bindings(alice)).length, 2);
        mock.timers.setTime(now + 10_000);
        assert.deepEqual(await store.bindings(alice), [long]);
        mock.timers.setTime(now + 60_000);
        assert.deepEqual(await store.bindings(alice), []);
      } finally {
        mock.timers.reset();
      }
    });

    test('bindings stay apart and complete while hundreds come and expire', async store => {
      const now = 1_800_000_000_000;
      mock.timers.enable({ apis: ['Date'], now });
      try {
        for (let index = 0; index < 500; index++) {
          const expiresAt = now + (index % 2 ? 10_000 : 60_000);
          await store.bind(`sip:user${index}@contoso.example`, { ...binding('phone'), expiresAt });
        }
        mock.timers.setTime(now + 20_000);
        for (let index = 500; index < 1000; index++) {
          const expiresAt = now + 60_000;
          await store.bind(`sip:user${index}@contoso.example`, { ...binding('phone'), expiresAt });
        }
        for (let index = 0; index < 1000; index++) {
          const found = await store.bindings(`sip:user${index}@contoso.example`);
          assert.equal(found.length, index < 500 && index % 2 ? 0 : 1, `user${index}`);
        }
      } finally {
        mock.timers.reset();
      }
    });
  });
}
