import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseMessage, type SipResponse } from '../../../src/sip/codec/index.js';
import { ClientTransaction } from '../../../src/sip/transaction/client-transaction.js';

// Every event in every state of RFC 3261 §17.1 and RFC 6026 §7.2, seen from outside.

const EVENTS = ['provisional', 'success', 'failure', 'silence'] as const;
type Event = (typeof EVENTS)[number];

const STATUS = { provisional: 180, success: 200, failure: 486 };
const TIMEOUT_MS = 32_000;

/** How each state is come to. */
const STATES = {
  calling: { method: 'INVITE', before: [] },
  proceeding: { method: 'INVITE', before: ['provisional'] },
  accepted: { method: 'INVITE', before: ['success'] },
  trying: { method: 'MESSAGE', before: [] },
  terminated: { method: 'MESSAGE', before: ['success'] },
} as const satisfies Record<string, { method: string; before: readonly Event[] }>;
type State = keyof typeof STATES;

/** What an event does: the status that is told, what is sent, whether it is over, for how long the timer runs. */
interface Seen {
  readonly told?: number;
  readonly sent?: string;
  readonly over?: true;
  /** Whether the timer runs afterwards, as it did (`on`), from anew, or no more. */
  readonly timer: 'on' | 'anew' | 'off';
}

const NOTHING = { timer: 'on' } as const;
const accept = { told: 200, timer: 'anew' } as const;
const refuse = { told: 486, sent: 'ACK', over: true, timer: 'off' } as const;
const silence = { told: 408, over: true, timer: 'off' } as const;

const EXPECTED: Record<State, Record<Event, Seen>> = {
  calling: { provisional: { told: 180, timer: 'off' }, success: accept, failure: refuse, silence },
  // The timer is off there, unless CANCEL has started it again: the test does.
  proceeding: { provisional: { told: 180, timer: 'on' }, success: accept, failure: refuse, silence },
  accepted: {
    provisional: NOTHING,
    success: { told: 200, timer: 'on' },
    failure: NOTHING,
    silence: { over: true, timer: 'off' },
  },
  trying: {
    provisional: { told: 180, timer: 'on' },
    success: { told: 200, over: true, timer: 'off' },
    failure: { told: 486, over: true, timer: 'off' },
    silence,
  },
  terminated: {
    // No response reaches it, for its flow has forgotten it: see `transactions.test.ts`.
    provisional: { told: 180, timer: 'off' },
    success: { told: 200, over: true, timer: 'off' },
    failure: { told: 486, over: true, timer: 'off' },
    silence: { timer: 'off' },
  },
};

function text(startLine: string, method: string, toTag = ''): string {
  return (
    `${startLine}\r\nVia: SIP/2.0/WS alice.invalid;branch=z9hG4bK1\r\nFrom: <sip:alice@contoso.example>;tag=a\r\n` +
    `To: <sip:bob@contoso.example>${toTag}\r\nCall-ID: call\r\nCSeq: 3 ${method}\r\nContent-Length: 0\r\n\r\n`
  );
}

/** A transaction in a state, and what an event then does with it. */
function observe(t: TestContext, state: State, event: Event): Seen {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { method, before } = STATES[state];
  const told: number[] = [];
  const sent: string[] = [];
  let over = 0;
  const client = new ClientTransaction(
    { timeoutMs: TIMEOUT_MS, send: message => sent.push(message), forget: () => over++ },
    'z9hG4bK1',
    method,
    text(`${method} sip:bob@contoso.example SIP/2.0`, method),
    response => told.push(response.status),
  );
  const happen = (event: Event): void => {
    if (event === 'silence') t.mock.timers.tick(TIMEOUT_MS / 2);
    else client.receive(parseMessage(text(`SIP/2.0 ${STATUS[event]} Whatever`, method, ';tag=b')) as SipResponse);
  };
  before.forEach(happen);
  if (state === 'proceeding') client.restartTimer();
  t.mock.timers.tick(TIMEOUT_MS / 2);
  told.length = sent.length = over = 0;
  happen(event);
  const seen = { told: told[0], sent: sent[0]?.split(' ')[0], over: over > 0 ? true : undefined };
  over = 0;
  t.mock.timers.tick(TIMEOUT_MS / 2);
  const onTime = over > 0;
  t.mock.timers.tick(TIMEOUT_MS / 2);
  return { ...seen, timer: onTime ? 'on' : over > 0 ? 'anew' : 'off' } as Seen;
}

for (const state of Object.keys(EXPECTED) as State[]) {
  for (const event of EVENTS) {
    test(`ClientTransaction ${state} at ${event}`, t => {
      assert.deepEqual(observe(t, state, event), {
        told: undefined,
        sent: undefined,
        over: undefined,
        ...EXPECTED[state][event],
      });
    });
  }
}
