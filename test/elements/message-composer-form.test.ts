import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { MessageComposerElement } from '../../src/elements/index.js';
import { boxOf, focusedPart, partOf, press, type, withComposer } from './composing.js';

async function inForm() {
  const shown = await withComposer();
  const form = await fixture<HTMLFormElement>(html`<form><fieldset></fieldset></form>`);
  const { composer } = shown;
  composer.name = 'note';
  form.firstElementChild?.append(composer);
  await composer.updateComplete;
  const data = (): [string, FormDataEntryValue][] => [...new FormData(form)];
  return { ...shown, form, data };
}

describe('<message-composer> in a form', () => {
  it('is in its data as it was written, under its name', async () => {
    const { composer, form, data } = await inForm();
    expect(composer.form).to.equal(form);
    expect(data()).to.deep.equal([['note', '']]);
    type(composer, ' Hello\n');
    expect(data()).to.deep.equal([['note', ' Hello\n']]);
    composer.value = 'Set by the page';
    expect(data()).to.deep.equal([['note', 'Set by the page']]);
    composer.removeAttribute('name');
    expect(data()).to.deep.equal([]);
  });

  it('has no attributes of its own', async () => {
    const composer = await fixture(html`<message-composer></message-composer>`);
    expect(composer.attributes).to.have.length(0);
  });

  it('sends to the chat on Enter, and does not submit', async () => {
    const { composer, form, texts, data } = await inForm();
    let submitted = 0;
    form.addEventListener('submit', event => {
      event.preventDefault();
      submitted++;
    });
    press(type(composer, 'Hello'));
    expect(texts()).to.deep.equal(['Hello']);
    await composer.updateComplete;
    type(composer, 'Again');
    partOf(composer, 'send').click();
    partOf(composer, 'emoji').click();
    expect(texts()).to.deep.equal(['Hello', 'Again']);
    expect(data()).to.deep.equal([['note', '']]);
    expect(submitted).to.equal(0);
  });

  it('is emptied with the form', async () => {
    const { composer, form } = await inForm();
    const box = type(composer, 'Hello');
    form.reset();
    await composer.updateComplete;
    expect(box.value).to.equal('');
    expect(composer.value).to.equal('');
  });

  it('is off by its attribute, and by the fieldset around it', async () => {
    const { composer, form, texts, data } = await inForm();
    const fieldset = form.querySelector('fieldset');
    const box = type(composer, 'Hello');
    const off = async (): Promise<boolean> => {
      await composer.updateComplete;
      const controls = [box, partOf(composer, 'emoji'), partOf(composer, 'send')];
      expect(new Set(controls.map(control => control.matches(':disabled'))), 'all or none').to.have.property('size', 1);
      expect(composer.matches(':state(disabled)')).to.equal(box.disabled);
      return box.disabled;
    };
    expect(await off()).to.equal(false);
    composer.disabled = true;
    expect(await off()).to.equal(true);
    expect(composer.hasAttribute('disabled')).to.equal(true);
    expect(data()).to.deep.equal([]);
    composer.send();
    expect(texts()).to.deep.equal([]);
    await expect(composer).to.be.accessible();
    composer.disabled = false;
    expect(await off()).to.equal(false);
    fieldset?.setAttribute('disabled', '');
    expect(await off()).to.equal(true);
    expect(composer.disabled, 'its own stays').to.equal(false);
    fieldset?.removeAttribute('disabled');
    expect(await off()).to.equal(false);
    expect(box.value).to.equal('Hello');
  });

  it('is focused and named by its label', async () => {
    const { composer, form } = await inForm();
    composer.id = 'note';
    const label = document.createElement('label');
    label.htmlFor = 'note';
    label.textContent = 'Your question';
    form.append(label);
    composer.requestUpdate();
    await composer.updateComplete;
    expect(boxOf(composer).getAttribute('aria-label')).to.equal('Your question');
    label.click();
    expect(focusedPart(composer)).to.equal('box');
    await expect(form).to.be.accessible();
  });

  it('lets no form go with a text that is too long', async () => {
    const { composer, form } = await inForm();
    composer.maxLength = 5;
    composer.value = '123456';
    expect(composer.validity?.tooLong).to.equal(true);
    expect(composer.validationMessage).to.equal('1 character too many.');
    expect(form.checkValidity()).to.equal(false);
    expect(composer.checkValidity()).to.equal(false);
    composer.maxLength = 6;
    await composer.updateComplete;
    expect(form.checkValidity()).to.equal(true);
    expect(composer.validationMessage).to.equal('');
  });

  it('takes what the browser brings back, unless something stands there', async () => {
    const composer = new MessageComposerElement();
    composer.formStateRestoreCallback('From before');
    expect(composer.value).to.equal('From before');
    composer.formStateRestoreCallback('From long before');
    expect(composer.value).to.equal('From before');
  });

  it('is reached by Tab in the order in which it is read', async () => {
    const { composer } = await inForm();
    const focused = (): string | null | undefined => focusedPart(composer);
    boxOf(composer).focus();
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('emoji');
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('send');
  });
});
