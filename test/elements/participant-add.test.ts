import { expect, fixture, html } from '@open-wc/testing';
import { ParticipantAddElement, defineElements } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, carol, settle } from './fake-network.js';
import { connectedWithBob } from './gallery/scenes.js';

defineElements();

async function alone() {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await connectedWithBob(root);
  const form = await fixture<ParticipantAddElement>(
    html`<participant-add .conversation=${shown.conversation}></participant-add>`,
  );
  const box = form.renderRoot.querySelector('input');
  if (!box) throw new Error('No box');
  const submit = async (address: string): Promise<void> => {
    box.value = address;
    form.renderRoot.querySelector('form')?.requestSubmit();
    await settle(form);
  };
  const outcome = (): string | undefined => form.renderRoot.querySelector('[role=status]')?.textContent?.trim();
  return { ...shown, form, box, submit, outcome };
}

describe('<participant-add>', () => {
  it('asks, says so, and empties the box when the person has joined', async () => {
    const { form, box, submit, outcome, chat } = await alone();
    const heard: string[] = [];
    form.addEventListener('participant-added', event => heard.push(event.address));
    await submit(' carol@contoso.example ');
    expect(chat.adds[0]?.what).to.equal(carol.uri);
    expect(outcome()).to.equal('Asking carol@contoso.example…');
    await expect(form).to.be.accessible();
    chat.adds[0]?.succeed();
    await settle(form);
    expect(box.value).to.equal('');
    expect(outcome()).to.equal('');
    expect(heard).to.deep.equal(['carol@contoso.example']);
  });

  it('keeps a scheme that was written', async () => {
    const { submit, chat } = await alone();
    await submit('sip:carol@contoso.example');
    expect(chat.adds[0]?.what).to.equal(carol.uri);
  });

  it('says why the person does not come, and keeps the address and the focus', async () => {
    const { form, box, submit, outcome, chat } = await alone();
    box.focus();
    await submit('carol@contoso.example');
    chat.adds[0]?.fail(
      new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) }),
    );
    await settle(form);
    expect(outcome()).to.equal('carol@contoso.example declined. Try again later.');
    expect(box.value).to.equal('carol@contoso.example');
    expect(box.getAttribute('aria-invalid')).to.equal('true');
    expect(form.shadowRoot?.activeElement).to.equal(box);
    await expect(form).to.be.accessible();
  });

  it('says at once that somebody is here already', async () => {
    const { submit, outcome } = await alone();
    await submit(bob.uri);
    expect(outcome()).to.equal('Bob Baker is already in this conversation.');
  });

  it('asks nobody for what is no address', async () => {
    const { submit, outcome, chat } = await alone();
    for (const text of ['carol', '<b>@', 'a b@c']) {
      await submit(text);
      expect(outcome(), text).to.contain('is not an address');
    }
    expect(chat.adds).to.have.lengthOf(0);
  });

  it('does nothing on a blank box, or while somebody is being asked', async () => {
    const { submit, chat, outcome } = await alone();
    await submit('  ');
    expect(outcome()).to.equal('');
    await submit('carol@contoso.example');
    await submit('dave@contoso.example');
    expect(chat.adds).to.have.lengthOf(1);
  });

  it('asks nobody when the page cancels', async () => {
    const { form, submit, chat, box } = await alone();
    form.addEventListener('participant-add', event => event.preventDefault());
    await submit('carol@contoso.example');
    expect(chat.adds).to.have.lengthOf(0);
    expect(box.value).to.equal('carol@contoso.example');
  });
});
