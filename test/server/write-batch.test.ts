import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { setImmediate as immediate } from 'node:timers/promises';
import { holdBack } from '../../src/server/write-batch.js';

/** A stream that records what each call to the system would have written. */
function recorder(): { stream: Writable; calls: string[] } {
  const calls: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => void (calls.push(chunk), done()),
    writev: (chunks, done) => void (calls.push(chunks.map(({ chunk }) => String(chunk)).join('')), done()),
  });
  return { stream, calls };
}

function write(stream: Writable, text: string): void {
  holdBack(stream);
  stream.write(text);
}

describe('holdBack()', () => {
  it('writes at once what one turn has written, promises included, each stream its own in order', async () => {
    const [a, b] = [recorder(), recorder()];
    await immediate();
    write(a.stream, '1');
    write(b.stream, 'x');
    void Promise.resolve().then(() => {
      write(a.stream, '2');
      void Promise.resolve().then(() => write(a.stream, '3'));
    });
    assert.deepEqual([a.calls, b.calls], [[], []]);
    await immediate();
    assert.deepEqual([a.calls, b.calls], [['123'], ['x']]);
  });

  it('holds back again in the next turn', async () => {
    const { stream, calls } = recorder();
    write(stream, '1');
    await immediate();
    write(stream, '2');
    write(stream, '3');
    await immediate();
    assert.deepEqual(calls, ['1', '23']);
  });

  it('loses nothing of a stream that is let go or ended meanwhile', async () => {
    const { stream, calls } = recorder();
    write(stream, '1');
    stream.uncork();
    write(stream, '2');
    write(stream, '3');
    stream.end();
    await immediate();
    assert.deepEqual(calls, ['1', '23']);
  });
});
