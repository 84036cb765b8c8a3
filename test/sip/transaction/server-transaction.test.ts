import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  SERVER_STATES,
  type ServerEvent,
  type ServerRow,
  type ServerState,
} from '../../../src/sip/transaction/server-transaction.js';

/** Rows that change something; every other event leaves the state as it is. */
const EXPECTED: Record<ServerState, Partial<Record<ServerEvent, ServerRow>>> = {
  'invite-proceeding': {
    provisional: { next: 'invite-proceeding', send: true, timer: 'stop' },
    success: { next: 'accepted', send: true, timer: 'start' },
    failure: { next: 'invite-completed', send: true, timer: 'start' },
    timeout: { next: 'invite-proceeding', tell: 'slow' },
  },
  'invite-completed': { ack: { next: 'terminated' }, timeout: { next: 'terminated' } },
  accepted: { ack: { next: 'accepted', tell: 'ack' }, timeout: { next: 'terminated', tell: 'timeout' } },
  proceeding: {
    provisional: { next: 'proceeding', send: true },
    success: { next: 'terminated', send: true },
    failure: { next: 'terminated', send: true },
  },
  terminated: {},
};
const EVENTS = ['provisional', 'success', 'failure', 'ack', 'timeout'] as const satisfies ServerEvent[];

for (const state of Object.keys(EXPECTED) as ServerState[]) {
  for (const event of EVENTS) {
    const row = EXPECTED[state][event];
    test(`SERVER_STATES: ${state} at ${event} ${row ? `goes to ${row.next}` : 'stays'}`, () => {
      assert.deepEqual(SERVER_STATES[state][event], row);
    });
  }
}
