import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../src/client/outbox.js';
import type { OutgoingText } from '../../src/model/index.js';
import { parseMessage, type SipResponse } from '../../src/sip/codec/index.js';

const text = (id: string): OutgoingText => ({ id, text: id, format: 'Text' });

function response(status: number): SipResponse {
  const message = parseMessage(
    `SIP/2.0 ${status} x\r\nVia: SIP/2.0/WS a.invalid;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n` +
      'Call-ID: 1\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n',
  );
  if (message.kind !== 'response') throw new TypeError('Not a response');
  return message;
}

/** A connection whose answers come when the test says so. */
class Line {
  readonly sent: string[] = [];
  readonly answers: ((status: number) => void)[] = [];
  readonly transmit = (message: OutgoingText): Promise<SipResponse> => {
    this.sent.push(message.id);
    return new Promise(resolve => this.answers.push(status => resolve(response(status))));
  };
}

test('Outbox keeps what is sent before a session is up, and sends it in order', async () => {
  const outbox = new Outbox();
  const line = new Line();
  const sent = [outbox.send(text('a')), outbox.send(text('b'))];
  outbox.open(line.transmit);
  sent.push(outbox.send(text('c')));
  assert.deepEqual(line.sent, ['a', 'b', 'c']);
  for (const answer of line.answers) answer(200);
  await Promise.all(sent);
});

test('Outbox sends again what an earlier connection did not answer, and heeds only the new answer', async () => {
  const outbox = new Outbox();
  const [first, second] = [new Line(), new Line()];
  outbox.open(first.transmit);
  const a = outbox.send(text('a'));
  const b = outbox.send(text('b'));
  first.answers[0]?.(200);
  await a;
  outbox.open();
  first.answers[1]?.(503); // made up, because the connection closed
  outbox.open(second.transmit);
  assert.deepEqual(second.sent, ['b']);
  second.answers[0]?.(200);
  await b;
});

test('Outbox rejects what the server refuses, and goes on', async () => {
  const outbox = new Outbox();
  const line = new Line();
  outbox.open(line.transmit);
  const tooLong = assert.rejects(outbox.send(text('a')), { code: 'RequestFailed' });
  const fine = outbox.send(text('b'));
  line.answers[0]?.(413);
  line.answers[1]?.(200);
  await Promise.all([tooLong, fine]);
});
