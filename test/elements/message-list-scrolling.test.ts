import { expect, fixture, html } from '@open-wc/testing';
import type { MessageListElement } from '../../src/elements/index.js';
import { bob, settle } from './fake-network.js';
import { connectedWithBob, send } from './gallery/scenes.js';
import { alone, atEnd, bubbles, parts, scrollTo, type Shown, sized, spoken } from './list-alone.js';
import { fillWithMessages } from './many-messages.js';

/** The first row in sight. */
function rowAt(viewport: HTMLElement): Element {
  const { top } = viewport.getBoundingClientRect();
  const row = [...viewport.querySelectorAll('[data-key]')].find(row => row.getBoundingClientRect().bottom > top);
  if (!row) throw new Error('No row');
  return row;
}

describe('<message-list> scrolling', () => {
  async function long(): Promise<Shown> {
    const shown = await alone();
    for (let i = 0; i < 30; i++) shown.chat.say(bob, `message ${i}`);
    await settle(shown.list);
    return shown;
  }

  it('stays at the end while the reader is there', async () => {
    const { list, chat, viewport } = await long();
    expect(atEnd(viewport)).to.equal(true);
    chat.say(bob, 'newest');
    await settle(list);
    expect(atEnd(viewport)).to.equal(true);
  });

  it('does not move a reader who is elsewhere, and offers a jump', async () => {
    const { list, chat, viewport } = await long();
    await scrollTo(viewport, 100);
    chat.say(bob, 'newest');
    chat.say(bob, 'newer still');
    await settle(list);
    expect(viewport.scrollTop).to.equal(100);
    const jump = list.renderRoot.querySelector<HTMLElement>('[part=jump]');
    expect(jump?.textContent?.trim()).to.equal('2 new messages');
    jump?.click();
    await settle(list);
    expect(atEnd(viewport)).to.equal(true);
    expect(list.renderRoot.querySelector('[part=jump]')).to.equal(null);
    expect(list.shadowRoot?.activeElement).to.equal(viewport);
  });

  it('goes to the end when the reader writes', async () => {
    const { list, chat, conversation, viewport } = await long();
    await scrollTo(viewport, 0);
    await send(conversation, chat, 'mine');
    await settle(list);
    expect(atEnd(viewport)).to.equal(true);
  });

  it('stays at the end when the box gets smaller', async () => {
    const { list, viewport } = await long();
    sized('low', 120, 250);
    await settle(list);
    expect(atEnd(viewport)).to.equal(true);
  });

  it('goes to a message by its key', async () => {
    const { list, conversation, viewport } = await long();
    list.scrollToMessage(conversation.chatService.messages()[2]?.key() ?? '');
    const row = bubbles(list)[2]?.getBoundingClientRect();
    expect(row?.top).to.be.at.least(viewport.getBoundingClientRect().top);
    expect(row?.bottom).to.be.at.most(viewport.getBoundingClientRect().bottom);
    list.scrollToMessage('no "such" key');
  });

  it('stays where it is when a message above gets another size', async () => {
    const { list, viewport } = await long();
    await scrollTo(viewport, 400);
    const row = rowAt(viewport);
    const { top } = row.getBoundingClientRect();
    bubbles(list)[0]?.append('\n\n\nand\nsome\nlines\nmore');
    await settle(list);
    expect(row.getBoundingClientRect().top).to.be.closeTo(top, 1);
  });

  it('goes to a message far away, and stays there while what is between gets its size', async () => {
    const { list, chat, conversation, viewport } = await alone();
    fillWithMessages(chat, 600);
    await settle(list);
    list.scrollToMessage(conversation.chatService.messages()[300]?.key() ?? '');
    await settle(list);
    const below = (): number =>
      (bubbles(list)[300]?.getBoundingClientRect().top ?? 0) - viewport.getBoundingClientRect().top;
    const there = below();
    expect(there).to.be.within(0, viewport.clientHeight);
    chat.say(bob, 'not moved by this');
    await settle(list);
    expect(below()).to.be.closeTo(there, 1);
  });

  it('shows by its states whether it is empty, and whether the reader is at the end', async () => {
    const { list, chat, viewport } = await alone();
    expect(list.matches(':state(empty)')).to.equal(true);
    for (let i = 0; i < 30; i++) chat.say(bob, `message ${i}`);
    await settle(list);
    expect(list.matches(':state(empty)')).to.equal(false);
    expect(list.matches(':state(away)')).to.equal(false);
    await scrollTo(viewport, 100);
    await settle(list);
    expect(list.matches(':state(away)')).to.equal(true);
    list.scrollToEnd();
    await settle(list);
    expect(list.matches(':state(away)')).to.equal(false);
  });

  describe('new messages', () => {
    const marker = (list: MessageListElement): HTMLElement | undefined => parts(list, 'marker')[0];

    it('have a line above the first of them when the reader was elsewhere', async () => {
      const { list, chat, viewport } = await long();
      await scrollTo(viewport, 100);
      for (const text of ['first', 'second']) chat.say(bob, text);
      await settle(list);
      expect(marker(list)?.textContent).to.equal('New messages');
      expect(marker(list)?.nextElementSibling?.textContent).to.contain('first');
    });

    it('have it until more come while the reader looks at them, or the reader writes', async () => {
      const { list, chat, conversation, viewport } = await long();
      for (const go of [async () => chat.say(bob, 'seen'), () => send(conversation, chat, 'mine')]) {
        await scrollTo(viewport, 100);
        chat.say(bob, 'first');
        await settle(list);
        list.scrollToEnd();
        await settle(list);
        expect(marker(list)?.nextElementSibling?.textContent).to.contain('first');
        await go();
        await settle(list);
        expect(marker(list)).to.equal(undefined);
      }
    });

    it('have it above what is unread when the list begins to show the conversation', async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      const { conversation, chat, element } = await connectedWithBob(root);
      chat.say(bob, 'read');
      await settle(element);
      element.remove();
      for (const text of ['unread', 'unread too']) chat.say(bob, text);
      const list = await fixture<MessageListElement>(html`<message-list .conversation=${conversation}></message-list>`);
      await settle(list);
      expect(marker(list)?.previousElementSibling?.textContent).to.contain('read');
      expect(marker(list)?.nextElementSibling?.textContent).to.match(/unread$/);
    });
  });

  for (const [how, move] of [
    ['moved', (list, place) => place.append(list)],
    [
      'taken out and put back later',
      async (list, place) => {
        list.remove();
        await new Promise(requestAnimationFrame);
        place.append(list);
      },
    ],
  ] as [string, (list: MessageListElement, place: Element) => unknown][]) {
    it(`keeps rows, their nodes and the place of the reader when it is ${how}`, async () => {
      const { list, chat, viewport } = await alone();
      fillWithMessages(chat, 300);
      await settle(list);
      await import('../../src/elements/further.js');
      await scrollTo(viewport, 3000);
      await settle(list);
      const before = bubbles(list);
      const seen = before.find(bubble => bubble.getBoundingClientRect().top > viewport.getBoundingClientRect().top);
      const below = (): number => (seen?.getBoundingClientRect().top ?? 0) - viewport.getBoundingClientRect().top;
      const was = below();
      await move(list, await fixture(html`<section></section>`));
      await settle(list);
      expect(viewport.scrollTop).to.be.above(1000);
      expect(below()).to.be.closeTo(was, 2);
      expect(list.matches(':state(away)')).to.equal(true);
      chat.say(bob, 'one more');
      await settle(list);
      expect(spoken(list).at(-1)).to.equal('Bob Baker: one more');
      const after = bubbles(list);
      expect(after).to.have.length(301);
      expect(before.every((bubble, index) => bubble === after[index])).to.equal(true);
    });
  }

  it('stays at the end when it is moved', async () => {
    const { list, chat, viewport } = await alone();
    fillWithMessages(chat, 100);
    await settle(list);
    (await fixture(html`<section></section>`)).append(list);
    await settle(list);
    expect(atEnd(viewport)).to.equal(true);
    expect(list.matches(':state(away)')).to.equal(false);
  });
});
