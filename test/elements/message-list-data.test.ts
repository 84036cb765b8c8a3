import { expect } from '@open-wc/testing';
import { bob, settle } from './fake-network.js';
import { fakeTimers } from './fake-timers.js';
import { send } from './gallery/scenes.js';
import { alone, parts } from './list-alone.js';

describe('<message-list> as data', () => {
  it('gives what is in it, for JSON and as text', async () => {
    const { list, chat, conversation } = await alone();
    list.lang = 'en';
    const at = new Date(2026, 4, 9, 14, 2);
    chat.say(bob, 'Good\nmorning', at);
    await send(conversation, chat, 'Hello');
    await settle(list);
    const [first, second] = JSON.parse(JSON.stringify(list)) as unknown[];
    const key = conversation.historyService.activityItems(0)?.key();
    const from = { address: bob.uri, name: 'Bob Baker' };
    expect(first).to.deep.equal({
      ...{ key, type: 'TextMessage', at: at.toISOString(), text: 'Good\nmorning' },
      ...{ from, own: false },
    });
    expect(second).to.include({ text: 'Hello', own: true, state: 'sent' });
    const [line, rest] = list.toText().split('\n');
    expect(line).to.match(/^5\/9\/2026, 2:02:00\sPM Bob Baker: Good$/);
    expect(rest).to.equal('morning');
    expect(list.toText()).to.match(/: Hello$/);
  });

  it('is empty when there is nothing', async () => {
    const { list } = await alone();
    expect(list.toJSON()).to.deep.equal([]);
    expect(list.toText()).to.equal('');
  });
});

describe('<message-list> at midnight', () => {
  it('calls today yesterday, and keeps the nodes', async () => {
    const { Date: RealDate } = globalThis;
    const time = fakeTimers();
    try {
      const { list, chat } = await alone();
      list.lang = 'en';
      chat.say(bob, 'late', new Date());
      await settle(list);
      const [day] = parts(list, 'day');
      expect(day?.textContent).to.equal('today');
      const tomorrow = RealDate.now() + 86_400_000;
      globalThis.Date = class extends RealDate {
        constructor(...values: unknown[]) {
          super(...((values.length ? values : [tomorrow]) as []));
        }
        static override now = (): number => tomorrow;
      } as DateConstructor;
      time.pass(86_400_000);
      expect(day?.textContent).to.equal('yesterday');
      expect(parts(list, 'day')[0]).to.equal(day);
    } finally {
      globalThis.Date = RealDate;
      time.restore();
    }
  });
});
