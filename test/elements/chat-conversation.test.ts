import { expect, fixture, html } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { sendKeys } from '@web/test-runner-commands';
import {
  ChatConversationElement,
  applicationContext,
  conversationContext,
  defineElements,
  setApplicationFactory,
} from '../../src/elements/index.js';
import type { Application } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle, signedIn, wrongPassword } from './fake-network.js';
import { connectedWithBob, group, talking, withBob } from './gallery/scenes.js';

defineElements();

const root = (): Promise<HTMLElement> => fixture<HTMLElement>(html`<div></div>`);
const button = (element: ChatConversationElement, name: string): HTMLElement => {
  const found = [...element.renderRoot.querySelectorAll<HTMLElement>('button')].find(
    candidate => !candidate.closest('[hidden]') && [candidate.ariaLabel, candidate.textContent?.trim()].includes(name),
  );
  if (!found) throw new Error(`No button "${name}"`);
  return found;
};
const part = (element: ChatConversationElement, name: string): string | undefined =>
  element.renderRoot.querySelector(`[part~="${name}"]`)?.textContent?.trim().replace(/\s+/g, ' ');

/** The innermost element that has the keyboard. */
function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

async function inApplication(markup: (application: Application) => unknown) {
  const { application, network } = await signedIn();
  const provider = await fixture<HTMLElement>(
    html`<chat-provider .application=${application}>${markup(application)}</chat-provider>`,
  );
  const element = provider.querySelector('chat-conversation');
  if (!element) throw new Error('No conversation');
  await settle(element);
  return { application, network, element, provider };
}

describe('<chat-conversation>', () => {
  describe('finds its conversation', () => {
    it('by its target, in a provider', async () => {
      const { application, element } = await inApplication(
        () => html`<chat-conversation target-sip="SIP:Bob@Contoso.example"></chat-conversation>`,
      );
      expect(element.conversation).to.equal(application.conversationsManager.getConversation(bob.uri));
      expect(element.matches(':state(idle)')).to.equal(true);
    });

    it('again when the target changes', async () => {
      const { element } = await inApplication(
        () => html`<chat-conversation target-sip=${bob.uri}></chat-conversation>`,
      );
      element.targetSip = carol.uri;
      await settle(element);
      expect(element.conversation?.participants()[0]?.uri()).to.equal(carol.uri);
      expect(element.getAttribute('target-sip')).to.equal(carol.uri);
    });

    it('by signing in itself', async () => {
      const network = new FakeNetwork();
      setApplicationFactory(({ server }) => {
        expect(server).to.equal('wss://chat.contoso.example/sip');
        return newApplication(network);
      });
      const element = await fixture<ChatConversationElement>(
        html`<chat-conversation
          server="wss://chat.contoso.example/sip"
          account-sip=${alice.uri}
          target-sip=${bob.uri}
          .credentials=${{ password: 'secret' }}
        ></chat-conversation>`,
      );
      await settle(element);
      expect(element.shadowRoot?.querySelector('[part=banner]')?.textContent?.trim()).to.equal('Connecting…');
      network.signIns[0]?.succeed(alice);
      await settle(element);
      expect(element.conversation?.participants()[0]?.uri()).to.equal(bob.uri);
      expect(element.matches(':state(connected)')).to.equal(true);
    });

    it('in an application that any element provides by context', async () => {
      const { application, network } = await signedIn();
      const host = document.createElement('div');
      new ContextProvider(host, { context: applicationContext, initialValue: application });
      const element = new ChatConversationElement();
      element.targetSip = bob.uri;
      host.append(element);
      (await root()).append(host);
      await settle(element);
      expect(element.conversation).to.equal(application.conversationsManager.getConversation(bob.uri));
      network.onConnection('Reconnecting');
      await settle(element);
      expect(part(element, 'banner')).to.contain('Reconnecting');
    });

    it('or says that the target is no address, and throws nothing', async () => {
      const { element } = await inApplication(
        () => html`<chat-conversation target-sip="not an address"></chat-conversation>`,
      );
      expect(part(element, 'empty')).to.contain('“not an address” is not an address. Write it like name@example.com.');
      element.targetSip = bob.uri;
      await settle(element);
      expect(element.conversation).not.to.equal(undefined);
    });

    it('in a call from the same person while it is idle', async () => {
      const { application, network, element } = await inApplication(
        () => html`<chat-conversation target-sip=${bob.uri}></chat-conversation>`,
      );
      network.invite(bob);
      await settle(element);
      expect(element.conversation).to.equal(application.conversationsManager.conversations().at(-1));
      expect(part(element, 'notice')).to.contain('Bob Baker wants to chat');
    });

    it('but not in calls from others, or into a group', async () => {
      const { network, element } = await inApplication(
        () => html`<chat-conversation target-sip=${bob.uri}></chat-conversation>`,
      );
      const before = element.conversation;
      network.invite(carol);
      network.invite(bob, { uri: 'sip:room@contoso.example' });
      await settle(element);
      expect(element.conversation).to.equal(before);
    });

    it('in what the user accepts, when it follows, and takes the focus if nobody has it', async () => {
      const { network, element, provider } = await inApplication(
        () => html`<chat-invitations></chat-invitations><chat-conversation follow></chat-conversation>`,
      );
      const chat = network.invite(bob);
      network.invite(carol);
      await settle(element);
      expect(element.conversation).to.equal(undefined);
      const invitations = provider.querySelector('chat-invitations');
      invitations?.renderRoot.querySelectorAll<HTMLElement>('[part=accept]')[0]?.click();
      chat.accepts[0]?.succeed();
      await settle(element);
      expect(element.conversation?.participants()[0]?.uri()).to.equal(bob.uri);
      expect(element.conversation?.phase()).to.equal('active');
      expect(focused()?.localName).to.equal('textarea');
    });
  });

  it('comes back to its target when that is set again after following', async () => {
    const { application, network, element } = await inApplication(
      () => html`<chat-conversation follow target-sip=${bob.uri}></chat-conversation>`,
    );
    const withBob = element.conversation;
    const chat = network.invite(carol);
    const withCarol = application.conversationsManager.conversations().at(-1);
    await settle(element);
    expect(element.conversation).to.equal(withBob);
    void withCarol?.chatService.accept();
    chat.accepts[0]?.succeed();
    await settle(element);
    expect(element.conversation).to.equal(withCarol);
    element.targetSip = bob.uri;
    await settle(element);
    expect(element.conversation).to.equal(withBob);
  });

  describe('shares its conversation', () => {
    it('with its own children, and then draws nothing itself', async () => {
      const { element, provider } = await inApplication(
        () =>
          html`<chat-conversation target-sip=${bob.uri}>
            <div><message-list></message-list></div>
            <message-composer></message-composer>
          </chat-conversation>`,
      );
      expect(element.renderRoot.querySelector('[part=chat]')).to.equal(null);
      expect(provider.querySelector('message-list')?.conversation).to.equal(element.conversation);
      expect(provider.querySelector('message-composer')?.conversation).to.equal(element.conversation);
      expect(element.conversation).not.to.equal(undefined);
    });

    it('and draws again when the children are gone', async () => {
      const { element } = await inApplication(
        () => html`<chat-conversation target-sip=${bob.uri}><message-list></message-list></chat-conversation>`,
      );
      element.replaceChildren();
      await settle(element);
      expect(element.renderRoot.querySelector('[part=chat]')).not.to.equal(null);
    });

    it('through three foreign shadow roots', async () => {
      const { element } = await inApplication(
        () => html`<chat-conversation target-sip=${bob.uri}><div></div></chat-conversation>`,
      );
      let inner: Element | null = element.firstElementChild;
      for (let depth = 0; depth < 3 && inner; depth++) {
        const host: Element = document.createElement('div');
        inner.append(host);
        const wrapper = document.createElement('div');
        host.attachShadow({ mode: 'open' }).append(wrapper);
        inner = wrapper;
      }
      const list = document.createElement('message-list');
      inner?.append(list);
      await settle(list);
      expect(list.conversation).to.equal(element.conversation);
    });

    it('while a conversation set on a child by the page wins', async () => {
      const { application, provider } = await inApplication(
        app =>
          html`<chat-conversation target-sip=${bob.uri}>
            <message-list .conversation=${app.conversationsManager.getConversation(carol.uri)}></message-list>
          </chat-conversation>`,
      );
      expect(provider.querySelector('message-list')?.conversation).to.equal(
        application.conversationsManager.getConversation(carol.uri),
      );
    });

    it('or takes one from any element that provides it', async () => {
      const { application } = await signedIn();
      const conversation = application.conversationsManager.getConversation(bob.uri);
      const host = document.createElement('div');
      new ContextProvider(host, { context: conversationContext, initialValue: conversation });
      const list = document.createElement('participant-list');
      host.append(list);
      (await root()).append(host);
      await settle(list);
      expect(list.renderRoot.textContent).to.contain('bob@contoso.example');
    });
  });

  describe('draws', () => {
    it('calling, ringing, and cancels', async () => {
      const { element, network, conversation } = await withBob(await root());
      button(element, 'Start chat').click();
      await settle(element);
      expect(part(element, 'notice')).to.contain('Calling bob@contoso.example…');
      network.chat.events.ringing();
      await settle(element);
      expect(part(element, 'notice')).to.contain('Ringing');
      const cancel = button(element, 'Cancel');
      cancel.focus();
      cancel.click();
      await settle(element);
      expect(network.chat.left).to.equal(true);
      expect(conversation.phase()).to.equal('ended');
      expect(focused()?.textContent?.trim()).to.equal('Start again');
    });

    it('an incoming chat, and accepts', async () => {
      const { application, network } = await signedIn();
      const chat = network.invite(bob, { first: 'Do you have a minute?' });
      const element = await fixture<ChatConversationElement>(
        html`<chat-conversation
          .conversation=${application.conversationsManager.conversations()[0]}
        ></chat-conversation>`,
      );
      await settle(element);
      const accept = button(element, 'Accept');
      accept.focus();
      accept.click();
      await settle(element);
      expect(focused()?.localName, 'the composer has the keyboard').to.equal('textarea');
      expect(part(element, 'notice')).to.equal('Joining…');
      chat.accepts[0]?.succeed();
      await settle(element);
      expect(element.renderRoot.querySelector('[part=notice]')).to.equal(null);
      const list = element.renderRoot.querySelector('message-list');
      expect(list?.renderRoot.querySelector('[part~=bubble]')?.textContent).to.equal('Do you have a minute?');
    });

    it('an incoming chat, and declines', async () => {
      const { application, network } = await signedIn();
      const chat = network.invite(bob);
      const element = await fixture<ChatConversationElement>(
        html`<chat-conversation
          .conversation=${application.conversationsManager.conversations()[0]}
        ></chat-conversation>`,
      );
      await settle(element);
      button(element, 'Decline').click();
      await settle(element);
      expect(chat.rejected).to.equal(true);
      expect(part(element, 'notice')).to.contain('You declined.');
    });

    it('the other side without a connection', async () => {
      const { element, chat } = await talking(await root());
      chat.events.ended(new Reason('Terminated', { subcode: 'RemoteConnectionLost' }));
      await settle(element);
      expect(part(element, 'notice')).to.contain('Bob Baker lost the connection.');
    });

    it('the end by the other side; messages stay, and starting again goes on in the same conversation', async () => {
      const { element, chat, network, conversation } = await talking(await root());
      chat.events.ended(new Reason('Terminated'));
      await settle(element);
      expect(part(element, 'notice')).to.contain('Bob Baker ended the chat.');
      const list = element.renderRoot.querySelector('message-list');
      expect(list?.renderRoot.querySelectorAll('[part~=bubble]')).to.have.lengthOf(6);
      button(element, 'Start again').click();
      await settle(element);
      expect(network.chats).to.have.lengthOf(2);
      expect(element.conversation).to.equal(conversation);
    });

    it('the end by us', async () => {
      const { element, chat } = await connectedWithBob(await root());
      const end = button(element, 'End chat');
      end.focus();
      end.click();
      await settle(element);
      expect(chat.left).to.equal(true);
      expect(part(element, 'notice')).to.contain('You ended this chat.');
      expect(focused()?.textContent?.trim()).to.equal('Start again');
    });

    it('a group: its topic, that we wait in its lobby, that nobody else is there, and that we were removed', async () => {
      const { element } = await talking(await root());
      const { application, network } = await signedIn();
      const conversation = application.conversationsManager.getConversationByUri('sip:room@contoso.example');
      element.conversation = conversation;
      conversation.chatService.start().catch(() => {});
      const { chat } = network;
      await settle(element);
      expect(part(element, 'notice')).to.contain('Joining…');
      chat.events.lobby();
      await settle(element);
      expect(part(element, 'notice')).to.contain('Waiting to be let in…');
      await expect(element).to.be.accessible();
      chat.starts[0]?.succeed();
      chat.events.promoted('sip:room@contoso.example');
      chat.conference([bob], { topic: 'Lunch' });
      await settle(element);
      expect(part(element, 'title')).to.equal('Lunch');
      expect(part(element, 'notice')).to.equal(undefined);
      chat.conference([]);
      await settle(element);
      expect(part(element, 'notice')).to.contain('You are the only one here.');
      chat.events.ended(new Reason('Ejected', { message: 'You were removed from this chat.' }));
      await settle(element);
      expect(part(element, 'notice')).to.contain('You were removed from this chat.');
    });

    it('adding a person by keyboard: opens, asks, closes, and gives the focus back', async () => {
      const { element, chat, conversation } = await connectedWithBob(await root());
      const opener = button(element, 'Add a person');
      opener.focus();
      await sendKeys({ press: 'Enter' });
      await settle(element);
      expect(opener.getAttribute('aria-expanded')).to.equal('true');
      expect(focused()?.localName).to.equal('input');
      await sendKeys({ type: 'carol@contoso.example' });
      await sendKeys({ press: 'Enter' });
      await settle(element);
      chat.events.promoted('sip:room@contoso.example');
      chat.conference([
        { ...bob, role: 'Attendee' },
        { ...carol, role: 'Attendee' },
      ]);
      chat.adds[0]?.succeed();
      await settle(element);
      expect(conversation.participants.size()).to.equal(2);
      expect(part(element, 'title')).to.equal('Bob Baker, Carol Chen');
      expect(part(element, 'state')).to.equal('3 people');
      expect(element.matches(':state(group)')).to.equal(true);
      expect(opener.getAttribute('aria-expanded')).to.equal('false');
      expect(focused()).to.equal(opener);
    });

    it('and closes the form on Escape', async () => {
      const { element } = await connectedWithBob(await root());
      button(element, 'Add a person').click();
      await settle(element);
      await sendKeys({ press: 'Escape' });
      await settle(element);
      expect(element.renderRoot.querySelector<HTMLElement>('[part=adding]')?.hidden).to.equal(true);
      expect(focused()).to.equal(button(element, 'Add a person'));
    });

    it('what a page puts into its slots, without giving up the rest', async () => {
      const { element } = await inApplication(
        () =>
          html`<chat-conversation target-sip=${bob.uri}>
            <b slot="header">Help desk</b><i slot="empty">Ask us anything</i>
          </chat-conversation>`,
      );
      expect(element.renderRoot.querySelector('[part=chat]')).not.to.equal(null);
      for (const slotted of element.querySelectorAll<HTMLElement>('b, i')) {
        expect(slotted.offsetWidth, slotted.localName).to.be.greaterThan(0);
      }
    });

    it('its fallback when signing in failed', async () => {
      const network = new FakeNetwork();
      setApplicationFactory(() => newApplication(network));
      const element = await fixture<ChatConversationElement>(
        html`<chat-conversation
          server="wss://chat.contoso.example/sip"
          account-sip=${alice.uri}
          target-sip=${bob.uri}
          .credentials=${{ password: 'wrong' }}
          ><p slot="fallback">Call us</p></chat-conversation
        >`,
      );
      await settle(element);
      expect(element.querySelector('p')?.offsetWidth).to.equal(0);
      network.signIns[0]?.fail(wrongPassword);
      await settle(element);
      expect(element.querySelector('p')?.offsetWidth).to.be.greaterThan(0);
    });
  });

  it('sends by keyboard alone, and keeps the focus in the box', async () => {
    const { element, chat } = await connectedWithBob(await root());
    element.renderRoot.querySelector('message-composer')?.focus();
    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    await settle(element);
    expect(chat.sends[0]?.what.text).to.equal('Hello');
    expect(focused()?.localName).to.equal('textarea');
  });

  it('tells each phase', async () => {
    const parent = await root();
    const heard: string[] = [];
    parent.addEventListener('conversation-phase-change', event => heard.push(event.phase));
    const { chat, element } = await connectedWithBob(parent);
    chat.events.ended(new Reason('Terminated'));
    await settle(element);
    expect(heard).to.deep.equal(['idle', 'inviting', 'active', 'ended']);
  });

  it('keeps conversation, messages and draft when it is moved', async () => {
    const { element, conversation } = await talking(await root());
    const composer = element.renderRoot.querySelector('message-composer');
    if (composer) composer.value = 'Draft';
    (await root()).append(element);
    await settle(element);
    expect(element.conversation).to.equal(conversation);
    expect(element.renderRoot.querySelector('message-composer')?.value).to.equal('Draft');
    expect(
      element.renderRoot.querySelector('message-list')?.renderRoot.querySelectorAll('[part~=bubble]').length,
    ).to.equal(6);
  });

  it('lets pages style the inside by parts', async () => {
    const { element } = await group(await root());
    const exported = [...element.renderRoot.querySelectorAll<HTMLElement>('[exportparts]')].map(child => {
      const parts = child.shadowRoot?.querySelectorAll('[part]') ?? [];
      const names = new Set([...parts].flatMap(inner => [...inner.part]));
      return { tag: child.localName, names, list: child.getAttribute('exportparts') ?? '' };
    });
    for (const { tag, names, list } of exported) {
      const forwarded = list.split(',').map(pair => pair.split(':')[0]?.trim());
      for (const name of names) expect(forwarded, `${tag} ${name}`).to.include(name);
    }
  });

  it('writes no style attribute', async () => {
    const { element } = await group(await root());
    const roots: ParentNode[] = [element.renderRoot];
    for (let i = 0; i < roots.length; i++) {
      for (const node of roots[i]?.querySelectorAll('*') ?? []) {
        expect(node.hasAttribute('style'), node.localName).to.equal(false);
        if (node.shadowRoot) roots.push(node.shadowRoot);
      }
    }
  });

  describe('says who is typing', () => {
    it('by name, until they have written', async () => {
      const { chat, element } = await connectedWithBob(await root());
      expect(part(element, 'typing')).to.equal('');
      chat.events.typing(bob, 60);
      await settle(element);
      expect(part(element, 'typing')).to.equal('Bob Baker is typing…');
      chat.say(bob, 'Here it is');
      await settle(element);
      expect(part(element, 'typing')).to.equal('');
    });

    it('both of two, and of more how many', async () => {
      const { chat, element } = await group(await root());
      for (const person of [bob, carol]) chat.events.typing(person, 60);
      await settle(element);
      expect(part(element, 'typing')).to.equal('Bob Baker and Carol Chen are typing…');
      const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' };
      chat.conference([bob, carol, dave].map(person => ({ ...person, role: 'Attendee' as const })));
      chat.events.typing(dave, 60);
      await settle(element);
      expect(part(element, 'typing')).to.equal('3 people are typing…');
    });

    it('politely, beside the log and without moving it', async () => {
      const { chat, element } = await connectedWithBob(await root());
      const line = element.renderRoot.querySelector<HTMLElement>('[part="typing"]');
      const place = () => element.renderRoot.querySelector('message-list')?.getBoundingClientRect().toJSON() as object;
      const before = place();
      chat.events.typing(bob, 60);
      await settle(element);
      expect(place()).to.deep.equal(before);
      expect(line?.getAttribute('role')).to.equal('status');
      expect(line?.closest('[role="log"]')).to.equal(null);
    });
  });
});
