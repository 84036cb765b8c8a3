import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { identityOf, Registration } from '../../src/client/registration.js';
import { Flow, loopbackPair } from '../../src/sip/agent/index.js';
import { header, NameAddr, SipUri, type SipRequest } from '../../src/sip/codec/index.js';

const me = NameAddr(SipUri('alice', 'contoso.example'));
const contact = NameAddr(SipUri('a1', 'a1.invalid'));

interface Registered {
  readonly registration: Registration;
  readonly flow: Flow;
  /** Every REGISTER that the registrar got. */
  readonly got: SipRequest[];
  readonly failures: number[];
  /** What the registrar answers from now on. */
  answer: { status: number; headers: Record<string, string> };
}

/** A client and a registrar over a loopback pair, with time in the test's hands. */
function connected(test: TestContext): Registered {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const [near, far] = loopbackPair();
  const flow = new Flow(near, { sentBy: 'a1.invalid', onRequest: () => {} });
  const registrar = new Flow(far, {
    sentBy: 'contoso.example',
    onRequest: request => {
      all.got.push(request.message);
      request.respond(all.answer.status, { headers: all.answer.headers });
    },
  });
  const failures: number[] = [];
  const onFailed = ({ status }: { readonly status: number }): void => void failures.push(status);
  const all: Registered = {
    registration: new Registration({ me, contact, onFailed }),
    flow,
    got: [],
    failures,
    answer: { status: 200, headers: { Expires: '100' } },
  };
  test.after(() => {
    all.registration.stop();
    flow.close();
    registrar.close();
  });
  return all;
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('Registration refreshes before the granted time is over, as the same registration', async t => {
  const { registration, flow, got } = connected(t);
  await registration.start(flow);
  t.mock.timers.tick(79_000);
  await settle();
  assert.equal(got.length, 1, 'not too early');
  t.mock.timers.tick(2_000);
  await settle();
  assert.equal(got.length, 2);
  const [first, second] = got;
  assert.equal(second?.callId, first?.callId);
  assert.ok((second?.cseq.sequence ?? 0) > (first?.cseq.sequence ?? 0));
});

test('Registration tells when a refresh is refused', async t => {
  const all = connected(t);
  await all.registration.start(all.flow);
  all.answer = { status: 403, headers: {} };
  t.mock.timers.tick(81_000);
  await settle();
  assert.deepEqual(all.failures, [403]);
});

test('Registration takes its binding away and refreshes no more', async t => {
  const { registration, flow, got } = connected(t);
  await registration.start(flow);
  await registration.remove(flow);
  assert.equal(header(got[1] ?? assert.fail('no second REGISTER'), 'expires'), '0');
  t.mock.timers.tick(1_000_000);
  await settle();
  assert.equal(got.length, 2);
});

test('identityOf() takes the name that the server associates with our own address, and no other address', async t => {
  const all = connected(t);
  all.answer = { status: 200, headers: { 'P-Associated-URI': '"Alice" <sip:alice@contoso.example>' } };
  assert.equal(identityOf(await all.registration.start(all.flow), me).displayName, 'Alice');
  all.answer = { status: 200, headers: { 'P-Associated-URI': '"Mallory" <sip:mallory@contoso.example>' } };
  assert.deepEqual(identityOf(await all.registration.start(all.flow), me), me);
});
