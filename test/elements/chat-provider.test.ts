import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import {
  ChatProviderElement,
  defineElements,
  setApplicationFactory,
  type ChatConversationElement,
} from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { alice, bob, FakeNetwork, newApplication, settle, signedIn, wrongPassword } from './fake-network.js';

defineElements();

let networks: FakeNetwork[];

beforeEach(() => {
  networks = [];
  setApplicationFactory(() => {
    const network = new FakeNetwork();
    networks.push(network);
    return newApplication(network);
  });
});

const server = 'wss://chat.contoso.example/sip';

async function provider(credentials: unknown = { password: 'secret' }): Promise<ChatProviderElement> {
  const element = await fixture<ChatProviderElement>(
    html`<chat-provider server=${server} account-sip=${alice.uri} grace-ms="0" .credentials=${credentials}>
      <chat-conversation target-sip=${bob.uri}></chat-conversation>
    </chat-provider>`,
  );
  await settle(element);
  return element;
}

async function connected(): Promise<ChatProviderElement> {
  const element = await provider();
  networks[0]?.signIns[0]?.succeed(alice);
  await settle(element);
  return element;
}

const chatIn = (element: ChatProviderElement): ChatConversationElement => {
  const chat = element.querySelector('chat-conversation');
  if (!chat) throw new Error('No chat');
  return chat;
};

describe('<chat-provider>', () => {
  it('signs in once it has all it needs, however late', async () => {
    const element = await fixture<ChatProviderElement>(html`<chat-provider></chat-provider>`);
    element.server = server;
    element.accountSip = alice.uri;
    await settle(element);
    expect(networks).to.have.lengthOf(0);
    expect(element.connectionState).to.equal('offline');
    element.credentials = { password: 'secret' };
    await settle(element);
    expect(networks[0]?.signIns[0]?.what).to.deep.equal({ username: alice.uri, password: 'secret' });
    expect(element.matches(':state(connecting)')).to.equal(true);
  });

  it('takes properties that were set before it was defined', async () => {
    const element = await fixture<HTMLElement>(html`<late-provider></late-provider>`);
    Object.assign(element, { server, accountSip: alice.uri, credentials: { password: 'secret' } });
    customElements.define('late-provider', class extends ChatProviderElement {});
    await aTimeout(0);
    expect(networks[0]?.signIns).to.have.lengthOf(1);
  });

  it('asks a function for the secret, and keeps it nowhere', async () => {
    let asked = 0;
    const element = await provider(async () => {
      asked++;
      return { password: 'very secret' };
    });
    expect(asked).to.equal(1);
    expect(networks[0]?.signIns[0]?.what.password).to.equal('very secret');
    expect(element.outerHTML).not.to.contain('secret');
  });

  it('tells its state as event, property and custom state', async () => {
    const heard: string[] = [];
    const listen = (event: Event & { state: string }): void => void heard.push(event.state);
    document.addEventListener('chat-connection-change', listen);
    const element = await connected();
    networks[0]?.onConnection('Reconnecting');
    await settle(element);
    networks[0]?.onConnection('Connected');
    await settle(element);
    networks[0]?.onConnection('Lost', new Reason('ConnectionLost'));
    await settle(element);
    document.removeEventListener('chat-connection-change', listen);
    expect(heard).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected', 'offline']);
    expect(element.matches(':state(offline)')).to.equal(true);
    expect(element.matches(':state(connected)')).to.equal(false);
  });

  it('says why signing in failed, and tries again when told to', async () => {
    const element = await provider();
    let message = '';
    element.addEventListener('chat-error', event => (message = event.message));
    networks[0]?.signIns[0]?.fail(wrongPassword);
    await settle(element);
    expect(message).to.equal('Signing in failed. The user name or the password is wrong.');
    expect(element.connectionState).to.equal('failed');
    const again = element.reconnect();
    await settle(element);
    networks[1]?.signIns[0]?.succeed(alice);
    await again;
    expect(element.connectionState).to.equal('connected');
  });

  it('tries again with new credentials after a refusal, but not while signed in', async () => {
    const element = await provider();
    networks[0]?.signIns[0]?.fail(wrongPassword);
    await settle(element);
    element.credentials = { password: 'better' };
    await settle(element);
    expect(networks[1]?.signIns[0]?.what.password).to.equal('better');
    networks[1]?.signIns[0]?.succeed(alice);
    await settle(element);
    element.credentials = { password: 'changed' };
    await settle(element);
    expect(networks).to.have.lengthOf(2);
  });

  it('fails when the credentials function does', async () => {
    const element = await provider(() => Promise.reject(new Error('The token page is down.')));
    expect(element.connectionState).to.equal('failed');
    expect(networks[0]?.signIns).to.have.lengthOf(0);
  });

  it('keeps the connection and the conversation when it is moved', async () => {
    const element = await connected();
    const { application } = element;
    const { conversation } = chatIn(element);
    const elsewhere = await fixture<HTMLElement>(html`<section></section>`);
    elsewhere.append(element);
    await aTimeout(5);
    await settle(element);
    expect(element.application).to.equal(application);
    expect(chatIn(element).conversation).to.equal(conversation);
    expect(networks).to.have.lengthOf(1);
    expect(networks[0]?.signedOut).to.equal(0);
  });

  it('signs out after it was removed, and in again when it comes back', async () => {
    const element = await connected();
    const parent = element.parentElement;
    element.remove();
    await aTimeout(5);
    expect(networks[0]?.signedOut).to.equal(1);
    expect(element.connectionState).to.equal('offline');
    parent?.append(element);
    await settle(element);
    expect(networks).to.have.lengthOf(2);
  });

  it('does not sign in when it was removed before the secret came', async () => {
    let give: (secret: { password: string }) => void = () => {};
    const element = await provider(() => new Promise(resolve => (give = resolve)));
    element.remove();
    await aTimeout(5);
    give({ password: 'late' });
    await aTimeout(0);
    expect(networks[0]?.signIns).to.have.lengthOf(0);
  });

  it('changes over when the account changes', async () => {
    const element = await connected();
    element.accountSip = bob.uri;
    await settle(element);
    expect(networks[0]?.signedOut).to.equal(1);
    expect(networks[1]?.signIns[0]?.what.username).to.equal(bob.uri);
  });

  it('shares an application that the page has signed in, and leaves it signed in', async () => {
    const { application, network } = await signedIn();
    const element = await fixture<ChatProviderElement>(
      html`<chat-provider .application=${application}>
        <chat-conversation target-sip=${bob.uri}></chat-conversation>
      </chat-provider>`,
    );
    await settle(element);
    expect(element.connectionState).to.equal('connected');
    expect(chatIn(element).conversation).to.equal(application.conversationsManager.getConversation(bob.uri));
    element.remove();
    await aTimeout(5);
    expect(network.signedOut).to.equal(0);
  });

  it('keeps what was said after the connection is lost for good, and starts again over the new one', async () => {
    const element = await connected();
    const chat = chatIn(element);
    const started = chat.start();
    await settle(element);
    networks[0]?.chat.starts[0]?.succeed();
    await started;
    networks[0]?.chat.say(bob, 'Hello');
    networks[0]?.onConnection('Lost', new Reason('ConnectionLost'));
    await settle(chat);
    const before = chat.conversation;
    expect(before?.phase()).to.equal('ended');
    const again = element.reconnect();
    await settle(element);
    networks[1]?.signIns[0]?.succeed(alice);
    await again;
    await settle(chat);
    expect(chat.conversation).to.equal(before);
    chat.renderRoot.querySelector<HTMLElement>('[part=notice] button')?.click();
    await settle(chat);
    expect(chat.conversation).not.to.equal(before);
    expect(networks[1]?.chat.starts).to.have.lengthOf(1);
  });
});
