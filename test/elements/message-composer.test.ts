import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { MessageComposerElement, defineElements, type MessageSendEvent } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { settle } from './fake-network.js';
import { connectedWithBob, withBob } from './gallery/scenes.js';

defineElements();

const boxOf = (composer: MessageComposerElement): HTMLTextAreaElement => {
  const box = composer.renderRoot.querySelector('textarea');
  if (!box) throw new Error('No box');
  return box;
};

function type(composer: MessageComposerElement, text: string): HTMLTextAreaElement {
  const box = boxOf(composer);
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return box;
}

const press = (box: HTMLElement, init: KeyboardEventInit = {}): boolean =>
  box.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...init }),
  );

async function alone() {
  const root = document.createElement('div');
  document.body.append(root);
  const shown = await connectedWithBob(root);
  const composer = await fixture<MessageComposerElement>(
    html`<message-composer .conversation=${shown.conversation}></message-composer>`,
  );
  const texts = (): string[] => shown.conversation.chatService.messages().map(message => message.text());
  return { ...shown, composer, texts, root };
}

describe('<message-composer>', () => {
  it('sends on Enter, empties the box and keeps the focus', async () => {
    const { composer, texts } = await alone();
    const box = type(composer, '  Hello Bob \n');
    expect(press(box), 'Enter must not break the line').to.equal(false);
    await composer.updateComplete;
    expect(texts()).to.deep.equal(['Hello Bob']);
    expect(box.value).to.equal('');
    expect(document.activeElement).to.equal(composer);
  });

  it('breaks the line on Shift+Enter', async () => {
    const { composer, texts } = await alone();
    const box = type(composer, 'Hello');
    expect(press(box, { shiftKey: true }), 'left to the browser').to.equal(true);
    expect(texts()).to.deep.equal([]);
  });

  it('does not send blank text', async () => {
    const { composer, texts } = await alone();
    press(type(composer, ' \n\t '));
    composer.send();
    expect(texts()).to.deep.equal([]);
  });

  it('does not send while an input method composes', async () => {
    const { composer, texts } = await alone();
    const box = type(composer, 'こんにちは');
    press(box, { isComposing: true });
    press(box, { keyCode: 229 });
    expect(texts()).to.deep.equal([]);
  });

  it('does not send on the key that ended a composition, but on the next', async () => {
    const { composer, texts } = await alone();
    const box = type(composer, 'こんにちは');
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    press(box);
    expect(texts()).to.deep.equal([]);
    await aTimeout(0);
    press(box);
    expect(texts()).to.deep.equal(['こんにちは']);
  });

  it('keeps the text when the event is cancelled', async () => {
    const { composer, texts } = await alone();
    let event: MessageSendEvent | undefined;
    composer.addEventListener('message-send', send => {
      event = send;
      send.preventDefault();
    });
    const box = type(composer, 'Hello');
    press(box);
    expect(event?.text).to.equal('Hello');
    expect(texts()).to.deep.equal([]);
    expect(box.value).to.equal('Hello');
  });

  it('tells the page before it sends, across shadow roots', async () => {
    const { composer } = await alone();
    const heard: string[] = [];
    const listen = (event: MessageSendEvent): void => void heard.push(event.text);
    document.addEventListener('message-send', listen);
    press(type(composer, 'Hello'));
    document.removeEventListener('message-send', listen);
    expect(heard).to.deep.equal(['Hello']);
  });

  it('keeps the text and says why when nothing can be sent', async () => {
    const composer = await fixture<MessageComposerElement>(html`<message-composer></message-composer>`);
    const box = type(composer, 'Hello');
    press(box);
    await composer.updateComplete;
    expect(box.value).to.equal('Hello');
    expect(composer.renderRoot.querySelector('[role=status]')?.textContent).to.contain('cannot be sent');
  });

  it('sends by its button and gives the focus back to the box', async () => {
    const { composer, texts } = await alone();
    type(composer, 'Hello');
    await composer.updateComplete;
    const button = composer.renderRoot.querySelector('button');
    button?.focus();
    button?.click();
    expect(texts()).to.deep.equal(['Hello']);
    expect(composer.shadowRoot?.activeElement).to.equal(boxOf(composer));
  });

  it('grows with its text, up to a limit', async () => {
    const { composer } = await alone();
    const box = boxOf(composer);
    const before = box.offsetHeight;
    type(composer, 'one\ntwo\nthree');
    await composer.updateComplete;
    const three = box.offsetHeight;
    expect(three).to.be.greaterThan(before);
    type(composer, 'line\n'.repeat(60));
    await composer.updateComplete;
    expect(box.offsetHeight).to.be.greaterThan(three).and.lessThan(200);
    expect(box.scrollHeight).to.be.greaterThan(box.offsetHeight);
  });

  it('tells that there is typing, while the chat is up and there is text', async () => {
    const { composer, chat, texts } = await alone();
    type(composer, 'Hel');
    type(composer, 'Hello');
    expect(chat.typed).to.deep.equal([true]);
    press(boxOf(composer));
    expect(texts()).to.deep.equal(['Hello']);
    type(composer, '');
    expect(chat.typed).to.deep.equal([true]);
    type(composer, 'And');
    expect(chat.typed).to.deep.equal([true, true]);
    chat.events.ended(new Reason('Terminated'));
    type(composer, 'And then');
    expect(chat.typed).to.deep.equal([true, true]);
  });

  it('starts a chat by the first message', async () => {
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const { network, element } = await withBob(root);
    const composer = element.renderRoot.querySelector('message-composer');
    if (!composer) throw new Error('No composer');
    press(type(composer, 'Hello Bob'));
    await settle(element);
    expect(network.chat.starts[0]?.what?.text).to.equal('Hello Bob');
  });

  it('holds a text that was set before it was drawn', async () => {
    const composer = new MessageComposerElement();
    composer.value = 'Draft';
    document.body.append(composer);
    await composer.updateComplete;
    expect(boxOf(composer).value).to.equal('Draft');
    composer.remove();
  });

  it('names the box by whom it writes to', async () => {
    const { composer } = await alone();
    expect(boxOf(composer).getAttribute('aria-label')).to.equal('Message Bob Baker');
    await expect(composer).to.be.accessible();
  });
});
