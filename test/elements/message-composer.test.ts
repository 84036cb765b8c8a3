import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { MessageComposerElement, type MessageSendEvent } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { boxOf, composerOf, focusedPart, partOf, press, type, withComposer as alone } from './composing.js';
import { settle } from './fake-network.js';
import { withBob } from './gallery/scenes.js';

/** Pastes or drops. @returns Whether it is left to the browser. */
function give(box: HTMLElement, event: string, texts: Record<string, string>, ...files: File[]): boolean {
  const data = new DataTransfer();
  for (const [kind, text] of Object.entries(texts)) data.items.add(text, kind);
  for (const file of files) data.items.add(file);
  const init = { bubbles: true, composed: true, cancelable: true };
  return box.dispatchEvent(
    event === 'paste'
      ? Object.assign(new Event(event, init), { clipboardData: data }) // Firefox takes none in a ClipboardEvent
      : new DragEvent(event, { ...init, dataTransfer: data }),
  );
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

  it('tells the page that an input method composes', async () => {
    const { composer } = await alone();
    const box = boxOf(composer);
    box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    await composer.updateComplete;
    expect(composer.matches(':state(composing)')).to.equal(true);
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })); // the next word
    await aTimeout(0);
    expect(composer.matches(':state(composing)')).to.equal(true);
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await aTimeout(0);
    await composer.updateComplete;
    expect(composer.matches(':state(composing)')).to.equal(false);
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
    const button = partOf(composer, 'send');
    button.focus();
    button.click();
    expect(texts()).to.deep.equal(['Hello']);
    expect(focusedPart(composer)).to.equal('box');
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

  it('grows to as many lines as the page wants', async () => {
    const { composer } = await alone();
    const box = boxOf(composer);
    type(composer, 'line\n'.repeat(60));
    await composer.updateComplete;
    const six = box.clientHeight;
    composer.setAttribute('style', '--message-composer-max-rows: 3');
    const line = parseFloat(getComputedStyle(box).lineHeight);
    expect(six - box.clientHeight).to.be.closeTo(3 * line, 3); // WebKit makes each line whole pixels high
  });

  it('is no wider for a long word, and takes the direction of what is written', async () => {
    const { composer } = await alone();
    const box = type(composer, 'x'.repeat(2000));
    await composer.updateComplete;
    expect(box.scrollWidth).to.equal(box.clientWidth);
    expect(getComputedStyle(box).direction).to.equal('ltr');
    type(composer, 'مرحبا');
    expect(getComputedStyle(box).direction).to.equal('rtl');
  });

  it('stays in view when the window gets lower while it is written in', async () => {
    const { composer } = await alone();
    const above = document.createElement('div');
    Object.assign(above.style, { height: '560px' });
    composer.parentElement?.before(above);
    await setViewport({ width: 480, height: 700 });
    boxOf(composer).focus();
    scrollTo(0, 0);
    await setViewport({ width: 480, height: 320 });
    await waitUntil(() => composer.getBoundingClientRect().bottom <= innerHeight, 'the composer comes into view');
    above.remove();
    await setViewport({ width: 800, height: 600 });
  });

  it('writes where the caret is, in a way that can be undone', async () => {
    const { composer } = await alone();
    const box = type(composer, 'Hello Bob');
    box.setSelectionRange(5, 9);
    composer.insert(' 👋');
    expect(composer.value).to.equal('Hello 👋');
    expect(box.selectionStart).to.equal(8);
    document.execCommand('undo');
    expect(composer.value).to.equal('Hello Bob');
  });

  it('writes into a box that cannot take the focus too, and before it is drawn', async () => {
    const { composer } = await alone();
    type(composer, 'Hello').setSelectionRange(0, 0);
    composer.inert = true;
    composer.insert('👋 ');
    expect(composer.value).to.equal('👋 Hello');
    expect(boxOf(composer).value).to.equal('👋 Hello');
    const early = new MessageComposerElement();
    early.insert('Hi');
    expect(early.value).to.equal('Hi');
  });

  it('reads HTML that is pasted as its text', async () => {
    const { composer } = await alone();
    const box = type(composer, 'So: ');
    expect(give(box, 'paste', { 'text/html': '<p>One <b>bold</b> word</p><script>alert(1)</script>' })).to.equal(false);
    expect(composer.value).to.equal('So: One bold word');
  });

  it('leaves the text that is pasted to the browser, though there is a picture of it too', async () => {
    const { composer } = await alone();
    const box = boxOf(composer);
    const image = new File(['x'], 'cells.png', { type: 'image/png' });
    expect(give(box, 'paste', { 'text/plain': '1\t2' }, image)).to.equal(true);
    await composer.updateComplete;
    expect(partOf(composer, 'hint').textContent).to.equal('');
  });

  it('refuses files, pasted or dropped, in words, and never lets the browser open them', async () => {
    const { composer } = await alone();
    const box = type(composer, 'Look:');
    const image = new File(['x'], 'cat.png', { type: 'image/png' });
    for (const event of ['paste', 'dragover', 'drop']) expect(give(box, event, {}, image)).to.equal(false);
    await composer.updateComplete;
    expect(partOf(composer, 'hint').textContent).to.equal('Files cannot be sent here.');
    expect(box.value).to.equal('Look:');
    type(composer, 'Look: no');
    await composer.updateComplete;
    expect(partOf(composer, 'hint').textContent).to.equal('');
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
    type(composer, '');
    expect(chat.typed, 'emptied').to.deep.equal([true, true, false]);
    chat.events.ended(new Reason('Terminated'));
    type(composer, 'And then');
    expect(chat.typed).to.deep.equal([true, true, false]);
  });

  it('starts a chat by the first message', async () => {
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const { network, element } = await withBob(root);
    press(type(composerOf(element), 'Hello Bob'));
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
