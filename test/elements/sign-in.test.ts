import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { defineElements, setApplicationFactory, type ChatProviderElement } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { alice, FakeNetwork, newApplication, notThere, settle, wrongPassword } from './fake-network.js';

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

async function provider(credentials: unknown = { password: 'secret' }): Promise<ChatProviderElement> {
  const element = await fixture<ChatProviderElement>(
    html`<chat-provider
      server="wss://chat.contoso.example/sip"
      account-sip=${alice.uri}
      grace-ms="0"
      .credentials=${credentials}
    ></chat-provider>`,
  );
  await settle(element);
  return element;
}

/** How often the only application has tried to sign in. */
const tries = (): number | undefined => networks[0]?.signIns.length;

async function failTry(element: ChatProviderElement, reason = notThere): Promise<void> {
  networks[0]?.signIns.at(-1)?.fail(reason);
  await settle(element);
}

async function hear(element: ChatProviderElement, target: EventTarget, event: string): Promise<void> {
  target.dispatchEvent(new Event(event));
  await settle(element);
}

/** Writes down which listeners are added to `target` and not removed; `restore` ends that. */
function watchListeners(target: EventTarget): { readonly present: Set<unknown>; restore(): void } {
  const present = new Set<unknown>();
  const watched = target as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>;
  const { addEventListener, removeEventListener } = target;
  watched.addEventListener = (...args: Parameters<EventTarget['addEventListener']>) => {
    present.add(args[1]);
    addEventListener.apply(target, args);
  };
  watched.removeEventListener = (...args: Parameters<EventTarget['removeEventListener']>) => {
    present.delete(args[1]);
    removeEventListener.apply(target, args);
  };
  return {
    present,
    restore: () => {
      delete watched.addEventListener;
      delete watched.removeEventListener;
    },
  };
}

describe('signing in where the server is not there', () => {
  it('is tried again, with the same application, and at once when there is a network or somebody looks', async () => {
    const states: string[] = [];
    const errors: unknown[] = [];
    const listen = (event: Event & { state: string }): void => void states.push(event.state);
    document.addEventListener('chat-connection-change', listen);
    document.addEventListener('chat-error', event => errors.push(event), { once: true });
    const element = await provider();
    await failTry(element);
    expect(element.connectionState).to.equal('reconnecting');
    await hear(element, window, 'online');
    expect(tries()).to.equal(2);
    await failTry(element);
    await hear(element, document, 'visibilitychange');
    expect(tries()).to.equal(3);
    networks[0]?.signIns[2]?.succeed(alice);
    await settle(element);
    document.removeEventListener('chat-connection-change', listen);
    expect(states).to.deep.equal(['connecting', 'reconnecting', 'connected']);
    expect(errors).to.deep.equal([]);
    expect(networks).to.have.lengthOf(1);
  });

  it('is tried again by itself, after 1 s to 30 s, of which up to a half is left out at random', async () => {
    const waits: number[] = [];
    const { setTimeout } = window;
    const wait = (callback: () => void, ms = 0): number => {
      if (ms >= 500) waits.push(ms);
      return setTimeout(callback, ms >= 500 ? 0 : ms);
    };
    window.setTimeout = wait as typeof window.setTimeout;
    try {
      const element = await provider();
      for (let count = 0; count < 8; count++) {
        await failTry(element);
        await aTimeout(0);
        await settle(element);
      }
      expect(tries()).to.equal(9);
    } finally {
      window.setTimeout = setTimeout;
    }
    const longest = [1, 2, 4, 8, 16, 30, 30, 30].map(seconds => seconds * 1000);
    expect(waits).to.have.lengthOf(8);
    for (const [index, ms] of waits.entries()) expect(ms).to.be.within((longest[index] ?? 0) / 2, longest[index] ?? 0);
  });

  it('asks for the secret afresh each time, and tries again where that could not be fetched', async () => {
    const secrets: (() => { password: string })[] = [
      () => ({ password: 'first' }),
      () => {
        throw new TypeError('Failed to fetch');
      },
      () => ({ password: 'third' }),
    ];
    const element = await provider(() => secrets.shift()?.());
    await failTry(element);
    await hear(element, window, 'online');
    expect(tries()).to.equal(1);
    expect(element.connectionState).to.equal('reconnecting');
    await hear(element, window, 'online');
    expect(networks[0]?.signIns.map(({ what }) => what.password)).to.deep.equal(['first', 'third']);
  });

  it('ends when it is refused', async () => {
    const element = await provider();
    await failTry(element);
    await hear(element, window, 'online');
    await failTry(element, wrongPassword);
    expect(element.connectionState).to.equal('failed');
    await hear(element, window, 'online');
    expect(tries()).to.equal(2);
  });

  it('ends when the element is removed', async () => {
    const element = await provider();
    await failTry(element);
    element.remove();
    await aTimeout(5);
    window.dispatchEvent(new Event('online'));
    await aTimeout(5);
    expect(tries()).to.equal(1);
    expect(networks[0]?.signedOut).to.equal(1);
  });
});

describe('a connection that is lost', () => {
  it('is made again at once when there is a network or somebody looks', async () => {
    const element = await provider();
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(element);
    networks[0]?.onConnection('Reconnecting');
    await hear(element, window, 'online');
    await hear(element, document, 'visibilitychange');
    expect(networks[0]?.hurried).to.equal(2);
  });

  it('is tried again with new credentials when the server refuses us by then', async () => {
    const element = await provider();
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(element);
    networks[0]?.onConnection('Lost', new Reason('SignInFailed', { reason: new Reason('Unauthorized') }));
    await settle(element);
    element.credentials = { password: 'new' };
    await settle(element);
    expect(networks[1]?.signIns[0]?.what.password).to.equal('new');
  });

  it('is offline when the server refuses us by then, until somebody tries again', async () => {
    const element = await provider();
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(element);
    networks[0]?.onConnection('Lost', new Reason('SignInFailed', { reason: new Reason('Unauthorized') }));
    await settle(element);
    expect(element.connectionState).to.equal('offline');
    void element.reconnect();
    await settle(element);
    expect(networks[1]?.signIns).to.have.lengthOf(1);
  });
});

it('leaves no listener behind, however often the connection was lost', async () => {
  const watched = [watchListeners(window), watchListeners(document)];
  try {
    const element = await provider();
    const [before] = watched.map(({ present }) => present.size);
    await failTry(element);
    await hear(element, window, 'online');
    networks[0]?.signIns[1]?.succeed(alice);
    await settle(element);
    for (let count = 0; count < 100; count++) {
      networks[0]?.onConnection('Reconnecting');
      networks[0]?.onConnection('Connected');
    }
    await settle(element);
    expect(watched[0]?.present.size).to.equal(before);
    element.remove();
    await aTimeout(5);
    expect(watched.map(({ present }) => present.size)).to.deep.equal([0, 0]);
  } finally {
    for (const { restore } of watched) restore();
  }
});
