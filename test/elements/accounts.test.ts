import { aTimeout, expect, fixture, fixtureCleanup, html, waitUntil } from '@open-wc/testing';
import {
  defineElements,
  setApplicationFactory,
  type ChatConversationElement,
  type ChatLauncherElement,
  type ChatProviderElement,
} from '../../src/elements/index.js';
import { pageStorage, tabStorage } from '../../src/elements/page-storage.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle, signedIn } from './fake-network.js';
import { FakeNotification, lookAway } from './fake-notification.js';
import { chatFrom } from './gallery/launcher-scenes.js';

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

  it('keeps no notification of a former account, and opens nothing of it', async () => {
    const comeBack = lookAway();
    try {
      const { application, network } = await signedIn();
      const provider = await fixture<ChatProviderElement>(
        html`<chat-provider .application=${application}
          ><chat-notifications desktop></chat-notifications
        ></chat-provider>`,
      );
      const chat = await chatFrom(network, application, bob);
      await settle(provider);
      FakeNotification.shown.length = 0;
      chat.say(bob, 'To Alice');
      await waitUntil(() => FakeNotification.shown.length === 1);
      provider.application = (await signedIn(carol)).application;
      await settle(provider);
      expect(FakeNotification.shown[0]?.closed).to.equal(true);
    } finally {
      comeBack();
    }
  });

  it('shows in the launcher no chat that another has opened', async () => {
    const { application, network } = await signedIn();
    const provider = await fixture<ChatProviderElement>(
      html`<chat-provider .application=${application}><chat-launcher></chat-launcher></chat-provider>`,
    );
    const launcher = provider.querySelector('chat-launcher') as ChatLauncherElement;
    await chatFrom(network, application, bob);
    const [conversation] = application.conversationsManager.conversations();
    launcher.conversation = conversation;
    launcher.show();
    await settle(launcher);
    provider.application = (await signedIn()).application;
    await settle(provider);
    expect(launcher.conversation === conversation, 'who signs in again goes on reading').to.equal(true);
    provider.application = (await signedIn(carol)).application;
    await settle(provider);
    await settle(launcher);
    expect(launcher.conversation === undefined).to.equal(true);
    expect(launcher.renderRoot.querySelector('chat-conversation')).to.equal(null);
  });
});
