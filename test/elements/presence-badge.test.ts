import { expect, fixture, html } from '@open-wc/testing';
import { ChatProviderElement, defineElements, PresenceBadgeElement } from '../../src/elements/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';
import { show } from './gallery/launcher-scenes.js';

defineElements();

async function badgeOf(address: string) {
  const { application, network } = await signedIn();
  const provider = await fixture<ChatProviderElement>(
    html`<chat-provider .application=${application}
      ><presence-badge address=${address}></presence-badge
    ></chat-provider>`,
  );
  const badge = provider.querySelector('presence-badge') as PresenceBadgeElement;
  await settle(badge);
  const shown = (): Element | null => badge.renderRoot.querySelector('[role=img]');
  const person = application.personsAndGroupsManager.getPerson('bob@contoso.example');
  return { application, network, badge, shown, person };
}

describe('<presence-badge>', () => {
  it('tells a status by words, by a state, and again after each change', async () => {
    const { network, badge, shown, person } = await badgeOf(bob.uri);
    show(network, person, 'Online');
    await settle(badge);
    expect(shown()?.getAttribute('aria-label')).to.equal('Available');
    expect(badge.matches(':state(online)')).to.equal(true);
    await expect(badge).to.be.accessible();
    show(network, person, 'DoNotDisturb');
    await settle(badge);
    expect(shown()?.getAttribute('title')).to.equal('Do not disturb');
    expect(badge.matches(':state(do-not-disturb)')).to.equal(true);
    expect(badge.matches(':state(online)')).to.equal(false);
  });

  it('says when somebody who is away was here last', async () => {
    const { network, badge, shown, person } = await badgeOf(bob.uri);
    show(network, person, 'Away', new Date(new Date().setHours(14, 2, 0, 0)));
    await settle(badge);
    expect(shown()?.getAttribute('aria-label')).to.match(/^Away, last seen today, 2:02\sPM$/);
  });

  it('draws nothing, but keeps its room, while nothing is known', async () => {
    const { badge, shown } = await badgeOf(bob.uri);
    expect(shown()).to.equal(null);
    expect(badge.matches(':state(unknown)')).to.equal(true);
    expect(badge.getBoundingClientRect().width).to.equal(12);
    expect(badge.getBoundingClientRect().height).to.equal(12);
    await expect(badge).to.be.accessible();
  });

  it('asks the server only while it is in a document', async () => {
    const { network, badge } = await badgeOf(bob.uri);
    expect([...network.watchers.keys()]).to.deep.equal([bob.uri]);
    const { parentElement } = badge;
    badge.remove();
    expect([...network.watchers.keys()]).to.deep.equal([]);
    parentElement?.append(badge);
    await settle(badge);
    expect([...network.watchers.keys()]).to.deep.equal([bob.uri]);
  });

  it('goes over to another person', async () => {
    const { application, network, badge } = await badgeOf(bob.uri);
    badge.address = carol.uri;
    await settle(badge);
    expect([...network.watchers.keys()]).to.deep.equal([carol.uri]);
    badge.person = application.personsAndGroupsManager.getPerson(bob.uri);
    await settle(badge);
    expect([...network.watchers.keys()]).to.deep.equal([bob.uri]);
  });

  it('shows nobody for what is no address, and without a provider', async () => {
    const { network } = await badgeOf('not an address');
    expect(network.watchers.size).to.equal(0);
    const alone = await fixture<PresenceBadgeElement>(html`<presence-badge address=${bob.uri}></presence-badge>`);
    expect(alone.matches(':state(unknown)')).to.equal(true);
  });
});
