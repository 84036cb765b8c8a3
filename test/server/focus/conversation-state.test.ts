import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
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

const joined = (who: string): ConversationEvent => ({ type: 'joined', at: 0, who });
const promoted: ConversationEvent = { type: 'promoted', at: 0, by: alice };
const group: ConversationEvent = { type: 'started', at: 0, by: alice };
const role = (by: string, who: string, to: 'Leader' | 'Attendee'): ConversationEvent => {
  return { type: 'role', at: 0, by, who, role: to };
};
const rolesIn = ({ members }: ConversationState): unknown => [...members.values()].map(one => [one.address, one.role]);

test('a log from before there were roles: the creator is its Leader', () => {
  const state = fold(started, { type: 'joined', at: 0, who: bob, after: 0 }, promoted, joined(carol));
  assert.deepEqual(rolesIn(state), [
    [alice, 'Leader'],
    [bob, 'Attendee'],
    [carol, 'Attendee'],
  ]);
  assert.deepEqual([state.topic, state.locked], ['', true], 'and it was closed to strangers');
});

test('a group is open, a two-party chat that became one is locked, until somebody says otherwise', () => {
  assert.equal(fold(group, promoted).locked, false);
  assert.equal(fold(group, promoted).target, '');
  assert.equal(fold(group, promoted, { type: 'locked', at: 0, by: alice, locked: true }).locked, true);
  assert.equal(fold(started, promoted, { type: 'locked', at: 0, by: alice, locked: false }).locked, false);
});

test('the topic is the last one', () => {
  const topic = (text: string): ConversationEvent => ({ type: 'topic', at: 0, by: alice, topic: text });
  assert.equal(fold(group, topic('Lunch'), topic('Dinner')).topic, 'Dinner');
});

test('roles change, and who is not in has none', () => {
  const state = fold(group, promoted, joined(bob), role(alice, bob, 'Leader'), role(alice, carol, 'Leader'));
  assert.deepEqual(rolesIn(state), [
    [alice, 'Leader'],
    [bob, 'Leader'],
  ]);
});

test('there is always a Leader: who has been in for longest follows the last one', () => {
  const three = [group, promoted, joined(bob), joined(carol)];
  const left: ConversationEvent = { type: 'left', at: 0, who: alice };
  const removed: ConversationEvent = { type: 'removed', at: 0, by: alice, who: alice };
  for (const gone of [left, removed]) {
    assert.deepEqual(rolesIn(fold(...three, gone)), [
      [bob, 'Leader'],
      [carol, 'Attendee'],
    ]);
  }
  assert.deepEqual(rolesIn(fold(...three, role(alice, carol, 'Leader'), left)), [
    [bob, 'Attendee'],
    [carol, 'Leader'],
  ]);
  const bothDemoted = fold(
    group,
    joined(bob),
    role(alice, bob, 'Leader'),
    role(alice, bob, 'Attendee'),
    role(bob, alice, 'Attendee'),
  );
  assert.deepEqual(rolesIn(bothDemoted), [
    [alice, 'Leader'],
    [bob, 'Attendee'],
  ]);
});

test('who comes again is an Attendee', () => {
  const state = fold(group, promoted, joined(bob), { type: 'left', at: 0, who: alice }, joined(alice));
  assert.deepEqual(rolesIn(state), [
    [bob, 'Leader'],
    [alice, 'Attendee'],
  ]);
});

test('the fold keeps how far each has seen, which never goes back, and is kept of who has left', () => {
  const joined: ConversationEvent = { type: 'joined', at: 0, who: bob, after: 0 };
  const read = (upTo: number): ConversationEvent => ({ type: 'read', at: 0, who: bob, upTo, by: alice, id: '1' });
  const state = fold(started, joined, message, message, read(4), read(3), { type: 'left', at: 0, who: bob });
  assert.deepEqual([...state.read], [[bob, 4]]);
});

test('whatever stands in a log: who is in has a Leader, and nobody else is in', () => {
  const who = fc.constantFrom(alice, bob, carol);
  const at = fc.constant(0);
  const of = <T extends ConversationEvent>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
    fc.record(fields) as fc.Arbitrary<T>;
  const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
    of({ type: fc.constant('joined' as const), at, who }),
    of({ type: fc.constant('left' as const), at, who }),
    of({ type: fc.constant('removed' as const), at, by: who, who }),
    of({
      type: fc.constant('role' as const),
      at,
      by: who,
      who,
      role: fc.constantFrom('Leader' as const, 'Attendee' as const),
    }),
    of({ type: fc.constant('promoted' as const), at, by: who }),
    of({ type: fc.constant('locked' as const), at, by: who, locked: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), events => {
      const isIn = new Set([alice]);
      for (const one of events) {
        if (one.type === 'joined') isIn.add(one.who);
        if (one.type === 'left' || one.type === 'removed') isIn.delete(one.who);
      }
      const { members } = fold(group, ...events);
      assert.deepEqual(new Set(members.keys()), isIn);
      assert.equal(
        [...members.values()].some(member => member.role === 'Leader'),
        isIn.size > 0,
      );
    }),
  );
});
