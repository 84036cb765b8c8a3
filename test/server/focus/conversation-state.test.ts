import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationEvent } from '../../../src/server/focus/conversation-event.js';
import {
  applyEvent,
  EMPTY_STATE,
  readableRanges,
  type ConversationState,
} from '../../../src/server/focus/conversation-state.js';

const [alice, bob, carol] = ['sip:alice@contoso.example', 'sip:bob@contoso.example', 'sip:carol@contoso.example'];

const fold = (...events: ConversationEvent[]): ConversationState =>
  events.reduce((state, event, index) => applyEvent(state, event, index + 1), EMPTY_STATE);

const started: ConversationEvent = { type: 'started', at: 0, by: alice, to: bob };
const message: ConversationEvent = {
  type: 'message',
  at: 0,
  by: alice,
  id: '1',
  contentType: 'text/plain',
  content: 'x',
};

test('the fold of a log: who is in, and from where they may read', () => {
  const state = fold(
    started,
    message,
    { type: 'joined', at: 0, who: bob, after: 0 },
    { type: 'promoted', at: 0, by: alice },
    { type: 'invited', at: 0, by: alice, who: carol },
    { type: 'joined', at: 0, who: carol },
  );
  assert.equal(state.position, 6);
  assert.equal(state.creator, alice);
  assert.equal(state.promoted, true);
  assert.deepEqual(
    [...state.members.values()].map(member => [member.address, member.after]),
    [
      [alice, 0],
      [bob, 0],
      [carol, 6],
    ],
  );
});

test('who has left and come in again reads from the second time on', () => {
  const state = fold(
    started,
    { type: 'joined', at: 0, who: bob, after: 0 },
    { type: 'promoted', at: 0, by: alice },
    { type: 'left', at: 0, who: bob },
    message,
    { type: 'joined', at: 0, who: bob },
  );
  assert.equal(state.members.get(bob)?.after, 6);
});

test('after the end nobody is in', () => {
  const state = fold(started, { type: 'joined', at: 0, who: bob, after: 0 }, { type: 'ended', at: 0 });
  assert.equal(state.ended, true);
  assert.equal(state.members.size, 0);
});

test('a message changes the position alone, and shares the rest', () => {
  const before = fold(started);
  const after = applyEvent(before, message, 2);
  assert.equal(after.members, before.members);
  assert.deepEqual({ ...after, position: 0 }, { ...before, position: 0 });
});

test('who was in may read what was said while they were in, each time, and a stranger nothing', () => {
  const before = fold(
    started,
    { type: 'joined', at: 0, who: bob, after: 0 },
    { type: 'promoted', at: 0, by: alice },
    { type: 'left', at: 0, who: bob },
    message,
    { type: 'joined', at: 0, who: bob },
  );
  assert.deepEqual(readableRanges(before, alice), [{ after: 0, upTo: Infinity }]);
  assert.deepEqual(readableRanges(before, bob), [
    { after: 0, upTo: 4 },
    { after: 6, upTo: Infinity },
  ]);
  assert.deepEqual(readableRanges(before, carol), []);
  const after = applyEvent(applyEvent(before, message, 7), { type: 'ended', at: 0 }, 8);
  assert.deepEqual(readableRanges(after, alice), [{ after: 0, upTo: 8 }]);
  assert.deepEqual(readableRanges(after, bob)[1], { after: 6, upTo: 8 });
});
