import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ChatLauncherElement, defineElements } from '../../src/elements/index.js';
import { bob, settle } from './fake-network.js';
import { archived, hoursAgo, launcherOf, launcherWithChat, openLauncher, tellPast } from './gallery/launcher-scenes.js';

defineElements();

let page: HTMLElement;
beforeEach(() => {
  page = document.createElement('div');
  document.body.append(page);
});
afterEach(() => page.remove());

const part = (launcher: ChatLauncherElement, name: string): HTMLElement | null =>
  launcher.renderRoot.querySelector<HTMLElement>(`[part~=${name}]`);
const isOpen = (launcher: ChatLauncherElement): boolean => part(launcher, 'panel')?.checkVisibility() === true;
const press = async (launcher: ChatLauncherElement, name: string): Promise<void> => {
  part(launcher, name)?.focus();
  await sendKeys({ press: 'Enter' });
  await settle(launcher);
};
/** What has the keyboard focus, inside however many shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

describe('<chat-launcher>', () => {
  it('shows the number of unread messages while it is closed, as badge, words, property, attribute, state and event', async () => {
    const { launcher, chat } = await launcherWithChat(page);
    const counts: number[] = [];
    launcher.addEventListener('unread-change', ({ count }) => counts.push(count));
    expect(part(launcher, 'badge')?.textContent).to.equal('2');
    expect(part(launcher, 'button')?.getAttribute('aria-label')).to.equal('Chat, 2 unread messages');
    expect(launcher.renderRoot.querySelector('[role=status]')?.textContent).to.equal('2 unread messages');
    chat.say(bob, 'Are you there?');
    await settle(launcher);
    expect(launcher.unread).to.equal(3);
    expect(launcher.getAttribute('unread')).to.equal('3');
    expect(launcher.matches(':state(unread)')).to.equal(true);
    expect(counts).to.deep.equal([3]);
    await expect(launcher).to.be.accessible();
  });

  it('counts what is looked at no more', async () => {
    const { launcher, chat, conversation } = await launcherWithChat(page);
    launcher.show();
    await settle(launcher);
    expect(launcher.unread).to.equal(0);
    expect(part(launcher, 'badge')).to.equal(null);
    expect(conversation?.historyService.unreadActivityItemsCount()).to.equal(0);
    chat.say(bob, 'Are you there?');
    await settle(launcher);
    expect(launcher.unread).to.equal(0);
    launcher.hide();
    chat.say(bob, 'Hello?');
    await settle(launcher);
    expect(launcher.unread).to.equal(1);
  });

  it('hides the closed panel from everybody, and opens it above the page', async () => {
    const { launcher, element } = await launcherWithChat(page);
    expect(isOpen(launcher)).to.equal(false);
    expect(element.checkVisibility()).to.equal(false);
    launcher.open = true;
    await settle(launcher);
    expect(isOpen(launcher)).to.equal(true);
    expect(launcher.hasAttribute('open')).to.equal(true);
    expect(launcher.matches(':state(open)')).to.equal(true);
    expect(part(launcher, 'panel')?.matches(':popover-open')).to.equal(true);
    expect(part(launcher, 'button')?.getAttribute('aria-expanded')).to.equal('true');
    await expect(launcher).to.be.accessible();
    launcher.removeAttribute('open');
    await settle(launcher);
    expect(isOpen(launcher)).to.equal(false);
  });

  it('tells before it opens and closes, and can be kept from it', async () => {
    const { launcher } = await launcherWithChat(page);
    const told: string[] = [];
    for (const type of ['chat-open', 'chat-close'] as const) launcher.addEventListener(type, () => told.push(type));
    launcher.addEventListener('chat-open', event => event.preventDefault(), { once: true });
    launcher.show();
    await settle(launcher);
    expect([launcher.open, isOpen(launcher), launcher.hasAttribute('open')]).to.deep.equal([false, false, false]);
    launcher.toggle();
    await settle(launcher);
    launcher.addEventListener('chat-close', event => event.preventDefault(), { once: true });
    launcher.toggle();
    await settle(launcher);
    expect([launcher.open, isOpen(launcher)]).to.deep.equal([true, true]);
    launcher.hide();
    await settle(launcher);
    expect(told).to.deep.equal(['chat-open', 'chat-open', 'chat-close', 'chat-close']);
  });

  it('moves the focus in when the user has opened it, and back when they close it by Escape', async () => {
    const { launcher } = await launcherWithChat(page);
    await press(launcher, 'button');
    expect(isOpen(launcher)).to.equal(true);
    expect(focused()?.localName).to.equal('textarea');
    await sendKeys({ press: 'Escape' });
    await settle(launcher);
    expect(isOpen(launcher)).to.equal(false);
    expect(focused()).to.equal(part(launcher, 'button'));
  });

  it('leaves the focus where it is when a script opens it, but for an opener that is named', async () => {
    const { launcher } = await launcherWithChat(page);
    const opener = document.createElement('button');
    page.prepend(opener);
    opener.focus();
    launcher.show();
    await settle(launcher);
    expect(focused()).to.equal(opener);
    launcher.hide();
    await settle(launcher);
    expect(focused()).to.equal(opener);
    launcher.show(opener);
    await settle(launcher);
    expect(focused()?.localName).to.equal('textarea');
    launcher.hide();
    await settle(launcher);
    expect(focused()).to.equal(opener);
  });

  it('stays open when Escape closes something inside', async () => {
    const { launcher, element } = await launcherWithChat(page);
    await press(launcher, 'button');
    element.renderRoot.querySelector<HTMLElement>('[part~=add-button]')?.click();
    await settle(element);
    expect(focused()?.localName).to.equal('input');
    await sendKeys({ press: 'Escape' });
    await settle(element);
    expect(isOpen(launcher)).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await settle(launcher);
    expect(isOpen(launcher)).to.equal(false);
  });

  it('opens again where it is put after it was taken out', async () => {
    const { launcher } = await launcherWithChat(page);
    launcher.open = true;
    await settle(launcher);
    const told: string[] = [];
    launcher.addEventListener('chat-open', () => told.push('chat-open'));
    const box = document.createElement('div');
    page.append(box);
    box.append(launcher);
    await settle(launcher);
    expect(part(launcher, 'panel')?.matches(':popover-open')).to.equal(true);
    expect(told).to.deep.equal([]);
  });

  it('shows, in a provider and with nothing inside, all conversations, then the one that is chosen, then all again', async () => {
    const { launcher, list } = await openLauncher(page);
    await expect(launcher).to.be.accessible();
    const rows = list.renderRoot.querySelectorAll<HTMLElement>('[part~=conversation]');
    rows[1]?.focus();
    await sendKeys({ press: 'Enter' });
    await settle(launcher);
    expect(launcher.conversation?.creator.id()).to.equal(bob.uri);
    expect(launcher.renderRoot.querySelector('chat-conversation')?.conversation).to.equal(launcher.conversation);
    expect(list.checkVisibility()).to.equal(false);
    expect(focused()?.localName).to.equal('textarea');
    await expect(launcher).to.be.accessible();
    await press(launcher, 'back');
    expect(launcher.renderRoot.querySelector('chat-conversation')).to.equal(null);
    expect(focused(), 'the one that was left').to.equal(rows[1]);
    await press(launcher, 'close');
    expect(isOpen(launcher)).to.equal(false);
    expect(focused()).to.equal(part(launcher, 'button'));
  });

  it('leaves a choice alone that the page has cancelled', async () => {
    const { launcher, list } = await openLauncher(page);
    page.addEventListener('conversation-select', event => event.preventDefault());
    list.renderRoot.querySelector<HTMLElement>('[part~=conversation]')?.click();
    await settle(launcher);
    expect(launcher.conversation).to.equal(undefined);
  });

  it('counts what came while nobody was here, and draws nothing before it is opened', async () => {
    const { launcher, network } = await launcherOf(page);
    expect(launcher.renderRoot.querySelector('conversation-list')).to.equal(null);
    expect(network.pages).to.have.lengthOf(1);
    tellPast(network, [archived('sip:room-1@contoso.example', [bob], hoursAgo(9), 4)]);
    await settle(launcher);
    expect(part(launcher, 'badge')?.textContent).to.equal('4');
  });

  it('makes what stands in a template when it is first opened', async () => {
    const launcher = await fixture<ChatLauncherElement>(
      html`<chat-launcher label="Help">
        <template><chat-conversation target-sip="sip:bob@contoso.example"></chat-conversation></template>
      </chat-launcher>`,
    );
    expect(launcher.querySelector('chat-conversation')).to.equal(null);
    launcher.show();
    await settle(launcher);
    const chat = launcher.querySelector('chat-conversation');
    expect(chat?.targetSip).to.equal(bob.uri);
    expect(chat?.checkVisibility()).to.equal(true);
    launcher.hide();
    await settle(launcher);
    launcher.show();
    await settle(launcher);
    expect(launcher.querySelectorAll('chat-conversation')).to.have.lengthOf(1);
    expect(part(launcher, 'panel')?.getAttribute('aria-label')).to.equal('Help');
  });

  it('stands in the corner and at the distance that attributes or custom properties say', async () => {
    const launcher = await fixture<ChatLauncherElement>(html`<chat-launcher></chat-launcher>`);
    const box = (): DOMRect => launcher.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    expect([clientHeight - box().bottom, clientWidth - box().right]).to.deep.equal([20, 20]);
    launcher.setAttribute('position', 'top-start');
    launcher.setAttribute('offset', '3rem 7px');
    await settle(launcher);
    expect([box().top, box().left]).to.deep.equal([48, 7]);
    launcher.setAttribute('offset', '1rem; color: red');
    await settle(launcher);
    expect(box().left, 'what is no length is the default').to.equal(20);
    launcher.style.setProperty('--chat-launcher-offset-inline', '30px');
    expect(box().left).to.equal(30);
  });

  it('fills a narrow screen, and closes when the focus goes to what it covers', async () => {
    await setViewport({ width: 320, height: 600 });
    const { launcher } = await launcherWithChat(page);
    const behind = document.createElement('button');
    page.append(behind);
    await press(launcher, 'button');
    await Promise.all(
      part(launcher, 'panel')
        ?.getAnimations()
        .map(({ finished }) => finished) ?? [],
    );
    const box = part(launcher, 'panel')?.getBoundingClientRect();
    const { left, top, width = 0, height } = box ?? {};
    // WebKit's window does not become as narrow as that.
    expect([left, top, Math.round(width), height]).to.deep.equal([0, 0, innerWidth, 600]);
    expect(part(launcher, 'button')?.checkVisibility({ visibilityProperty: true })).to.equal(false);
    expect(part(launcher, 'close')?.checkVisibility()).to.equal(true);
    await expect(launcher).to.be.accessible();
    behind.focus();
    await settle(launcher);
    expect(isOpen(launcher)).to.equal(false);
    expect(focused()).to.equal(behind);
    await setViewport({ width: 800, height: 600 });
  });
});
