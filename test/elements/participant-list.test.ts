import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ParticipantListElement, defineElements } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, carol, settle } from './fake-network.js';
import { connectedWithBob } from './gallery/scenes.js';

defineElements();

const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' };
const declined = new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) });

async function alone() {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await connectedWithBob(root);
  const list = await fixture<ParticipantListElement>(
    html`<participant-list .conversation=${shown.conversation}></participant-list>`,
  );
  const people = (): string[] =>
    [...list.renderRoot.querySelectorAll<HTMLElement>('[part~=person]')].map(person =>
      [...person.querySelectorAll('[part=name], [part=note], [part=error]')].map(part => part.textContent).join(': '),
    );
  const inside = (selector: string): HTMLElement => {
    const found = list.renderRoot.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`No ${selector}`);
    return found;
  };
  /** The name of what has the keyboard. */
  const focused = (): string | null | undefined => {
    const active = list.shadowRoot?.activeElement;
    return active?.getAttribute('aria-label') ?? active?.querySelector('[part=name]')?.textContent;
  };
  return { ...shown, list, people, inside, focused };
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

  it('shows somebody who is being asked, then that they came', async () => {
    const { list, people, conversation, chat } = await alone();
    const added = conversation.participants.add(carol.uri);
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'carol@contoso.example: being asked']);
    chat.adds[0]?.succeed();
    await added;
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'carol@contoso.example']);
  });

  it('shows somebody who is being asked, then why they do not come, until they are asked again or dismissed', async () => {
    const { list, people, conversation, chat, inside, focused } = await alone();
    const added = conversation.participants.add(carol.uri);
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'carol@contoso.example: being asked']);
    await expect(list).to.be.accessible();
    chat.adds[0]?.fail(declined);
    await added.catch(() => {});
    await settle(list);
    const refused = 'carol@contoso.example: carol@contoso.example declined. Try again later.';
    expect(people()).to.deep.equal(['Bob Baker', refused]);
    expect(inside('[role=status]').textContent).to.equal('carol@contoso.example declined. Try again later.');
    expect(conversation.participants.size(), 'the conversation has forgotten them').to.equal(1);
    await expect(list).to.be.accessible();
    const again = conversation.participants.add(carol.uri);
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'carol@contoso.example: being asked']);
    chat.adds[1]?.fail(declined);
    await again.catch(() => {});
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', refused]);
    const dismiss = inside('[part=dismiss]');
    dismiss.focus();
    dismiss.click();
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker']);
    expect(focused(), 'the keyboard goes to the next person').to.equal('Bob Baker');
  });

  it('forgets who did not come when it shows another conversation', async () => {
    const { list, people, conversation, chat, application } = await alone();
    conversation.participants.add(carol.uri).catch(() => {});
    await settle(list);
    chat.adds[0]?.fail(declined);
    await settle(list);
    expect(people()).to.have.lengthOf(2);
    list.conversation = application.conversationsManager.getConversation(carol.uri);
    await settle(list);
    expect(people()).to.deep.equal(['carol@contoso.example']);
    list.conversation = conversation;
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
    expect(people(), 'who waits for an answer comes first').to.deep.equal([
      'Carol Chen: waits to be let in',
      'Bob Baker',
    ]);
    expect(actions()).to.deep.equal([
      'Let in: Carol Chen',
      'Refuse: Carol Chen',
      'Make leader: Bob Baker',
      'Remove: Bob Baker',
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

  describe('by keyboard', () => {
    async function leading() {
      const shown = await alone();
      const { chat, list } = shown;
      chat.events.promoted('sip:room@contoso.example');
      chat.conference([bob, carol, { ...dave, inLobby: true }], { role: 'Leader' });
      await settle(list);
      const press = async (key: Parameters<typeof sendKeys>[0]): Promise<void> => {
        await sendKeys(key);
        await settle(list);
      };
      return { ...shown, press };
    }

    it('is one stop of Tab, and the arrow keys lead from person to person', async () => {
      const { list, focused, press } = await leading();
      const [before, after] = [document.createElement('button'), document.createElement('button')];
      list.before(before);
      list.after(after);
      before.focus();
      await press({ press: 'Tab' });
      expect(focused()).to.equal('Let in: Dave Diaz');
      const passed: unknown[] = [];
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'ArrowLeft']) {
        await press({ press: key });
        passed.push(focused());
      }
      expect(passed).to.deep.equal([
        'Refuse: Dave Diaz',
        'Actions: Bob Baker',
        'Actions: Carol Chen',
        'Let in: Dave Diaz',
        'Actions: Carol Chen',
        'Let in: Dave Diaz',
        'Actions: Carol Chen',
        'Actions: Bob Baker',
      ]);
      await press({ press: 'Tab' });
      expect(document.activeElement).to.equal(after);
      await sendKeys({ down: 'Shift' });
      await press({ press: 'Tab' });
      await sendKeys({ up: 'Shift' });
      expect(focused(), 'it comes back to where it was').to.equal('Actions: Bob Baker');
    });

    it('leads right and left as the writing does', async () => {
      const { list, focused, press, inside } = await leading();
      list.dir = 'rtl';
      inside('[part=action]').focus();
      await press({ press: 'ArrowLeft' });
      expect(focused()).to.equal('Refuse: Dave Diaz');
      await press({ press: 'ArrowRight' });
      expect(focused()).to.equal('Let in: Dave Diaz');
    });

    it('opens the menu of a person, moves in it, and closes it on Escape, which goes no further', async () => {
      const { list, focused, press, inside, chat } = await leading();
      let escaped = false;
      list.parentElement?.addEventListener('keydown', ({ key }) => (escaped ||= key === 'Escape'));
      inside('[aria-label="Actions: Bob Baker"]').focus();
      await press({ press: 'Enter' });
      expect(focused()).to.equal('Make leader: Bob Baker');
      await expect(list).to.be.accessible();
      await press({ press: 'ArrowDown' });
      expect(focused()).to.equal('Remove: Bob Baker');
      await press({ press: 'ArrowDown' });
      expect(focused()).to.equal('Make leader: Bob Baker');
      await press({ press: 'r' });
      expect(focused()).to.equal('Remove: Bob Baker');
      await press({ press: 'Escape' });
      expect(focused()).to.equal('Actions: Bob Baker');
      expect(escaped).to.equal(false);
      expect(list.renderRoot.querySelector(':popover-open')).to.equal(null);
      await press({ press: 'Space' });
      await press({ press: 'End' });
      await press({ press: 'Enter' });
      expect(chat.removes.map(({ what }) => what)).to.deep.equal([bob.uri]);
      expect(focused()).to.equal('Actions: Bob Baker');
      chat.removes[0]?.succeed();
      await settle(list);
      expect(focused(), 'with the person the button is gone').to.equal('Let in: Dave Diaz');
    });
  });

  it('says beside a person why a leader cannot do what they wished', async () => {
    const { list, people, chat, inside } = await alone();
    chat.events.promoted('sip:room@contoso.example');
    chat.conference([bob, carol], { role: 'Leader' });
    await settle(list);
    const remove = inside('[aria-label="Remove: Carol Chen"]');
    remove.click();
    await settle(list);
    expect(remove.getAttribute('aria-disabled')).to.equal('true');
    remove.click();
    expect(chat.removes, 'one wish at a time').to.have.lengthOf(1);
    chat.removes[0]?.fail(new Reason('RequestFailed', { message: 'The server says no.' }));
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'Carol Chen: The server says no.']);
    expect(inside('[role=status]').textContent).to.equal('Carol Chen: The server says no.');
    await expect(list).to.be.accessible();
    remove.click();
    await settle(list);
    expect(people()).to.deep.equal(['Bob Baker', 'Carol Chen']);
  });

  it('shows the first of many people, and all when it is unfolded', async () => {
    const { list, people, chat, inside } = await alone();
    chat.events.promoted('sip:room@contoso.example');
    const others = Array.from({ length: 19 }, (_, at) => ({ uri: `sip:p${at}@contoso.example` }));
    chat.conference([bob, ...others.slice(0, 8)]);
    await settle(list);
    expect(people(), 'one more needs no button').to.have.lengthOf(9);
    chat.conference([bob, ...others]);
    await settle(list);
    expect(people()).to.have.lengthOf(8);
    const unfold = inside('[part=unfold]');
    expect(unfold.textContent?.trim()).to.equal('12 more');
    unfold.focus();
    unfold.click();
    await settle(list);
    expect(people()).to.have.lengthOf(20);
    expect(list.matches(':state(unfolded)')).to.equal(true);
    expect(list.shadowRoot?.activeElement).to.equal(unfold);
    await expect(list).to.be.accessible();
    unfold.click();
    await settle(list);
    expect(people()).to.have.lengthOf(8);
  });

  it('keeps the keyboard with a person when others come and go', async () => {
    const { list, chat, focused, inside } = await alone();
    chat.events.promoted('sip:room@contoso.example');
    chat.conference([bob, carol], { role: 'Leader' });
    await settle(list);
    inside('[aria-label="Actions: Carol Chen"]').focus();
    chat.conference([{ ...dave, inLobby: true }, carol], { role: 'Leader' });
    await settle(list);
    expect(focused()).to.equal('Actions: Carol Chen');
  });

  it('is a list', async () => {
    const { list } = await alone();
    expect(list.renderRoot.querySelectorAll('[role=list] [role=listitem]')).to.have.lengthOf(1);
    await expect(list).to.be.accessible();
  });

  it('draws nothing, and breaks nothing, without a conversation', async () => {
    const list = await fixture<ParticipantListElement>(html`<participant-list></participant-list>`);
    expect(list.renderRoot.querySelectorAll('[part~=person]')).to.have.lengthOf(0);
    await expect(list).to.be.accessible();
  });
});
