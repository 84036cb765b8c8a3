import { aTimeout, expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { defineElements, setApplicationFactory, type ChatConversationElement } from '../../src/elements/index.js';
import { pageOutbox } from '../../src/elements/page-outbox.js';
import { pageStorage, tabStorage } from '../../src/elements/page-storage.js';
import { alice, bob, FakeNetwork, newApplication, notThere, settle, wrongPassword } from './fake-network.js';

defineElements();

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

async function widget(): Promise<ChatConversationElement> {
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
  return element;
}

/** The page goes, and comes again. */
async function reloaded(element: ChatConversationElement): Promise<ChatConversationElement> {
  element.remove();
  await aTimeout(5);
  return widget();
}

async function write(element: ChatConversationElement, ...texts: readonly string[]): Promise<void> {
  const composer = element.renderRoot.querySelector('message-composer');
  if (!composer) throw new Error('There is no composer');
  for (const text of texts) {
    composer.value = text;
    composer.send();
  }
  await settle(element);
}

async function end(signIn: 'succeeds' | 'fails' | 'is refused', element: ChatConversationElement): Promise<void> {
  const asked = networks.at(-1)?.signIns.at(-1);
  if (signIn === 'succeeds') asked?.succeed(alice);
  else asked?.fail(signIn === 'fails' ? notThere : wrongPassword);
  await settle(element);
}

const shown = (element: ChatConversationElement): string[] =>
  element.conversation?.chatService.messages().map(({ text, status }) => `${text()} ${status()}`) ?? [];

const present = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('It is not there');
  return value;
};

describe('<chat-conversation> without a connection', () => {
  it('shows the chat with the target, which can be written in; it is the same when there is a connection', async () => {
    const element = await widget();
    await end('fails', element);
    const { conversation } = element;
    await write(element, 'Hello', 'Are you there?');
    expect(shown(element)).to.deep.equal(['Hello Pending', 'Are you there? Pending']);
    expect(element.renderRoot.querySelector('[part=banner]')?.textContent).to.contain('Reconnecting');
    await expect(element).to.be.accessible();
    window.dispatchEvent(new Event('online'));
    await settle(element);
    await end('succeeds', element);
    expect(element.conversation).to.equal(conversation);
    const { chat } = present(networks[0]);
    expect(chat.starts.map(({ what }) => what?.text)).to.deep.equal(['Hello']);
    chat.starts[0]?.succeed();
    await settle(element);
    expect(chat.sends.map(({ what }) => what.text)).to.deep.equal(['Are you there?']);
    chat.sends[0]?.succeed();
    await settle(element);
    expect(shown(element)).to.deep.equal(['Hello Succeeded', 'Are you there? Succeeded']);
    expect(pageStorage.names('sip-chat outbox')).to.deep.equal([]);
  });

  it('shows after a reload what could not be sent, and sends it in its order, before what is written then', async () => {
    const first = await widget();
    await write(first, 'one', 'two');
    const second = await reloaded(first);
    expect(shown(second)).to.deep.equal(['one Pending', 'two Pending']);
    await write(second, 'three');
    await end('succeeds', second);
    const { chat } = present(networks[1]);
    chat.starts[0]?.succeed();
    await settle(second);
    expect([chat.starts[0]?.what?.text, ...chat.sends.map(({ what }) => what.text)]).to.deep.equal([
      'one',
      'two',
      'three',
    ]);
  });

  it('sends what is written while what was left is being looked at after that', async () => {
    const first = await widget();
    await write(first, 'one');
    first.remove();
    await aTimeout(5);
    const pending = widget();
    await aTimeout(0);
    networks[1]?.signIns[0]?.succeed(alice);
    const second = await pending;
    await write(second, 'two');
    expect(networks[1]?.chat.starts[0]?.what?.text).to.equal('one');
  });

  it('keeps it when signing in is refused, and shows it again when that works', async () => {
    const element = await widget();
    await write(element, 'one');
    await end('is refused', element);
    void element.reconnect();
    await settle(element);
    expect(shown(element)).to.deep.equal(['one Pending']);
    await end('succeeds', element);
    expect(networks[1]?.chat.starts[0]?.what?.text).to.equal('one');
  });

  it('says why signing in was refused where nothing has been written', async () => {
    const element = await widget();
    expect(element.renderRoot.querySelector('message-composer')).not.to.equal(null);
    await end('is refused', element);
    expect(element.renderRoot.querySelector('slot[name=fallback]')).not.to.equal(null);
    expect(element.renderRoot.querySelector('message-composer')).to.equal(null);
  });

  it('goes on for the life of the page where nothing may be stored', async () => {
    const { warn } = console;
    const there = Object.getOwnPropertyDescriptor(window, 'localStorage') ?? {};
    console.warn = () => {};
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
    try {
      const first = await widget();
      await write(first, 'one');
      expect(shown(await reloaded(first))).to.deep.equal(['one Pending']);
    } finally {
      console.warn = warn;
      Object.defineProperty(window, 'localStorage', there);
    }
  });
});

describe('a page that is loaded again', () => {
  it('comes back into the open chat with the target, and shows it as it was', async () => {
    const first = await widget();
    await end('succeeds', first);
    const started = first.start();
    await settle(first);
    networks[0]?.chat.starts[0]?.succeed();
    await started;
    await settle(first);
    const note = tabStorage.get(`sip-chat open ${alice.uri}`) ?? '';
    expect(JSON.parse(note)).to.have.lengthOf(1);
    const second = await reloaded(first);
    expect(tabStorage.get(`sip-chat open ${alice.uri}`), 'who leaves does not come back').to.equal(undefined);
    second.remove();
    await aTimeout(5);
    tabStorage.set(`sip-chat open ${alice.uri}`, note); // a page that is loaded again does not say that it goes
    const third = await widget();
    await end('succeeds', third);
    expect(third.conversation?.phase()).to.equal('idle');
    networks[2]?.chat.starts[0]?.succeed();
    await settle(third);
    expect(third.conversation?.phase()).to.equal('active');
    expect(note).not.to.contain('secret');
  });
});

describe('pageOutbox', () => {
  const account = 'sip:alice@contoso.example';

  it('hands over what others have left who are gone, once', async () => {
    const [here, there] = [pageOutbox.open(account), pageOutbox.open(account)];
    await aTimeout(0);
    here.save('left');
    const taken: string[] = [];
    await there.restore(text => taken.push(text));
    expect(taken).to.deep.equal([]);
    here.close();
    while (taken.length === 0) await aTimeout(0);
    expect(taken).to.deep.equal(['left']);
    expect(pageStorage.names('sip-chat outbox')).to.deep.equal([]);
    there.close();
    const next = pageOutbox.open(account);
    expect(next.isEmpty).to.equal(true);
    next.close();
  });

  it('hands over at once what a page has left that is gone', async () => {
    pageStorage.set(`sip-chat outbox ${account} gone`, 'left');
    const next = pageOutbox.open(account);
    expect(next.isEmpty).to.equal(false);
    const taken: string[] = [];
    await next.restore(text => taken.push(text));
    expect(taken).to.deep.equal(['left']);
    next.close();
  });

  it('is of one account, and of one tab where conversations are open', async () => {
    pageStorage.set(`sip-chat outbox sip:bob@contoso.example gone`, 'left');
    const mine = pageOutbox.open(account);
    expect(mine.isEmpty).to.equal(true);
    mine.open = 'here';
    expect(sessionStorage.getItem(`sip-chat open ${account}`)).to.equal('here');
    expect(mine.isEmpty).to.equal(false);
    mine.close();
  });
});
