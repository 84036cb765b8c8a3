// Every state that a user can get to see, each drawn from the real model over a fake network.
import { ChatConversationElement, ChatInvitationsElement, ChatProviderElement } from '../../../src/elements/index.js';
import { setApplicationFactory } from '../../../src/elements/index.js';
import { Reason } from '../../../src/observable/index.js';
import {
  alice,
  bob,
  carol,
  FakeNetwork,
  newApplication,
  notThere,
  settle,
  signedIn,
  tooLong,
  wrongPassword,
} from '../fake-network.js';
import { composerScenes } from './composer-scenes.js';
import { languageScenes } from './language-scenes.js';
import { listScenes } from './list-scenes.js';
import { connectedWithBob, group, type Scene, send, talking, withBob } from './talks.js';
import { launcherScenes } from './launcher-scenes.js';
import { peopleScenes } from './people-scenes.js';

export { type Chat, connectedWithBob, group, type Scene, send, talking, withBob } from './talks.js';

const failed = (code: string, subcode?: string): Reason =>
  new Reason('InvitationFailed', { reason: new Reason(code, { subcode }) });

async function invitingFails(root: HTMLElement, reason: Reason): Promise<HTMLElement> {
  const { conversation, element, network } = await withBob(root);
  const sent = conversation.chatService.sendMessage('Hello Bob, do you have a minute?');
  await settle(element);
  network.chat.starts[0]?.fail(reason);
  await sent.catch(() => {});
  await settle(element);
  return element;
}

async function provided(
  root: HTMLElement,
  then: (network: FakeNetwork, provider: ChatProviderElement) => Promise<void>,
): Promise<HTMLElement> {
  const network = new FakeNetwork();
  setApplicationFactory(() => newApplication(network));
  const provider = new ChatProviderElement();
  const element = new ChatConversationElement();
  Object.assign(provider, { server: 'wss://chat.contoso.example/sip', accountSip: alice.uri });
  provider.credentials = { password: 'secret' };
  element.targetSip = bob.uri;
  provider.append(element);
  root.append(provider);
  await settle(element);
  await then(network, provider);
  await settle(element);
  return provider;
}

async function signInAsAlice(network: FakeNetwork, provider: ChatProviderElement): Promise<void> {
  network.signIns[0]?.succeed(alice);
  await settle(provider);
}

export const scenes: Readonly<Record<string, Scene>> = {
  'not-signed-in': async root => {
    const element = new ChatConversationElement();
    element.targetSip = bob.uri;
    root.append(element);
    await settle(element);
    return element;
  },
  connecting: root => provided(root, async () => {}),
  'sign-in-failed': root => provided(root, async network => network.signIns[0]?.fail(wrongPassword)),
  'written-offline': root =>
    provided(root, async (network, provider) => {
      network.signIns[0]?.fail(notThere);
      await settle(provider);
      const { chatService } = provider.querySelector('chat-conversation')?.conversation ?? {};
      for (const text of ['Are you there?', 'I shall be in the office at nine.']) void chatService?.sendMessage(text);
    }),
  idle: async root => (await withBob(root)).element,
  calling: async root => {
    const { conversation, element } = await withBob(root);
    conversation.chatService.start().catch(() => {});
    await settle(element);
    return element;
  },
  ringing: async root => {
    const { conversation, element, network } = await withBob(root);
    conversation.chatService.sendMessage('Hello Bob, do you have a minute?').catch(() => {});
    await settle(element);
    network.chat.events.ringing();
    await settle(element);
    return element;
  },
  declined: root => invitingFails(root, failed('RemoteFailure', 'Declined')),
  unanswered: root => invitingFails(root, failed('Timeout')),
  'no-such-person': root => invitingFails(root, failed('NotFound', 'DestinationNotFound')),
  talking: async root => (await talking(root)).element,
  'waiting-and-failed': async root => {
    const { chat, conversation, element } = await talking(root);
    const refused = conversation.chatService.sendMessage('This one is far too long for the server.');
    await settle(element);
    chat.sends.at(-1)?.fail(tooLong);
    await refused.catch(() => {});
    conversation.chatService.sendMessage('And this one is on its way').catch(() => {});
    await settle(element);
    return element;
  },
  reconnecting: root =>
    provided(root, async (network, provider) => {
      await signInAsAlice(network, provider);
      network.onConnection('Reconnecting');
    }),
  offline: root =>
    provided(root, async (network, provider) => {
      await signInAsAlice(network, provider);
      network.onConnection('Lost', new Reason('ConnectionLost'));
    }),
  adding: async root => {
    const { conversation, element, chat } = await talking(root);
    element.renderRoot.querySelector<HTMLElement>('[part="add-button"]')?.click();
    await settle(element);
    conversation.participants.add(carol.uri).catch(() => {});
    await settle(element);
    chat.events.identified(carol);
    await settle(element);
    return element;
  },
  'add-refused': async root => {
    const { element, chat } = await talking(root);
    element.renderRoot.querySelector<HTMLElement>('[part="add-button"]')?.click();
    await settle(element);
    const form = element.renderRoot.querySelector('participant-add');
    const box = form?.renderRoot.querySelector('input');
    if (box) box.value = 'carol@contoso.example';
    const added = form?.add();
    await settle(element);
    chat.adds[0]?.fail(failed('RemoteFailure', 'Declined'));
    await added;
    await settle(element);
    return element;
  },
  group: async root => (await group(root)).element,
  leading: async root => {
    const { chat, element } = await group(root);
    const people = [
      { ...bob, role: 'Leader' as const },
      { ...carol, inLobby: true },
    ];
    chat.conference(people, { role: 'Leader', topic: 'Report for November' });
    await settle(element);
    element.renderRoot.querySelector('participant-list')?.renderRoot.querySelector<HTMLElement>('[part=more]')?.click();
    await settle(element);
    return element;
  },
  alone: async root => {
    const { chat, element } = await group(root);
    chat.conference([]);
    await settle(element);
    return element;
  },
  'in-the-lobby': async root => {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversationByUri('sip:room-1@contoso.example');
    const element = new ChatConversationElement();
    element.conversation = conversation;
    root.append(element);
    conversation.chatService.start().catch(() => {});
    await settle(element);
    network.chat.events.lobby();
    await settle(element);
    return element;
  },
  typing: async root => {
    const { chat, element } = await group(root);
    for (const person of [bob, carol]) chat.events.typing(person, 60);
    await settle(element);
    return element;
  },
  'scrolled-back': async root => {
    const { chat, element } = await group(root);
    const list = element.renderRoot.querySelector('message-list');
    const viewport = list?.renderRoot.querySelector('[part="viewport"]');
    viewport?.scrollTo(0, 0);
    viewport?.dispatchEvent(new Event('scroll'));
    chat.say(bob, 'Here is the signed one.');
    await settle(element);
    return element;
  },
  incoming: async root => {
    const { application, network } = await signedIn();
    network.invite(bob, { first: 'Do you have a minute?' });
    const element = new ChatConversationElement();
    element.conversation = application.conversationsManager.conversations()[0];
    root.append(element);
    await settle(element);
    return element;
  },
  ended: async root => {
    const { chat, element } = await talking(root);
    chat.events.ended(new Reason('Terminated'));
    await settle(element);
    return element;
  },
  invitations: async root => {
    const { application, network } = await signedIn();
    network.invite(bob, { first: 'Do you have a minute? It is about the report that we sent out last week.' });
    network.invite(carol, { uri: 'sip:room-2@contoso.example' });
    const element = new ChatInvitationsElement();
    element.application = application;
    root.append(element);
    await settle(element);
    return element;
  },
  hostile: async root => {
    const { chat, conversation, element } = await connectedWithBob(root);
    chat.say(bob, '<img src=x onerror=alert(1)> <b>not bold</b> javascript:alert(1)');
    chat.say(bob, 'مرحبا، كيف حالك؟ https://example.com/عربي');
    chat.say(bob, 'W'.repeat(400));
    await send(conversation, chat, 'שלום alice');
    await settle(element);
    return element;
  },
  ...composerScenes,
  ...launcherScenes,
  ...peopleScenes,
  ...languageScenes,
  ...listScenes,
};
