import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseMessage, type SipRequest, type SipResponse } from '../../../src/sip/codec/index.js';
import { ServerTransaction, Transactions } from '../../../src/sip/transaction/index.js';

const TIMEOUT_MS = 32_000;

interface Bench {
  readonly transactions: Transactions;
  readonly sent: string[];
  /** Sends a request; the list fills with the responses that its owner gets. */
  start(method: string, branch?: string): { branch: string; heard: SipResponse[]; restart: () => void };
  /** A response of the peer to the request on `branch`. */
  answer(branch: string, method: string, status: number): void;
  /** A request of the peer. */
  accept(key: string, method: string): ServerTransaction;
}

function bench(t: TestContext): Bench {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const sent: string[] = [];
  const transactions = new Transactions(text => sent.push(text), TIMEOUT_MS);
  return {
    transactions,
    sent,
    start(method, branch = transactions.nextBranch()) {
      const heard: SipResponse[] = [];
      let restart = (): void => assert.fail('nothing was heard');
      const text = `${method} sip:bob@contoso.example SIP/2.0\r\n${fields(branch, method)}`;
      transactions.start(branch, method, text, (answer, client) => {
        heard.push(answer);
        restart = () => client.restartTimer();
      });
      return { branch, heard, restart: () => restart() };
    },
    answer(branch, method, status) {
      const text = `SIP/2.0 ${status} Whatever\r\n${fields(branch, method).replace('bob@contoso.example>', '$&;tag=b')}`;
      transactions.receive(parseMessage(text) as SipResponse);
    },
    accept(key, method) {
      const server = new ServerTransaction(transactions, key, method);
      transactions.accept(server);
      return server;
    },
  };
}

function fields(branch: string, method: string): string {
  return (
    `Via: SIP/2.0/WS alice.invalid;branch=${branch}\r\nMax-Forwards: 70\r\nRoute: <sip:proxy.contoso.example;lr>\r\n` +
    `From: <sip:alice@contoso.example>;tag=a\r\nTo: <sip:bob@contoso.example>\r\nCall-ID: call\r\nCSeq: 3 ${method}\r\n` +
    `Contact: <sip:alice@alice.invalid>\r\nContent-Length: 0\r\n\r\n`
  );
}

const statuses = (heard: readonly SipResponse[]): number[] => heard.map(({ status }) => status);
const methods = (sent: readonly string[]): string[] => sent.map(text => text.slice(0, text.indexOf(' ')));

test('Transactions hands responses to the request that they answer, and forgets it after the final one', t => {
  const { transactions, start, answer } = bench(t);
  const one = start('MESSAGE');
  const two = start('MESSAGE');
  assert.notEqual(one.branch, two.branch);
  answer(two.branch, 'MESSAGE', 100);
  answer(two.branch, 'MESSAGE', 200);
  assert.deepEqual([statuses(one.heard), statuses(two.heard)], [[], [100, 200]]);
  answer(two.branch, 'MESSAGE', 200);
  answer(one.branch, 'MESSAGE', 404);
  assert.deepEqual([statuses(one.heard), statuses(two.heard)], [[404], [100, 200]]);
  assert.equal(transactions.size, 0);
});

test('Transactions matches no response by half: branch and method must both be right', t => {
  const { start, answer } = bench(t);
  const { branch, heard } = start('MESSAGE');
  answer(branch, 'OPTIONS', 200);
  answer(branch, 'CANCEL', 200);
  answer(`${branch}0`, 'MESSAGE', 200);
  answer(branch.replace(/\.(\d+)$/, '.0$1'), 'MESSAGE', 200);
  answer('z9hG4bKstranger.1', 'MESSAGE', 200);
  assert.deepEqual(heard, []);
});

test('Transactions gives 408 when a request is not answered in time, provisional responses or not', t => {
  const { transactions, start, answer } = bench(t);
  const silent = start('MESSAGE');
  const trying = start('MESSAGE');
  answer(trying.branch, 'MESSAGE', 100);
  t.mock.timers.tick(TIMEOUT_MS - 1);
  assert.deepEqual(statuses(silent.heard), []);
  t.mock.timers.tick(1);
  assert.deepEqual([statuses(silent.heard), statuses(trying.heard)], [[408], [100, 408]]);
  assert.equal(transactions.size, 0);
});

test('Transactions acknowledges the refusal of an INVITE on its branch', t => {
  const { transactions, sent, start, answer } = bench(t);
  const { branch, heard } = start('INVITE');
  answer(branch, 'INVITE', 180);
  answer(branch, 'INVITE', 486);
  assert.deepEqual(statuses(heard), [180, 486]);
  const ack = parseMessage(sent[1] ?? '') as SipRequest;
  assert.deepEqual(
    [ack.method, ack.via[0]?.params.get('branch'), ack.cseq, ack.to.params.get('tag'), ack.route.length],
    ['ACK', branch, { sequence: 3, method: 'ACK' }, 'b', 1],
  );
  assert.deepEqual([ack.contact, ack.maxForwards, ack.body], [[], 70, '']);
  assert.equal(transactions.size, 0);
});

test('Transactions passes on each 2xx to an INVITE until timer M, and acknowledges none', t => {
  const { transactions, sent, start, answer } = bench(t);
  const { branch, heard } = start('INVITE');
  answer(branch, 'INVITE', 200);
  answer(branch, 'INVITE', 180);
  answer(branch, 'INVITE', 486);
  t.mock.timers.tick(TIMEOUT_MS - 1);
  answer(branch, 'INVITE', 200);
  assert.deepEqual([statuses(heard), methods(sent)], [[200, 200], ['INVITE']]);
  t.mock.timers.tick(1);
  answer(branch, 'INVITE', 200);
  assert.deepEqual([statuses(heard), transactions.size], [[200, 200], 0]);
});

test('Transactions lets an INVITE ring without limit, unless its timer was restarted by CANCEL', t => {
  const { start, answer } = bench(t);
  const ringing = start('INVITE');
  answer(ringing.branch, 'INVITE', 180);
  t.mock.timers.tick(10 * TIMEOUT_MS);
  assert.deepEqual(statuses(ringing.heard), [180]);
  ringing.restart();
  t.mock.timers.tick(TIMEOUT_MS);
  assert.deepEqual(statuses(ringing.heard), [180, 408]);
  const silent = start('INVITE');
  t.mock.timers.tick(TIMEOUT_MS);
  assert.deepEqual(statuses(silent.heard), [408]);
});

test('Transactions keeps a CANCEL apart from the INVITE whose branch it has', t => {
  const { start, answer } = bench(t);
  const invite = start('INVITE');
  answer(invite.branch, 'INVITE', 180);
  const cancel = start('CANCEL', invite.branch);
  answer(invite.branch, 'CANCEL', 200);
  answer(invite.branch, 'INVITE', 487);
  assert.deepEqual([statuses(invite.heard), statuses(cancel.heard)], [[180, 487], [200]]);
});

test('Transactions answers again what came again: nothing, the provisional, the final response', t => {
  const { transactions, sent, accept } = bench(t);
  const server = accept('key', 'MESSAGE');
  server.repeat();
  assert.deepEqual(sent, []);
  server.answer(100, 'trying');
  server.repeat();
  server.answer(200, 'ok');
  assert.ok(transactions.repeat('key'));
  server.answer(500, 'not sent any more');
  assert.deepEqual(sent, ['trying', 'trying', 'ok', 'ok']);
});

test('Transactions remembers no more than four final responses', t => {
  const { transactions, accept } = bench(t);
  for (let index = 0; index < 10; index++) accept(`key ${index}`, 'MESSAGE').answer(200, 'ok');
  assert.equal(transactions.size, 4);
  assert.deepEqual([transactions.repeat('key 5'), transactions.repeat('key 6')], [false, true]);
});

test('Transactions repeats the refusal of an INVITE until its ACK', t => {
  const { transactions, sent, accept } = bench(t);
  const server = accept('key', 'INVITE');
  server.answer(486, 'busy');
  server.repeat();
  assert.deepEqual(sent, ['busy', 'busy']);
  server.acknowledge();
  assert.equal(transactions.size, 0);
});

test('Transactions gives up waiting for the ACK of a refusal after timer H', t => {
  const { transactions, accept } = bench(t);
  accept('key', 'INVITE').answer(486, 'busy');
  t.mock.timers.tick(TIMEOUT_MS - 1);
  assert.equal(transactions.size, 1);
  t.mock.timers.tick(1);
  assert.equal(transactions.size, 0);
});

test('Transactions keeps an accepted INVITE until timer L: repeats the 2xx, and is pending until the ACK', async t => {
  const { transactions, sent, accept } = bench(t);
  const server = accept('key', 'INVITE');
  server.answer(200, 'ok');
  server.repeat();
  const { pending } = server;
  assert.ok(pending);
  server.acknowledge();
  assert.equal(server.pending, undefined);
  await pending;
  server.repeat();
  t.mock.timers.tick(TIMEOUT_MS - 1);
  assert.deepEqual([sent, transactions.size], [['ok', 'ok', 'ok'], 1]);
  t.mock.timers.tick(1);
  assert.equal(transactions.size, 0);
});

test('Transactions has an INVITE pending until it is refused, acknowledged, or given up', async t => {
  const { accept } = bench(t);
  const refused = accept('refused', 'INVITE');
  const silent = accept('silent', 'INVITE');
  const message = accept('message', 'MESSAGE');
  const waits = [refused.pending, silent.pending];
  for (const server of [refused, silent]) {
    server.answer(180, 'ringing');
    server.acknowledge(); // for nothing yet
    assert.ok(server.pending);
  }
  refused.answer(486, 'busy');
  silent.answer(200, 'ok');
  assert.deepEqual([refused.pending, silent.pending === waits[1], message.pending], [undefined, true, undefined]);
  t.mock.timers.tick(TIMEOUT_MS);
  assert.equal(silent.pending, undefined);
  await Promise.all(waits);
});

test('Transactions.close() answers our requests with 503, the peer’s never, and leaves nothing behind', t => {
  const { transactions, sent, start, answer, accept } = bench(t);
  const message = start('MESSAGE');
  const invite = start('INVITE');
  const accepted = start('INVITE');
  answer(accepted.branch, 'INVITE', 200);
  const server = accept('one', 'INVITE');
  const other = accept('two', 'MESSAGE');
  const before = sent.length;
  transactions.close();
  server.answer(200, 'too late');
  other.answer(200, 'too late');
  t.mock.timers.tick(10 * TIMEOUT_MS);
  assert.deepEqual([statuses(message.heard), statuses(invite.heard), statuses(accepted.heard)], [[503], [503], [200]]);
  assert.deepEqual([sent.length, transactions.size, server.pending], [before, 0, undefined]);
});
