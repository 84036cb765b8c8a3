import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  ChatLauncherElement,
  ChatNotificationsElement,
  ChatProviderElement,
  defineElements,
} from '../../src/elements/index.js';
import { BrowserTabs } from '../../src/elements/browser-tabs.js';
import { alice, bob, carol, settle, signedIn } from './fake-network.js';
import { FakeNotification, lookAway } from './fake-notification.js';
import { chatFrom } from './gallery/launcher-scenes.js';

defineElements();

let comeBack: () => void;
beforeEach(() => {
  document.title = 'Orders';
  comeBack = lookAway();
});
afterEach(() => {
  comeBack();
  for (const choice of ['sound', 'desktop']) localStorage.removeItem(`sip-chat ${choice}`);
});

const { shown } = FakeNotification;

async function talking(attributes: Partial<ChatNotificationsElement> = { desktop: true }) {
  const { application, network } = await signedIn();
  const provider = await fixture<ChatProviderElement>(
    html`<chat-provider .application=${application}>
      <chat-notifications></chat-notifications>
      <chat-launcher id="launcher"></chat-launcher>
    </chat-provider>`,
  );
  const element = provider.querySelector('chat-notifications') as ChatNotificationsElement;
  const launcher = provider.querySelector('chat-launcher') as ChatLauncherElement;
  Object.assign(element, attributes);
  const chat = await chatFrom(network, application, bob);
  chat.events.identified(bob);
  await settle(element);
  shown.length = 0; // that Bob has invited Alice
  const inside = (part: string): HTMLElement[] => [
    ...element.renderRoot.querySelectorAll<HTMLElement>(`[part~=${part}]`),
  ];
  const [conversation] = application.conversationsManager.conversations();
  return { application, network, provider, element, launcher, chat, conversation, inside };
}

/** The browser has heard that no tab is looked at. */
const nobodyLooks = (): Promise<void> =>
  waitUntil(async () => !(await navigator.locks.query()).held?.some(({ name }) => name?.startsWith('sip-chat look')));

const told = (): [string, string | undefined][] => shown.map(({ title, options }) => [title, options.body]);

describe('<chat-notifications>', () => {
  describe('the number of unread messages in the title', () => {
    it('is there as long as something is unread, whatever the page makes of its title', async () => {
      const { element, chat, conversation } = await talking({ titleCount: true });
      chat.say(bob, 'Hello');
      chat.say(bob, 'Are you there?');
      await waitUntil(() => document.title === '(2) Orders');
      document.title = 'Order 4711';
      await waitUntil(() => document.title === '(2) Order 4711');
      conversation?.historyService.markAllAsRead().catch(() => {});
      await waitUntil(() => document.title === 'Order 4711');
      chat.say(bob, 'Hello?');
      await waitUntil(() => document.title === '(1) Order 4711');
      element.remove();
      expect(document.title).to.equal('Order 4711');
    });

    it('is the sum of several, and not there unless the page wants it', async () => {
      const first = await talking({ titleCount: true });
      const second = await talking({ titleCount: true });
      const third = await talking({});
      for (const { chat } of [first, second, third]) chat.say(bob, 'Hello');
      await waitUntil(() => document.title === '(2) Orders');
      for (const { provider } of [first, second, third]) provider.remove();
      expect(document.title).to.equal('Orders');
    });
  });

  describe('a notification of the desktop', () => {
    it('says who has written, and what only if the page wants that', async () => {
      const { element, chat } = await talking();
      chat.say(bob, 'The password is tulip');
      await waitUntil(() => shown.length === 1);
      expect(told()).to.deep.equal([['Bob Baker', '1 new message']]);
      element.messageText = true;
      chat.say(bob, 'Are you there?');
      await waitUntil(() => shown.length === 2);
      expect(told()[1]).to.deep.equal(['Bob Baker', 'Are you there?']);
      expect(shown[1]?.options.tag, 'the second replaces the first').to.equal(shown[0]?.options.tag);
      expect(shown[1]?.options.silent).to.equal(true);
    });

    it('says who asks for a chat', async () => {
      const { network } = await talking({ desktop: true, messageText: true });
      network.invite(carol, { first: 'Do you have a minute?' });
      await waitUntil(() => shown.length === 1);
      expect(told()).to.deep.equal([['Carol Chen wants to chat', 'Do you have a minute?']]);
    });

    it('does not come while the page is looked at, and goes when it is', async () => {
      const { element, chat } = await talking();
      chat.say(bob, 'Hello');
      await waitUntil(() => shown.length === 1);
      document.hasFocus = () => true;
      window.dispatchEvent(new Event('focus'));
      expect(shown[0]?.closed).to.equal(true);
      chat.say(bob, 'Nice to see you');
      await settle(element);
      document.hasFocus = () => false;
      window.dispatchEvent(new Event('blur'));
      await nobodyLooks();
      chat.say(bob, 'Still there?');
      await waitUntil(() => shown.length > 1);
      expect(told()).to.have.lengthOf(2);
    });

    it('opens the conversation in what `for` names when it is clicked on', async () => {
      const { element, launcher, chat, conversation } = await talking({ desktop: true, htmlFor: 'launcher' });
      const selected: unknown[] = [];
      element.addEventListener('conversation-select', event => selected.push(event.conversation));
      chat.say(bob, 'Hello');
      await waitUntil(() => shown.length === 1);
      shown[0]?.onclick?.();
      await settle(launcher);
      expect(selected).to.deep.equal([conversation]);
      expect(launcher.conversation).to.equal(conversation);
      expect(launcher.open).to.equal(true);
      expect(shown[0]?.closed).to.equal(true);
    });

    it('comes once over all tabs, and in none while one of them is looked at', async () => {
      const first = await talking();
      const second = await talking();
      shown.length = 0;
      const at = new Date();
      for (const { chat } of [first, second]) {
        const said = { id: 'same', from: bob, text: 'Hello', format: 'Text', at, position: 0 } as const;
        chat.events.message(said);
      }
      await waitUntil(() => shown.length > 0);
      await settle(second.element);
      expect(told()).to.have.lengthOf(1);
      const other = new BrowserTabs(alice.uri);
      other.look(true);
      first.chat.say(bob, 'Is anybody there?');
      await settle(first.element);
      expect(told()).to.have.lengthOf(1);
      other.look(false);
      await nobodyLooks();
      first.chat.say(bob, 'Now?');
      await waitUntil(() => shown.length === 2);
    });

    it('does not come while the user does not want to be disturbed', async () => {
      const { application, network, element, chat } = await talking();
      const set = application.personsAndGroupsManager.mePerson.status.set('DoNotDisturb');
      await settle(element);
      network.published[0]?.succeed();
      await set;
      chat.say(bob, 'Hello');
      await settle(element);
      expect(told()).to.deep.equal([]);
    });
  });

  describe('the settings', () => {
    it('ask for permission only when the user wants notifications, and keep what they have chosen', async () => {
      FakeNotification.permission = 'default';
      const { element, chat, inside } = await talking({});
      inside('button')[0]?.focus();
      await sendKeys({ press: 'Enter' });
      await settle(element);
      expect(element.matches(':state(open)')).to.equal(true);
      const [sound, desktop] = element.renderRoot.querySelectorAll('input');
      expect(element.shadowRoot?.activeElement).to.equal(sound);
      await expect(element).to.be.accessible();
      expect(FakeNotification.asked).to.equal(0);
      desktop?.click();
      await settle(element);
      expect([FakeNotification.asked, desktop?.checked]).to.deep.equal([1, true]);
      chat.say(bob, 'Hello');
      await waitUntil(() => shown.length === 1);
      const { element: later } = await talking({ desktop: false });
      expect(later.renderRoot.querySelectorAll('input')[1]?.checked).to.equal(true);
      expect(later.matches(':state(on)')).to.equal(true);
    });

    it('say when the browser does not let the page', async () => {
      FakeNotification.permission = 'default';
      FakeNotification.answer = 'denied';
      const { element, inside } = await talking({});
      inside('button')[0]?.click();
      const desktop = element.renderRoot.querySelectorAll('input')[1];
      desktop?.click();
      await settle(element);
      expect(desktop?.checked).to.equal(false);
      expect(inside('hint')[0]?.textContent).to.contain('does not let this page');
      expect(element.matches(':state(blocked)')).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it('close by Escape, by a click elsewhere, and when the focus leaves', async () => {
      const { element, inside } = await talking({});
      const [button] = inside('button');
      const [settings] = inside('settings');
      const isOpen = (): boolean | undefined => settings?.checkVisibility();
      button?.click();
      await settle(element);
      expect(isOpen()).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await settle(element);
      expect(isOpen()).to.equal(false);
      expect(element.shadowRoot?.activeElement).to.equal(button);
      button?.click();
      await settle(element);
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await settle(element);
      expect(isOpen()).to.equal(false);
    });
  });

  it('plays a sound, made by the browser itself, once the user has wanted one', async () => {
    const real = window.AudioContext;
    let played = 0;
    window.AudioContext = class extends real {
      constructor() {
        super();
        played++;
      }
    };
    const { element, chat, inside } = await talking({});
    chat.say(bob, 'Hello');
    await settle(element);
    expect(played).to.equal(0);
    inside('button')[0]?.focus();
    await sendKeys({ press: 'Enter' });
    await settle(element);
    await sendKeys({ press: 'Space' });
    await settle(element);
    expect(played, 'to be heard once').to.equal(1);
    chat.say(bob, 'Are you there?');
    await waitUntil(() => played === 2);
    window.AudioContext = real;
  });
});
