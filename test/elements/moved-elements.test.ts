import { expect, fixture, html } from '@open-wc/testing';
import { defineElements, type ChatProviderElement } from '../../src/elements/index.js';
import { bob, settle, signedIn } from './fake-network.js';

defineElements();

async function writing() {
  const { application, network } = await signedIn();
  const box = await fixture<HTMLElement>(
    html`<div>
      <main></main>
      <aside></aside>
    </div>`,
  );
  const [main, aside] = box.children as unknown as [Element, Element];
  const provider = document.createElement('chat-provider');
  provider.application = application;
  const chat = document.createElement('chat-conversation');
  chat.targetSip = bob.uri;
  provider.append(chat);
  main.append(provider);
  await settle(chat);
  void chat.start();
  network.chat.starts[0]?.succeed();
  await settle(chat);
  network.chat.say(bob, 'What do you think?');
  await settle(chat);
  const composer = chat.renderRoot.querySelector('message-composer');
  composer?.focus();
  const textarea = composer?.renderRoot.querySelector('textarea');
  if (textarea) textarea.value = 'A long answer, half writ';
  textarea?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle(chat);
  const { conversation } = chat;
  const bubble = (): Element | null | undefined =>
    chat.renderRoot.querySelector('message-list')?.shadowRoot?.querySelector('[part~=bubble]');
  const row = bubble();
  const same = async (): Promise<void> => {
    await settle(chat);
    expect(chat.conversation).to.equal(conversation);
    expect(chat.matches(':state(active)')).to.equal(true);
    expect(chat.renderRoot.querySelector('message-composer')?.value).to.equal('A long answer, half writ');
    expect(textarea?.value).to.equal('A long answer, half writ');
    expect(bubble(), 'the row itself').to.equal(row);
    expect(network.chat.left).to.equal(false);
    expect(network.chats).to.have.lengthOf(1);
    network.chat.say(bob, 'Still there?');
    await settle(chat);
    expect(chat.renderRoot.querySelector('message-list')?.shadowRoot?.textContent).to.include('Still there?');
  };
  return { application, provider: provider as ChatProviderElement, chat, composer, main, aside, same };
}

describe('a chat that is being written in', () => {
  it('keeps conversation, rows and text when it is moved', async () => {
    const { provider, aside, same } = await writing();
    aside.append(provider);
    await same();
  });

  it('keeps the focus too, where the browser can move things as they are', async function () {
    const { provider, chat, composer, aside, same } = await writing();
    if (!('moveBefore' in Element.prototype)) return this.skip(); // Chrome 133, Firefox 144
    aside.moveBefore(provider, null);
    expect(document.activeElement).to.equal(chat);
    expect(chat.shadowRoot?.activeElement).to.equal(composer);
    await same();
  });

  it('keeps them when it is taken out and put back later', async () => {
    const { provider, main, same } = await writing();
    provider.remove();
    await new Promise(resolve => requestAnimationFrame(resolve));
    main.append(provider);
    await same();
  });

  it('goes by the provider that it is moved to', async () => {
    const { chat, provider, aside } = await writing();
    const { application } = await signedIn();
    const other = document.createElement('chat-provider');
    other.application = application;
    aside.append(other);
    other.append(chat);
    await settle(chat);
    chat.targetSip = bob.uri;
    await settle(chat);
    expect(chat.conversation).to.equal(application.conversationsManager.getConversation(bob.uri));
    provider.append(chat);
    chat.targetSip = bob.uri;
    await settle(chat);
    expect(chat.conversation).not.to.equal(application.conversationsManager.getConversation(bob.uri));
  });
});
