import { expect, fixture, html } from '@open-wc/testing';
import type { MessageListElement } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, incoming, settle } from './fake-network.js';
import { pastTalk, tellOlder } from './gallery/list-scenes.js';
import { parts, scrollTo, sized, spoken, texts, viewportOf } from './list-alone.js';

async function past() {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await pastTalk(root);
  shown.list.classList.add('low');
  sized('low', 200, 400);
  return { ...shown, viewport: viewportOf(shown.list) };
}

/** The same, with fifty messages of a hundred. */
async function half() {
  const shown = await past();
  await tellOlder(shown.list, shown.network, 50, 100);
  return shown;
}

const load = (list: MessageListElement): HTMLElement | undefined => parts(list, 'load')[0];

describe('<message-list> and older messages', () => {
  it('loads the first page of a conversation that it has nothing of, after it is drawn', async () => {
    const { list, network } = await past();
    expect(network.histories).to.have.length(1);
    expect(list.matches(':state(loading)')).to.equal(true);
    expect(load(list)?.textContent).to.equal('Loading older messages…');
    await tellOlder(list, network, 50, 100);
    expect(texts(list)).to.have.length(50);
    expect(list.matches(':state(loading)')).to.equal(false);
    expect(load(list)?.textContent).to.equal('Load older messages');
    await settle(list);
    expect(network.histories, 'and no second').to.have.length(1);
  });

  it('announces none of it, and does not count it as received', async () => {
    const { list, network } = await past();
    const heard: string[] = [];
    list.addEventListener('message-received', event => heard.push(event.message.text()));
    await tellOlder(list, network, 50, 100);
    load(list)?.click();
    await tellOlder(list, network, 50, 50);
    expect(texts(list)).to.have.length(100);
    expect(texts(list)[0]).to.contain('number 1.');
    expect(heard).to.deep.equal([]);
    expect(spoken(list)).to.deep.equal(['50 older messages loaded', '50 older messages loaded']);
  });

  for (const at of [30, 0, 120]) {
    it(`moves nothing under the eye, without overflow-anchor, ${at} pixels from the top`, async () => {
      const { list, network, viewport } = await half();
      expect(getComputedStyle(viewport).overflowAnchor).to.equal('none');
      await scrollTo(viewport, at);
      const rows = [...viewport.querySelectorAll('.row')];
      const before = rows.map(row => row.getBoundingClientRect().top);
      await tellOlder(list, network, 50, 50);
      expect(texts(list)).to.have.length(100);
      const { top, bottom } = viewport.getBoundingClientRect();
      const seen = rows.filter((_, index) => (before[index] ?? 0) > top && (before[index] ?? 0) < bottom);
      expect(seen).to.not.have.length(0);
      for (const row of seen) expect(row.getBoundingClientRect().top).to.be.closeTo(before[rows.indexOf(row)] ?? 0, 1);
      expect([...viewport.querySelectorAll('.row')].slice(50), 'the rows keep their nodes').to.deep.equal(rows);
    });
  }

  it('loads one page when the reader scrolls up to the first rows, and none while one is on its way', async () => {
    const { list, network, viewport } = await half();
    await scrollTo(viewport, 1000);
    await scrollTo(viewport, 150);
    await settle(list);
    expect(network.histories).to.have.length(2);
    for (const top of [100, 20, 0]) await scrollTo(viewport, top);
    await settle(list);
    expect(network.histories).to.have.length(2);
    await tellOlder(list, network, 25, 50);
    expect(network.histories, 'half a page is told: the model asks on').to.have.length(3);
    await tellOlder(list, network, 25, 25);
    expect(network.histories).to.have.length(3);
    expect(texts(list)).to.have.length(100);
  });

  it('loads none when a page of the script goes to a message', async () => {
    const { list, network, conversation } = await half();
    list.scrollToMessage(conversation?.historyService.activityItems(0)?.key() ?? '');
    await settle(list);
    expect(network.histories).to.have.length(1);
  });

  it('says where the conversation begins', async () => {
    const { list, network } = await past();
    await tellOlder(list, network, 3, 3);
    expect(load(list)).to.equal(undefined);
    expect(parts(list, 'beginning')[0]?.textContent).to.equal('This is the beginning of the conversation.');
  });

  it('says why they could not be loaded, and tries again', async () => {
    const { list, network } = await past();
    network.histories[0]?.fail(new Reason('RequestFailed', { message: 'The server did not answer.' }));
    await settle(list);
    const why = 'Older messages could not be loaded. The server did not answer.';
    expect(parts(list, 'error')[0]?.textContent).to.equal(why);
    expect(spoken(list)).to.deep.equal([why]);
    expect(network.histories, 'not by itself').to.have.length(1);
    expect(load(list)?.textContent).to.equal('Try again');
    load(list)?.focus();
    load(list)?.click();
    await settle(list);
    expect(network.histories).to.have.length(2);
    expect(list.shadowRoot?.activeElement).to.equal(load(list));
    await expect(list).to.be.accessible();
    await tellOlder(list, network, 3, 3);
    expect(parts(list, 'error')).to.have.length(0);
    expect(list.shadowRoot?.activeElement, 'focus stays in the list').to.equal(viewportOf(list));
  });

  it('shows once what is told twice, and what comes while a page is on its way at the end', async () => {
    const { list, network } = await past();
    const { application } = { application: list.conversation };
    const item = { ...incoming(bob, 'told twice', new Date(Date.now() - 60_000)), position: 7 };
    const page = { items: [{ ...item, type: 'TextMessage' as const }], next: undefined };
    const started = application?.chatService.start();
    const { chat } = network;
    chat.starts[0]?.succeed();
    await started;
    chat.events.message(item);
    chat.events.message({ ...incoming(bob, 'live', new Date()), position: 8 });
    network.histories[0]?.succeed(page);
    await settle(list);
    expect(texts(list)).to.deep.equal(['told twice', 'live']);
  });
});
