import { expect, fixture, html } from '@open-wc/testing';
import { ChatConversationElement } from '../../src/elements/chat-conversation.js';
import { loadFurtherElementsWhenFound } from '../../src/elements/load-further-elements.js';
import { bob, carol, settle, signedIn } from './fake-network.js';

// Not `defineElements`, which registers all at once: here is what the script-tag file does. The tests build on each other.
ChatConversationElement.define();

const LATER = ['participant-list', 'participant-add', 'chat-invitations'];
const registered = (): string[] => LATER.filter(tag => customElements.get(tag));

async function talkingWithBob() {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation(bob.uri);
  const started = conversation.chatService.start();
  network.chat.starts[0]?.succeed();
  await started;
  const element = await fixture<ChatConversationElement>(
    html`<chat-conversation .conversation=${conversation}></chat-conversation>`,
  );
  await settle(element);
  const inside = (selector: string) => element.renderRoot.querySelector<HTMLElement>(selector);
  return { element, inside, chat: network.chat };
}

describe('what a chat of two does not draw', () => {
  it('is not registered as long as there are two', async () => {
    const { inside } = await talkingWithBob();
    expect(registered()).to.deep.equal([]);
    expect(inside('[part=side]')?.checkVisibility()).to.equal(false);
    expect(inside('participant-list, participant-add')).to.equal(null);
  });

  it('does not take the keyboard from who has gone on while it was loaded', async () => {
    const { element, inside } = await talkingWithBob();
    inside('[part=add-button]')?.click();
    inside('message-composer')?.focus();
    await element.updateComplete;
    expect(registered()).to.deep.equal([]);
    const room = inside('[part=side]')?.offsetHeight ?? 0;
    expect(room, 'room is kept for what is being loaded').to.be.greaterThan(0);
    await customElements.whenDefined('participant-add');
    await settle(element);
    expect(element.shadowRoot?.activeElement?.localName).to.equal('message-composer');
    expect(Math.abs((inside('[part=side]')?.offsetHeight ?? 0) - room)).to.be.lessThan(8);
    await expect(element).to.be.accessible();
  });

  it('is drawn at once from then on, in a group too', async () => {
    expect(registered()).to.deep.equal(LATER);
    const { element, inside, chat } = await talkingWithBob();
    inside('[part=add-button]')?.click();
    await settle(element);
    expect(element.shadowRoot?.activeElement?.localName).to.equal('participant-add');
    chat.events.promoted('sip:chat-1@contoso.example');
    chat.conference([bob, carol]);
    await settle(element);
    expect(inside('participant-list')?.shadowRoot?.textContent).to.include('Carol Chen');
  });

  it('may be looked for again', () => {
    loadFurtherElementsWhenFound();
    expect(registered()).to.deep.equal(LATER);
  });
});
