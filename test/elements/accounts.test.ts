import { aTimeout, expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { defineElements, setApplicationFactory, type ChatConversationElement } from '../../src/elements/index.js';
import { pageStorage, tabStorage } from '../../src/elements/page-storage.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle } from './fake-network.js';

defineElements();

describe('several accounts on one page', () => {
  let networks: FakeNetwork[];

  beforeEach(() => {
    networks = [];
    setApplicationFactory(({ outbox }) => {
      const network = new FakeNetwork();
      networks.push(network);
      return newApplication(network, outbox);
    });
  });

  afterEach(async () => {
    fixtureCleanup();
    await aTimeout(5); // signed out
    for (const name of pageStorage.names('sip-chat ')) pageStorage.set(name, '');
    for (const name of tabStorage.names('sip-chat ')) tabStorage.set(name, '');
  });

  const shown = ({ conversation }: ChatConversationElement): string[] =>
    conversation?.chatService.messages().map(({ text }) => text()) ?? [];

  it('shows nobody what another has said, who was signed in before', async () => {
    const element = await fixture<ChatConversationElement>(
      html`<chat-conversation
        server="wss://chat.contoso.example/sip"
        account-sip=${alice.uri}
        target-sip=${bob.uri}
        grace-ms="0"
        .credentials=${{ password: 'secret' }}
      ></chat-conversation>`,
    );
    await settle(element);
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(element);
    void element.conversation?.chatService.sendMessage('From Alice').catch(() => {});
    await settle(element);
    networks[0]?.chat.starts[0]?.succeed();
    await settle(element);
    expect(shown(element)).to.deep.equal(['From Alice']);
    const composer = element.renderRoot.querySelector('message-composer');
    if (composer) composer.value = 'A draft of Alice';
    element.accountSip = carol.uri;
    await settle(element);
    networks[1]?.signIns[0]?.succeed(carol);
    await settle(element);
    expect(shown(element)).to.deep.equal([]);
    expect(element.conversation?.selfParticipant.person.id()).to.equal(carol.uri);
    expect(element.renderRoot.querySelector('message-composer')?.value).to.equal('');
  });
});
