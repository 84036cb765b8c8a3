import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ServerTransaction } from '../../../src/sip/transaction/index.js';

// Every event in every state of RFC 3261 §17.2 and RFC 6026 §7.1, seen from outside.

const EVENTS = ['provisional', 'success', 'failure', 'ack', 'timeout', 'repeat'] as const;
type Event = (typeof EVENTS)[number];

const ANSWERS = { provisional: 180, success: 200, failure: 486 };
const TIMEOUT_MS = 32_000;

/** How each state is come to. */
const STATES = {
  'invite-proceeding': { method: 'INVITE', before: [] },
  'invite-completed': { method: 'INVITE', before: ['failure'] },
  accepted: { method: 'INVITE', before: ['success'] },
  proceeding: { method: 'MESSAGE', before: [] },
} as const satisfies Record<string, { method: string; before: readonly Event[] }>;
type State = keyof typeof STATES;

/** What an event does: what is sent, what the flow may forget and goes on remembering, whether the ACK is still waited for. */
interface Seen {
  readonly sent?: string;
  readonly over?: string | true;
  readonly pending: boolean;
}

const waits = { pending: true } as const;
const done = { pending: false } as const;

const EXPECTED: Record<State, Record<Event, Seen>> = {
  'invite-proceeding': {
    provisional: { sent: '180', ...waits },
    success: { sent: '200', ...waits },
    failure: { sent: '486', ...done },
    ack: waits,
    timeout: waits,
    repeat: waits,
  },
  'invite-completed': {
    provisional: done,
    success: done,
    failure: done,
    ack: { over: true, ...done },
    timeout: { over: true, ...done },
    repeat: { sent: '486', ...done },
  },
  accepted: {
    provisional: waits,
    success: waits,
    failure: waits,
    ack: done,
    timeout: { over: true, ...done },
    repeat: { sent: '200', ...waits },
  },
  proceeding: {
    provisional: { sent: '180', ...done },
    success: { sent: '200', over: '200', ...done },
    failure: { sent: '486', over: '486', ...done },
    ack: done,
    timeout: done,
    repeat: done,
  },
};

function observe(t: TestContext, state: State, event: Event): Seen {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { method, before } = STATES[state];
  const sent: string[] = [];
  const over: (string | true)[] = [];
  const server = new ServerTransaction(
    {
      timeoutMs: TIMEOUT_MS,
      closed: false,
      send: text => sent.push(text),
      forget: (_server, response) => over.push(response ?? true),
    },
    'key',
    method,
  );
  const happen = (event: Event): void => {
    if (event === 'timeout') t.mock.timers.tick(TIMEOUT_MS);
    else if (event === 'ack') server.acknowledge();
    else if (event === 'repeat') server.repeat();
    else server.answer(ANSWERS[event], `${ANSWERS[event]}`);
  };
  before.forEach(happen);
  sent.length = over.length = 0;
  happen(event);
  assert.ok(sent.length < 2 && over.length < 2);
  return { sent: sent[0], over: over[0], pending: server.pending !== undefined } as Seen;
}

for (const state of Object.keys(EXPECTED) as State[]) {
  for (const event of EVENTS) {
    test(`ServerTransaction ${state} at ${event}`, t => {
      assert.deepEqual(observe(t, state, event), { sent: undefined, over: undefined, ...EXPECTED[state][event] });
    });
  }
}
