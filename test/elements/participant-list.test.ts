import { expect, fixture, html } from '@open-wc/testing';
import { ParticipantListElement, defineElements } from '../../src/elements/index.js';
import { bob, carol, settle } from './fake-network.js';
import { connectedWithBob } from './gallery/scenes.js';

defineElements();

async function alone() {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await connectedWithBob(root);
  const list = await fixture<ParticipantListElement>(
    html`<participant-list .conversation=${shown.conversation}></participant-list>`,
  );
  const people = (): string[] =>
    [...list.renderRoot.querySelectorAll<HTMLElement>('[part~=person]')].map(person =>
      [...person.querySelectorAll('[part=name], [part=note]')].map(part => part.textContent).join(': '),
    );
  return { ...shown, list, people };
}

describe('<participant-list>', () => {
  it('shows who is there', async () => {
    const { people } = await alone();
    expect(people()).to.deep.equal(['Bob Baker']);
  });

  it('takes up a name that comes later', async () => {
    const { list, people, chat } = await alone();
    chat.events.identified({ ...bob, displayName: 'Robert <i>Baker</i>' });
    await settle(list);
    expect(people()).to.deep.equal(['Robert <i>Baker</i>']);
  });

  it('shows somebody who is being asked, until they come or decline', async () => {
    const { list, people, conversation, chat } = await alone();
    const added = conversation.participants.add(carol.uri);
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'carol@contoso.example: being asked']);
    await expect(list).to.be.accessible();
    chat.adds[0]?.fail(new Error('declined'));
    await added.catch(() => {});
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker']);
  });

  it('gives the leader of a group buttons for each person, and nobody else', async () => {
    const { list, people, conversation, chat } = await alone();
    const actions = (): (string | null)[] =>
      [...list.renderRoot.querySelectorAll('[part=action]')].map(button => button.getAttribute('aria-label'));
    const press = async (label: string): Promise<void> => {
      list.renderRoot.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
      await settle(list);
    };
    chat.events.promoted('sip:room@contoso.example');
    chat.conference([bob, { ...carol, inLobby: true }], { role: 'Leader' });
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'Carol Chen: waits to be let in']);
    expect(actions()).to.deep.equal([
      'Make leader: Bob Baker',
      'Remove: Bob Baker',
      'Let in: Carol Chen',
      'Refuse: Carol Chen',
    ]);
    await expect(list).to.be.accessible();
    await press('Let in: Carol Chen');
    const shown = (label: string): boolean | undefined =>
      list.renderRoot.querySelector(`[aria-label="${label}"]`)?.checkVisibility();
    expect(shown('Make leader: Bob Baker'), 'folded up').to.equal(false);
    await press('Actions: Bob Baker');
    expect(shown('Make leader: Bob Baker')).to.equal(true);
    await expect(list).to.be.accessible();
    await press('Make leader: Bob Baker');
    expect(chat.adds.map(asked => asked.what)).to.deep.equal([carol.uri]);
    expect(chat.changes.map(asked => asked.what)).to.deep.equal([{ role: { uri: bob.uri, role: 'Leader' } }]);
    chat.conference([{ ...bob, role: 'Leader' }, carol], { role: 'Leader' });
    chat.adds[0]?.succeed();
    chat.changes[0]?.succeed();
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker: leader', 'Carol Chen']);
    await press('Remove: Carol Chen');
    chat.removes[0]?.succeed();
    await settle(list);
    expect(conversation.participants.size()).to.equal(1);
    chat.conference([{ ...bob, role: 'Leader' }], { role: 'Attendee' });
    await settle(list);
    expect(actions()).to.deep.equal([]);
  });

  it('is a list', async () => {
    const { list } = await alone();
    expect(list.renderRoot.querySelectorAll('[role=list] > [role=listitem]')).to.have.lengthOf(1);
    await expect(list).to.be.accessible();
  });

  it('draws nothing, and breaks nothing, without a conversation', async () => {
    const list = await fixture<ParticipantListElement>(html`<participant-list></participant-list>`);
    expect(list.renderRoot.querySelectorAll('[part~=person]')).to.have.lengthOf(0);
    await expect(list).to.be.accessible();
  });
});
