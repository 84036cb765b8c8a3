import { expect, fixture, html } from '@open-wc/testing';
import {
  type ChatConversationElement,
  type ChatProviderElement,
  conversationContext,
  defineElements,
} from '../../src/elements/index.js';
import type { Conversation } from '../../src/model/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';

defineElements();

/** Not of Lit, and of no library: shows whom the conversation around it is with, by the context protocol alone. */
class PlainHeader extends HTMLElement {
  conversation: Conversation | undefined;
  #leave: (() => void) | undefined;

  connectedCallback(): void {
    const callback = (conversation: Conversation | undefined, leave?: () => void): void => {
      this.#leave = leave;
      this.conversation = conversation;
      this.textContent = conversation?.participants(0)?.displayName() ?? 'nobody';
    };
    const event = new Event('context-request', { bubbles: true, composed: true });
    this.dispatchEvent(Object.assign(event, { context: conversationContext, callback, subscribe: true }));
  }

  disconnectedCallback(): void {
    this.#leave?.();
  }
}
customElements.define('plain-header', PlainHeader);

const named = (person: typeof bob): string => person.uri.slice(4);

describe('elements composed by a page', () => {
  it('share the conversation around them, whatever stands between, and its own drawing gives way', async () => {
    const { application } = await signedIn();
    const provider = await fixture<ChatProviderElement>(
      html`<chat-provider .application=${application}>
        <chat-conversation target-sip=${bob.uri}>
          <plain-header></plain-header>
          <message-list></message-list>
          <div><message-composer></message-composer></div>
          <section>
            <p><participant-list></participant-list></p>
            <participant-add></participant-add>
          </section>
        </chat-conversation>
      </chat-provider>`,
    );
    const chat = provider.querySelector('chat-conversation') as ChatConversationElement;
    await settle(chat);
    expect(chat.conversation).to.not.equal(undefined);
    expect(chat.matches(':state(composed)')).to.equal(true);
    expect(chat.renderRoot.querySelector('[part=chat]')).to.equal(null);
    for (const tag of ['message-list', 'message-composer', 'participant-list', 'participant-add', 'plain-header']) {
      const element = provider.querySelector(tag) as HTMLElement & { conversation?: Conversation };
      expect(element.conversation, tag).to.equal(chat.conversation);
      expect(element.checkVisibility(), tag).to.equal(true);
    }
    expect(provider.querySelector('participant-add')?.application).to.equal(application);
    await expect(chat).to.be.accessible();
  });

  it('follow the target live', async () => {
    const { application } = await signedIn();
    const provider = await fixture<ChatProviderElement>(
      html`<chat-provider .application=${application}>
        <chat-conversation target-sip=${bob.uri}>
          <plain-header></plain-header><participant-list></participant-list>
        </chat-conversation>
      </chat-provider>`,
    );
    const chat = provider.querySelector('chat-conversation') as ChatConversationElement;
    const [header, list] = [provider.querySelector('plain-header'), provider.querySelector('participant-list')];
    await settle(chat);
    expect(header?.textContent).to.equal(named(bob));
    chat.setAttribute('target-sip', carol.uri);
    await settle(chat);
    expect(header?.textContent).to.equal(named(carol));
    expect(list?.renderRoot.querySelector('[part=name]')?.textContent).to.equal(named(carol));
  });

  it('work alone, with a conversation that the page sets', async () => {
    const { application } = await signedIn();
    const conversation = application.conversationsManager.getConversation(bob.uri);
    const box = await fixture<HTMLElement>(
      html`<div>
        <message-list .conversation=${conversation}></message-list>
        <participant-list .conversation=${conversation}></participant-list>
        <message-composer .conversation=${conversation}></message-composer>
      </div>`,
    );
    const list = box.querySelector('participant-list');
    if (list) await settle(list);
    expect(list?.renderRoot.querySelector('[part=name]')?.textContent).to.equal(named(bob));
    expect(box.querySelector('message-composer')?.renderRoot.querySelector('textarea')?.ariaLabel).to.contain(
      named(bob),
    );
  });

  it('do not mix: several conversations of several providers on one page', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const page = await fixture<HTMLElement>(
      html`<div>
        ${[first, second].map(
          ({ application }) =>
            html`<chat-provider .application=${application}>
              ${[bob, carol].map(
                ({ uri }) =>
                  html`<chat-conversation target-sip=${uri}><participant-list></participant-list></chat-conversation>`,
              )}
            </chat-provider>`,
        )}
      </div>`,
    );
    const lists = [...page.querySelectorAll('participant-list')];
    await Promise.all(lists.map(settle));
    const expected = [first, second].flatMap(({ application }) =>
      [bob, carol].map(({ uri }) => application.conversationsManager.getConversation(uri)),
    );
    expect(lists.map(({ conversation }) => expected.indexOf(conversation as Conversation))).to.deep.equal([0, 1, 2, 3]);
  });

  it('belong to another provider, or another conversation, when they are moved below it', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const page = await fixture<HTMLElement>(
      html`<div>
        <chat-provider .application=${first.application}>
          <chat-conversation target-sip=${bob.uri}><participant-list></participant-list></chat-conversation>
        </chat-provider>
        <chat-provider .application=${second.application}>
          <chat-conversation target-sip=${carol.uri}><plain-header></plain-header></chat-conversation>
        </chat-provider>
      </div>`,
    );
    const [near, far] = [...page.querySelectorAll('chat-conversation')];
    const list = page.querySelector('participant-list');
    if (!near || !far || !list) throw new Error('Something is missing');
    await settle(far);
    far.append(list);
    await settle(far);
    expect(list.conversation).to.equal(second.application.conversationsManager.getConversation(carol.uri));
    page.querySelectorAll('chat-provider')[0]?.append(far);
    await settle(far);
    expect(far.conversation).to.equal(first.application.conversationsManager.getConversation(carol.uri));
    expect(list.conversation).to.equal(far.conversation);
    expect((page.querySelector('plain-header') as PlainHeader).conversation).to.equal(far.conversation);
  });

  it('fill a flex or grid box that has a height, and bring one where it has none', async () => {
    const { application } = await signedIn();
    const conversation = application.conversationsManager.getConversation(bob.uri);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .flex { display: flex; flex-direction: column } .grid { display: grid; grid-template-rows: minmax(0, 1fr) }
      .flex > chat-conversation { flex: 1; min-height: 0 } .high { height: 300px; width: 300px }`);
    document.adoptedStyleSheets.push(sheet);
    const page = await fixture<HTMLElement>(
      html`<div>
        ${['flex high', 'grid high', 'flex', 'grid', ''].map(
          look => html`<div class=${look}><chat-conversation .conversation=${conversation}></chat-conversation></div>`,
        )}
      </div>`,
    );
    const chats = [...page.querySelectorAll('chat-conversation')];
    await Promise.all(chats.map(settle));
    const heights = chats.map(chat => Math.round(chat.getBoundingClientRect().height));
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet);
    expect(heights.slice(0, 2)).to.deep.equal([300, 300]);
    for (const height of heights.slice(2)) expect(height).to.be.greaterThan(200);
  });
});
