import { expect, fixture, html } from '@open-wc/testing';
import { ChatConversationElement } from '../../src/elements/chat-conversation.js';
import { ChatProviderElement } from '../../src/elements/chat-provider.js';
import { loadFurtherElementsWhenFound } from '../../src/elements/load-further-elements.js';
import { bob, carol, settle, signedIn, type FakeNetwork } from './fake-network.js';
import type { Application } from '../../src/model/index.js';

// What the script-tag file does. The tests build on each other.
ChatProviderElement.define();
ChatConversationElement.define();
loadFurtherElementsWhenFound();

/** Puts a chat of Alice's into `depth` shadow roots, each in the one before; the page cannot look into the last. */
async function nested(depth: number, inside: string): Promise<[ShadowRoot, Application, FakeNetwork]> {
  const { application, network } = await signedIn();
  let host: Element = await fixture<HTMLElement>(html`<section lang="de"></section>`);
  let root = host.attachShadow({ mode: 'open' });
  for (let level = 1; level < depth; level += 1) {
    host = root.appendChild(document.createElement('div'));
    root = host.attachShadow({ mode: level === depth - 1 ? 'closed' : 'open' });
  }
  const provider = document.createElement('chat-provider');
  provider.application = application;
  for (const tag of inside.split(' ')) provider.append(document.createElement(tag));
  root.append(provider);
  await settle(provider);
  return [root, application, network];
}

describe('in three shadow roots of others', () => {
  it('a chat is drawn, written in and read', async () => {
    const [root, , network] = await nested(3, 'chat-conversation');
    const chat = root.querySelector('chat-conversation') as ChatConversationElement;
    chat.targetSip = bob.uri;
    await settle(chat);
    expect(chat.matches(':state(connected)')).to.equal(true);
    const composer = chat.renderRoot.querySelector('message-composer');
    composer?.focus();
    expect(root.activeElement).to.equal(chat);
    if (composer) composer.value = 'Hello';
    composer?.send();
    await settle(chat);
    network.chat.starts[0]?.succeed();
    await settle(chat);
    network.chat.say(bob, 'Hello yourself');
    await settle(chat);
    const list = chat.renderRoot.querySelector('message-list')?.shadowRoot;
    expect(list?.textContent).to.include('Hello yourself');
    expect(customElements.get('chat-invitations'), 'nothing more is loaded for it').to.equal(undefined);
  });

  it('it speaks the language of the page around them', async () => {
    const [root] = await nested(3, 'chat-conversation');
    const chat = root.querySelector('chat-conversation') as ChatConversationElement;
    chat.targetSip = bob.uri;
    await settle(chat);
    expect(chat.renderRoot.textContent).to.include('Chat beginnen');
  });

  it('the elements that are loaded on demand are found beside it, added later too', async () => {
    const [root, application, network] = await nested(3, 'chat-conversation');
    root.querySelector('chat-provider')?.append(document.createElement('chat-invitations'));
    await customElements.whenDefined('chat-invitations');
    const invitations = root.querySelector('chat-invitations');
    expect(invitations?.application).to.equal(application);
    network.invite(carol);
    if (invitations) await settle(invitations);
    expect(invitations?.renderRoot.textContent).to.include('Carol Chen');
  });
});
