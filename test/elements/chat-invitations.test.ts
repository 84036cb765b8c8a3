import { expect, fixture, html } from '@open-wc/testing';
import { ChatInvitationsElement, defineElements } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';

defineElements();

async function shown() {
  const { application, network } = await signedIn();
  const element = await fixture<ChatInvitationsElement>(
    html`<chat-invitations .application=${application}></chat-invitations>`,
  );
  return { application, network, element };
}

const cards = (element: ChatInvitationsElement): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>('[part=invitation]'),
];
const button = (card: HTMLElement | undefined, part: string): HTMLElement => {
  const found = card?.querySelector<HTMLElement>(`[part=${part}]`);
  if (!found) throw new Error(`No ${part} button`);
  return found;
};

describe('<chat-invitations>', () => {
  it('takes no room while nobody asks', async () => {
    const { element } = await shown();
    expect(element.offsetHeight).to.equal(0);
    expect(element.matches(':state(empty)')).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('shows who asks, and for what', async () => {
    const { element, network } = await shown();
    network.invite(bob);
    network.invite(carol, { uri: 'sip:room@contoso.example' });
    await settle(element);
    expect(cards(element).map(card => card.querySelector('[part=title]')?.textContent)).to.deep.equal([
      'Bob Baker wants to chat',
      'Carol Chen invites you to a group chat',
    ]);
    expect(element.renderRoot.querySelector('[role=status]')?.textContent).to.contain('Bob Baker wants to chat');
    expect(element.matches(':state(empty)')).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('accepts, hands over the conversation, and moves the focus to the next card', async () => {
    const { element, network } = await shown();
    const chat = network.invite(bob);
    network.invite(carol);
    await settle(element);
    let accepted: unknown;
    element.addEventListener('invitation-accept', event => (accepted = event.conversation.participants()[0]?.uri()));
    const accept = button(cards(element)[0], 'accept');
    accept.focus();
    accept.click();
    chat.accepts[0]?.succeed();
    await settle(element);
    expect(accepted).to.equal(bob.uri);
    expect(cards(element)).to.have.lengthOf(1);
    expect(element.shadowRoot?.activeElement?.closest('[part=invitation]')).to.equal(cards(element)[0]);
  });

  it('declines', async () => {
    const { element, network } = await shown();
    const chat = network.invite(bob);
    await settle(element);
    button(cards(element)[0], 'decline').click();
    await settle(element);
    expect(chat.rejected).to.equal(true);
    expect(cards(element)).to.have.lengthOf(0);
  });

  it('leaves an invitation unanswered when the page cancels the event', async () => {
    const { element, network } = await shown();
    const chat = network.invite(bob);
    await settle(element);
    for (const type of ['invitation-accept', 'invitation-decline']) {
      element.addEventListener(type, event => event.preventDefault());
    }
    button(cards(element)[0], 'accept').click();
    button(cards(element)[0], 'decline').click();
    await settle(element);
    expect(chat.accepts).to.have.lengthOf(0);
    expect(chat.rejected).to.equal(false);
    expect(cards(element)).to.have.lengthOf(1);
  });

  it('drops the card of an invitation that was withdrawn', async () => {
    const { element, network } = await shown();
    const { Reason } = await import('../../src/observable/index.js');
    const chat = network.invite(bob);
    await settle(element);
    chat.events.ended(new Reason('Canceled'));
    await settle(element);
    expect(cards(element)).to.have.lengthOf(0);
  });

  it('goes on to the next card, and from the last to the one before', async () => {
    const { element, network } = await shown();
    const people = [bob, carol, { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' }];
    for (const person of people) network.invite(person);
    await settle(element);
    const focusedCard = (): string | null | undefined =>
      element.shadowRoot?.activeElement?.closest('[part=invitation]')?.querySelector('[part=title]')?.textContent;
    const declineAt = async (at: number): Promise<void> => {
      const decline = button(cards(element)[at], 'decline');
      decline.focus();
      decline.click();
      await settle(element);
    };
    await declineAt(1);
    expect(focusedCard()).to.equal('Dave Diaz wants to chat');
    await declineAt(1);
    expect(focusedCard()).to.equal('Bob Baker wants to chat');
  });

  it('speaks each invitation once', async () => {
    const { element, network } = await shown();
    const spoken = (): string | null | undefined => element.renderRoot.querySelector('[role=status]')?.textContent;
    network.invite(bob);
    await settle(element);
    expect(spoken()).to.equal('Bob Baker wants to chat');
    const chat = network.invite(carol);
    await settle(element);
    expect(spoken()).to.equal('Carol Chen wants to chat');
    chat.events.ended(new Reason('Canceled'));
    await settle(element);
    expect(spoken(), 'Bob is not spoken again').to.equal('Carol Chen wants to chat');
  });

  it('says why one could not be accepted, until that is dismissed', async () => {
    const { element, network } = await shown();
    const chat = network.invite(bob);
    await settle(element);
    button(cards(element)[0], 'accept').click();
    chat.events.ended(new Reason('Terminated'));
    await settle(element);
    expect(cards(element)[0]?.querySelector('[part=error]')?.textContent).to.equal('Bob Baker ended the chat.');
    expect(element.renderRoot.querySelector('[role=status]')?.textContent).to.equal('Bob Baker ended the chat.');
    await expect(element).to.be.accessible();
    button(cards(element)[0], 'dismiss').click();
    await settle(element);
    expect(cards(element)).to.have.lengthOf(0);
  });
});
