import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingRequest } from '../../../src/sip/agent/index.js';
import { formatUri, header, NameAddr, SipUri } from '../../../src/sip/codec/index.js';
import { agentAndPeer, call, queueOf, sentLines, settled, talk, text, twoAgents } from './two-agents.js';

/** Answers 200 to everything, and notes it. */
function accept(heard: string[]): (request: IncomingRequest) => void {
  return request => {
    heard.push(`${request.message.method} ${String(request.message.body)}`);
    request.respond(200);
  };
}

test('Dialog.request() goes both ways, on the dialog’s flow, with rising numbers and no Contact in MESSAGE', async () => {
  const [alice, bob] = twoAgents({ product: 'test/1' });
  const [own, theirs] = await talk(alice, bob);
  const heard: string[] = [];
  own.onRequest = theirs.onRequest = accept(heard);
  assert.equal((await own.request('MESSAGE', text('one'))).status, 200);
  assert.equal((await own.request('INFO')).status, 200);
  assert.equal((await theirs.request('MESSAGE', text('two'))).status, 200);
  assert.equal((await theirs.request('REFER')).status, 200);
  assert.deepEqual(heard, ['MESSAGE one', 'INFO ', 'MESSAGE two', 'REFER ']);
  const cseqs = alice.transport.sent.filter(sent => !sent.startsWith('SIP')).map(sent => /CSeq: (.*)/.exec(sent)?.[1]);
  assert.deepEqual(cseqs, ['1 INVITE', '1 ACK', '2 MESSAGE', '3 INFO']);
  const contacts = [...alice.transport.sent, ...bob.transport.sent]
    .filter(sent => /^(MESSAGE|INFO|REFER)/.test(sent))
    .map(sent => sent.includes('Contact:'));
  assert.deepEqual(contacts, [false, false, false, true]);
  assert.match(alice.transport.sent[2] ?? '', /\r\nUser-Agent: test\/1\r\n/);
});

test('Dialog keeps the requests that come before onRequest is filled, in order', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const one = own.request('MESSAGE', text('one'));
  void own.request('MESSAGE', text('two'));
  await settled();
  const heard: string[] = [];
  theirs.onRequest = accept(heard);
  const three = own.request('MESSAGE', text('three'));
  assert.deepEqual([(await one).status, (await three).status], [200, 200]);
  assert.deepEqual(heard, ['MESSAGE one', 'MESSAGE two', 'MESSAGE three']);
});

test('Dialog.end() answers 481 to the requests that nobody was shown', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  let lost = '';
  own.onLost = reason => (lost = reason);
  const message = own.request('MESSAGE', text('one'));
  await settled();
  theirs.end();
  assert.equal((await message).status, 481);
  assert.deepEqual([own.ended, lost], [true, 'MESSAGE got 481 Call/Transaction Does Not Exist']);
  assert.equal((await own.request('MESSAGE')).status, 481);
  assert.equal((await queueOf(own).request(text(''))).status, 481);
  assert.equal((await own.bye()).status, 481);
});

test('Dialog is lost at 408, and stays at any other refusal', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  theirs.onRequest = request => request.respond(403);
  let lost = '';
  own.onLost = reason => (lost = reason);
  assert.equal((await own.request('MESSAGE')).status, 403);
  assert.deepEqual([own.ended, lost], [false, '']);
  theirs.onRequest = () => {};
  const silent = own.request('MESSAGE');
  await settled();
  t.mock.timers.tick(32_000);
  assert.equal((await silent).status, 408);
  assert.deepEqual([own.ended, lost], [true, 'MESSAGE got 408 Request Timeout']);
});

test('Dialog is lost when its flow closes, before the flow’s owner hears of it', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const heard: string[] = [];
  own.onLost = reason => heard.push(`lost: ${reason}`);
  alice.flow.onClose = reason => heard.push(`closed: ${reason}`);
  const pending = own.request('MESSAGE');
  alice.transport.cut('wire cut');
  assert.equal((await pending).status, 503);
  assert.deepEqual(heard, ['lost: wire cut', 'closed: wire cut']);
  assert.deepEqual([own.ended, theirs.ended, (await own.request('MESSAGE')).status], [true, true, 503]);
  assert.deepEqual([alice.flow.size, bob.flow.size], [0, 0]);
});

test('Dialog that is begun after its flow has closed is over at once', async () => {
  const [alice, bob] = twoAgents();
  alice.flow.invite(call(alice, bob));
  await settled();
  bob.transport.cut();
  await settled();
  const dialog = bob.requests[0]?.createDialog(bob.contact);
  bob.requests[0]?.respond(200);
  assert.deepEqual([dialog?.ended, bob.flow.size], [true, 0]);
});

test('Dialog.bye() tells why, and ends both sides', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  let reason = '';
  theirs.onRequest = request => {
    reason = `${request.message.method} ${header(request.message, 'reason')}`;
    request.respond(200);
    theirs.end();
  };
  const response = await own.bye({ Reason: 'SIP;cause=200' });
  assert.deepEqual([response.status, reason], [200, 'BYE SIP;cause=200']);
  assert.deepEqual([own.ended, theirs.ended], [true, true]);
});

test('Dialog.bye() that crosses the peer’s BYE: each finds the other gone, neither is lost', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  let lost = 0;
  own.onLost = theirs.onLost = () => lost++;
  const [left, right] = await Promise.all([own.bye(), theirs.bye()]);
  assert.deepEqual([left.status, right.status, lost], [481, 481, 0]);
});

test('Dialog.bye() of the end that was called waits for the ACK', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE');
  const dialog = alice.requests[0]?.createDialog(alice.contact);
  alice.requests[0]?.respond(200);
  const bye = dialog?.bye();
  await settled();
  assert.throws(() => peer.request('BYE'));
  const to = `<sip:alice@contoso.example>;tag=${dialog?.localTag}`;
  await peer.ask('ACK', { Via: 'SIP/2.0/WS bob.invalid;branch=z9hG4bKack', To: to });
  assert.equal(peer.request('BYE').to.params.get('tag'), 'b');
  await peer.answer({ ...peer.request('BYE') }, 200);
  assert.equal((await bye)?.status, 200);
});

test('Dialog.bye() that waits for an ACK ends with the flow, or goes out when the ACK is given up', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const lose of [true, false]) {
    const [alice, peer] = agentAndPeer();
    await peer.ask('INVITE');
    const dialog = alice.requests[0]?.createDialog(alice.contact);
    alice.requests[0]?.respond(200);
    const bye = dialog?.bye();
    await settled();
    if (lose) alice.transport.cut();
    else t.mock.timers.tick(32_000);
    await settled();
    if (!lose) await peer.answer(peer.request('BYE'), 200);
    assert.equal((await bye)?.status, lose ? 503 : 200);
    assert.equal(alice.flow.size, 0);
  }
});

test('Dialog.bye() of the end that was called is the refusal while the INVITE is unanswered', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE');
  const dialog = alice.requests[0]?.createDialog(alice.contact);
  alice.requests[0]?.respond(180);
  await dialog?.bye();
  await settled();
  assert.deepEqual(peer.statuses, [180, 487]);
  assert.throws(() => peer.request('BYE'));
});

test('Dialog answers 500 to a request whose number is behind', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('INVITE', { CSeq: '5 INVITE' });
  const dialog = alice.requests[0]?.createDialog(alice.contact);
  assert.ok(dialog);
  alice.requests[0]?.respond(200);
  const heard: string[] = [];
  dialog.onRequest = accept(heard);
  const to = `<sip:alice@contoso.example>;tag=${dialog.localTag}`;
  for (const number of [7, 6, 7, 8]) {
    await peer.ask('INFO', {
      Via: `SIP/2.0/WS b.invalid;branch=z9hG4bK${Math.random()}`,
      To: to,
      CSeq: `${number} INFO`,
    });
  }
  assert.deepEqual(peer.statuses, [200, 200, 500, 500, 200]);
  assert.equal(heard.length, 2);
});

test('InviteQueue.request() sends the changed Contact, follows the peer’s, and acknowledges', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const conference = NameAddr(SipUri('room', 'chat.contoso.example'), '', new Map([['isfocus', '']]));
  const moved = NameAddr(SipUri('bob', 'elsewhere.invalid'));
  theirs.onRequest = request => {
    assert.deepEqual(request.message.contact, [conference]);
    theirs.contact = moved;
    request.respond(200, { payload: text('answer') });
  };
  own.contact = conference;
  const response = await queueOf(own).request(text('offer'));
  await settled();
  assert.deepEqual([response.status, response.body], [200, 'answer']);
  assert.deepEqual(
    [formatUri(own.remoteTarget), formatUri(theirs.remoteTarget)],
    ['sip:bob@elsewhere.invalid', 'sip:room@chat.contoso.example'],
  );
  assert.equal(sentLines(alice).at(-1), 'ACK sip:bob@elsewhere.invalid SIP/2.0');
});

test('InviteQueue.request() that is refused leaves the dialog as it was', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  theirs.onRequest = request => request.respond(488);
  assert.equal((await queueOf(own).request(text('offer'))).status, 488);
  assert.deepEqual([own.ended, theirs.ended, formatUri(own.remoteTarget)], [false, false, 'sip:bob@bob.invalid']);
});

test('Dialog.request() refuses what the agent sends by itself', async () => {
  const [alice, bob] = twoAgents();
  const [own] = await talk(alice, bob);
  assert.throws(() => own.request('ACK'), TypeError);
  assert.throws(() => own.request('CANCEL'), TypeError);
});

test('Dialog keeps 5,000 requests in order, each with its own answer', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  const heard: string[] = [];
  theirs.onRequest = request => {
    heard.push(String(request.message.body));
    request.respond(200, { payload: text(`re ${request.message.body}`) });
  };
  const numbers = Array.from({ length: 5000 }, (_, number) => `${number}`);
  const responses = await Promise.all(numbers.map(number => own.request('MESSAGE', text(number))));
  assert.deepEqual(heard, numbers);
  assert.deepEqual(
    responses.map(response => response.body),
    numbers.map(number => `re ${number}`),
  );
  assert.equal(alice.flow.size, 2); // the dialog, and its INVITE until timer M
});

test('Flow keeps nothing after everything has ended', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [alice, bob] = twoAgents();
  for (let round = 0; round < 20; round++) {
    const [own, theirs] = await talk(alice, bob);
    theirs.onRequest = request => {
      request.respond(200);
      if (request.message.method === 'BYE') theirs.end();
    };
    await own.request('MESSAGE', text('hi'));
    await queueOf(own).request(text('offer'));
    await own.bye();
  }
  t.mock.timers.tick(32_000);
  assert.deepEqual([alice.flow.size, bob.flow.size], [0, 4]); // the four that may come again
  bob.transport.close();
  await settled();
  assert.deepEqual([alice.flow.size, bob.flow.size], [0, 0]);
});
