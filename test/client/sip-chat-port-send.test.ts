import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutgoingText } from '../../src/model/index.js';
import { bob, conference, Line, portOver } from '../support/answering-line.js';

const text = (id: string): OutgoingText => ({ id, text: id, format: 'Text' });
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('SipChatPort keeps what is sent before the session is up, and sends it in order', async t => {
  const line = new Line(t);
  const { port } = portOver(line);
  const sent = [port.send(text('a')), port.send(text('b'))];
  await settled();
  assert.deepEqual(line.ids, []);
  await port.start();
  sent.push(port.send(text('c')));
  await settled();
  assert.deepEqual(line.ids, ['a', 'b', 'c']);
  for (const message of line.messages) message.respond(200);
  await Promise.all(sent);
});

test('SipChatPort sends again what an earlier connection did not answer, in order, and heeds only the new answer', async t => {
  const [first, second] = [new Line(t), new Line(t)];
  const { port, link } = portOver(first);
  await port.start();
  const a = port.send(text('a'));
  const sent = [port.send(text('b')), port.send(text('c'))];
  await settled();
  first.messages[0]?.respond(200);
  await a;
  first.transport.cut();
  sent.push(port.send(text('d'))); // before the loss is known
  await settled();
  sent.push(port.send(text('e')));
  link.flow = second.flow;
  await port.comeBack();
  await settled();
  assert.deepEqual(second.ids, ['b', 'c', 'd', 'e']);
  for (const message of second.messages) message.respond(200);
  await Promise.all(sent);
});

test('SipChatPort sends what is said on hearing of a lost connection behind what was said before', async t => {
  const [first, second] = [new Line(t), new Line(t)];
  const { port, link } = portOver(first);
  await port.start();
  const sent = [port.send(text('a')), port.send(text('b'))];
  await settled();
  first.flow.onClose = () => sent.push(port.send(text('c')));
  first.transport.cut();
  await settled();
  link.flow = second.flow;
  await port.comeBack();
  await settled();
  assert.deepEqual(second.ids, ['a', 'b', 'c']);
  for (const message of second.messages) message.respond(200);
  await Promise.all(sent);
});

for (const [occasion, contact, greeting] of [
  ['that it is a conference', conference],
  ['what comes with the session', bob, 'hello'],
] as const) {
  test(`SipChatPort sends what is said on hearing ${occasion} behind what was said before`, async t => {
    const line = new Line(t, contact, greeting);
    const sent: Promise<void>[] = [];
    const speak = (): unknown => sent.push(port.send(text('c')));
    const { port } = portOver(line, greeting === undefined ? { promoted: speak } : { message: speak });
    t.after(() => port.leave()); // and does not follow the roster any more
    sent.push(port.send(text('a')), port.send(text('b')));
    await port.start();
    await settled();
    assert.deepEqual(line.ids, ['a', 'b', 'c']);
    for (const message of line.messages) message.respond(200);
    await Promise.all(sent);
  });
}

test('SipChatPort rejects what the server refuses, and goes on', async t => {
  const line = new Line(t);
  const { port } = portOver(line);
  await port.start();
  const tooLong = assert.rejects(port.send(text('a')), { code: 'RequestFailed' });
  const fine = port.send(text('b'));
  await settled();
  line.messages[0]?.respond(413);
  line.messages[1]?.respond(200);
  await Promise.all([tooLong, fine]);
});
