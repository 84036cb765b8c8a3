import { expect } from '@open-wc/testing';
import { boxOf, partOf, press, type, withComposer } from './composing.js';

async function limited(maxlength: string) {
  const shown = await withComposer();
  const { composer } = shown;
  composer.setAttribute('maxlength', maxlength);
  await composer.updateComplete;
  const write = async (text: string): Promise<HTMLTextAreaElement> => {
    const box = type(composer, text);
    await composer.updateComplete;
    return box;
  };
  const count = (): string | undefined => {
    const part = partOf(composer, 'count');
    return part.hidden ? undefined : part.textContent.trim();
  };
  const told = (): string | undefined => composer.renderRoot.querySelector('.unseen')?.textContent.trim();
  return { ...shown, write, count, told };
}

describe('<message-composer maxlength>', () => {
  it('tells how many characters are left when it gets near the limit', async () => {
    const { write, count } = await limited('50');
    await write('x'.repeat(40));
    expect(count()).to.equal(undefined);
    await write('x'.repeat(41));
    expect(count()).to.equal('9 characters left');
    await write('x'.repeat(49));
    expect(count()).to.equal('1 character left');
    await write(`${'x'.repeat(50)}\n\n`);
    expect(count(), 'what is not sent does not count').to.equal('0 characters left');
    await write('');
    expect(count()).to.equal(undefined);
  });

  it('says so to who does not see it, but not with each key', async () => {
    const { write, told } = await limited('100');
    const said: (string | undefined)[] = [];
    for (let length = 70; length < 105; length++) {
      await write('x'.repeat(length));
      if (said.at(-1) !== told()) said.push(told());
    }
    expect(said).to.deep.equal([
      '',
      '19 characters left',
      '15 characters left',
      '11 characters left',
      '7 characters left',
      '3 characters left',
      '1 character too many.',
    ]);
  });

  it('takes a text that is too long, but does not send it, and says why', async () => {
    const { composer, texts, write, count } = await limited('10');
    const box = await write('Far too long');
    expect(count()).to.equal('2 characters too many.');
    expect(composer.matches(':state(too-long)')).to.equal(true);
    expect(box.getAttribute('aria-invalid')).to.equal('true');
    expect(partOf(composer, 'send').getAttribute('aria-disabled')).to.equal('true');
    press(box);
    await composer.updateComplete;
    expect(texts()).to.deep.equal([]);
    expect(box.value).to.equal('Far too long');
    expect(partOf(composer, 'hint').textContent).to.equal('2 characters too many.');
    expect(count(), 'once is enough').to.equal(undefined);
    expect(box.getAttribute('aria-describedby')?.split(' ')).to.include.members(['hint', 'count']);
    await expect(composer).to.be.accessible();
    await write('Long words');
    expect(partOf(composer, 'hint').textContent).to.equal('');
    expect(box.hasAttribute('aria-invalid')).to.equal(false);
    expect(composer.matches(':state(too-long)')).to.equal(false);
    press(box);
    expect(texts()).to.deep.equal(['Long words']);
  });

  it('does without the attribute too: then it is what the server takes', async () => {
    const { composer } = await withComposer();
    expect(composer.maxLength).to.equal(8000);
    composer.setAttribute('maxlength', 'many');
    expect(composer.maxLength).to.equal(8000);
    composer.setAttribute('maxlength', '20');
    expect(composer.maxLength).to.equal(20);
    composer.removeAttribute('maxlength');
    expect(composer.maxLength).to.equal(8000);
    expect(boxOf(composer).maxLength, 'never cut off').to.equal(-1);
  });

  it('tells whether there is anything to send', async () => {
    const { composer, write } = await limited('10');
    expect(composer.matches(':state(empty)')).to.equal(true);
    await write(' ');
    expect(composer.matches(':state(empty)')).to.equal(true);
    await write('Hi');
    expect(composer.matches(':state(empty)')).to.equal(false);
  });
});
