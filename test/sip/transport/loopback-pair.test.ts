import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopbackPair } from '../../../src/sip/transport/index.js';

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('loopbackPair() delivers in order, later in the same turn, and records what each end sent', async () => {
  const [left, right] = loopbackPair();
  const heard: unknown[] = [];
  right.onMessage = message => heard.push(message);
  left.send('one');
  left.send('two');
  assert.deepEqual(heard, []);
  await settled();
  assert.deepEqual(heard, ['one', 'two']);
  assert.deepEqual([left.sent, right.sent], [['one', 'two'], []]);
});

test('loopbackPair() delivers what was sent before close(), then closes the other end', async () => {
  const [left, right] = loopbackPair();
  const heard: unknown[] = [];
  right.onMessage = message => heard.push(message);
  right.onClose = reason => heard.push(`closed: ${reason}`);
  left.onClose = reason => heard.push(`left closed: ${reason}`);
  left.send('last');
  left.close('done');
  left.close('again');
  left.send('too late');
  await settled();
  assert.deepEqual(heard, ['last', 'left closed: done', 'closed: done']);
  assert.deepEqual([left.closed, right.closed, left.sent], [true, true, ['last']]);
});

test('loopbackPair() loses what is on its way when it is cut', async () => {
  const [left, right] = loopbackPair();
  const heard: unknown[] = [];
  right.onMessage = message => heard.push(message);
  left.onClose = reason => heard.push(`left: ${reason}`);
  right.onClose = reason => heard.push(`right: ${reason}`);
  left.send('lost');
  left.cut('wire cut');
  await settled();
  assert.deepEqual(heard, ['left: wire cut', 'right: wire cut']);
});
