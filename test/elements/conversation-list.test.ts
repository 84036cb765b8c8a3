import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  ChatConversationElement,
  ChatProviderElement,
  ConversationListElement,
  defineElements,
} from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, carol, type FakeNetwork, settle, signedIn } from './fake-network.js';
import {
  archived,
  chatFrom,
  hoursAgo,
  launcherScenes,
  manyConversations,
  tellPast,
} from './gallery/launcher-scenes.js';

defineElements();

const textOf = (root: ParentNode, part: string): string[] =>
  [...root.querySelectorAll(`[part~=${part}]`)].map(({ textContent }) => textContent?.trim() ?? '');
const rows = (list: ConversationListElement): HTMLElement[] => [
  ...list.renderRoot.querySelectorAll<HTMLElement>('[part~=conversation]'),
];
const titles = (list: ConversationListElement): string[] => textOf(list.renderRoot, 'title');

/** What a test leaves on the page. */
let page: HTMLElement;
beforeEach(() => {
  page = document.createElement('div');
  document.body.append(page);
});
afterEach(() => page.remove());

async function listOf(network: FakeNetwork, application: ConversationListElement['application']) {
  const list = await fixture<ConversationListElement>(
    html`<conversation-list .application=${application}></conversation-list>`,
  );
  tellPast(network, []);
  await settle(list);
  return list;
}

describe('<conversation-list>', () => {
  it('shows open and past conversations, the latest news first, with last message, time and unread count', async () => {
    const { list } = await manyConversations(page);
    expect(titles(list)).to.deep.equal([
      'Carol Chen',
      'Bob Baker',
      'Dave O’Donnell',
      'Report for November',
      'Erika Mustermann-Schwarzenberg',
    ]);
    expect(textOf(list.renderRoot, 'snippet')).to.deep.equal([
      'Carol Chen wants to chat',
      'Here is the link.',
      'The chairs are here. Shall I send somebody up with them?',
      'Carol Chen: Signed.',
      'Thank you very much for your help last week, it works now.',
    ]);
    expect(textOf(list.renderRoot, 'time').slice(1, 3)).to.deep.equal(['6 min. ago', '3 hr. ago']);
    expect(textOf(list.renderRoot, 'count')).to.deep.equal(['1', '2', '2']);
    expect(list.unread).to.equal(5);
    expect(list.matches(':state(unread)')).to.equal(true);
    await expect(list).to.be.accessible();
  });

  it('tells of unread messages by an event, and follows the order of what is said', async () => {
    const { application, network } = await signedIn();
    const list = await listOf(network, application);
    const counts: number[] = [];
    list.addEventListener('unread-change', ({ count }) => counts.push(count));
    const fromBob = await chatFrom(network, application, bob);
    const fromCarol = await chatFrom(network, application, carol);
    fromBob.say(bob, 'First', hoursAgo(2));
    fromCarol.say(carol, 'Second', hoursAgo(1));
    await settle(list);
    expect(titles(list)).to.deep.equal(['Carol Chen', 'Bob Baker']);
    const [, row] = rows(list);
    row?.focus();
    fromBob.say(bob, 'Third');
    await settle(list);
    expect(titles(list)).to.deep.equal(['Bob Baker', 'Carol Chen']);
    expect(list.shadowRoot?.activeElement, 'the focus goes along').to.equal(row);
    expect(counts.at(-1)).to.equal(3);
    void application.conversationsManager
      .conversations()[0]
      ?.historyService.markAllAsRead()
      .catch(() => {});
    await settle(list);
    expect(counts.at(-1)).to.equal(1);
  });

  it('is one tab stop, in which arrows, Home and End move', async () => {
    const { list } = await manyConversations(page);
    const before = document.createElement('button');
    page.prepend(before);
    before.focus();
    const focused = (): string => textOf(list.shadowRoot?.activeElement ?? document, 'title')[0] ?? '';
    await sendKeys({ press: 'Tab' });
    expect(focused(), 'the selected one').to.equal('Report for November');
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal('Erika Mustermann-Schwarzenberg');
    await sendKeys({ press: 'ArrowDown' });
    expect(focused(), 'on to the first').to.equal('Carol Chen');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Home' });
    expect(focused()).to.equal('Carol Chen');
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowUp' });
    expect(focused()).to.equal('Report for November');
    await sendKeys({ press: 'Tab' });
    expect(list.shadowRoot?.activeElement ?? null, 'the list has no other').to.equal(null);
  });

  it('selects by Enter, Space and click, unless the event is cancelled', async () => {
    const { list, application } = await manyConversations(page);
    const [first, second, third] = rows(list);
    first?.focus();
    await sendKeys({ press: 'Enter' });
    expect(list.selected?.creator.displayName()).to.equal('Carol Chen');
    second?.focus();
    await sendKeys({ press: 'Space' });
    expect(list.selected?.creator.displayName()).to.equal('Bob Baker');
    await settle(list);
    expect(second?.getAttribute('aria-current')).to.equal('true');
    expect(second?.getAttribute('part')).to.contain('selected');
    list.addEventListener('conversation-select', event => {
      expect(application.conversationsManager.conversations()).to.contain(event.conversation);
      event.preventDefault();
    });
    third?.click();
    await settle(list);
    expect(list.selected?.creator.displayName()).to.equal('Bob Baker');
  });

  it('shows what is selected in the chat that `for` names, and marks what that shows', async () => {
    const { application, network } = await signedIn();
    const provider = await fixture<ChatProviderElement>(
      html`<chat-provider .application=${application}>
        <conversation-list for="chat"></conversation-list>
        <chat-conversation id="chat"></chat-conversation>
      </chat-provider>`,
    );
    const list = provider.querySelector('conversation-list') as ConversationListElement;
    const chat = provider.querySelector('chat-conversation') as ChatConversationElement;
    const fromBob = await chatFrom(network, application, bob);
    fromBob.say(bob, 'Hello', hoursAgo(1));
    (await chatFrom(network, application, carol)).say(carol, 'Good morning');
    await settle(list);
    rows(list)[1]?.click();
    await settle(list);
    expect(chat.conversation?.creator.id()).to.equal(bob.uri);
    expect(rows(list).map(row => row.getAttribute('aria-current'))).to.deep.equal([null, 'true']);
    chat.conversation = application.conversationsManager.conversations()[1];
    await settle(list);
    expect(rows(list).map(row => row.getAttribute('aria-current'))).to.deep.equal(['true', null]);
  });

  it('leaves out a conversation that was only looked at', async () => {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversation(bob.uri);
    const list = await listOf(network, application);
    expect(titles(list)).to.deep.equal([]);
    list.selected = conversation;
    await settle(list);
    expect(titles(list)).to.deep.equal(['bob@contoso.example']);
    list.selected = undefined;
    conversation.chatService.sendMessage('Hello').catch(() => {});
    await settle(list);
    expect(titles(list)).to.deep.equal(['bob@contoso.example']);
    expect(textOf(list.renderRoot, 'snippet')).to.deep.equal(['You: Hello']);
  });

  it('says who is typing', async () => {
    const { application, network } = await signedIn();
    const list = await listOf(network, application);
    const chat = await chatFrom(network, application, bob);
    chat.events.typing(bob, 60);
    await settle(list);
    expect(textOf(list.renderRoot, 'snippet')).to.deep.equal(['Bob Baker is typing…']);
  });

  it('reads the first page of the past once for all lists of an application, and more on demand', async () => {
    const { application, network } = await signedIn();
    await fixture(html`<conversation-list .application=${application}></conversation-list>`);
    const list = await fixture<ConversationListElement>(
      html`<conversation-list .application=${application}></conversation-list>`,
    );
    await settle(list);
    expect(network.pages.length).to.equal(1);
    const past = Array.from({ length: 20 }, (_, index) =>
      archived(`sip:room-${index}@contoso.example`, [bob], hoursAgo(24 + index)),
    );
    tellPast(network, past, 20);
    await settle(list);
    expect(rows(list)).to.have.lengthOf(20);
    expect(network.pages.length).to.equal(1);
    list.renderRoot.querySelector<HTMLElement>('[part=more]')?.click();
    await settle(list);
    expect(textOf(list.renderRoot, 'status')).to.deep.equal(['Loading chats…']);
    expect(network.pages.map(({ what }) => what)).to.deep.equal([undefined, 20]);
    tellPast(network, [archived('sip:room-20@contoso.example', [carol], hoursAgo(999))]);
    await settle(list);
    expect(rows(list)).to.have.lengthOf(21);
    expect(list.renderRoot.querySelector('[part=more]'), 'there are no more').to.equal(null);
  });

  it('says why the past could not be loaded, and tries again', async () => {
    const list = (await launcherScenes['conversations-not-loaded']?.(page)) as ConversationListElement;
    expect(textOf(list.renderRoot, 'error')).to.deep.equal(['The server is busy.']);
    await expect(list).to.be.accessible();
    const again = list.renderRoot.querySelector<HTMLElement>('[part=more]');
    expect(again?.textContent?.trim()).to.equal('Try again');
    again?.click();
    await settle(list);
    expect(textOf(list.renderRoot, 'error')).to.deep.equal([]);
  });

  it('says that there is none, or what the page says instead', async () => {
    const list = (await launcherScenes['no-conversations']?.(page)) as ConversationListElement;
    expect(list.matches(':state(empty)')).to.equal(true);
    expect(list.renderRoot.textContent).to.contain('No chats yet.');
    await expect(list).to.be.accessible();
  });

  it('says that nobody is signed in', async () => {
    const provider = await fixture<ChatProviderElement>(
      html`<chat-provider><conversation-list></conversation-list></chat-provider>`,
    );
    const list = provider.querySelector('conversation-list') as ConversationListElement;
    await settle(list);
    expect(textOf(list.renderRoot, 'status')).to.deep.equal(['Not signed in']);
  });

  it('loads last messages only of rows that are seen, one after another', async () => {
    page.style.height = '200px';
    page.style.overflow = 'auto';
    const { application, network } = await signedIn();
    const list = new ConversationListElement();
    list.application = application;
    page.append(list);
    await settle(list);
    const past = Array.from({ length: 20 }, (_, index) =>
      archived(`sip:room-${index}@contoso.example`, [bob], hoursAgo(24 + index)),
    );
    tellPast(network, past, 20);
    await settle(list);
    expect(network.histories).to.have.lengthOf(1);
    for (let read = 1; read <= 20 && network.histories.length === read; read++) {
      network.histories.at(-1)?.fail(new Reason('RequestFailed'));
      await settle(list);
    }
    expect(network.histories.length).to.be.within(2, 6);
  });
});
