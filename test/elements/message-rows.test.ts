import { expect } from '@open-wc/testing';
import { layRows, type Note } from '../../src/elements/message-rows.js';
import type { TextMessage } from '../../src/model/index.js';
import { alice, bob, carol, signedIn } from './fake-network.js';
import type { PersonInfo } from '../../src/model/index.js';

const start = new Date(2026, 10, 20, 9, 0);
const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

/** Messages as the model makes them, from who and when. */
async function messages(...list: readonly (readonly [PersonInfo, number])[]): Promise<TextMessage[]> {
  const { application, network } = await signedIn();
  const chat = network.invite(bob, { uri: 'sip:room@contoso.example' });
  const conversation = application.conversationsManager.conversations()[0];
  const accepted = conversation?.chatService.accept();
  chat.accepts[0]?.succeed();
  await accepted;
  for (const [from, minutes] of list) chat.say(from, `at ${minutes}`, at(minutes));
  return conversation?.chatService.messages() ?? [];
}

const shape = (rows: ReturnType<typeof layRows>): string[] =>
  rows.map(row => {
    if ('message' in row) return `${row.own ? 'own' : 'other'}${row.first ? ' first' : ''}`;
    return 'text' in row ? 'note' : 'day';
  });

describe('layRows()', () => {
  it('begins each day with a row', async () => {
    const rows = layRows(await messages([bob, 0], [bob, 24 * 60]), []);
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'day', 'other first']);
  });

  it('groups by sender', async () => {
    const rows = layRows(await messages([bob, 0], [bob, 1], [carol, 1], [alice, 2]), []);
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'other', 'other first', 'own first']);
  });

  it('begins a new group five minutes after the first of the last one', async () => {
    const rows = layRows(await messages([bob, 0], [bob, 3], [bob, 5], [bob, 6]), []);
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'other', 'other first', 'other']);
  });

  it('puts notes between the messages they came between', async () => {
    const note = (after: number): Note => ({ key: `note ${after}`, text: 'Carol joined', at: at(1), after });
    const rows = layRows(await messages([bob, 0], [bob, 1]), [note(1), note(2)]);
    expect(shape(rows)).to.deep.equal(['day', 'other first', 'note', 'other first', 'note']);
  });

  it('gives every row a key of its own', async () => {
    const rows = layRows(await messages([bob, 0], [bob, 24 * 60], [bob, 48 * 60]), []);
    expect(new Set(rows.map(row => row.key)).size).to.equal(rows.length);
  });
});
