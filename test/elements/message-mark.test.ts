import { expect } from '@open-wc/testing';
import { carol, bob, settle } from './fake-network.js';
import { receive } from './gallery/list-scenes.js';
import { group, send } from './gallery/talks.js';
import { alone, parts } from './list-alone.js';
import type { MessageListElement } from '../../src/elements/index.js';

const marks = (list: MessageListElement): (string | null)[] =>
  parts(list, 'status').map(({ textContent }) => textContent);

describe('<message-list> marks', () => {
  it('say how far the last own message has come, and those before it that have come further', async () => {
    const { list, chat, conversation } = await alone();
    const heard: string[] = [];
    list.addEventListener('message-sent', event => heard.push(event.message.text()));
    await send(conversation, chat, 'one');
    await settle(list);
    expect(marks(list)).to.deep.equal(['Sent']);
    const label = parts(list, 'status')[0]?.querySelector('bdi')?.getAttribute('aria-label');
    expect(label).to.equal('Sent, stored by the server');
    receive(chat, bob, 'Delivered');
    await settle(list);
    expect(marks(list)).to.deep.equal(['Delivered']);
    receive(chat, bob, 'Read');
    await send(conversation, chat, 'two');
    await settle(list);
    expect(marks(list)).to.deep.equal(['Read', 'Sent']);
    receive(chat, bob, 'Read');
    await settle(list);
    expect(marks(list)).to.deep.equal(['Read']);
    expect(parts(list, 'bubble').map(({ part }) => part.contains('read'))).to.deep.equal([true, true]);
    expect(heard).to.deep.equal(['one', 'two']);
  });

  it('count those who have read it in a group, and name those whom it cannot come to', async () => {
    const { list, chat, conversation } = await alone(group);
    for (const who of [bob, carol]) receive(chat, who, 'Delivered');
    receive(chat, bob, 'Read');
    await settle(list);
    expect(marks(list).at(-1)).to.equal('Read by 1 of 2');
    receive(chat, carol, 'Read');
    await settle(list);
    expect(marks(list).at(-1)).to.equal('Read by everyone');
    await send(conversation, chat, 'more');
    receive(chat, carol, 'Failed');
    await settle(list);
    expect(marks(list).at(-1)).to.equal('Could not be delivered to Carol Chen');
  });
});
