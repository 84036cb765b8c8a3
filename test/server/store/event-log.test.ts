import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EventLog, type NewEvent } from '../../../src/server/store/event-log.js';
import { EventTables } from '../../../src/server/store/event-tables.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const CONVERSATIONS = ['a', 'b', 'c'];

/** What a log must do, in the plainest way. */
class PlainLog {
  readonly #events = new Map<string, NewEvent[]>();
  /** The conversation of each event. */
  readonly #order: string[] = [];

  append(event: NewEvent) {
    const events = this.#events.get(event.conversation) ?? [];
    this.#events.set(event.conversation, events);
    const first = event.key === undefined ? -1 : events.findIndex(({ key }) => key === event.key);
    if (first >= 0) return { position: first + 1, repeated: true };
    this.#order.push(event.conversation);
    return { position: events.push(event), repeated: false };
  }

  read(conversation: string, after: number, limit: number) {
    const all = (this.#events.get(conversation) ?? []).map(({ event }, index) => ({ position: index + 1, event }));
    return all.slice(after, after + limit);
  }

  /** Latest first. */
  memberships(member: string) {
    const latest = [...new Set([...this.#order].reverse())];
    return latest.filter(conversation => this.#events.get(conversation)?.some(event => event.member === member));
  }
}

const newEvent = fc.record({
  conversation: fc.constantFrom(...CONVERSATIONS),
  event: fc.string({ unit: 'binary', maxLength: 12 }),
  key: fc.option(fc.constantFrom(...'0123456789'), { nil: undefined }),
  member: fc.option(fc.constantFrom('alice', 'bob'), { nil: undefined }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(newEvent, { maxLength: 6 }) },
  { weight: 2, arbitrary: fc.constant('move' as const) },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);

describe('EventLog', () => {
  it('does what a plain list does, whenever it is moved, reopened or short of memory', test => {
    let runs = 0;
    const folder = temporaryDirectory(test);
    const check = (
      steps: readonly (readonly NewEvent[] | 'move' | 'reopen')[],
      maxKeys: number,
      window: number,
    ): void => {
      const file = join(folder, `${++runs}.db`);
      const open = () => new EventLog(new EventTables(file, Infinity), { maxKeys });
      const plain = new PlainLog();
      let log = open();
      for (const one of steps) {
        if (one === 'move') log.move();
        else if (one === 'reopen') {
          log.close();
          log = open();
        } else
          assert.deepEqual(
            log.append(one),
            one.map(event => plain.append(event)),
          );
        for (const conversation of CONVERSATIONS) {
          for (const after of [0, 1, 5]) {
            assert.deepEqual(log.read(conversation, after, window), plain.read(conversation, after, window));
          }
        }
        for (const member of ['alice', 'bob']) {
          const found: string[] = [];
          for (let page = log.memberships(member, Infinity, 2); page.length > 0;) {
            found.push(...page.map(({ conversation }) => conversation));
            page = log.memberships(member, page.at(-1)?.active ?? 0, 2);
          }
          assert.deepEqual(found, plain.memberships(member));
        }
      }
      log.close();
    };
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), fc.nat(8), fc.integer({ min: 1, max: 40 }), check), {
      numRuns: 60,
    });
  });

  it('is crowded by number and by size, and after a failed move only when as much has come again', test => {
    const open = (name: string, maxBytes: number, options: object) =>
      new EventLog(new EventTables(join(temporaryDirectory(test), name), maxBytes), options);
    const event = (text: string): NewEvent => ({ conversation: 'a', event: text, key: undefined });
    const many = open('many', Infinity, { moveCount: 2 });
    many.append([event('1')]);
    assert.equal(many.crowded, false);
    many.append([event('2')]);
    assert.equal(many.crowded, true);
    many.move();
    assert.equal(many.crowded, false);
    const large = open('large', Infinity, { moveCharacters: 10 });
    large.append([event('x'.repeat(10))]);
    assert.equal(large.crowded, true);
    const full = open('full', 60_000, { moveCount: 2 });
    full.append([event('x'.repeat(15_000)), event('y'.repeat(15_000))]);
    assert.throws(() => full.move(), /full/);
    assert.equal(full.crowded, false);
    assert.equal(full.read('a', 0, 10).length, 2);
    full.append([event('3'), event('4')]);
    assert.equal(full.crowded, true);
    assert.equal(full.read('a', 0, 10).length, 4);
    for (const log of [many, large, full]) log.close();
  });
});
