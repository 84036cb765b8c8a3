import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { openEmbeddedStore, type Store } from '../../../src/server/store/index.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { checkStore } from './each-store.js';

checkStore('openEmbeddedStore(":memory:")', async () => openEmbeddedStore(':memory:'));

checkStore('openEmbeddedStore(directory)', async test => openEmbeddedStore(temporaryDirectory(test)));

describe('openEmbeddedStore()', () => {
  const open = (test: TestContext, directory: string, maxBytes?: number): Store => {
    const store = openEmbeddedStore(directory, { maxBytes });
    test.after(() => store.close());
    return store;
  };

  it('finds what an earlier one has written, and goes on counting', async test => {
    const directory = join(temporaryDirectory(test), 'made', 'on the way');
    const before = open(test, directory);
    await before.append('a', 'one', 'id-1');
    await before.append('a', 'two');
    await before.close();
    const after = open(test, directory);
    assert.deepEqual(await after.append('a', 'again', 'id-1'), { position: 1, repeated: true });
    assert.deepEqual(await after.append('a', 'three'), { position: 3, repeated: false });
    const events = await after.read('a', 0, 10);
    assert.deepEqual(
      events.map(({ event }) => event),
      ['one', 'two', 'three'],
    );
  });

  it('has each member’s conversations after a restart, in their order', async test => {
    const directory = temporaryDirectory(test);
    const before = open(test, directory);
    for (const conversation of ['a', 'b', 'c']) await before.append(conversation, 'in', undefined, 'alice');
    await before.append('a', 'more');
    const read = await before.memberships('alice', Infinity, 9);
    await before.close();
    assert.deepEqual(await open(test, directory).memberships('alice', Infinity, 9), read, 'and their pages go on');
  });

  it('finds the members in the logs of a directory that tells none', async test => {
    const directory = temporaryDirectory(test);
    const before = open(test, directory);
    for (let count = 0; count < 2100; count++) void before.append('a', `event ${count}`);
    await before.append('a', 'alice comes');
    await new Promise(resolve => setImmediate(resolve)); // it is put into blocks
    await before.append('b', 'alice comes');
    await before.append('c', 'bob comes');
    await before.close();
    const database = new Database(join(directory, 'messages.db'));
    database.exec('DROP TABLE memberships; PRAGMA user_version = 1');
    database.close();
    const memberOf = (event: string): string | undefined => (/ comes$/.test(event) ? event.split(' ')[0] : undefined);
    const after = openEmbeddedStore(directory, { memberOf });
    test.after(() => after.close());
    const found = await after.memberships('alice', Infinity, 9);
    assert.deepEqual(
      found.map(({ conversation }) => conversation),
      ['b', 'a'],
    );
    assert.equal((await after.memberships('bob', Infinity, 9)).length, 1);
    assert.equal((await after.read('a', 0, 3000)).length, 2101);
  });

  it('has everything that was acknowledged before kill -9', { timeout: 60_000 }, async test => {
    const directory = temporaryDirectory(test);
    const acknowledged = await killAfterAppends(directory, 5000);
    const store = open(test, directory);
    for (const [conversation, last] of acknowledged) {
      const events = await store.read(conversation, 0, 100_000);
      assert.ok(events.length >= last, `${conversation}: ${events.length} of ${last}`);
      assert.deepEqual(
        events,
        events.map((_, index) => ({ position: index + 1, event: `event ${index + 1}` })),
      );
    }
  });

  it('refuses a directory that another process uses, and takes it when that is gone', async test => {
    const directory = temporaryDirectory(test);
    const { child, lines } = startAppending(directory);
    test.after(() => child.kill('SIGKILL'));
    await once(lines, 'line');
    assert.throws(() => openEmbeddedStore(directory), /Cannot use the data directory ".*": another server is using it/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    open(test, directory);
  });

  it('refuses a directory that this process uses already', test => {
    const directory = temporaryDirectory(test);
    open(test, directory);
    assert.throws(() => openEmbeddedStore(directory), /another server is using it/);
  });

  it('says what is wrong with a path that is no directory and a file that is no log', test => {
    const directory = temporaryDirectory(test);
    writeFileSync(join(directory, 'file'), '');
    assert.throws(() => openEmbeddedStore(join(directory, 'file')), /Cannot use the data directory ".*file": /);
    writeFileSync(join(directory, 'messages.db'), 'this is no database, whatever its name may say\n'.repeat(100));
    assert.throws(() => openEmbeddedStore(directory), /Cannot use the data directory ".*": .*not a database/);
    assert.match(readFileSync(join(directory, 'messages.db'), 'utf8'), /^this is no database/);
  });

  it('makes files that only their owner can read', { skip: process.platform === 'win32' }, async test => {
    const directory = join(temporaryDirectory(test), 'data');
    await open(test, directory).append('a', 'secret');
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    for (const name of ['messages.db', 'messages.db-wal']) {
      assert.ok(existsSync(join(directory, name)));
      assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
    }
  });
});

describe('openEmbeddedStore() on a full disk', () => {
  const large = 'x'.repeat(50_000);

  it('rejects the appends that do not fit, and none of the later ones that do', async test => {
    const store = openEmbeddedStore(temporaryDirectory(test), { maxBytes: 200_000 });
    test.after(() => store.close());
    await store.append('a', 'one', 'id-1');
    const together = await Promise.allSettled(Array.from({ length: 10 }, () => store.append('a', large)));
    assert.ok(together.every(({ status }) => status === 'rejected'));
    await assert.rejects(store.append('b', large.repeat(10), 'id-2'), /Cannot append to "b": .*full/);
    assert.deepEqual(await store.append('b', 'fits', 'id-2'), { position: 1, repeated: false });
    assert.deepEqual(await store.append('a', 'two'), { position: 2, repeated: false });
    assert.deepEqual(await store.append('a', 'again', 'id-1'), { position: 1, repeated: true });
    assert.deepEqual(await store.read('a', 0, 10), [
      { position: 1, event: 'one' },
      { position: 2, event: 'two' },
    ]);
  });

  it('still reads and opens', async test => {
    const directory = temporaryDirectory(test);
    const store = openEmbeddedStore(directory, { maxBytes: 200_000 });
    let written = 0;
    await assert.rejects(async () => {
      for (; ; written++) await store.append('a', large);
    }, /full/);
    assert.equal((await store.read('a', 0, 100)).length, written);
    await store.close();
    const again = openEmbeddedStore(directory, { maxBytes: 200_000 });
    test.after(() => again.close());
    assert.ok(written > 0);
    assert.equal((await again.read('a', 0, 100)).length, written);
  });
});

describe('openEmbeddedStore() whose file somebody else has locked', () => {
  it('rejects what it cannot write, and has on disk what it says it has afterwards', async test => {
    const directory = temporaryDirectory(test);
    const store = openEmbeddedStore(directory);
    test.after(() => store.close());
    await store.append('a', 'one');
    const other = new Database(join(directory, 'messages.db'));
    other.exec('BEGIN IMMEDIATE');
    await assert.rejects(store.append('a', 'locked out'), /Cannot append to "a": .*locked/);
    other.exec('ROLLBACK');
    other.close();
    assert.deepEqual(await store.append('a', 'two'), { position: 2, repeated: false });

    const copy = temporaryDirectory(test); // what a crash at this moment would leave
    for (const file of ['messages.db', 'messages.db-wal']) copyFileSync(join(directory, file), join(copy, file));
    const afterCrash = openEmbeddedStore(copy);
    test.after(() => afterCrash.close());
    assert.deepEqual(await afterCrash.read('a', 0, 10), [
      { position: 1, event: 'one' },
      { position: 2, event: 'two' },
    ]);
  });
});

function startAppending(directory: string) {
  const program = fileURLToPath(new URL('appending-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface(child.stdout) };
}

/** Kills a process in the midst of appending; returns the last position that it had acknowledged in each conversation. */
async function killAfterAppends(directory: string, appends: number): Promise<ReadonlyMap<string, number>> {
  const { child, lines } = startAppending(directory);
  const exited = once(child, 'exit');
  const acknowledged = new Map<string, number>();
  let count = 0;
  for await (const line of lines) {
    const [conversation = '', position] = line.split(' ');
    if (position === undefined) continue;
    acknowledged.set(conversation, Number(position));
    if (++count === appends) child.kill('SIGKILL');
  }
  const [, signal] = await exited;
  assert.equal(signal, 'SIGKILL');
  assert.ok(count >= appends);
  return acknowledged;
}
