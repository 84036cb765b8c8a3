import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  SERVER_STATES,
  type ServerEvent,
  type ServerRow,
  type ServerState,
} from '../../../src/sip/transaction/server-states.js';

/** Rows that change something; every other event leaves the state as it is. */
const EXPECTED: Record<ServerState, Partial<Record<ServerEvent, ServerRow>>> = {
  'invite-proceeding': {
    request: { next: 'invite-proceeding', send: 'latest' },
    provisional: { next: 'invite-proceeding', send: 'response', timer: 'stop' },
    success: { next: 'accepted', send: 'response', timer: 'start' },
    failure: { next: 'invite-completed', send: 'response', timer: 'start' },
    slow: { next: 'invite-proceeding', tell: 'slow' },
  },
  'invite-completed': {
    request: { next: 'invite-completed', send: 'latest' },
    ack: { next: 'terminated' },
    timeout: { next: 'terminated' },
  },
  accepted: {
    request: { next: 'accepted', send: 'latest' },
    ack: { next: 'accepted', tell: 'ack' },
    success: { next: 'accepted', send: 'response' },
    timeout: { next: 'terminated', tell: 'timeout' },
  },
  trying: {
    provisional: { next: 'proceeding', send: 'response' },
    success: { next: 'completed', send: 'response' },
    failure: { next: 'completed', send: 'response' },
  },
  proceeding: {
    request: { next: 'proceeding', send: 'latest' },
    provisional: { next: 'proceeding', send: 'response' },
    success: { next: 'completed', send: 'response' },
    failure: { next: 'completed', send: 'response' },
  },
  completed: {
    request: { next: 'completed', send: 'latest' },
    displaced: { next: 'terminated' },
  },
  terminated: {},
};
const EVENTS = [
  'request',
  'ack',
  'provisional',
  'success',
  'failure',
  'slow',
  'timeout',
  'displaced',
] as const satisfies ServerEvent[];

for (const state of Object.keys(EXPECTED) as ServerState[]) {
  for (const event of EVENTS) {
    const row = EXPECTED[state][event] ?? { next: state };
    test(`SERVER_STATES: ${state} at ${event} goes to ${row.next}`, () => {
      assert.deepEqual(SERVER_STATES[state](event), row);
    });
  }
}
