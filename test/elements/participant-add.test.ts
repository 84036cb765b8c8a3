import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ParticipantAddElement, defineElements } from '../../src/elements/index.js';
import type { PersonInfo } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { alice, bob, carol, profile, settle } from './fake-network.js';
import { connectedWithBob } from './gallery/scenes.js';

defineElements();

const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' };
const declined = new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) });

async function alone() {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await connectedWithBob(root);
  const { application, conversation, network } = shown;
  const form = await fixture<ParticipantAddElement>(
    html`<participant-add .conversation=${conversation} .application=${application}></participant-add>`,
  );
  const all = (selector: string): HTMLElement[] => [...form.renderRoot.querySelectorAll<HTMLElement>(selector)];
  const box = form.renderRoot.querySelector('input');
  if (!box) throw new Error('No box');
  const type = async (text: string): Promise<void> => {
    box.focus();
    await sendKeys({ type: text });
    await settle(form);
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await sendKeys({ press: key });
    await settle(form);
  };
  return {
    ...shown,
    form,
    box,
    type,
    press,
    submit: async (address: string): Promise<void> => {
      box.value = address;
      form.renderRoot.querySelector('form')?.requestSubmit();
      await settle(form);
    },
    /** Types, and lets the server find `people` when it is asked. */
    find: async (text: string, people: readonly PersonInfo[], more = false): Promise<void> => {
      const before = network.searches.length;
      await type(text);
      await waitUntil(() => network.searches.length > before, 'the server is asked');
      network.searches.at(-1)?.succeed({ people: people.map(profile), more });
      await settle(form);
    },
    outcome: (): string =>
      all('[role=status] > :not(.unseen)')
        .map(({ textContent }) => textContent?.trim())
        .join(' '),
    spoken: (): string | undefined => all('[role=status]')[0]?.textContent?.trim(),
    chosen: (): string[] =>
      all('.chosen [part~=person]').map(person =>
        [...person.querySelectorAll('[part=name], [part=error]')].map(part => part.textContent).join(': '),
      ),
    options: (): string[] =>
      all('[role=option]').map(option =>
        [...option.querySelectorAll('[part=name], [part=note]')].map(part => part.textContent?.trim()).join(', '),
      ),
    active: (): string | null | undefined => {
      const id = box.getAttribute('aria-activedescendant');
      return id && all(`#${id} [part=name]`)[0]?.textContent;
    },
    focused: (): Element | null | undefined => form.shadowRoot?.activeElement,
    takeOut: (name: string): HTMLElement | undefined => all(`[aria-label="Take out ${name}"]`)[0],
  };
}

describe('<participant-add>', () => {
  describe('by address', () => {
    it('asks, says so, and forgets the person when they have joined', async () => {
      const { form, box, submit, outcome, chosen, chat } = await alone();
      const heard: string[] = [];
      form.addEventListener('participant-added', event => heard.push(event.address));
      await submit(' carol@contoso.example ');
      expect(chat.adds[0]?.what).to.equal(carol.uri);
      expect(outcome()).to.equal('Asking carol@contoso.example…');
      expect(chosen()).to.deep.equal(['carol@contoso.example']);
      expect(form.matches(':state(asking)')).to.equal(true);
      await expect(form).to.be.accessible();
      chat.adds[0]?.succeed();
      await settle(form);
      expect(box.value).to.equal('');
      expect(outcome()).to.equal('');
      expect(chosen()).to.deep.equal([]);
      expect(form.matches(':state(empty)')).to.equal(true);
      expect(heard).to.deep.equal(['carol@contoso.example']);
    });

    it('keeps a scheme that was written', async () => {
      const { submit, chat } = await alone();
      await submit('sip:carol@contoso.example');
      expect(chat.adds[0]?.what).to.equal(carol.uri);
    });

    it('says why the person does not come, and keeps them to be asked again, and the focus', async () => {
      const { form, box, submit, chosen, spoken, chat, focused } = await alone();
      box.focus();
      await submit('carol@contoso.example');
      chat.adds[0]?.fail(declined);
      await settle(form);
      expect(chosen()).to.deep.equal(['carol@contoso.example: carol@contoso.example declined. Try again later.']);
      expect(spoken()).to.equal('carol@contoso.example declined. Try again later.');
      expect(form.matches(':state(refused)')).to.equal(true);
      expect(focused()).to.equal(box);
      await expect(form).to.be.accessible();
      await submit('');
      expect(chat.adds.map(({ what }) => what)).to.deep.equal([carol.uri, carol.uri]);
      expect(chosen()).to.deep.equal(['carol@contoso.example']);
    });

    it('says at once that somebody is here already', async () => {
      const { submit, chosen } = await alone();
      await submit(bob.uri);
      expect(chosen()).to.deep.equal(['bob@contoso.example: Bob Baker is already in this conversation.']);
    });

    it('asks nobody for what is no address', async () => {
      const { box, submit, outcome, chat } = await alone();
      for (const text of ['carol', '<b>@', 'a b@c']) {
        await submit(text);
        expect(outcome(), text).to.contain('is not an address');
        expect(box.value).to.equal(text);
        expect(box.getAttribute('aria-invalid')).to.equal('true');
      }
      expect(chat.adds).to.have.lengthOf(0);
    });

    it('does nothing on a blank box', async () => {
      const { submit, chat, outcome } = await alone();
      await submit('  ');
      expect(outcome()).to.equal('');
      expect(chat.adds).to.have.lengthOf(0);
    });

    it('asks nobody when the page cancels, and keeps them', async () => {
      const { form, submit, chat, chosen } = await alone();
      form.addEventListener('participant-add', event => {
        if (event.address === 'carol@contoso.example') event.preventDefault();
      });
      form.choose('dave@contoso.example');
      await submit('carol@contoso.example');
      expect(chat.adds.map(({ what }) => what)).to.deep.equal([dave.uri]);
      chat.adds[0]?.succeed();
      await settle(form);
      expect(chosen()).to.deep.equal(['carol@contoso.example']);
      expect(form.addresses).to.deep.equal(['carol@contoso.example']);
    });

    it('says why nobody can be added', async () => {
      const { submit, outcome, application, network } = await alone();
      void application.signInManager.signOut();
      network.chat.events.ended(new Reason('Terminated'));
      await submit('carol@contoso.example');
      expect(outcome()).to.not.equal('');
    });
  });

  describe('with several', () => {
    it('asks all at once; each joins or stays with the reason', async () => {
      const { form, type, press, chosen, outcome, chat } = await alone();
      await type('carol@contoso.example,');
      await type('dave@contoso.example;erin@contoso.example');
      expect(chosen()).to.deep.equal(['carol@contoso.example', 'dave@contoso.example']);
      expect(chat.adds).to.have.lengthOf(0);
      await press('Enter');
      expect(chat.adds.map(({ what }) => what)).to.deep.equal([carol.uri, dave.uri, 'sip:erin@contoso.example']);
      expect(outcome()).to.equal('Asking carol@contoso.example, dave@contoso.example, and erin@contoso.example…');
      await expect(form).to.be.accessible();
      chat.adds[1]?.fail(declined);
      chat.adds[2]?.succeed();
      await settle(form);
      expect(chosen()).to.deep.equal([
        'carol@contoso.example',
        'dave@contoso.example: dave@contoso.example declined. Try again later.',
      ]);
      expect(outcome()).to.equal('Asking carol@contoso.example…');
      chat.adds[0]?.succeed();
      await settle(form);
      expect(form.addresses).to.deep.equal(['dave@contoso.example']);
    });

    it('takes what is pasted, and nobody twice', async () => {
      const { form, box, chosen } = await alone();
      const paste = async (text: string): Promise<boolean> => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        // Firefox takes no data from who makes a ClipboardEvent.
        const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData });
        const goesOn = box.dispatchEvent(event);
        await settle(form);
        return goesOn;
      };
      expect(await paste('carol@contoso.example, sip:DAVE@contoso.example\ncarol@contoso.example')).to.equal(false);
      expect(chosen()).to.deep.equal(['carol@contoso.example', 'DAVE@contoso.example']);
      expect(box.value).to.equal('');
      expect(await paste('Carol and Dave'), 'is left to the browser').to.equal(true);
    });

    it('takes out by mouse, by Backspace, and with the arrow keys; the keyboard stays near', async () => {
      const { form, box, type, press, chosen, focused, takeOut } = await alone();
      for (const name of ['ada', 'ben', 'cleo', 'dan']) form.choose(`${name}@x.example`);
      await settle(form);
      await type('e');
      await press('Backspace');
      expect(chosen(), 'first what is written').to.have.lengthOf(4);
      await press('Backspace');
      expect(chosen()).to.have.lengthOf(3);
      await press('ArrowLeft');
      expect(focused()).to.equal(takeOut('cleo@x.example'));
      await press('ArrowLeft');
      expect(focused()).to.equal(takeOut('ben@x.example'));
      await press('Delete');
      expect(chosen()).to.deep.equal(['ada@x.example', 'cleo@x.example']);
      expect(focused()).to.equal(takeOut('cleo@x.example'));
      takeOut('ada@x.example')?.click();
      await settle(form);
      expect(chosen()).to.deep.equal(['cleo@x.example']);
      await press('Enter');
      expect(chosen()).to.deep.equal([]);
      expect(focused()).to.equal(box);
    });

    it('is forgotten with the conversation', async () => {
      const { form, application, chosen } = await alone();
      form.choose(carol.uri);
      await settle(form);
      form.conversation = application.conversationsManager.getConversation(dave.uri);
      await settle(form);
      expect(chosen()).to.deep.equal([]);
    });
  });

  describe('looks for people while one types', () => {
    it('and Enter chooses, without asking yet', async () => {
      const { form, box, find, press, options, active, spoken, chosen, chat } = await alone();
      expect(box.getAttribute('aria-expanded')).to.equal('false');
      await find('c', [carol, dave]);
      expect(options()).to.deep.equal(['Carol Chen, carol@contoso.example', 'Dave Diaz, dave@contoso.example']);
      expect(box.getAttribute('aria-expanded')).to.equal('true');
      expect(active(), 'the first one is chosen next').to.equal('Carol Chen');
      expect(spoken()).to.equal('2 people found');
      await expect(form).to.be.accessible();
      await press('ArrowDown');
      expect(active()).to.equal('Dave Diaz');
      await press('ArrowDown');
      expect(active()).to.equal('Carol Chen');
      await press('ArrowUp', 'Enter');
      expect(chosen()).to.deep.equal(['Dave Diaz']);
      expect(box.value).to.equal('');
      expect(box.getAttribute('aria-expanded')).to.equal('false');
      expect(chat.adds).to.have.lengthOf(0);
      await press('Enter');
      expect(chat.adds.map(({ what }) => what)).to.deep.equal([dave.uri]);
    });

    it('tells the page whom it asks', async () => {
      const { form, find, press, application } = await alone();
      const asked: unknown[] = [];
      form.addEventListener('participant-add', ({ address, person }) => asked.push(address, person));
      await find('da', [dave]);
      await press('Enter', 'Enter');
      expect(asked).to.deep.equal([dave.uri, application.personsAndGroupsManager.getPerson(dave.uri)]);
    });

    it('chooses by mouse, and the box keeps the keyboard', async () => {
      const { form, box, find, chosen, focused } = await alone();
      await find('c', [carol]);
      const option = form.renderRoot.querySelector<HTMLElement>('[role=option]');
      const pressed = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
      option?.dispatchEvent(pressed);
      expect(pressed.defaultPrevented).to.equal(true);
      option?.click();
      await settle(form);
      expect(chosen()).to.deep.equal(['Carol Chen']);
      expect(focused()).to.equal(box);
    });

    it('marks those who are here, being asked or chosen, and offers nobody themselves', async () => {
      const { form, find, press, options, active, chosen, conversation } = await alone();
      conversation.participants.add(dave.uri).catch(() => {});
      form.choose(carol.uri);
      const erin = { uri: 'sip:erin@contoso.example', displayName: 'Erin Ek' };
      await find('o', [alice, bob, dave, carol, erin]);
      expect(options()).to.deep.equal([
        'Bob Baker, bob@contoso.example, in this chat',
        'Dave Diaz, dave@contoso.example, being asked',
        'Carol Chen, carol@contoso.example, chosen',
        'Erin Ek, erin@contoso.example',
      ]);
      expect(active()).to.equal('Erin Ek');
      await expect(form).to.be.accessible();
      await press('Home', 'ArrowDown', 'Enter');
      expect(chosen(), 'Bob cannot be chosen').to.deep.equal(['carol@contoso.example']);
      await press('ArrowUp', 'Enter');
      expect(chosen()).to.deep.equal(['carol@contoso.example', 'Erin Ek']);
    });

    it('asks the server once for what is typed fast, and does not hear what comes late', async () => {
      const { form, type, options, network } = await alone();
      await type('ca');
      await waitUntil(() => network.searches.length === 1);
      expect(network.searches[0]?.what.text).to.equal('ca');
      await type('rol');
      await waitUntil(() => network.searches.length === 2);
      expect(network.searches[1]?.what.text).to.equal('carol');
      network.searches[1]?.succeed({ people: [profile(carol)], more: false });
      await settle(form);
      network.searches[0]?.succeed({ people: [profile(dave)], more: false });
      await settle(form);
      expect(options()).to.deep.equal(['Carol Chen, carol@contoso.example']);
    });

    it('chooses the first who is found when Enter came before', async () => {
      const { form, type, press, chosen, outcome, network } = await alone();
      await type('carol');
      await press('Enter');
      expect(outcome()).to.equal('Searching…');
      await waitUntil(() => network.searches.length === 1);
      network.searches[0]?.succeed({ people: [profile(carol)], more: false });
      await settle(form);
      expect(chosen()).to.deep.equal(['Carol Chen']);
    });

    it('says that nobody was found, and when the search did not work', async () => {
      const { form, find, type, outcome, network } = await alone();
      await find('zz', []);
      expect(outcome()).to.equal('Nobody found for “zz”. You can add anybody by address.');
      await type('z');
      await waitUntil(() => network.searches.length === 2);
      network.searches[1]?.fail(new Reason('RequestFailed'));
      await settle(form);
      expect(outcome()).to.equal('Searching did not work. You can add anybody by address.');
      await expect(form).to.be.accessible();
    });

    it('gets more when the end of the list comes into sight', async () => {
      const { form, find, options, network } = await alone();
      const person = (at: number): PersonInfo => ({ uri: `sip:p${at}@x.example`, displayName: `Person ${at}` });
      const people = Array.from({ length: 40 }, (_, at) => person(at));
      await find('p', people.slice(0, 20), true);
      expect(options()).to.have.lengthOf(20);
      const list = form.renderRoot.querySelector('[role=listbox]');
      list?.scrollTo(0, list.scrollHeight);
      await waitUntil(() => network.searches.length === 2);
      expect(network.searches[1]?.what.skip).to.equal(20);
      network.searches[1]?.succeed({ people: people.slice(20).map(profile), more: false });
      await settle(form);
      expect(options()).to.have.lengthOf(40);
    });

    it('Escape folds up the list, and only then does it mean what is around', async () => {
      const { form, box, find, press } = await alone();
      let heard = 0;
      form.addEventListener('keydown', ({ key }) => (heard += Number(key === 'Escape')));
      await find('c', [carol]);
      await press('Escape');
      expect([box.getAttribute('aria-expanded'), box.value, heard]).to.deep.equal(['false', 'c', 0]);
      await press('ArrowDown');
      expect(box.getAttribute('aria-expanded')).to.equal('true');
      await press('Escape', 'Escape');
      expect(heard).to.equal(1);
    });

    it('takes the person who was found for an address that is written', async () => {
      const { find, press, chosen, chat } = await alone();
      await find('carol@contoso.example', [carol]);
      await press('Enter');
      expect(chat.adds.map(({ what }) => what)).to.deep.equal([carol.uri]);
      expect(chosen()).to.deep.equal(['Carol Chen']);
    });

    it('not where there is nobody to ask of people', async () => {
      const { form, type, outcome, network } = await alone();
      form.application = undefined;
      await settle(form);
      await type('carol');
      expect(outcome()).to.equal('');
      expect(network.searches).to.have.lengthOf(0);
    });
  });
});
