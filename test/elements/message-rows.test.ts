import { expect } from '@open-wc/testing';
import { type Place, placeOf } from '../../src/elements/message-rows.js';
import type { ActivityItem } from '../../src/model/index.js';
import { alice, bob, carol, signedIn } from './fake-network.js';
import type { PersonInfo } from '../../src/model/index.js';

const start = new Date(2026, 10, 20, 9, 0);
const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

/** Items as the model makes them: from who and when, or people who come into the group. */
async function items(list: readonly (readonly [PersonInfo, number] | PersonInfo)[]): Promise<ActivityItem[]> {
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

async function shape(...list: readonly (readonly [PersonInfo, number] | PersonInfo)[]): Promise<string[]> {
  let place: Place | undefined;
  return (await items(list)).map(item => {
    place = placeOf(item, place);
    const { newDay, writer, first } = place;
    const what = writer === undefined ? 'note' : writer === '' ? 'own' : 'other';
    return `${newDay ? 'day ' : ''}${what}${first ? ' first' : ''}`;
  });
}

describe('placeOf()', () => {
  it('begins each day with a line', async () => {
    expect(await shape([bob, 0], [bob, 24 * 60])).to.deep.equal(['day other first', 'day other first']);
  });

  it('finds midnight between two messages that follow each other', async () => {
    const untilMidnight = 15 * 60;
    expect(await shape([bob, untilMidnight - 1], [bob, untilMidnight])).to.deep.equal([
      'day other first',
      'day other first',
    ]);
  });

  it('begins a day again for a message that is older than the one before', async () => {
    expect(await shape([bob, 24 * 60], [bob, 0])).to.deep.equal(['day other first', 'day other first']);
  });

  it('groups by sender', async () => {
    expect(await shape([bob, 0], [bob, 1], [carol, 1], [alice, 2])).to.deep.equal([
      'day other first',
      'other',
      'other first',
      'own first',
    ]);
  });

  it('begins a new group five minutes after the first of the last one', async () => {
    expect(await shape([bob, 0], [bob, 3], [bob, 5], [bob, 6])).to.deep.equal([
      'day other first',
      'other',
      'other first',
      'other',
    ]);
  });

  it('begins a new group after what happened in the group', async () => {
    // It is told when it happens, which is today.
    expect(await shape([bob, 0], carol, [bob, 1])).to.deep.equal([
      'day other first',
      'day note first',
      'day other first',
    ]);
  });
});
