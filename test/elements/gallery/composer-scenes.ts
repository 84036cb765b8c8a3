// The states of <message-composer> and <chat-emoji-picker>.
import { ChatEmojiPickerElement, type MessageComposerElement } from '../../../src/elements/index.js';
import { settle } from '../fake-network.js';
import { group, type Scene, talking } from './talks.js';

/** Does something with the composer of a chat that is going on. */
const composing =
  (act: (composer: MessageComposerElement, box: HTMLTextAreaElement) => void, chat = talking): Scene =>
  async root => {
    const { element } = await chat(root);
    const composer = element.renderRoot.querySelector('message-composer');
    const box = composer?.renderRoot.querySelector('textarea');
    if (composer && box) act(composer, box);
    await settle(element);
    return element;
  };

const click = (composer: MessageComposerElement, part: string): void =>
  composer.renderRoot.querySelector<HTMLElement>(`[part="${part}"]`)?.click();

const LETTER = `Dear Bob,

I have read it to the end now, and there are three things that I would change before Carol signs it:

1. the figures on page 4 are those of October,
2. the annex is not the one that we sent to the customer,
3. and the address is the old one.

Alice`;

export const composerScenes: Readonly<Record<string, Scene>> = {
  writing: composing((composer, box) => {
    composer.value = LETTER;
    box.focus();
  }),
  'near-the-limit': composing((composer, box) => {
    composer.maxLength = 100;
    composer.value = 'I have read it to the end now, and there are three things that I would change before';
    box.focus();
  }),
  'too-long': composing((composer, box) => {
    composer.maxLength = 80;
    composer.value =
      'I have read it to the end now, and there are three things that I would change before Carol signs.';
    box.focus();
    composer.send();
  }, group),
  'choosing-emoji': composing((composer, box) => {
    composer.value = 'Perfect ';
    box.focus();
    click(composer, 'emoji');
  }),
  'file-refused': composing((_composer, box) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'cat.png', { type: 'image/png' }));
    box.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  }),
  'switched-off': composing(composer => {
    composer.disabled = true;
  }),
  'emoji-alone': async root => {
    const element = new ChatEmojiPickerElement();
    root.append(element);
    await settle(element);
    return element;
  },
};
