import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { defineElements, type ChatConversationElement } from '../../src/elements/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';

/** A registry for one shadow root. Chrome and Edge 146, Safari 26. */
function scopedRegistry(): CustomElementRegistry | undefined {
  try {
    return new CustomElementRegistry();
  } catch {
    return undefined;
  }
}

describe('defineElements(registry)', () => {
  it('registers a version for one shadow root, with all that it draws, and nothing for the page', async function () {
    const registry = scopedRegistry();
    if (!registry) return this.skip();
    defineElements(registry);
    const host = await fixture<HTMLElement>(html`<section></section>`);
    const root = host.attachShadow({ mode: 'open', customElementRegistry: registry } as ShadowRootInit);
    const { application, network } = await signedIn();
    root.innerHTML = '<chat-provider><chat-conversation></chat-conversation></chat-provider>';
    const [provider, chat] = root.querySelectorAll('*') as unknown as [HTMLElement, ChatConversationElement];
    Object.assign(provider, { application });
    chat.targetSip = bob.uri;
    await settle(chat);
    expect(customElements.get('chat-conversation')).to.equal(undefined);
    const list = chat.renderRoot.querySelector('message-list');
    expect(list).to.be.instanceOf(registry.get('message-list'));
    void chat.start();
    network.chat.starts[0]?.succeed();
    await settle(chat);
    network.chat.say(bob, 'Hello');
    await settle(chat);
    expect(list?.shadowRoot?.textContent).to.include('Hello');

    network.chat.events.promoted('sip:room-1@contoso.example');
    network.chat.conference([
      { ...bob, role: 'Attendee' },
      { ...carol, role: 'Attendee' },
    ]);
    await waitUntil(() => chat.renderRoot.querySelector('participant-list'));
    expect(chat.renderRoot.querySelector('participant-list')).to.be.instanceOf(registry.get('participant-list'));
  });
});
