import { expect } from '@open-wc/testing';
import { inEnglish } from '../../src/elements/localize.js';
import { layRows } from '../../src/elements/message-rows.js';
import type { ActivityItem } from '../../src/model/index.js';
import { alice, bob, carol, signedIn } from './fake-network.js';
import type { PersonInfo } from '../../src/model/index.js';

const start = new Date(2026, 10, 20, 9, 0);
const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

/** Items as the model makes them: from who and when, or people who come into the group. */
async function items(...list: readonly (readonly [PersonInfo, number] | PersonInfo)[]): Promise<ActivityItem[]> {
  const { application, network } = await signedIn();
  const chat = network.invite(bob, { uri: 'sip:room@contoso.example' });
  const conversation = application.conversationsManager.conversations()[0];
  const accepted = conversation?.chatService.accept();
  chat.accepts[0]?.succeed();
  await accepted;
  const people = [bob];
  chat.conference(people);
  for (const one of list) {
    if ('uri' in one) chat.conference([...people, one]);
    else chat.say(one[0], `at ${one[1]}`, at(one[1]));
  }
  return conversation?.historyService.activityItems() ?? [];
}

const shape = (rows: ReturnType<typeof layRows>): string[] =>
  rows.map(row => {
    if ('message' in row) return `${row.own ? 'own' : 'other'}${row.first ? ' first' : ''}`;
    return 'text' in row ? 'note' : 'day';
  });

describe('layRows()', () => {
  it('begins each day with a row', async () => {
    const rows = layRows(await items([bob, 0], [bob, 24 * 60]), inEnglish, 'en');
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'day', 'other first']);
  });

  it('groups by sender', async () => {
    const rows = layRows(await items([bob, 0], [bob, 1], [carol, 1], [alice, 2]), inEnglish, 'en');
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'other', 'other first', 'own first']);
  });

  it('begins a new group five minutes after the first of the last one', async () => {
    const rows = layRows(await items([bob, 0], [bob, 3], [bob, 5], [bob, 6]), inEnglish, 'en');
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'other', 'other first', 'other']);
  });

  it('puts what happened in the group between the messages it came between', async () => {
    const rows = layRows(await items([bob, 0], carol, [bob, 1]), inEnglish, 'en');
    // It is told when it happens, which is today.
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'day', 'note', 'day', 'other first']);
    const note = rows.find(row => 'text' in row);
    expect(note && 'text' in note && note.text).to.equal('Carol Chen joined');
  });

  it('gives every row a key of its own', async () => {
    const rows = layRows(await items([bob, 0], [bob, 24 * 60], [bob, 48 * 60]), inEnglish, 'en');
    expect(new Set(rows.map(row => row.key)).size).to.equal(rows.length);
  });
});
