import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ChatEmojiPickerElement, defineElements, type EmojiPickEvent } from '../../src/elements/index.js';
import { emojiGroups } from '../../src/elements/emoji.js';
import { boxOf, focusedPart, type, withComposer } from './composing.js';

defineElements();

const options = (picker: ChatEmojiPickerElement): HTMLElement[] => [...picker.renderRoot.querySelectorAll('button')];
const focused = (picker: ChatEmojiPickerElement): string | null | undefined =>
  picker.shadowRoot?.activeElement?.textContent;

async function opened() {
  const shown = await withComposer();
  const { composer } = shown;
  const picker = composer.renderRoot.querySelector('chat-emoji-picker');
  if (!picker) throw new Error('No picker');
  const box = type(composer, 'Hello  Bob');
  box.setSelectionRange(6, 6);
  await composer.updateComplete;
  await sendKeys({ press: 'Tab' });
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => focused(picker));
  return { ...shown, picker, box };
}

describe('<chat-emoji-picker>', () => {
  it('offers each emoji once, and nothing that is none', () => {
    const all = emojiGroups.flatMap(([, emoji]) => emoji.split(' '));
    expect(new Set(all)).to.have.property('size', all.length);
    const emojiOnly = new RegExp('^\\p{RGI_Emoji}$', 'v');
    for (const emoji of all) expect(emoji).to.match(emojiOnly);
  });

  it('is drawn at once by itself, with names for its groups', async () => {
    const picker = await fixture<ChatEmojiPickerElement>(html`<chat-emoji-picker></chat-emoji-picker>`);
    expect(options(picker).length).to.be.greaterThan(150);
    const names = [...picker.renderRoot.querySelectorAll('[role=group]')].map(group => group.ariaLabel);
    expect(names).to.include('Food and drink');
    await expect(picker).to.be.accessible();
    const picked = oneEvent(picker, 'emoji-pick') as unknown as Promise<EmojiPickEvent>;
    options(picker)[1]?.click();
    expect((await picked).emoji).to.equal('😃');
  });

  it('is one tab stop, and the arrow keys go through its lines', async () => {
    const picker = await fixture<ChatEmojiPickerElement>(html`<chat-emoji-picker></chat-emoji-picker>`);
    const all = options(picker);
    const first = all[0] as HTMLElement;
    const perLine = all.findIndex(option => option.offsetTop > first.offsetTop);
    await sendKeys({ press: 'Tab' });
    expect(focused(picker)).to.equal(first.textContent);
    const go = async (...keys: string[]): Promise<number> => {
      for (const press of keys) await sendKeys({ press });
      await picker.updateComplete;
      const at = all.findIndex(option => option.textContent === focused(picker));
      expect(all.filter(option => option.tabIndex === 0)).to.deep.equal([all[at]]);
      return at;
    };
    expect(await go('ArrowRight', 'ArrowRight')).to.equal(2);
    expect(await go('ArrowDown')).to.equal(2 + perLine);
    expect(await go('ArrowLeft', 'ArrowUp')).to.equal(1);
    expect(await go('ArrowUp'), 'nothing above').to.equal(1);
    expect(await go('End')).to.equal(all.length - 1);
    expect(await go('ArrowDown', 'ArrowRight'), 'nothing beyond').to.equal(all.length - 1);
    expect(await go('Home')).to.equal(0);
    // From the first group into the second, whatever the last line of the first is like.
    const [, emoji = ''] = emojiGroups[0] ?? [];
    const count = emoji.split(' ').length;
    const lines = Math.ceil(count / perLine);
    expect(await go(...Array<string>(lines).fill('ArrowDown'))).to.equal(count);
    picker.dir = 'rtl';
    expect(await go('ArrowLeft')).to.equal(count + 1);
  });

  it('opens from the composer and takes the keyboard; Escape closes it and gives it back', async () => {
    const { composer, picker, box } = await opened();
    expect(picker.matches(':popover-open')).to.equal(true);
    let heard = 0;
    const hear = (): number => heard++;
    document.addEventListener('keydown', hear);
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', hear);
    await waitUntil(() => !picker.matches(':popover-open'));
    expect(focusedPart(composer)).to.equal('emoji');
    expect(heard, 'what is around it does not close too').to.equal(0);
    expect(box.value).to.equal('Hello  Bob');
  });

  it('lets Tab go on behind its button', async () => {
    const { composer, picker } = await opened();
    await sendKeys({ press: 'Tab' });
    expect(picker.matches(':popover-open')).to.equal(false);
    expect(focusedPart(composer)).to.equal('send');
  });

  it('writes where the caret was, closes, and gives the keyboard to the box', async () => {
    const { composer, picker, box, chat } = await opened();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    expect(composer.value).to.equal('Hello 😃 Bob');
    expect(picker.matches(':popover-open')).to.equal(false);
    expect(focusedPart(composer)).to.equal('box');
    expect(box.selectionStart).to.equal(8);
    expect(chat.typed).to.deep.equal([true]);
    document.execCommand('undo');
    expect(box.value).to.equal('Hello  Bob');
  });

  it('stands above the box, inside the window, in both directions', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      document.documentElement.dir = dir;
      const { composer, picker } = await opened();
      const above = document.createElement('div');
      Object.assign(above.style, { height: '400px' });
      composer.parentElement?.prepend(above);
      const { left, right, bottom, width } = picker.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      expect(width).to.be.greaterThan(200);
      expect(bottom).to.be.at.most(boxOf(composer).getBoundingClientRect().top);
      picker.hidePopover();
      composer.remove();
    }
    document.documentElement.dir = '';
  });

  it('is accessible in the composer', async () => {
    const { composer } = await opened();
    await expect(composer).to.be.accessible();
  });

  it('draws nothing before it is opened', async () => {
    const { composer } = await withComposer();
    const picker = composer.renderRoot.querySelector('chat-emoji-picker');
    expect(picker && options(picker)).to.deep.equal([]);
    expect(picker?.offsetHeight).to.equal(0);
  });
});
