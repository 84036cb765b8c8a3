import { expect, fixture, html } from '@open-wc/testing';
import { defineElements, type ChatConversationElement } from '../../src/elements/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';

defineElements();

/**
 * What pages say of everything, on purpose or not: all that is inherited, and so would come in. Not of the root: its size of
 * text is the measure of all, of ours too, as the reader has chosen it.
 */
const HOSTILE = `
  body, body * {
    color: rgb(255, 0, 255) !important;
    font: italic small-caps 900 40px/3 monospace !important;
    font-feature-settings: 'smcp' !important;
    letter-spacing: 9px !important;
    word-spacing: 30px !important;
    word-break: break-all !important;
    hyphens: auto !important;
    white-space: pre !important;
    text-align: right !important;
    text-indent: 50px !important;
    text-shadow: 3px 3px red !important;
    text-transform: uppercase !important;
    user-select: none !important;
    -webkit-user-select: none !important;
    -webkit-text-fill-color: transparent !important;
    cursor: not-allowed !important;
  }
  p, button, input, textarea, ol, li, section, div {
    display: none !important;
    all: unset !important;
  }
`;

const INHERITED = [
  'color',
  'font-style',
  'font-variant-caps',
  'font-weight',
  'font-size',
  'font-family',
  'font-feature-settings',
  'line-height',
  'letter-spacing',
  'word-spacing',
  'word-break',
  'hyphens',
  'white-space',
  'text-align',
  'text-indent',
  'text-shadow',
  'text-transform',
  'user-select',
  '-webkit-text-fill-color',
  'cursor',
  'display',
  'visibility',
  'direction',
];

/** Everything that is drawn inside of `root`, shadow roots inside of it too. */
function drawnIn(root: ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap(element => [
    element,
    ...(element.shadowRoot ? drawnIn(element.shadowRoot) : []),
  ]);
}

function look(element: Element): string[] {
  const style = getComputedStyle(element);
  const name = `${element.localName}.${element.className}`;
  return INHERITED.map(property => `${name} ${property}: ${style.getPropertyValue(property)}`);
}

/** Looks of everything inside of `element`. */
function looks(element: Element): string[] {
  return element.shadowRoot ? drawnIn(element.shadowRoot).flatMap(look) : [];
}

async function group(): Promise<ChatConversationElement> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation(bob.uri);
  const started = conversation.chatService.start();
  network.chat.starts[0]?.succeed();
  await started;
  network.chat.say(bob, 'Hello: https://contoso.example/');
  network.chat.events.promoted('sip:chat-1@contoso.example');
  network.chat.conference([bob, carol]);
  const element = await fixture<ChatConversationElement>(
    html`<chat-conversation .conversation=${conversation}></chat-conversation>`,
  );
  await settle(element);
  return element;
}

/** Runs `act` on a page with these rules of its own. */
function under<Result>(rules: string, act: () => Result): Result {
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = rules;
  try {
    return act();
  } finally {
    style.remove();
  }
}

describe('the styles of the page', () => {
  it('do not come into a chat, even if they are meant for everything and important', async () => {
    const element = await group();
    const before = looks(element);
    expect(before.length).to.be.greaterThan(1000);
    const changed = under(HOSTILE, () => looks(element)).filter((now, at) => now !== before[at]);
    expect([...new Set(changed)]).to.deep.equal([]);
  });

  it('hide it, and give it their direction, and a typeface by its property', async () => {
    const element = await group();
    const title = element.shadowRoot?.querySelector('[part=title]') as Element;
    const styleOf = (): CSSStyleDeclaration => getComputedStyle(title);
    expect(under('body { visibility: hidden }', () => styleOf().visibility)).to.equal('hidden');
    expect(under('body { direction: rtl }', () => styleOf().direction)).to.equal('rtl');
    expect(under('body { font-family: serif }', () => styleOf().fontFamily)).not.to.equal('serif');
    expect(under('body { --chat-font-family: serif }', () => styleOf().fontFamily)).to.equal('serif');
  });

  it('place it and give it room', async () => {
    const element = await group();
    const given = under('chat-conversation { inline-size: 300px; margin: 7px }', () => [
      getComputedStyle(element).inlineSize,
      getComputedStyle(element).marginTop,
    ]);
    expect(given).to.deep.equal(['300px', '7px']);
  });
});

describe('the styles of the elements', () => {
  it('are shared by all elements of a kind, and nothing is added to the page', async () => {
    const [head, sheets] = [document.head.children.length, document.adoptedStyleSheets.length];
    const [first, second] = [await group(), await group()];
    const sheetsOf = (element: Element): CSSStyleSheet[] => element.shadowRoot?.adoptedStyleSheets ?? [];
    expect(sheetsOf(first).length).to.be.greaterThan(0);
    sheetsOf(first).forEach((sheet, at) => expect(sheet).to.equal(sheetsOf(second)[at]));
    const list = first.shadowRoot?.querySelector('message-list');
    expect(
      sheetsOf(first).some(sheet => list && sheetsOf(list).includes(sheet)),
      'the look of all',
    ).to.equal(true);
    expect(document.head.children.length).to.equal(head);
    expect(document.adoptedStyleSheets.length).to.equal(sheets);
    expect(document.querySelectorAll('style')).to.have.lengthOf(0);
    const inline = [first, ...drawnIn(first.shadowRoot as ShadowRoot)].filter(each => each.hasAttribute('style'));
    expect(inline).to.deep.equal([]);
  });
});
