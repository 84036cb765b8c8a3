import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { displayedPayload, lastOfEach } from '../../src/client/displayed-payload.js';
import { loadFurther } from '../../src/client/load-further.js';
import type { IncomingText } from '../../src/model/index.js';
import {
  ALL_TYPES,
  COMPOSING_TYPE,
  formatCpim,
  formatImdn,
  formatIsComposing,
  type Imdn,
  IMDN_TYPE,
  parseCpim,
  parseImdn,
  parseIsComposing,
} from '../../src/sip/body/index.js';
import { formatPayload, header, type Payload } from '../../src/sip/codec/index.js';
import { alice, bob, Line, portOver } from '../support/answering-line.js';
import { settled } from '../model/fake-network.js';

before(() => loadFurther()); // so that nothing waits for the disk

const cpimOf = (line: Line, index: number) => parseCpim(String(line.messages[index]?.message.body));

function fromBob(contentType: string, content: string): Payload {
  const said = { from: bob, to: alice, dateTime: new Date(0), messageId: 'n1', contentType, content };
  return formatPayload({ contentType: 'message/cpim', body: formatCpim(said) });
}

function incoming(id: string, position: number, from = 'bob', receipts = true): IncomingText {
  const uri = `sip:${from}@contoso.example`;
  return { id, position, receipts, from: { uri, displayName: '' }, text: id, format: 'Text', at: new Date(0) };
}

test('SipChatPort asks to be told of each message what a few may tell, and in a crowd of failures only', async t => {
  const line = new Line(t);
  const { port } = portOver(line);
  await port.start();
  const sent = [
    port.send({ id: 'few', text: 'a', format: 'Text', receipts: true }),
    port.send({ id: 'many', text: 'b', format: 'Text' }),
  ];
  await settled();
  for (const message of line.messages) message.respond(200);
  await Promise.all(sent);
  assert.equal(cpimOf(line, 0).notify, 'positive-delivery, negative-delivery, display');
  assert.equal(cpimOf(line, 1).notify, 'negative-delivery');
});

test('SipChatPort tells that we are writing, to who takes that', async t => {
  const line = new Line(t);
  const { port } = portOver(line);
  port.typing(true); // nobody is there yet
  await port.start();
  port.typing(true);
  port.typing(false);
  await settled();
  const told = line.messages.map((_, index) => cpimOf(line, index));
  assert.deepEqual(
    told.map(({ contentType }) => contentType),
    [COMPOSING_TYPE, COMPOSING_TYPE],
  );
  assert.deepEqual(
    told.map(({ content }) => parseIsComposing(content)),
    [
      { active: true, refresh: 6 },
      { active: false, refresh: 0 },
    ],
  );

  const old = new Line(t, bob, undefined, { plain: ALL_TYPES.plain, wrapped: [] });
  const { port: other } = portOver(old);
  await other.start();
  other.typing(true);
  await settled();
  assert.equal(old.messages.length, 0);
});

test('SipChatPort tells who is writing and for how long', async t => {
  const line = new Line(t);
  const heard: unknown[] = [];
  const { port } = portOver(line, { typing: (from, seconds) => heard.push([from.uri, seconds]) });
  await port.start();
  for (const [active, refresh] of [
    [true, 90],
    [true, 0],
    [false, 9],
  ] as const) {
    assert.equal(await line.say(fromBob(COMPOSING_TYPE, formatIsComposing({ active, refresh }))), 200);
  }
  assert.deepEqual(heard, [
    ['sip:bob@contoso.example', 90],
    ['sip:bob@contoso.example', 6],
    ['sip:bob@contoso.example', 0],
  ]);
  assert.equal(await line.say(fromBob(COMPOSING_TYPE, '<state>&</state>')), 400);
});

test('SipChatPort tells what has become of a message, and of nothing else that notifications say', async t => {
  const line = new Line(t);
  const heard: unknown[] = [];
  const { port } = portOver(line, { receipt: (id, who, receipt) => heard.push([id, who.uri, receipt]) });
  await port.start();
  const tell = (kind: Imdn['kind'], status: Imdn['status']) =>
    line.say(fromBob(IMDN_TYPE, formatImdn({ messageId: status, dateTime: undefined, recipient: '', kind, status })));
  for (const status of ['delivered', 'failed', 'forbidden', 'error'] as const)
    assert.equal(await tell('delivery', status), 200);
  assert.equal(await tell('display', 'displayed'), 200);
  for (const status of ['error', 'forbidden', 'delivered'] as const) assert.equal(await tell('display', status), 200);
  assert.equal(await tell('processing', 'stored'), 200);
  assert.equal(await line.say(fromBob(IMDN_TYPE, '<imdn>&')), 200); // says nothing
  await settled();
  const from = 'sip:bob@contoso.example';
  assert.deepEqual(heard, [
    ['delivered', from, 'Delivered'],
    ['failed', from, 'Failed'],
    ['forbidden', from, 'Failed'],
    ['error', from, 'Failed'],
    ['displayed', from, 'Read'],
  ]);
});

test('SipChatPort.displayed() names the last message of each sender, in the order of the log', async t => {
  const line = new Line(t);
  const { port } = portOver(line);
  await port.start();
  const done = port.displayed([
    incoming('c9', 9, 'carol'),
    incoming('b4', 4),
    incoming('b7', 7),
    incoming('x', 0, 'dave'),
  ]);
  await settled();
  await settled();
  assert.deepEqual(
    line.messages.map(({ message }, index) => {
      const { to, content } = cpimOf(line, index);
      const { messageId, kind, status } = parseImdn(content);
      return [header(message, 'history-position'), to.uri, messageId, kind, status];
    }),
    [
      ['7', bob.uri, 'b7', 'display', 'displayed'],
      ['9', { ...bob.uri, user: 'carol' }, 'c9', 'display', 'displayed'],
    ],
  );
  for (const message of line.messages) message.respond(200);
  await done;
});

test('SipChatPort.displayed() rejects what the server refuses, and is repeated over the next connection', async t => {
  const [first, second] = [new Line(t), new Line(t)];
  const { port, link } = portOver(first);
  await port.start();
  const done = assert.rejects(port.displayed([incoming('b4', 4)]), { code: 'RequestFailed' });
  await settled();
  first.transport.cut();
  await settled();
  link.flow = second.flow;
  await port.comeBack();
  await settled();
  second.messages[0]?.respond(403);
  await done;
});

test('lastOfEach() keeps apart who asks for a receipt and who does not', () => {
  const messages = [incoming('a', 1), incoming('b', 2, 'bob', false), incoming('c', 3, 'bob', false)];
  assert.deepEqual(
    lastOfEach(messages).map(({ id }) => id),
    ['a', 'c'],
  );
});

test('displayedPayload() says who has seen what', () => {
  assert.match(
    displayedPayload(incoming('b4', 4), alice),
    /<recipient-uri>sip:alice@contoso\.example<\/recipient-uri>/,
  );
});

test('SipChatPort tells the formats that the other side takes, and those of a group when it becomes one', async t => {
  const line = new Line(t, bob, undefined, { plain: ['message/cpim', 'text/plain'], wrapped: [] });
  const heard: unknown[] = [];
  const { port } = portOver(line, { formats: formats => heard.push(formats) });
  await port.start();
  await line.invite(ALL_TYPES);
  assert.deepEqual(heard, [['Text'], ['Text', 'Html']]);
});
