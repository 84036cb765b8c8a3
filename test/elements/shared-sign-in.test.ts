import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import {
  defineElements,
  setApplicationFactory,
  type ChatConversationElement,
  type ChatProviderElement,
} from '../../src/elements/index.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle, wrongPassword } from './fake-network.js';

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

const secret = { password: 'secret' };
/** No credentials at all. */
const none = null;

interface Wish {
  readonly account?: string;
  readonly server?: string;
  readonly target?: string;
  readonly credentials?: unknown;
}

const widget = ({
  account = alice.uri,
  server = 'wss://a.example/sip',
  target = bob.uri,
  credentials = secret,
}: Wish) =>
  html`<chat-conversation
    server=${server}
    account-sip=${account}
    target-sip=${target}
    grace-ms="0"
    .credentials=${credentials ?? undefined}
  ></chat-conversation>`;

/** Widgets side by side, as a page has them. */
async function widgets<Wishes extends Wish[]>(
  ...wishes: Wishes
): Promise<{ [At in keyof Wishes]: ChatConversationElement }> {
  const box = await fixture<HTMLElement>(html`<div>${wishes.map(widget)}</div>`);
  const all = [...box.querySelectorAll('chat-conversation')];
  for (const element of all) await settle(element);
  return all as { [At in keyof Wishes]: ChatConversationElement };
}

const present = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('It is not there');
  return value;
};

const stateOf = (element: ChatConversationElement): string =>
  ['offline', 'connecting', 'connected', 'failed'].filter(state => element.matches(`:state(${state})`)).join();

describe('elements with the same server and account', () => {
  it('are signed in once, and out when the last is removed', async () => {
    const ten = await widgets(...Array.from({ length: 10 }, () => ({})));
    expect(networks).to.have.lengthOf(1);
    networks[0]?.signIns[0]?.succeed(alice);
    const last = present(ten.pop());
    await settle(last);
    expect([...ten, last].map(stateOf)).to.deep.equal(Array(10).fill('connected'));
    for (const element of ten) element.remove();
    await aTimeout(5);
    expect(networks[0]?.signIns).to.have.lengthOf(1);
    expect(networks[0]?.signedOut).to.equal(0);
    expect(stateOf(last)).to.equal('connected');
    last.remove();
    await aTimeout(5);
    expect(networks[0]?.signedOut).to.equal(1);
  });

  it('share nothing else', async () => {
    const [first, second] = await widgets({ target: bob.uri }, { target: carol.uri });
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(first);
    expect(first.conversation?.participants()[0]?.uri()).to.equal(bob.uri);
    expect(second.conversation?.participants()[0]?.uri()).to.equal(carol.uri);
    second.start().catch(() => {}); // it goes with the page
    await settle(second);
    expect(stateOf(first)).to.equal(stateOf(second));
    expect(first.matches(':state(idle)')).to.equal(true);
    expect(second.matches(':state(inviting)')).to.equal(true);
  });

  it('stand apart from those of another account and another server', async () => {
    await widgets({}, { account: bob.uri }, { server: 'wss://b.example/sip' });
    expect(networks).to.have.lengthOf(3);
  });

  it('ask the first one for the secret, and another after that has gone', async () => {
    const asked: string[] = [];
    const by = (name: string) => () => {
      asked.push(name);
      return secret;
    };
    const [first, second] = await widgets({ credentials: by('first') }, { credentials: by('second') });
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(first);
    expect(asked).to.deep.equal(['first']);
    first.remove();
    await aTimeout(5);
    networks[0]?.onConnection('Lost');
    await settle(second);
    expect(stateOf(second)).to.equal('offline');
    second.renderRoot.querySelector<HTMLElement>('[part=banner] button')?.click();
    await settle(second);
    expect(asked).to.deep.equal(['first', 'second']);
    networks[1]?.signIns[0]?.succeed(alice);
    await settle(second);
    expect(stateOf(second)).to.equal('connected');
  });

  it('show the same refusal, which new credentials of any one of them retry for all', async () => {
    const [first, second] = await widgets({}, {});
    const errors: string[] = [];
    for (const element of [first, second]) element.addEventListener('chat-error', event => errors.push(event.message));
    networks[0]?.signIns[0]?.fail(wrongPassword);
    await settle(first);
    expect([first, second].map(stateOf)).to.deep.equal(['failed', 'failed']);
    expect(errors).to.have.lengthOf(2);
    await widgets({});
    expect(networks, 'the same secret is not tried again').to.have.lengthOf(1);
    second.credentials = { password: 'better' };
    await settle(second);
    expect(networks[1]?.signIns.map(({ what }) => what.password)).to.deep.equal(['better']);
    networks[1]?.signIns[0]?.succeed(alice);
    await settle(first);
    expect([first, second].map(stateOf)).to.deep.equal(['connected', 'connected']);
  });

  it('keep the conversation when a page puts another element in the place of the one that had it', async () => {
    const box = await fixture<HTMLElement>(html`<div>${widget({})}</div>`);
    const before = present(box.querySelector('chat-conversation'));
    before.graceMs = 100;
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(before);
    const started = before.start();
    await settle(before);
    networks[0]?.chat.starts[0]?.succeed();
    await started;
    const { conversation } = before;
    box.replaceChildren(box.cloneNode(true)); // a copy of attributes: without the secret
    const after = present(box.querySelector('chat-conversation'));
    await settle(after);
    await aTimeout(120);
    expect(after.conversation).to.equal(conversation);
    expect(after.matches(':state(active)')).to.equal(true);
    expect(networks[0]?.chat.left).to.equal(false);
    expect(networks[0]?.signedOut).to.equal(0);
    expect(networks).to.have.lengthOf(1);
  });

  it('are signed in by the credentials of any one of them, and out by taking these away', async () => {
    const [first, second] = await widgets({ credentials: none }, { credentials: none });
    expect(networks).to.have.lengthOf(0);
    expect([first, second].map(stateOf)).to.deep.equal(['offline', 'offline']);
    second.credentials = secret;
    await settle(second);
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(second);
    expect([first, second].map(stateOf)).to.deep.equal(['connected', 'connected']);
    first.remove();
    await aTimeout(5);
    second.credentials = undefined;
    await settle(second);
    expect(stateOf(second)).to.equal('offline');
    expect(networks[0]?.signedOut).to.equal(1);
  });

  it('are signed out at once by the last that is in the page', async () => {
    const box = await fixture<HTMLElement>(
      html`<div>
        <chat-provider server="wss://a.example/sip" account-sip=${alice.uri} .credentials=${secret}></chat-provider>
        <chat-provider server="wss://a.example/sip" account-sip=${alice.uri} .credentials=${secret}></chat-provider>
        <chat-provider server="wss://a.example/sip" account-sip=${alice.uri} .credentials=${secret}></chat-provider>
      </div>`,
    );
    const [first, second, third] = [...box.querySelectorAll('chat-provider')] as [
      ChatProviderElement,
      ChatProviderElement,
      ChatProviderElement,
    ];
    await settle(third);
    networks[0]?.signIns[0]?.succeed(alice);
    await settle(third);
    third.remove();
    await first.signOut();
    await settle(first);
    expect([first, second].map(element => element.connectionState)).to.deep.equal(['offline', 'connected']);
    expect(networks[0]?.signedOut).to.equal(0);
    await second.signOut();
    expect(networks[0]?.signedOut, 'without waiting for the one that was removed').to.equal(1);
    box.append(third);
    await settle(third);
    expect(networks, 'which may still come back').to.have.lengthOf(2);
  });
});
