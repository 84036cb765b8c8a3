import { expect, fixture, html } from '@open-wc/testing';
import type { MessageListElement } from '../../src/elements/index.js';
import { bob, carol, settle, tooLong } from './fake-network.js';
import { connectedWithBob, group, send, type Chat } from './gallery/scenes.js';
import { alone, bubbles, scrollTo, spoken, texts } from './list-alone.js';

describe('<message-list>', () => {
  it('shows both sides, line breaks kept', async () => {
    const { list, chat, conversation } = await alone();
    chat.say(bob, 'one\ntwo');
    await send(conversation, chat, 'three');
    await settle(list);
    expect(texts(list)).to.deep.equal(['one\ntwo', 'three']);
    expect(bubbles(list).map(bubble => bubble.part.contains('own'))).to.deep.equal([false, true]);
    expect(getComputedStyle(bubbles(list)[0] as Element).whiteSpace).to.equal('pre-wrap');
  });

  it('shows hostile text as text', async () => {
    const { list, chat } = await alone();
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> javascript:alert(1)';
    chat.events.identified({ ...bob, displayName: '<b onclick=x>Bob</b>' });
    chat.say({ ...bob, displayName: '<b onclick=x>Bob</b>' }, hostile);
    await settle(list);
    expect(texts(list)).to.deep.equal([hostile]);
    expect(list.renderRoot.querySelectorAll('img, script, b, a')).to.have.lengthOf(0);
    expect('hacked' in window).to.equal(false);
  });

  it('makes web addresses links that do not hand over the page', async () => {
    const { list, chat } = await alone();
    chat.say(bob, 'see https://contoso.example/a and sip:carol@contoso.example');
    await settle(list);
    const links = [...list.renderRoot.querySelectorAll('a')];
    expect(links.map(link => link.getAttribute('href'))).to.deep.equal([
      'https://contoso.example/a',
      'sip:carol@contoso.example',
    ]);
    expect(links[0]?.rel).to.equal('noopener noreferrer');
    expect(links[1]?.target).to.equal('');
  });

  it('keeps the node of a row when others come and when its status changes', async () => {
    const { list, chat, conversation } = await alone();
    const sent = conversation.chatService.sendMessage('mine');
    await settle(list);
    const [bubble] = bubbles(list);
    expect(bubble?.part.contains('pending')).to.equal(true);
    chat.say(bob, 'theirs');
    chat.sends[0]?.succeed();
    await sent;
    await settle(list);
    expect(bubbles(list)[0]).to.equal(bubble);
    expect(bubble?.part.contains('pending')).to.equal(false);
  });

  it('says why a message was not sent, and sends it again in its place', async () => {
    const { list, chat, conversation } = await alone();
    const sent = conversation.chatService.sendMessage('too long');
    await settle(list);
    chat.sends[0]?.fail(tooLong);
    await sent.catch(() => {});
    await settle(list);
    expect(list.renderRoot.querySelector('[part~=status]')?.textContent).to.contain('The message is too long.');
    expect(spoken(list).at(-1)).to.contain('The message is too long.');
    const retry = list.renderRoot.querySelector<HTMLElement>('[part=retry]');
    retry?.focus();
    retry?.click();
    await settle(list);
    expect(chat.sends).to.have.lengthOf(2);
    expect(chat.sends[1]?.what.id).to.equal(chat.sends[0]?.what.id);
    expect(texts(list)).to.deep.equal(['too long']);
    expect(list.shadowRoot?.activeElement?.part.contains('viewport'), 'focus stays in the list').to.equal(true);
  });

  it('selects the text where it may not write to the clipboard', async () => {
    const { list, chat, conversation } = await alone();
    const sent = conversation.chatService.sendMessage('precious words');
    await settle(list);
    chat.sends[0]?.fail(tooLong);
    await sent.catch(() => {});
    await settle(list);
    const copy = list.renderRoot.querySelector<HTMLElement>('[part=copy]');
    copy?.click();
    await settle(list);
    expect(copy?.textContent === 'Copied' || String(getSelection()) === 'precious words').to.equal(true);
  });

  it('names senders in a group, and tells who joined and left', async () => {
    const { list, chat, conversation } = await alone();
    const added = conversation.participants.add(carol.uri);
    await settle(list);
    chat.events.promoted('sip:room@contoso.example');
    chat.conference([
      { ...bob, role: 'Attendee' },
      { ...carol, role: 'Attendee' },
    ]);
    chat.adds[0]?.succeed();
    await added;
    chat.say(carol, 'Hi');
    await settle(list);
    chat.conference([{ ...bob, role: 'Attendee' }]);
    await settle(list);
    const notes = [...list.renderRoot.querySelectorAll('[part=note]')].map(note => note.textContent);
    expect(notes).to.deep.equal(['Carol Chen joined', 'Carol Chen left']);
    expect(list.renderRoot.querySelector('.sender')?.textContent).to.equal('Carol Chen');
    expect(spoken(list)).to.deep.equal(['Carol Chen joined', 'Carol Chen: Hi', 'Carol Chen left']);
  });

  it('tells whose doing it was, who leads, and the topic', async () => {
    const { list, chat } = await alone();
    chat.events.promoted('sip:room@contoso.example');
    const change = (position: number) => ({ change: { position, by: bob } });
    chat.conference([bob], { topic: '' });
    chat.conference([bob, carol], { topic: '', ...change(1) });
    chat.conference([bob, carol], { topic: 'Lunch', ...change(2) });
    chat.conference([bob, { ...carol, role: 'Leader' }], { topic: 'Lunch', ...change(3) });
    chat.conference([bob, carol], { topic: 'Lunch', ...change(4) });
    chat.conference([bob], { topic: 'Lunch', ...change(5) });
    chat.conference([bob], { topic: '', ...change(6) });
    await settle(list);
    const notes = [...list.renderRoot.querySelectorAll('[part=note]')].map(note => note.textContent);
    expect(notes).to.deep.equal([
      'Bob Baker added Carol Chen',
      'Bob Baker changed the topic to “Lunch”',
      'Carol Chen is a leader now',
      'Carol Chen is no leader any more',
      'Bob Baker removed Carol Chen',
      'Bob Baker changed the topic',
    ]);
  });

  describe('what is read', () => {
    const seen = (chat: Chat['chat']): string[] => chat.seen.flatMap(({ what }) => what.map(({ text }) => text));

    it('is what comes while the reader is at the end', async () => {
      const { list, chat, conversation } = await alone();
      chat.say(bob, 'Hello');
      await settle(list);
      expect(conversation.historyService.unreadActivityItemsCount()).to.equal(0);
      expect(seen(chat)).to.deep.equal(['Hello']);
    });

    it('is not what comes while the reader is elsewhere, until they are at the end', async () => {
      const { list, chat, conversation, viewport } = await alone();
      document.querySelector('chat-conversation')?.remove(); // which has a list of its own, at its end
      for (let i = 0; i < 20; i++) chat.say(bob, `number ${i}`);
      await settle(list);
      await scrollTo(viewport, 0);
      await settle(list);
      chat.say(bob, 'Hello');
      await settle(list);
      expect(conversation.historyService.unreadActivityItemsCount()).to.equal(1);
      list.scrollToEnd();
      await settle(list);
      expect(conversation.historyService.unreadActivityItemsCount()).to.equal(0);
      expect(seen(chat).at(-1)).to.equal('Hello');
    });

    it('is not what a hidden list has', async () => {
      const { list, chat, conversation } = await alone();
      document.querySelector('chat-conversation')?.remove();
      list.style.display = 'none';
      chat.say(bob, 'Hello');
      await settle(list);
      expect(conversation.historyService.unreadActivityItemsCount()).to.equal(1);
    });
  });

  it('has read what is at its end as soon as it comes to be seen', async () => {
    const { list, chat, conversation } = await alone();
    const { parentElement } = list;
    parentElement?.toggleAttribute('hidden', true);
    chat.say(bob, 'Are you there?');
    await settle(list);
    expect(conversation.historyService.unreadActivityItemsCount()).to.equal(1);
    parentElement?.toggleAttribute('hidden', false);
    await settle(list);
    expect(conversation.historyService.unreadActivityItemsCount()).to.equal(0);
  });

  for (const first of ['the list', 'the answer']) {
    it(`does not tell of those who were in a group before us, when ${first} comes first`, async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      const { application, network } = await connectedWithBob(root);
      const chat = network.invite(carol, { uri: 'sip:room-2@contoso.example' });
      const conversation = application.conversationsManager.conversations().at(-1);
      const list = await fixture<MessageListElement>(html`<message-list></message-list>`);
      if (first === 'the list') list.conversation = conversation;
      await settle(list);
      const accepted = conversation?.chatService.accept();
      await settle(list);
      chat.accepts[0]?.succeed();
      await accepted;
      list.conversation = conversation;
      await settle(list);
      const entry = { role: 'Attendee' } as const;
      chat.conference([
        { ...carol, ...entry },
        { ...bob, ...entry },
      ]);
      await settle(list);
      expect(list.renderRoot.querySelectorAll('[part=note]')).to.have.lengthOf(0);
      const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave' };
      chat.conference([
        { ...carol, ...entry },
        { ...bob, ...entry },
        { ...dave, ...entry },
      ]);
      await settle(list);
      expect(list.renderRoot.querySelector('[part=note]')?.textContent).to.equal('Dave joined');
    });
  }

  it('tells the page of what is received, when the row is there', async () => {
    const { list, chat } = await alone();
    const heard: string[] = [];
    list.addEventListener('message-received', event => heard.push(`${event.message.text()} ${texts(list).length}`));
    chat.say(bob, 'Hello');
    await settle(list);
    expect(heard).to.deep.equal(['Hello 1']);
  });

  it('is a named region with a list, and holds a slot while empty', async () => {
    const { list, chat, viewport } = await alone();
    expect(viewport.getAttribute('aria-label')).to.equal('Messages with Bob Baker');
    expect(list.renderRoot.querySelector('slot[name=empty]')).to.not.equal(null);
    chat.say(bob, 'Hello');
    await settle(list);
    expect(list.renderRoot.querySelector('slot')).to.equal(null);
    expect(viewport.querySelectorAll('[role=list] [role=listitem]')).to.have.lengthOf(2);
  });

  it('is accessible in a group', async () => {
    const { list } = await alone(group);
    await expect(list).to.be.accessible();
  });
});
