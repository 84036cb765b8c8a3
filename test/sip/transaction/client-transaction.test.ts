import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CLIENT_STATES,
  type ClientEvent,
  type ClientRow,
  type ClientState,
} from '../../../src/sip/transaction/client-transaction.js';

const accept = { next: 'accepted', tell: true, timer: 'restart' } as const;
const refuse = { next: 'terminated', tell: true, acknowledge: true } as const;
const over = { next: 'terminated', tell: true } as const;

const EXPECTED: Record<ClientState, Partial<Record<ClientEvent, ClientRow>>> = {
  calling: {
    provisional: { next: 'proceeding', tell: true, timer: 'stop' },
    success: accept,
    failure: refuse,
    silence: over,
  },
  proceeding: { provisional: { next: 'proceeding', tell: true }, success: accept, failure: refuse, silence: over },
  accepted: { success: { next: 'accepted', tell: true }, silence: { next: 'terminated' } },
  trying: { provisional: { next: 'trying', tell: true }, success: over, failure: over, silence: over },
  terminated: {},
};
const EVENTS = ['provisional', 'success', 'failure', 'silence'] as const satisfies ClientEvent[];

for (const state of Object.keys(EXPECTED) as ClientState[]) {
  for (const event of EVENTS) {
    const row = EXPECTED[state][event];
    test(`CLIENT_STATES: ${state} at ${event} ${row ? `goes to ${row.next}` : 'stays'}`, () => {
      assert.deepEqual(CLIENT_STATES[state][event], row);
    });
  }
}
