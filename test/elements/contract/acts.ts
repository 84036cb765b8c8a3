// What is only seen when somebody does something, besides the scenes of the gallery.
import {
  ChatConversationElement,
  ChatInvitationsElement,
  ChatNotificationsElement,
} from '../../../src/elements/index.js';
import { setApplicationFactory } from '../../../src/elements/index.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle, signedIn, wrongPassword } from '../fake-network.js';
import { type Scene, scenes, talking, withBob } from '../gallery/scenes.js';
import { FakeNotification, lookAway } from '../fake-notification.js';
import { chatFrom, launcherWithChat, manyConversations } from '../gallery/launcher-scenes.js';

/** A chat with the form to add a person open, and Carol's address in it. */
async function addingCarol(root: HTMLElement) {
  const shown = await talking(root);
  shown.element.renderRoot.querySelector<HTMLElement>('[part="add-button"]')?.click();
  await settle(shown.element);
  const form = shown.element.renderRoot.querySelector('participant-add');
  const box = form?.renderRoot.querySelector('input');
  if (box) box.value = carol.uri;
  const added = form?.add();
  await settle(shown.element);
  return { ...shown, added };
}

async function invited(root: HTMLElement) {
  const { application, network } = await signedIn();
  const element = new ChatInvitationsElement();
  element.application = application;
  root.append(element);
  await settle(element);
  network.invite(bob);
  await settle(element);
  return element;
}

export const acts: Readonly<Record<string, Scene>> = {
  'a text is written and sent': async root => {
    const { element } = await talking(root);
    const composer = element.renderRoot.querySelector('message-composer');
    if (composer) composer.value = 'Hello';
    composer?.send();
    await settle(element);
    return element;
  },
  'an emoji is chosen': async root => {
    const element = await scenes['choosing-emoji']?.(root);
    const composer = element?.shadowRoot?.querySelector('message-composer');
    composer?.renderRoot.querySelector('chat-emoji-picker')?.renderRoot.querySelector('button')?.click();
    return element ?? root;
  },
  'an input method composes': async root => {
    const { element } = await talking(root);
    const composer = element.renderRoot.querySelector('message-composer');
    composer?.renderRoot.querySelector('textarea')?.dispatchEvent(new CompositionEvent('compositionstart'));
    await settle(element);
    return element;
  },
  'a person is being asked': async root => (await addingCarol(root)).element,
  'a person has come': async root => {
    const { element, chat, added } = await addingCarol(root);
    chat.adds[0]?.succeed();
    await added;
    return element;
  },
  'all of many people are looked at': async root => {
    const element = (await scenes['many-people']?.(root)) as ChatConversationElement;
    const list = element.renderRoot.querySelector('participant-list');
    list?.renderRoot.querySelector<HTMLElement>('[part=unfold]')?.click();
    await settle(element);
    return element;
  },
  'an invitation is accepted': async root => {
    const element = await invited(root);
    element.renderRoot.querySelector<HTMLElement>('[part=accept]')?.click();
    return element;
  },
  'an invitation is declined': async root => {
    const element = await invited(root);
    element.renderRoot.querySelector<HTMLElement>('[part=decline]')?.click();
    return element;
  },
  'a conversation signs in by itself, and is refused': async root => {
    const network = new FakeNetwork();
    setApplicationFactory(() => newApplication(network));
    const element = new ChatConversationElement();
    Object.assign(element, { server: 'wss://chat.contoso.example/sip', accountSip: alice.uri, targetSip: bob.uri });
    element.credentials = { password: 'wrong' };
    root.append(element);
    await settle(element);
    network.signIns[0]?.fail(wrongPassword);
    await settle(element);
    return element;
  },
  'the launcher is opened and closed': async root => {
    const { launcher } = await launcherWithChat(root);
    launcher.show();
    await settle(launcher);
    launcher.hide();
    await settle(launcher);
    return launcher;
  },
  'a notification is clicked on': async root => {
    const comeBack = lookAway();
    const { application, network } = await signedIn();
    const element = new ChatNotificationsElement();
    Object.assign(element, { application, desktop: true });
    root.append(element);
    await settle(element);
    (await chatFrom(network, application, carol)).say(carol, 'Hello');
    for (let frames = 0; !FakeNotification.shown.length && frames < 100; frames++) await settle(element);
    FakeNotification.shown[0]?.onclick?.();
    comeBack();
    return element;
  },
  'a conversation is chosen': async root => {
    const { list } = await manyConversations(root);
    list.renderRoot.querySelector<HTMLElement>('[part~=conversation]')?.click();
    return list;
  },
  'a page draws the conversation with elements of its own choice': async root => {
    const { element } = await withBob(root);
    element.append(document.createElement('message-list'), document.createElement('message-composer'));
    await settle(element);
    return element;
  },
};
