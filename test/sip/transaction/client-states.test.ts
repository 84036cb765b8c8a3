import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CLIENT_STATES,
  type ClientEvent,
  type ClientRow,
  type ClientState,
} from '../../../src/sip/transaction/client-states.js';

const end = { next: 'terminated' } as const;
const accept = { next: 'accepted', tell: 'response', timer: 'restart' } as const;
const refuse = { next: 'terminated', tell: 'response', acknowledge: true } as const;
const final = { next: 'terminated', tell: 'response' } as const;
const silence = { next: 'terminated', tell: 'timeout' } as const;
const cut = { next: 'terminated', tell: 'closed' } as const;

const EXPECTED: Record<ClientState, Record<ClientEvent, ClientRow>> = {
  calling: {
    provisional: { next: 'invite-proceeding', tell: 'response', timer: 'stop' },
    success: accept,
    failure: refuse,
    timeout: silence,
    closed: cut,
  },
  'invite-proceeding': {
    provisional: { next: 'invite-proceeding', tell: 'response' },
    success: accept,
    failure: refuse,
    timeout: silence,
    closed: cut,
  },
  accepted: {
    provisional: { next: 'accepted' },
    success: { next: 'accepted', tell: 'response' },
    failure: { next: 'accepted' },
    timeout: end,
    closed: end,
  },
  trying: {
    provisional: { next: 'proceeding', tell: 'response' },
    success: final,
    failure: final,
    timeout: silence,
    closed: cut,
  },
  proceeding: {
    provisional: { next: 'proceeding', tell: 'response' },
    success: final,
    failure: final,
    timeout: silence,
    closed: cut,
  },
  terminated: { provisional: end, success: end, failure: end, timeout: end, closed: end },
};

for (const [state, rows] of Object.entries(EXPECTED)) {
  for (const [event, row] of Object.entries(rows)) {
    test(`CLIENT_STATES: ${state} at ${event} goes to ${row.next}`, () => {
      assert.deepEqual(CLIENT_STATES[state as ClientState](event as ClientEvent), row);
    });
  }
}
