import { expect, fixture, html } from '@open-wc/testing';
import type { MessageListElement } from '../../src/elements/index.js';
import { bob, settle } from './fake-network.js';
import { fakeTimers } from './fake-timers.js';
import { connectedWithBob, send } from './gallery/scenes.js';
import { alone, spoken, texts } from './list-alone.js';

describe('<message-list> announcer', () => {
  it('speaks each new incoming message once, by sender and text', async () => {
    const { list, chat } = await alone();
    chat.say(bob, 'Hello');
    await settle(list);
    expect(spoken(list)).to.deep.equal(['Bob Baker: Hello']);
    list.requestUpdate();
    await settle(list);
    expect(spoken(list)).to.deep.equal(['Bob Baker: Hello']);
  });

  it('does not speak own messages', async () => {
    const { list, chat, conversation } = await alone();
    await send(conversation, chat, 'mine');
    await settle(list);
    expect(spoken(list)).to.deep.equal([]);
  });

  it('never speaks what was there before', async () => {
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const { conversation, chat } = await connectedWithBob(root);
    chat.say(bob, 'old');
    const list = await fixture<MessageListElement>(html`<message-list .conversation=${conversation}></message-list>`);
    await settle(list);
    expect(texts(list)).to.deep.equal(['old']);
    expect(spoken(list)).to.deep.equal([]);
    const parent = list.parentElement;
    list.remove();
    parent?.append(list);
    await settle(list);
    expect(spoken(list), 'after being moved').to.deep.equal([]);
  });

  it('does not speak what was said long before the list was there, and tells the page of none of it', async () => {
    const { list, chat } = await alone();
    const heard: string[] = [];
    list.addEventListener('message-received', event => heard.push(event.message.text()));
    chat.say(bob, 'said an hour ago, told when the page was loaded again', new Date(Date.now() - 3_600_000));
    chat.say(bob, 'said now');
    await settle(list);
    expect(spoken(list)).to.deep.equal(['Bob Baker: said now']);
    expect(heard).to.deep.equal(['said now']);
  });

  it('sums a burst up, over several drawings too', async () => {
    const time = fakeTimers();
    try {
      const { list, chat } = await alone();
      for (const text of ['a', 'b', 'c', 'last']) chat.say(bob, text);
      await settle(list);
      expect(spoken(list)).to.deep.equal(['4 new messages, last from Bob Baker: last']);
      for (let count = 1; count <= 5; count++) {
        chat.say(bob, `number ${count}`);
        await settle(list);
      }
      expect(spoken(list)).to.have.length(1);
      time.pass(2000);
      expect(spoken(list).slice(1)).to.deep.equal(['5 new messages, last from Bob Baker: number 5']);
    } finally {
      time.restore();
    }
  });

  it('has no live region but its own', async () => {
    const { list } = await alone();
    const live = [...list.renderRoot.querySelectorAll('[aria-live], [role=log], [role=status], [role=alert]')];
    expect(live).to.have.length(1);
    expect(live[0]?.matches('.unseen')).to.equal(true);
  });
});
